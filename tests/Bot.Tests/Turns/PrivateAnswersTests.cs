using System.Text;
using Bot.Conversations;
using Bot.Forms;
using Bot.Turns;
using Bot.WeCom;
using Scheduler.Ledgers;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Bot.Tests.Turns;

/// <summary>An ID number on its whole way through 附件6 (asked, read from the roster, reviewed, corrected, printed), and where it lies meanwhile.</summary>
public sealed class PrivateAnswersTests : IAsyncLifetime
{
    private const string Form = "jinggang-a6";

    // Of the town's nobody-region; the check characters are right.
    private const string Typed = "990001198203040013";
    private const string Another = "99000119751122002X";

    private static readonly string Known = Town.Roster.Households.First(household => household.Head == "赵桂芳").IdNumber!;

    private static readonly Dictionary<string, string> Answers = """
        h_exit_year=2018 p_mode=1 q1a=30000 q1b=9000 q1_1a=25000 q1_1b=4000 q1_2=0 q1_3=1000 q1_4=3000 q2=1 q3=1 q4=1 q4_1=1 q5=1 q6=1 q7=2 q8=3
        q9=1 q10=1 q11=1 q11_1=1、5 q12=2 q12_2=2 q13=2 q14=2 q14_2=2 q14_3=2 q15=2 q16=2 q17=2 q18=2 q19=2 q20=1
        f_sign_name=赵桂芳 f_unit=清溪镇 f_reviewer_name=李明
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);

    private readonly TestClock clock = new(new DateTimeOffset(2022, 8, 3, 9, 0, 0, TimeSpan.FromHours(8)));
    private readonly StringBuilder heard = new();
    private TestDatabase store = null!;
    private TurnRunner turns = null!;
    private int said;

    public async ValueTask InitializeAsync()
    {
        store = await Databases.Sqlite();
        await Town.Settle(store.Database, clock.GetUtcNow());
        turns = new TurnRunner(store.Database, Repository.Pack, clock, new TurnSignal());
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task The_numbers_of_a_whole_survey_lie_nowhere_in_the_store_in_plain()
    {
        await Begin();
        await Say("赵桂芳");
        await Fill();
        Assert.Contains(Mask.IdNumber(Known), heard.ToString(), StringComparison.Ordinal);

        await Say("改身份证号");
        await Say(Typed[..17] + "1");
        await Say(Typed);
        Assert.Contains(Mask.IdNumber(Typed), heard.ToString(), StringComparison.Ordinal);
        AssertSealed();

        await Say("提交");
        var handedIn = Assert.Single(await Submitted());
        Assert.Equal(Typed, SealedAnswers.Read(store.Database.Cipher!, handedIn.Answers)["h_idcard"]);
        Assert.Contains(Mask.IdNumber(Typed), (await Journaled())[0].After, StringComparison.Ordinal);

        await Correct(handedIn);
        await Say("改身份证号");
        await Say(Another);
        await Say("提交更正");
        await Say($"抄错了，应是{Another}");
        var corrected = Assert.Single(await Submitted());
        Assert.Equal((handedIn.Id, Another), (corrected.Replaces, SealedAnswers.Read(store.Database.Cipher!, corrected.Answers)["h_idcard"]));
        var entry = (await Journaled())[0];
        Assert.Contains(Mask.IdNumber(Typed), entry.Before, StringComparison.Ordinal);
        Assert.Contains(Mask.IdNumber(Another), entry.After, StringComparison.Ordinal);
        Assert.DoesNotContain(Another, entry.Why, StringComparison.Ordinal);
        AssertSealed();
        Assert.All([Known, Typed, Another], number => Assert.DoesNotContain(number, heard.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ledger_prints_a_number_whole_only_where_its_layout_says_so()
    {
        await Begin();
        await Say("赵桂芳");
        await Fill();
        await Say("提交");

        var problems = new List<Problem>();
        var ledger = LedgerReader.Read("ledger.yaml", $$$"""
            id: test
            title: 调查汇总
            campaign: jinggang-2020
            level: town
            form: {{{Form}}}
            columns:
              - {id: shown, path: [身份证号码], type: id_card, source: {answer: h_idcard}}
              - {id: computed, path: [户], type: text, source: {formula: "concat(${h_name}, ${h_idcard})"}}
              - {id: whole, path: [身份证号码（全）], type: id_card, source: {answer: h_idcard}, mask: no}
            """, Repository.Pack.Forms.ToDictionary(form => form.Id), problems);
        Assert.Empty(problems);
        var table = await store.Database.Read(tx => LedgerRounds.Compute(tx, Repository.Pack, ledger!, Scope.Everything, null, null, null));
        Assert.Equal([Mask.IdNumber(Known), "赵桂芳" + Mask.IdNumber(Known), Known], table.Rows[0].Select(cell => cell.ToString()));
    }

    [Fact]
    public async Task A_number_written_where_nobody_asked_for_it_is_sealed_and_said_back_masked()
    {
        await Begin();
        await Say($"赵某 {Typed} 13812345678");
        Assert.Contains("990001********0013", heard.ToString(), StringComparison.Ordinal);
        AssertSealed();
        Assert.False(InStore("13812345678"), "the mobile number lies open");
    }

    [Fact]
    public async Task No_id_number_leaves_whole_wherever_it_comes_from()
    {
        await store.Database.Write(async tx =>
        {
            var household = (await Households.Open(tx, Scope.Everything, "DJ-002"))!.Household;
            await Households.SaveMany(tx, [household with { HeadName = $"赵桂芳{Typed}" }]);
        });
        await Say("走访");
        Assert.Contains($"赵桂芳{Mask.IdNumber(Typed)}", heard.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Typed, heard.ToString(), StringComparison.Ordinal);
        await store.Database.Write(tx => Outbox.Add(tx, [new Store.Outgoing(Town.Li, OutboxKind.Text, $"提醒：{Typed}", clock.GetUtcNow())], clock.GetUtcNow()));
        Assert.Equal([$"提醒：{Mask.IdNumber(Typed)}"], (await store.Database.Read(tx => Outbox.Due(tx, clock.GetUtcNow(), 10))).Select(row => row.Payload));
    }

    [Fact]
    public async Task A_colleagues_work_phone_is_said_whole_to_somebody_who_needs_help()
    {
        await store.Database.Write(async tx =>
        {
            var cadre = await People.Find(tx, Town.Liu);
            await People.Save(tx, [cadre! with { Phone = tx.Cipher.Encrypt("15400000001") }]);
        });
        await Begin();
        await Say("赵桂芳");
        await Fill(until: "p_mode");
        for (var time = 0; time < 3; time++)
            await Say("不知道15412345678");
        Assert.Contains("15400000001", heard.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("15412345678", heard.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sealed:")]
    [InlineData("sealed:AAAA")]
    public async Task A_text_that_looks_sealed_is_an_answer_like_any_other(string name)
    {
        await Begin();
        await Say(name);
        await Say("镇上");
        Assert.DoesNotContain(Repository.Pack.Messages.Say(ChannelMessages.Failed), heard.ToString(), StringComparison.Ordinal);
        Assert.Equal(InboxState.Done, (await store.Database.Read(tx => Inbox.Find(tx, said)))!.State);
    }

    [Fact]
    public async Task The_warnings_that_stood_are_kept_with_the_record()
    {
        await Begin();
        await Say("赵桂芳");
        await Fill();
        await Say("改总收入");
        await Say("41000");
        await Say("提交");
        Assert.Contains("\"name\":\"q1a\",\"message\":\"总收入", Assert.Single(await Submitted()).Warnings, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_photo_goes_to_the_signature_that_is_being_asked_about()
    {
        await Begin();
        await Say("赵桂芳");
        await Fill(until: "f_reviewer_name");
        await Accept("<MsgType>image</MsgType><PicUrl>http://a</PicUrl><MediaId>photo-1</MediaId>");
        var reviewing = Assert.IsType<Activity.Reviewing>((await Session()).Activity);
        Assert.Equal(("photo-1", ""), (reviewing.Draft.Answers["f_reviewer"], reviewing.Draft.Answers.GetValueOrDefault("f_sign", "")));
    }

    private async Task Begin()
    {
        var form = Repository.Pack.Form(Form)!;
        var now = clock.GetUtcNow().ToOffset(TimeSpan.FromHours(8));
        var draft = Filling.Start(form, new Draft { Form = Form, Campaign = "jinggang-2020", StartedAt = now }, Town.Li, now);
        await Stand(new Session { Activity = new Activity.Asking(draft, "household", Changing: false) });
    }

    // Answers whatever is asked until everything is there; amounts that are asked together are given together.
    private async Task Fill(string until = "")
    {
        while ((await Session()).Activity is Activity.Asking asking && asking.Path != until)
        {
            var questions = Repository.Pack.Form(Form)!.Questions.SkipWhile(question => question.Name != asking.Path).ToList();
            if (questions[0] is { Required: null } && !Answers.ContainsKey(asking.Path))
                await Say("跳过");
            for (var together = 1; (await Session()).Activity is Activity.Asking still && still.Path == asking.Path; together++)
            {
                Assert.True(together < 9, $"{asking.Path} takes no answer: {heard}");
                await Say(string.Join(' ', questions.Take(together).Select(question => Answers.GetValueOrDefault(question.Name, "无"))));
            }
        }
    }

    private Task Correct(Submission submission)
    {
        var answers = SealedAnswers.Read(store.Database.Cipher!, submission.Answers);
        return Stand(new Session
        {
            Activity = new Activity.Reviewing(new Draft
            {
                Form = Form,
                Campaign = submission.Campaign,
                Subject = submission.Subject,
                SubjectName = "赵桂芳",
                Answers = answers,
                Handed = answers,
                Skipped = [.. Repository.Pack.Form(Form)!.Questions.Select(question => question.Name).Except(answers.Keys)],
                Replaces = submission.Id,
                StartedAt = clock.GetUtcNow(),
            }),
        });
    }

    private void AssertSealed() => Assert.All([Known, Typed, Another], number => Assert.False(InStore(number), $"{number} lies open"));

    private bool InStore(string text) => Directory.GetFiles(store.Folder, "store.db*").Any(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
    });

    private Task Say(string text) => Accept($"<MsgType>text</MsgType><Content>{text}</Content>");

    private async Task Accept(string content)
    {
        var xml = $"<xml><FromUserName>{Town.Li}</FromUserName><CreateTime>1659488400</CreateTime>{content}<MsgId>{++said}</MsgId><AgentID>1</AgentID></xml>";
        var answered = await turns.Accept(Incoming.Parse(xml)!, xml, clock.GetTimestamp());
        heard.AppendLine(answered.Reply.ToString());
        foreach (var row in await store.Database.Read(tx => Outbox.Due(tx, clock.GetUtcNow(), 1000)))
        {
            heard.AppendLine(row.Payload);
            await store.Database.Write(tx => Outbox.MarkSent(tx, [row.Id], null, null, clock.GetUtcNow()));
        }
    }

    private async Task<Session> Session() =>
        SealedSession.Read((await store.Database.Read(tx => Sessions.Load(tx, Town.Li)))!.State, store.Database.Cipher!);

    private Task Stand(Session session) => store.Database.Write(tx =>
        Sessions.Save(tx, Town.Li, SealedSession.Write(session, Repository.Pack, tx.Cipher), clock.GetUtcNow()));

    private Task<IReadOnlyList<JournalEntry>> Journaled() => store.Database.Read(tx => Journal.Of(tx, "household:DJ-002", 10));

    private Task<IReadOnlyList<Submission>> Submitted() => store.Database.Read(tx => Submissions.List(tx, Form, Scope.Everything));
}
