using System.Net;
using System.Security.Cryptography;
using Store;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>Notices written on the desk, through the same server that WeCom's browser talks to.</summary>
public abstract class NoticeDeskScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    private const string Office = "special";
    private const string Water = "d02";
    private const string Schools = "d03";

    [Fact]
    public async Task Feature_53_a_document_goes_out_with_a_notice_and_its_receipts_come_in_on_the_page()
    {
        using var desk = await DeskVisitor.Enter(Bot, Office);
        var document = DeskVisitor.Document();
        await desk.Write(
            [("kind", "notice"), ("body", "排查表填写说明见附件，请照此填写"), ("typed", "县水利局、县教体局"), ("ask", "receipt"), ("due", "2022-08-20")], ("填写说明.docx", document));
        Assert.EndsWith("/confirm", desk.Path, StringComparison.Ordinal);
        Assert.Contains("发给2人，现在发吗？", desk.Words, StringComparison.Ordinal);
        Assert.Contains("县级行业部门2人", desk.Words, StringComparison.Ordinal);
        Assert.Empty(await Bot.Messages(Water));

        await desk.Send();
        Assert.Equal("/desk/notices/1", desk.Path);
        Assert.Contains("还没回的（2人）", desk.Words, StringComparison.Ordinal);
        foreach (var user in (string[])[Water, Schools])
        {
            var received = await Bot.NewMessages(user);
            Assert.Equal("填写说明.docx", received.Single(message => message.Kind == "file").File!.Name);
            Assert.Contains("最迟8月20日答复", received.Single(message => message.Kind == "card").Wording, StringComparison.Ordinal);
        }

        await Bot.Tap(Water, "收到");
        await desk.Open("/desk/notices/1");
        Assert.Contains("还没回的（1人）", desk.Words, StringComparison.Ordinal);
        Assert.Contains("<table id=answered>", desk.Page, StringComparison.Ordinal);
        await desk.Open("/desk/notices");
        Assert.Contains("1/2", desk.Words, StringComparison.Ordinal);
        // Chat shows the same: there is one record of it.
        await Bot.Say(Office, "谁没收到");
        Assert.Contains("1人回了，1人没回", (await Bot.Newest(Office)).Wording, StringComparison.Ordinal);

        var hash = Convert.ToHexStringLower(SHA256.HashData(document));
        var (file, journal) = await Bot.Database.Read(async tx => ((await NoticeFiles.Named(tx, 1)).Single(), await tx.Query<string>("SELECT after FROM journal WHERE action = 'evidence.stored'")));
        Assert.Equal(document, await desk.Download($"/desk/notices/1/file/{file.Id}"));
        Assert.Equal([$"sha256={hash}"], journal);
        // It belongs to the notice: nobody is asked which household it is of.
        Assert.Empty(await Bot.Database.Read(tx => Evidence.Loose(tx, 10)));
    }

    [Fact]
    public async Task Feature_53_a_second_push_from_the_desk_reaches_only_who_is_missing_and_only_once()
    {
        using var desk = await DeskVisitor.Enter(Bot, Office);
        await desk.Write([("kind", "notice"), ("body", "请报送联络员名单"), ("typed", "县水利局、县教体局"), ("ask", "receipt")]);
        await desk.Send();
        await Bot.Say(Water, "收到");
        var before = (Water: (await Bot.Messages(Water)).Count, Schools: (await Bot.Messages(Schools)).Count);
        var pressed = desk.Hidden("pushes");
        await desk.Fill("/desk/notices/1/push", ("pushes", pressed));
        await desk.Fill("/desk/notices/1/push", ("pushes", pressed));
        await Bot.Settled();
        Assert.Equal((before.Water, before.Schools + 1), ((await Bot.Messages(Water)).Count, (await Bot.Messages(Schools)).Count));
        Assert.Contains("发了2次", desk.Words, StringComparison.Ordinal);

        await desk.Fill("/desk/notices/1/ledger");
        Assert.Contains("台账正在做", desk.Words, StringComparison.Ordinal);
        Assert.Equal("通知通报答复情况.xlsx", (await Bot.Newest(Office)).File!.Name);
    }

    [Fact]
    public async Task Feature_54_a_finding_written_on_the_desk_is_closed_by_its_answer()
    {
        using var desk = await DeskVisitor.Enter(Bot, "supervisor");
        await desk.Write([("kind", "finding"), ("body", "芦江社区2户饮水管网冻裂，排查时没有上报"), ("role", "township")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        Assert.Contains("通报要有期限", desk.Words, StringComparison.Ordinal);
        await desk.Write([("kind", "finding"), ("body", "芦江社区2户饮水管网冻裂，排查时没有上报"), ("role", "township"), ("due", "2022-08-26")]);
        await desk.Send();
        await Bot.Say(Town, "回复通报");
        await Bot.Say(Town, "8月10日已换新管并供水，2户逐户看过");
        await desk.Open("/desk/notices/1");
        Assert.Contains("8月10日已换新管并供水，2户逐户看过", desk.Words, StringComparison.Ordinal);
        Assert.Contains("都回了。", desk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once_and_neither_words_nor_files_are_lost()
    {
        using var desk = await DeskVisitor.Enter(Bot, Office);
        await desk.Write(
            [("kind", "notice"), ("body", "请"), ("link", "abc"), ("ask", "form"), ("due", "2022-08-01"), ("typed", "火星办")],
            ("说明.docx", DeskVisitor.Document()), ("汇总表.xlsx", "not a workbook"u8.ToArray()), ("setup.exe", "MZ"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, desk.Status);
        foreach (var said in (string[])["“请”太短了", "“abc”不是网址", "请选填哪张表", "“2022-08-01”已经过了", "没看懂“火星办”指谁", "“汇总表.xlsx”的内容和文件名不一样", "“setup.exe”没有收"])
            Assert.Contains(said, desk.Words, StringComparison.Ordinal);
        Assert.Contains("value=\"abc\"", desk.Page, StringComparison.Ordinal);
        var kept = desk.Hidden("keep");

        await desk.Open("/desk/notices");
        Assert.Contains("没写完的", desk.Words, StringComparison.Ordinal);
        await desk.Open(System.Text.RegularExpressions.Regex.Match(desk.Page, "/desk/notices/draft/[0-9a-f]+", System.Text.RegularExpressions.RegexOptions.NonBacktracking).Value);
        Assert.Equal(kept, desk.Hidden("keep"));
        await desk.Write([("kind", "notice"), ("body", "请各部门看附件"), ("ask", "none"), ("typed", "县水利局"), ("keep", kept)]);
        Assert.Contains("说明.docx", desk.Words, StringComparison.Ordinal);
        await desk.Send();
        Assert.Equal(["说明.docx"], (await Bot.NewMessages(Water)).Where(message => message.File is not null).Select(message => message.File!.Name));
        await desk.Open("/desk/notices");
        Assert.DoesNotContain("没写完的", desk.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pressing_twice_sends_once_and_what_was_not_looked_at_is_not_sent()
    {
        using var desk = await DeskVisitor.Enter(Bot, Office);
        await desk.Write([("kind", "notice"), ("body", "请报送联络员名单"), ("typed", "县水利局"), ("ask", "receipt")]);
        var (action, seen, token) = (desk.Action(), desk.Hidden("seen"), desk.Hidden("token"));
        // Written anew in another window meanwhile.
        await desk.Fill(action.Replace("/send", "", StringComparison.Ordinal), [("kind", "notice"), ("body", "请报送联络员名单和电话"), ("typed", "县水利局"), ("ask", "receipt")], []);
        await desk.Fill(action, [("seen", seen)], []);
        Assert.Contains("内容或者名单变了", desk.Words, StringComparison.Ordinal);
        Assert.Equal(0, await Bot.Count("notice"));
        seen = desk.Hidden("seen");
        await desk.Fill(action, [("seen", seen)], [], token);
        await desk.Fill(action, [("seen", seen)], [], token);
        Assert.Equal("/desk/notices", desk.Path);
        Assert.Equal(1, await Bot.Count("notice"));
    }

    [Fact]
    public async Task A_form_that_another_site_sends_off_does_nothing()
    {
        using var desk = await DeskVisitor.Enter(Bot, Office);
        await desk.Write([("kind", "notice"), ("body", "请报送联络员名单"), ("typed", "县水利局"), ("ask", "receipt")]);
        var (action, seen) = (desk.Action(), desk.Hidden("seen"));
        using var other = await DeskVisitor.Enter(Bot, Town);
        await other.Open("/desk/notices/new");
        foreach (var token in (string[])["", other.Hidden("token")])
        {
            await desk.Fill(action, [("seen", seen)], [], token);
            Assert.Equal(HttpStatusCode.Forbidden, desk.Status);
        }
        Assert.Equal(0, await Bot.Count("notice"));
    }

    [Fact]
    public async Task Town_staff_write_to_their_own_town_and_see_nothing_of_the_countys()
    {
        using var county = await DeskVisitor.Enter(Bot, Office);
        await county.Write([("kind", "notice"), ("body", "请报送联络员名单"), ("typed", "县水利局"), ("ask", "receipt")]);
        await county.Send();

        using var town = await DeskVisitor.Enter(Bot, Town, "/desk");
        Assert.Equal("/desk/notices", town.Path);
        Assert.Contains("还没有发过通知", town.Words, StringComparison.Ordinal);
        await town.Open("/desk/notices/1");
        Assert.Equal(HttpStatusCode.NotFound, town.Status);
        await town.Write([("kind", "notice"), ("body", "请水利局来人"), ("typed", "县水利局"), ("ask", "receipt")]);
        Assert.Contains("没看懂“县水利局”指谁", town.Words, StringComparison.Ordinal);
        await town.Write([("kind", "notice"), ("body", "明天下午两点在村部开会"), ("typed", "芦江社区的监测联系人"), ("ask", "none")]);
        await town.Send();
        Assert.Contains("明天下午两点在村部开会", (await Bot.Newest(Contact)).Wording, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_is_called_back_on_the_desk_after_saying_whom_that_cannot_reach()
    {
        using var desk = await DeskVisitor.Enter(Bot, Office);
        await desk.Write([("kind", "notice"), ("body", "请报送联络员名单"), ("typed", "县水利局、县教体局"), ("ask", "receipt")]);
        await desk.Send();
        await Bot.Settled();
        await Bot.Tap(Water, "收到");
        var name = await Bot.Database.Read(async tx => (await People.Find(tx, Water))!.Name);
        await desk.Open("/desk/notices/1/recall");
        Assert.Contains($"已经看到的撤不回：{name}", desk.Words, StringComparison.Ordinal);
        await desk.Fill("/desk/notices/1/recall");
        Assert.Contains("已撤回", desk.Words, StringComparison.Ordinal);
        await Bot.Settled();
        await Bot.Say(Schools, "收到");
        Assert.Contains("没有要您回“收到”的通知", (await Bot.Newest(Schools)).Wording, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contact_writes_none_and_whoever_has_not_logged_in_comes_back_where_they_were_going()
    {
        using var contact = await DeskVisitor.Enter(Bot, Contact, "/desk/notices/new");
        Assert.Equal(HttpStatusCode.Forbidden, contact.Status);
        using var office = await DeskVisitor.Enter(Bot, Office, "/desk/notices/new?kind=finding");
        Assert.Equal("/desk/notices/new", office.Path);
        Assert.Contains("写通报", office.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_in_words()
    {
        using var desk = await DeskVisitor.Enter(Bot, Office);
        var picture = new byte[21 * 1024 * 1024];
        new byte[] { 0x89, 0x50, 0x4E, 0x47 }.CopyTo(picture, 0);
        await desk.Write([("kind", "notice"), ("body", "请看图"), ("typed", "县水利局"), ("ask", "none")], ("图.png", picture));
        Assert.Contains("“图.png”太大了，没有收：一个最多20兆", desk.Words, StringComparison.Ordinal);
    }
}
