using Microsoft.Playwright;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The demo page in a real browser, as wide as a phone and as a desk's screen.</summary>
public sealed class DemoPageTests(SeededStores stores) : PageTests(stores)
{
    private const int Phone = 390;

    private readonly List<string> complaints = [];

    [Theory]
    [InlineData(Phone, 844)]
    [InlineData(1440, 900)]
    public async Task A_visitor_walks_a_check_in_and_sees_the_reminder_arrive_by_itself(int width, int height)
    {
        var page = await Open(width, height);
        await Shoot(page, width, "1-opened");

        await Panel(page, width, "选人");
        await page.GetByPlaceholder("搜姓名、单位").FillAsync("芦江社区");
        var contact = page.Locator("[data-user=c001]").First;
        await Shoot(page, width, "2-people");
        await contact.ClickAsync();
        await Assertions.Expect(page.Locator("#chat-person")).ToContainTextAsync("芦江社区");

        await page.GetByPlaceholder("发消息").FillAsync("走访");
        await page.GetByPlaceholder("发消息").PressAsync("Enter");
        var list = page.Locator(".card").Last;
        await Assertions.Expect(list).ToContainTextAsync("8月走访：共5户，已完成0户，还剩5户");
        await Shoot(page, width, "3-households");

        await list.GetByRole(AriaRole.Button, new() { Name = "唐松金", Exact = true }).ClickAsync();
        await Asked(page, "走访方式");
        await Shoot(page, width, "4-first-question");
        await Press(page, "入户");
        await Asked(page, "家庭收入比上月怎么样");
        await Press(page, "减少");
        await Asked(page, "收入为什么减少");
        await Assertions.Expect(page.Locator(".card").Last.GetByRole(AriaRole.Button, new() { Name = "选好了" })).ToBeDisabledAsync();
        await page.Locator(".card").Last.GetByLabel("农产品滞销").CheckAsync();
        await page.Locator(".card").Last.GetByLabel("务工收入减少").CheckAsync();
        await Shoot(page, width, "5-list");
        await Press(page, "选好了");
        await Asked(page, "一次回复5个数");
        await page.GetByPlaceholder("发消息").FillAsync("三千五");
        await page.GetByRole(AriaRole.Button, new() { Name = "发送" }).ClickAsync();
        await Assertions.Expect(page.Locator(".row").Last).ToContainTextAsync("一次回复4个数");
        await Shoot(page, width, "6-typed");

        await Panel(page, width, "8月3日");
        await page.Locator("#clock-to").FillAsync("2022-08-24T08:40");
        await Shoot(page, width, "7-clock");
        await page.Locator("#clock-form button").ClickAsync();
        await Assertions.Expect(page.Locator("#clock-day")).ToContainTextAsync("8月24日", new() { Timeout = 15_000 });
        if (width == Phone)
            await page.Locator("#tools .closer").ClickAsync();
        await Assertions.Expect(page.Locator(".row").Last).ToContainTextAsync("8月走访还剩5户", new() { Timeout = 15_000 });
        await Shoot(page, width, "8-digest");

        Assert.Equal(width, await page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_town_office_reads_its_progress_and_downloads_its_ledger()
    {
        var page = await Open(1440, 900, "#town");
        await page.Locator("#menu").GetByText("进度").ClickAsync();
        await Assertions.Expect(page.Locator(".lines")).ToContainTextAsync("完成0/300户");
        await Shoot(page, 1440, "9-progress");
        await page.GetByPlaceholder("发消息").FillAsync("台账");
        await page.GetByPlaceholder("发消息").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".file")).ToContainTextAsync(".xlsx");
        await Shoot(page, 1440, "10-ledger");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator(".file").ClickAsync());
        Assert.EndsWith(".xlsx", download.SuggestedFilename, StringComparison.Ordinal);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_page_goes_on_after_the_program_was_restarted()
    {
        var page = await Open(1440, 900, "#c001");
        await page.GetByPlaceholder("发消息").FillAsync("走访");
        await page.GetByPlaceholder("发消息").PressAsync("Enter");
        await Assertions.Expect(page.Locator(".card")).ToContainTextAsync("还剩5户");
        await Bot.Restart();
        await page.Locator(".card").GetByRole(AriaRole.Button, new() { Name = "唐松金", Exact = true }).ClickAsync();
        await Asked(page, "走访方式");
    }

    private async Task<IPage> Open(int width, int height, string person = "")
    {
        // Elsewhere than China, where the clock must still read as there; and without the panels' sliding, so that pictures are sharp.
        var page = await Browser.NewPageAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height },
            Locale = "zh-CN",
            TimezoneId = "Europe/Paris",
            ReducedMotion = ReducedMotion.Reduce,
        });
        page.SetDefaultTimeout(10_000);
        page.PageError += (_, error) => complaints.Add(error);
        page.Console += (_, line) =>
        {
            if (line.Type == "error")
                complaints.Add(line.Text);
        };
        await page.GotoAsync($"{Bot.Address}demo{person}");
        await Assertions.Expect(page.Locator("#list [data-user]").First).ToBeAttachedAsync();
        return page;
    }

    private static Task Asked(IPage page, string question) => Assertions.Expect(page.Locator(".card").Last).ToContainTextAsync(question);

    private static Task Press(IPage page, string button) =>
        page.Locator(".card").Last.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>On a phone the panels are behind a button in the page's head.</summary>
    private static async Task Panel(IPage page, int width, string opener)
    {
        if (width == Phone)
            await page.Locator(".opener", new() { HasText = opener }).ClickAsync();
    }
}
