using System.Security.Cryptography;
using System.Xml.Linq;
using Bot.Contacts;
using Bot.Demo;
using Store;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>Everything that can come from WeCom, through the encrypted callback: used, answered kindly, or recorded; never refused.</summary>
public abstract class InboundScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];
    private static readonly byte[] Voice = [.. "#!AMR\n"u8, 1, 2, 3];
    private static readonly byte[] Video = [0, 0, 0, 24, .. "ftypmp42"u8, 1, 2, 3];
    private static readonly byte[] Document = [.. "%PDF-1.4 "u8, 1, 2, 3];

    [Fact]
    public async Task Every_kind_that_can_come_is_acknowledged()
    {
        var phones = Bot.Phones;
        var all = new List<(string What, DemoDelivery Delivery)>
        {
            ("text", await phones.Say(Contact, "走访", Cancel)),
            ("image", await phones.SendImage(Contact, "a.jpg", Photo, Cancel)),
            ("voice", await phones.SendVoice(Contact, "a.amr", Voice, Cancel)),
            ("video", await phones.SendVideo(Contact, "a.mp4", Video, Cancel)),
            ("file", await phones.SendFile(Contact, "a.pdf", Document, Cancel)),
            ("link", await phones.SendLink(Contact, "标题", "https://example.org/a?b=1&c=2", Cancel)),
            ("location", await phones.SendLocation(Contact, 26.7m, 114.2m, "村口", Cancel)),
            ("enter_agent", await phones.Enter(Contact, Cancel)),
            ("subscribe", await phones.Subscribe(Contact, Cancel)),
            ("click", await phones.ClickMenu(Contact, "rounds", Cancel)),
            ("LOCATION", await phones.Do(Contact, "LOCATION", ("Latitude", "26.71234"), ("Longitude", "114.2"), ("Precision", "10"))),
            ("view", await phones.Do(Contact, "view", ("EventKey", "https://example.org"))),
            ("view_miniprogram", await phones.Do(Contact, "view_miniprogram", ("EventKey", "pages/a"))),
            ("scancode_push", await phones.Do(Contact, "scancode_push", ("EventKey", "k"), ("ScanCodeInfo", ""))),
            ("scancode_waitmsg", await phones.Do(Contact, "scancode_waitmsg", ("EventKey", "k"))),
            ("pic_sysphoto", await phones.Do(Contact, "pic_sysphoto", ("EventKey", "k"))),
            ("pic_photo_or_album", await phones.Do(Contact, "pic_photo_or_album", ("EventKey", "k"))),
            ("pic_weixin", await phones.Do(Contact, "pic_weixin", ("EventKey", "k"))),
            ("location_select", await phones.Do(Contact, "location_select", ("EventKey", "k"))),
            ("taskcard_click", await phones.Do(Contact, "taskcard_click", ("EventKey", "k"), ("TaskId", "old"))),
            ("open_approval_change", await phones.Do(Contact, "open_approval_change")),
            ("share_agent_change", await phones.Do(Contact, "share_agent_change")),
            ("not invented yet", await phones.Do(Contact, "brand_new_event")),
            ("batch_job_result", await phones.Tell("batch_job_result", new XElement("BatchJob", new XElement("JobId", "j1"), new XElement("JobType", "sync_user"), new XElement("ErrCode", 0)))),
            ("create_user", await Change("create_user", ("UserID", "newcomer"), ("Department", "1"))),
            ("update_user", await Change("update_user", ("UserID", Contact))),
            ("delete_user", await Change("delete_user", ("UserID", "nobody"))),
            ("create_party", await Change("create_party", ("Id", "7"), ("ParentId", "1"))),
            ("update_party", await Change("update_party", ("Id", "7"))),
            ("delete_party", await Change("delete_party", ("Id", "7"))),
            ("update_tag", await Change("update_tag", ("TagId", "3"))),
            ("inactive_alert", await phones.Tell("inactive_alert", new XElement("EffectTime", 1700000000))),
            ("close_inactive_agent", await phones.Tell("close_inactive_agent")),
            ("reopen_inactive_agent", await phones.Tell("reopen_inactive_agent")),
            ("unsubscribe", await phones.Unsubscribe(Contact, Cancel)),
        };
        Assert.All(all, each => Assert.True(each.Delivery is { Delivered: true, Problem: null, Attempts: 1 }, $"{each.What}: {each.Delivery}"));
        await Bot.Settled();

        Assert.Equal(4, await Bot.Count("evidence", "state = 'stored'"));
        Assert.Equal(13, await Bot.Count("channel_event"));
        Assert.Equal(1, await Bot.Count("unreachable", $"userid = '{Contact}' AND reason = 'left'"));
        Assert.Equal(0, await Bot.Count("inbox", "state <> 'done'"));
        Assert.Equal([], Bot.Phones.Errors.Select(error => error.What));
        Assert.Equal(all.Count, await Bot.Count("inbox"));
        // What a phone tells of its own accord is nobody's business.
        Assert.DoesNotContain("26.71234", await Payloads(), StringComparison.Ordinal);

        Task<DemoDelivery> Change(string type, params (string Name, string Value)[] fields) => phones.Tell(
            "change_contact", [new XElement("ChangeType", type), .. fields.Select(field => new XElement(field.Name, field.Value))]);
    }

    [Fact]
    public async Task A_photo_sent_while_a_form_is_filled_is_kept_with_its_hash_and_goes_with_it()
    {
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        var said = string.Join('\n', (await Bot.SendPicture(Contact)).Select(message => message.Wording));
        Assert.Contains("收下了，和“唐松金 8月走访”存在一起", said, StringComparison.Ordinal);
        await Bot.Fill(Contact, Interview.Visit);
        await Bot.Tap(Contact, "提交");
        await Bot.Settled();

        var (file, submission) = await Bot.Database.Read(async tx =>
        {
            var row = (await tx.Query<(long FileId, long SubmissionId)>("SELECT file_id, submission_id FROM evidence")).Single();
            return (await Files.Get(tx, row.FileId), row.SubmissionId);
        });
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Photo)), file!.Sha256);
        Assert.Single(await Bot.Database.Read(tx => Evidence.Of(tx, submission)));
        Assert.Equal(1, await Bot.Count("journal", "action = 'evidence.stored'"));
    }

    [Fact]
    public async Task A_photo_sent_just_after_submitting_goes_with_what_was_submitted()
    {
        await Bot.CheckIn(Contact, "唐松金", Interview.OutOfReach);
        var said = string.Join('\n', (await Bot.SendPicture(Contact)).Select(message => message.Wording));
        Assert.Contains("和刚交的“唐松金 8月走访", said, StringComparison.Ordinal);
        var submission = await Bot.Database.Read(tx => tx.Scalar<long>("SELECT id FROM submission"));
        Assert.Equal(EvidenceState.Stored, Assert.Single(await Bot.Database.Read(tx => Evidence.Of(tx, submission))).State);
    }

    [Fact]
    public async Task A_photo_that_nothing_asked_for_is_asked_about_kept_and_listed_until_it_has_a_place()
    {
        await Bot.SendPicture(Contact);
        var asked = await Bot.Newest(Contact);
        Assert.Contains("是哪一户", asked.Wording, StringComparison.Ordinal);
        await Bot.Tap(Contact, asked, "先放着");
        Assert.Equal(1, await Bot.Count("evidence", "state = 'stored' AND submission_id IS NULL"));
        var (_, page) = await Desk.Open(Bot, await Desk.CountyStaff(Bot));
        Assert.Contains("id=loose", page, StringComparison.Ordinal);

        // Put with a household, it goes with what is handed in about it next.
        await Bot.Say(Contact, "照片");
        await Bot.Tap(Contact, "唐松金");
        await Bot.CheckIn(Contact, "唐松金", Interview.OutOfReach);
        var submission = await Bot.Database.Read(tx => tx.Scalar<long>("SELECT id FROM submission"));
        Assert.Single(await Bot.Database.Read(tx => Evidence.Of(tx, submission)));
        (_, page) = await Desk.Open(Bot, await Desk.CountyStaff(Bot));
        Assert.DoesNotContain("id=loose", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_video_too_large_for_one_answer_is_kept_whole()
    {
        byte[] film = [.. Video, .. new byte[24 * 1024 * 1024]];
        await Bot.Phones.SendVideo(Contact, "a.mp4", film, Cancel);
        await Bot.Settled();
        var file = await Bot.Database.Read(async tx => await Files.Get(tx, await tx.Scalar<long>("SELECT file_id FROM evidence")));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(film)), file!.Sha256);
    }

    [Fact]
    public async Task A_program_that_calls_itself_a_photo_is_not_kept_and_its_sender_is_told()
    {
        await Bot.Phones.SendImage(Contact, "photo.jpg", [.. "MZ\u0090 this is a program"u8], Cancel);
        var said = string.Join('\n', (await Bot.NewMessages(Contact)).Select(message => message.Wording));
        Assert.Contains("没存下来", said, StringComparison.Ordinal);
        Assert.Equal((0, 1), (await Bot.Count("file"), await Bot.Count("evidence", "state = 'refused'")));
    }

    [Fact]
    public async Task Whoever_is_deleted_from_the_address_book_is_no_longer_written_to_and_comes_back()
    {
        await Bot.Phones.Tell("change_contact", new XElement("ChangeType", "delete_user"), new XElement("UserID", Contact.ToUpperInvariant()));
        await Bot.Part<ContactsSync>().Work(Cancel);
        Assert.Equal(1, await Bot.Count("person", $"userid = '{Contact}' AND active = 0"));
        Assert.Equal(0, await Bot.Count("channel_event", "handled_at IS NULL"));
    }

    [Fact]
    public async Task The_same_callback_however_often_and_from_both_sides_is_one()
    {
        Bot.Phones.Faults = new DemoFaultPlan { Seed = 3, CallbackTwice = 0.6, CallbackAnswerLost = 0.4, CallbackLate = 0.5 };
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Fill(Contact, Interview.Visit);
        await Bot.Tap(Contact, "提交");
        await Bot.Settled();
        Assert.Equal(1, await Bot.Count("submission"));
        Assert.Equal(1, await Bot.Count("occurrence", "done_at IS NOT NULL"));
    }

    [Fact]
    public async Task A_card_older_than_72_hours_is_closed_and_what_follows_is_a_card_of_its_own()
    {
        await Bot.Say(Contact, "走访");
        var card = await Bot.Newest(Contact);
        await Bot.MoveClock("2022-08-07 09:00");
        var after = await Bot.Tap(Contact, card, "唐松金");
        Assert.Contains(after, message => message.IsGreyed && message.TaskId == card.TaskId);
        var next = await Bot.Newest(Contact);
        Assert.NotEqual(card.TaskId, next.TaskId);
        Assert.Contains("唐松金", next.Wording, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_types_three_times_where_they_could_tap_gets_numbered_text_until_they_tap_again()
    {
        await Bot.Say(Contact, "走访");
        var list = await Bot.Newest(Contact);
        await Bot.Say(Contact, "唐松金");
        await Bot.Say(Contact, "1");
        var text = (await Bot.Say(Contact, "1"))[^1];
        Assert.Equal("text", text.Kind);
        await Bot.Say(Contact, "走访");
        var again = await Bot.Newest(Contact);
        Assert.Equal("text", again.Kind);
        Assert.Contains("1. ", again.Text!, StringComparison.Ordinal);
        await Bot.Tap(Contact, list, "吴凤莲");
        Assert.Equal("card", (await Bot.Newest(Contact)).Kind);
    }

    [Fact]
    public async Task What_was_handed_in_by_typing_greys_the_card_that_could_still_be_tapped()
    {
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Fill(Contact, Interview.Visit);
        await Bot.Say(Contact, "提交");
        await Bot.Settled();
        Assert.Contains(await Bot.Messages(Contact), message => message.IsGreyed);
    }

    [Fact]
    public async Task County_staff_hear_in_chat_whom_a_message_did_not_reach_and_contacts_do_not()
    {
        Bot.Phones.Faults = new DemoFaultPlan { OutOfScope = [Contact] };
        await Bot.Database.Write(tx => Outbox.Add(tx, [new Outgoing(Contact, OutboxKind.Text, "通知", SeededStores.Seeded)], SeededStores.Seeded));
        await Bot.Settled();
        Bot.Phones.Faults = new DemoFaultPlan();
        var county = await Desk.CountyStaff(Bot);
        var said = (await Bot.Say(county, "未送达"))[^1].Wording;
        Assert.Contains("1人的消息没送到", said, StringComparison.Ordinal);
        Assert.Contains("不在应用可见范围", said, StringComparison.Ordinal);
        Assert.Contains("由镇里和县里的人来", (await Bot.Say(Contact, "未送达"))[^1].Wording, StringComparison.Ordinal);
    }

    private async Task<string> Payloads() => string.Join('\n', await Bot.Database.Read(async tx =>
        (await tx.Query<Sealed>("SELECT payload_cipher FROM inbox")).Select(sealedText => tx.Cipher.Decrypt(sealedText)).ToList()));
}
