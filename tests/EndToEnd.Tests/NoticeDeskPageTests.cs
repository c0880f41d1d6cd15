using Microsoft.Playwright;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>A notice written on the desk in a real browser, as wide as a phone and as a desk's screen.</summary>
public sealed class NoticeDeskPageTests(SeededStores stores) : PageTests(stores)
{
    [Theory]
    [InlineData(390, 844)]
    [InlineData(1440, 900)]
    public async Task Feature_53_staff_write_a_notice_with_a_document_and_watch_who_has_answered(int width, int height)
    {
        var page = await Browser.NewPageAsync(new() { ViewportSize = new() { Width = width, Height = height }, Locale = "zh-CN" });
        page.SetDefaultTimeout(10_000);
        await page.GotoAsync($"{Bot.Address}desk/notices");
        await page.Locator("a[href$='&user=special']").First.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "写通知" }).ClickAsync();

        await page.GetByLabel("通知内容").FillAsync("请各部门报送联络员，样式见附件");
        await page.GetByLabel("附件（可以不带）").SetInputFilesAsync(new FilePayload { Name = "联络员名单.docx", MimeType = "application/msword", Buffer = DeskVisitor.Document() });
        await page.GetByText("县里", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("县水利局").CheckAsync();
        await page.GetByLabel("县教体局").CheckAsync();
        await page.GetByLabel("最迟答复日期").FillAsync("2022-08-20");
        await Shoot(page, width, "notice-1-written", whole: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "下一步：看发给谁" }).ClickAsync();

        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("附件：联络员名单.docx");
        await Shoot(page, width, "notice-2-confirm", whole: true);
        await page.GetByRole(AriaRole.Button, new() { Name = "发给这2人" }).ClickAsync();
        await Assertions.Expect(page.Locator("#missing li")).ToHaveCountAsync(2);

        await Bot.Settled();
        await Bot.Tap("d02", "收到");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#missing li")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#answered tbody tr")).ToHaveCountAsync(1);
        await Shoot(page, width, "notice-3-receipts", whole: true);
        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }
}
