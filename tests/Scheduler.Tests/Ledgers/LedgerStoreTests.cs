using Scheduler.Ledgers;
using Scheduler.Tests.Ledgers.Workbook;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Scheduler.Tests.Ledgers;

/// <summary>Ledgers over a store in which a town has settled: made, opened, issued, delivered.</summary>
public sealed class LedgerStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2022, 8, 20, 10, 0, 0, TimeSpan.FromHours(8));
    private TownStore town = null!;

    private static Pack Pack => Repository.Pack;

    public async ValueTask InitializeAsync() => town = await TownStore.Open(Now.AddDays(-19));

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_cell_opens_to_submissions_and_each_to_the_message_it_came_from()
    {
        await Checked("DJ-001", "2022-08", "1");
        var lost = await Checked("DJ-002", "2022-08", "5");
        var opened = await town.Database.Read(tx => LedgerRounds.Explain(tx, Pack, Pack.Ledger("daying-a4")!, Scope.Everything, null, null, null, "1", "h_mon_lost"));
        var (record, amount) = Assert.Single(opened.Records);
        Assert.Equal((lost, 1m, Town.Li), (record.Submission, amount, record.Userid));
        await town.Database.Write(tx => Inbox.Keep(tx, "m1", Town.Li, "<xml><Content>走访</Content></xml>", Now.AddHours(-2)));
        await town.Database.Write(tx => Inbox.Keep(tx, "m2", Town.Li, "<xml><Content>以后的</Content></xml>", Now.AddHours(2)));
        var messages = await town.Database.Read(async tx => await (await MessagesBehind.Find(tx, [(record.Userid, record.SubmittedAt)])).Of(tx, record.Userid, record.SubmittedAt, 9));
        Assert.Equal(["m1"], messages.Select(message => message.DedupKey));
    }

    [Fact]
    public async Task Only_what_belongs_to_the_month_and_the_unit_is_counted()
    {
        await Checked("DJ-001", "2022-07", "1");
        await Checked("DJ-002", "2022-08", "1");
        await Checked("LG-001", "2022-08", "1", Town.Zhang);
        Assert.Equal(["3", "2", "1"], new[] { await Visited(null, null), await Visited(null, "2022-08"), await Visited("DJ", "2022-08") });

        async Task<string> Visited(string? unit, string? period) => OfficialLedgers.Cell(await Make("daying-a4", unit, period), "1", "h_total");
    }

    [Fact]
    public async Task An_issue_is_kept_as_it_is_and_issuing_the_same_again_is_the_same_issue()
    {
        await Problem("王建国", "2");
        var first = await Issue("daying-a3");
        Assert.Equal("daying-a3-001", first.Number);
        Assert.Matches("^[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}$", first.CheckCode);
        Assert.Equal((first.Id, "daying-a3-001"), (await Issue("daying-a3", Now.AddDays(3))) is var again ? (again.Id, again.Number) : default);
        using var book = Opened(await Content(first));
        Assert.Contains($"签发编号：daying-a3-001　签发时间：2022-08-20 10:00　签发人：孙丽　校验码：{first.CheckCode}", Texts(book));
    }

    [Fact]
    public async Task While_an_issue_is_made_ready_others_write_and_it_shows_the_moment_it_began()
    {
        await Problem("王建国", "2");
        var first = await Issue("daying-a3", meanwhile: () => Problem("赵桂芳", "2"));
        using (var book = Opened(await Content(first)))
            Assert.DoesNotContain("赵桂芳家限时供水", Texts(book));
        Assert.Equal("新增1行、减少0行、改动0行", (await Issue("daying-a3")).Changes);
    }

    [Fact]
    public async Task An_issue_that_another_came_before_is_made_again_with_the_next_number()
    {
        await Problem("王建国", "2");
        var times = 0;
        var second = await Issue("daying-a3", unit: "DJ", meanwhile: async () =>
        {
            if (times++ == 0)
                Assert.Equal("daying-a3-001", (await Issue("daying-a3")).Number);
        });
        Assert.Equal((2, "daying-a3-002"), (times, second.Number));
        using var book = Opened(await Content(second));
        Assert.Contains(Texts(book), text => text.StartsWith("签发编号：daying-a3-002　", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_next_issue_says_what_was_added_changed_and_removed_by_whom_and_why()
    {
        var one = await Problem("王建国", "2");
        await Problem("赵桂芳", "2");
        await Issue("daying-a3");
        await Problem("王建国", "1", one, "已经整改完成");
        await Problem("陈玉珍", "3");
        var second = await Issue("daying-a3");
        Assert.Equal(("daying-a3-002", "新增1行、减少0行、改动1行"), (second.Number, second.Changes));
        using var book = Opened(await Content(second));
        var texts = Texts(book);
        Assert.Contains("与上次签发（daying-a3-001，2022-08-20 10:00）相比的变动", texts);
        Assert.Superset(new HashSet<string> { "改动", "备注", "正在整改", "已整改", "李秀兰", "已经整改完成", "新增" }, texts);
    }

    [Fact]
    public async Task A_closed_month_is_amended_only_with_a_reason()
    {
        await Checked("DJ-001", "2022-08", "1");
        await Issue("daying-a4", period: "2022-08");
        await Checked("DJ-002", "2022-08", "1");
        var later = new DateTimeOffset(2022, 9, 10, 9, 0, 0, TimeSpan.FromHours(8));
        var refused = await Assert.ThrowsAsync<LedgerRefusedException>(() => Issue("daying-a4", later, "2022-08"));
        Assert.Contains("an amendment needs a reason", refused.Message, StringComparison.Ordinal);
        var amended = await Issue("daying-a4", later, "2022-08", "漏统一户");
        Assert.Equal(("daying-a4-002", "漏统一户"), (amended.Number, amended.Reason));
        using var book = Opened(await Content(amended));
        Assert.Contains("更正原因：漏统一户", Texts(book));
    }

    [Fact]
    public async Task Feature_36_an_unsigned_village_ledger_is_refused()
    {
        var refused = await Assert.ThrowsAsync<LedgerRefusedException>(() => Issue("jinggang-a3"));
        Assert.Equal(3, refused.Problems.Count);
        var signed = new Dictionary<string, string> { ["村（社区）盖章"] = "已盖章", ["村（社区）书记签名"] = "甲", ["第一书记签名"] = "乙" };
        Assert.Equal("jinggang-a3-001", (await Issue("jinggang-a3", signed: signed)).Number);
    }

    [Fact]
    public async Task Feature_27_a_ledger_asked_for_arrives_as_a_file_with_whose_copy_it_is()
    {
        await Problem("王建国", "2");
        await Ask("daying-a3", "", "");
        var (files, _) = await Delivered();
        using var book = Opened(files.Single());
        Assert.Contains("本件由孙丽于2022-08-20 10:00导出，只限工作使用，不得外传。", Texts(book));
        Assert.Equal(1, await town.Database.Read(async tx => (await Journal.Of(tx, $"person:{Town.Sun}", 20)).Count(entry => entry.Action == "ledger.exported")));
    }

    [Fact]
    public async Task A_unit_outside_the_askers_area_an_unknown_one_and_a_month_without_data_are_answered_clearly()
    {
        await Ask("daying-a3", "", "柳沟村", Town.Liu);
        await Ask("daying-a3", "", "月亮村");
        await Ask("daying-a3", "2021-01", "");
        var (files, texts) = await Delivered();
        Assert.Single(files);
        Assert.Equal(
        [
            "“柳沟村”不在您管的范围里，出不了它的台账。", "没有叫“月亮村”的单位，请写全名，例如：台账 附件3 清溪镇", "《镇（街道）级“回头看”排查问题清单》2021-01没有记录，发的是空表。",
        ], texts);
    }

    [Fact]
    public async Task A_file_says_in_its_name_which_unit_and_month_it_is_of()
    {
        await Ask("daying-a3", "2022-08", "大井村");
        await Ask("daying-a3", "", "");
        await Ask("jinggang-a3", "", "大井村");
        await Delivered();
        var names = await town.Database.Read(tx => tx.Query<string>("SELECT name FROM file ORDER BY id"));
        Assert.Equal(["镇（街道）级“回头看”排查问题清单 大井村 2022-08.xlsx", "镇（街道）级“回头看”排查问题清单.xlsx", "大井村（社区）2020年脱贫质量“回头看”疑似问题排查工作台账.xlsx"], names.TakeLast(3));
    }

    [Fact]
    public async Task Feature_42_clues_of_departments_are_listed_and_a_rejection_without_a_reason_is_refused()
    {
        await Fact("clue", new() { ["household"] = "DJ-004", ["dept"] = "县医保局", ["received_at"] = "2022-08-02", ["content"] = "自付医疗费过高", ["result"] = "不纳入", ["feedback_at"] = "2022-08-09" });
        var table = await Make("daying-clue", null, null);
        Assert.Equal(["1", "县医保局", "2022-08-02", "清溪镇", "大井村", "王建国", "自付医疗费过高", "", "", "不纳入", "2022-08-09", ""], table.Rows[0].Select(cell => cell.ToString()));
        Assert.Equal("不纳入的没有写情况说明，共1条：大井村 王建国", OfficialLedgers.Check(table, "R034").Message);
    }

    [Fact]
    public async Task Feature_41_check_ins_make_the_contacts_own_ledger()
    {
        await Checked("DJ-001", "2022-08", "1", more: new() { ["m_income_change"] = "1", ["m_measures[1]/m_measures_state"] = "1", ["m_measures[2]/m_measures_state"] = "2" });
        var table = await Make("daying-help", null, "2022-08");
        Assert.Equal(["1", "2022-08", "李秀兰", "清溪镇", "大井村", "王建国", "脱贫不稳定户", "入户"], table.Rows[0].Take(8).Select(cell => cell.ToString()));
        Assert.Equal("增加", OfficialLedgers.Cell(table, "王建国", "income_change"));
        Assert.Equal("已落实、正在落实", OfficialLedgers.Cell(table, "王建国", "measures"));
    }

    [Fact]
    public async Task Feature_43_whoever_cannot_be_reached_is_listed_until_reached_and_overdue_after_june()
    {
        await Survey("王建国", "4", "2020-04-20");
        await Survey("赵桂芳", "4", "2020-04-20");
        await Survey("赵桂芳", "1", "2020-05-20");
        Assert.Equal(["王建国", ""], (await Make("jinggang-unreachable", null, null)).Rows.Single() is var row ? [row[2].ToString(), row[7].ToString()] : []);
        await Survey("陈玉珍", "1", "2020-07-02");
        Assert.Equal("超期", (await Make("jinggang-unreachable", null, null)).Rows.Single()[7].ToString());
    }

    [Fact]
    public async Task Whoever_asks_why_gets_the_records_behind_a_cell_and_what_was_written()
    {
        await Checked("DJ-001", "2022-08", "1");
        await Checked("DJ-002", "2022-08", "5");
        await town.Database.Write(tx => Inbox.Keep(tx, "m1", Town.Li, "<xml><Content>赵桂芳电话不通，13812345678</Content></xml>", Now.AddHours(-2)));
        await Ask("daying-a4", "2022-08", "", kind: LedgerRequestKind.Explain, detail: new("1", "h_mon_lost"));
        var (files, texts) = await Delivered();
        Assert.Empty(files);
        Assert.Equal("《县级“回头看”排查情况汇总表》第1行，“走访农户数/监测户/无法联系户”是1，由1条记录得出：\n1. 大井村 赵桂芳：2022-08-20 09:00 李秀兰填的《监测对象走访》，原话“赵桂芳电话不通，138****5678”",
            texts.Single().Replace(Pack.Form("monthly-checkin")!.PlainTitle ?? Pack.Form("monthly-checkin")!.Title, "监测对象走访", StringComparison.Ordinal));
        Assert.Contains("ledger.explained", await Noted());
    }

    [Fact]
    public async Task A_record_shows_what_was_written_for_it_and_not_what_was_written_for_the_one_before()
    {
        await Wrote("王建国家没事", -9);
        await Add("daying-a3-problem", "", "", new() { ["problem_detail"] = "王建国家没事", ["status"] = "1" }, Town.Li, Now.AddHours(-8), campaign: "daying-2022");
        await Wrote("赵桂芳家限时供水", -7);
        await Wrote("3", -6);
        await Wrote("未整改", -6);
        await Wrote("提交", -5);
        await Add("daying-a3-problem", "", "", new() { ["problem_detail"] = "赵桂芳家限时供水", ["status"] = "3" }, Town.Li, Now.AddHours(-4), campaign: "daying-2022");
        await Ask("daying-a3", "", "", kind: LedgerRequestKind.Explain, detail: new("2", "status"));
        Assert.EndsWith("原话“赵桂芳家限时供水 / 未整改”", (await Delivered()).Texts.Single(), StringComparison.Ordinal);

        Task Wrote(string text, int hours) => town.Database.Write(tx => Inbox.Keep(tx, text, Town.Li, $"<xml><Content>{text}</Content></xml>", Now.AddHours(hours)));
    }

    [Fact]
    public async Task What_a_problem_came_to_keeps_its_finders_words_and_says_who_moved_it()
    {
        await town.Database.Write(tx => Inbox.Keep(tx, "m1", Town.Li, "<xml><Content>王建国家限时供水</Content></xml>", Now.AddHours(-2)));
        var found = await Problem("王建国", "3");
        await Issue("daying-a3");
        var moved = await Add("daying-a3-problem", "", "", new() { ["problem_detail"] = "王建国家限时供水", ["status"] = "2" }, Town.Li, Now.AddMinutes(-10), found, "整改中：更换水管", "daying-2022");
        await town.Database.Write(tx => ProblemSteps.Add(tx, new ProblemStep(found, moved, ProblemStage.Measured, Town.Liu, Now.AddMinutes(-10), "{}")));

        await Ask("daying-a3", "", "", kind: LedgerRequestKind.Explain, detail: new("1", "status"));
        Assert.EndsWith("2022-08-20 09:00 李秀兰填的《问题上报》，原话“王建国家限时供水”；2022-08-20 09:50 刘德明：整改中：更换水管", (await Delivered()).Texts.Single(), StringComparison.Ordinal);
        using var book = Opened(await Content(await Issue("daying-a3")));
        var texts = Texts(book);
        Assert.Superset(new HashSet<string> { "改动", "未整改", "正在整改", "刘德明", "整改中：更换水管" }, texts);
        Assert.DoesNotContain("李秀兰", texts);
    }

    [Fact]
    public async Task More_records_than_a_message_holds_come_as_a_list()
    {
        for (var number = 0; number < 12; number++)
            await Problem($"户主{number}", "2");
        await Ask("daying-a3", "", "", kind: LedgerRequestKind.Explain, detail: new("3", "status"));
        Assert.Empty((await Delivered()).Files);
        for (var number = 0; number < 12; number++)
            await Add("xiaoxian-1-1-household-problem", "", "", new() { ["problem_type"] = "5", ["status"] = "2" }, Town.Li, Now.AddHours(-2), campaign: "xiaoxian-2022");
        await Ask("xiaoxian-a2", "", "", kind: LedgerRequestKind.Explain, detail: new("合计", "found"));
        var (files, texts) = await Delivered();
        using var book = Opened(files.Single());
        Assert.Contains("原话", Texts(book));
        Assert.Contains("还有2条，全部在文件里。", texts.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_is_not_there_is_said_to_be_not_there()
    {
        await Ask("xiaoxian-a2", "", "", kind: LedgerRequestKind.Explain, detail: new("月球", "found"));
        Assert.Equal("《单位/乡镇集中排查“回头看”专项行动整改情况汇总表》里没有“月球”这一行。可以写行里的字、第几行，或者合计。", Assert.Single((await Delivered()).Texts));
    }

    [Fact]
    public async Task A_ledger_issued_in_chat_has_a_number_and_the_next_says_what_changed()
    {
        var problem = await Problem("王建国", "2");
        await Ask("daying-a3", "", "", kind: LedgerRequestKind.Issue);
        Assert.Matches("已签发，编号daying-a3-001，校验码[0-9A-F-]{14}。$", Assert.Single((await Delivered()).Texts));
        await Problem("王建国", "1", problem, "已经修好");
        await Ask("daying-a3", "", "", kind: LedgerRequestKind.Issue);
        var (files, texts) = await Delivered();
        Assert.EndsWith("和上一次签发比：新增0行、减少0行、改动1行，明细在“变动”表里。", texts.Last(), StringComparison.Ordinal);
        Assert.Equal((await town.Database.Read(tx => LedgerIssues.List(tx, "daying-a3"))).Count, files.Count);
        Assert.Contains("ledger.issued", await Noted());
        Assert.Contains("ledger.exported", await Noted());
    }

    [Fact]
    public async Task An_issue_of_a_month_without_records_says_that_it_is_empty()
    {
        await Ask("daying-a3", "2022-08", "", kind: LedgerRequestKind.Issue);
        Assert.Equal("《镇（街道）级“回头看”排查问题清单》2022-08没有记录，发的是空表。", (await Delivered()).Texts.Last());
    }

    [Fact]
    public async Task What_was_issued_is_served_as_it_is_to_those_who_may_see_it()
    {
        await Problem("王建国", "2");
        await Ask("daying-a3", "", "", kind: LedgerRequestKind.Issue);
        await Delivered();
        await Problem("赵桂芳", "2");
        await Ask("daying-a3-001", "", "", kind: LedgerRequestKind.Issued, campaign: "");
        var (files, texts) = await Delivered();
        Assert.Equal(files[0], files[1]);
        Assert.StartsWith("《镇（街道）级“回头看”排查问题清单》第daying-a3-001号签发件，孙丽2022-08-20 10:00签发，校验码", texts.Last(), StringComparison.Ordinal);
        await Ask("daying-a3-002", "", "", kind: LedgerRequestKind.Issued, campaign: "");
        Assert.Equal("没有编号daying-a3-002的签发件。", (await Delivered()).Texts.Last());
        await Ask("daying-a3-001", "", "", Town.Liu, LedgerRequestKind.Issued, campaign: "");
        Assert.Equal("daying-a3-001号签发件不在您管的范围里。", (await Delivered()).Texts.Last());
    }

    [Fact]
    public async Task What_was_issued_with_whole_numbers_is_not_served_to_a_role_that_gets_them_masked()
    {
        var signed = new Dictionary<string, string> { ["村（社区）盖章"] = "已盖章", ["村（社区）书记签名"] = "甲", ["第一书记签名"] = "乙" };
        await Issue("jinggang-a3", signed: signed);
        await town.Database.Write(tx => People.Save(tx, [new Person("watch", "督导", "supervision_group", "AN", "", null, true, 99)]));
        await Ask("jinggang-a3-001", "", "", "watch", LedgerRequestKind.Issued, campaign: "");
        var (files, texts) = await Delivered();
        Assert.Empty(files);
        Assert.StartsWith("jinggang-a3-001号签发件里有完整的身份证号", texts.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_asked_for_arrives_as_a_draft_and_is_noted()
    {
        await Ask("xiaoxian-report", "", "清溪镇", kind: LedgerRequestKind.Report, campaign: "xiaoxian-2022");
        var (files, texts) = await Delivered();
        using var draft = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(files.Single()), isEditable: false);
        Assert.StartsWith("清溪镇集中排查“回头看”专项行动自查报告", draft.MainDocumentPart!.Document.InnerText, StringComparison.Ordinal);
        Assert.Equal("《集中排查“回头看”专项行动自查报告》草稿，数字是从台账里来的，写着XXX的地方请您补上。", texts.Single());
        Assert.Contains("report.exported", await Noted());
        await Ask("xiaoxian-report", "", "柳沟村", Town.Liu, LedgerRequestKind.Report, campaign: "xiaoxian-2022");
        Assert.Equal("“柳沟村”不在您管的范围里，出不了它的台账。", (await Delivered()).Texts.Last());
    }

    [Fact]
    public async Task A_name_that_two_units_bear_is_asked_for_with_the_one_above()
    {
        var other = (await town.Database.Read(tx => Units.Find(tx, "LG")))!;
        await town.Database.Write(tx => Units.Save(tx, [other with { Id = "QX2", ParentId = "AN", Level = "town", Name = "白云镇", Path = "/AN/QX2/" }, other with { Id = "LG2", ParentId = "QX2", Path = "/AN/QX2/LG2/" }]));
        await town.Database.Write(tx => People.Save(tx, [new Person("bureau", "郑强", "county_rural_bureau", "AN", "", null, true, 99)]));
        await Ask("daying-a3", "", "柳沟村", "bureau");
        await Ask("daying-a3", "", "白云镇柳沟村", "bureau");
        var (files, texts) = await Delivered();
        Assert.Equal("有几个“柳沟村”：清溪镇柳沟村、白云镇柳沟村。请连上级一起写。", texts.Single());
        Assert.Single(files);
    }

    [Fact]
    public async Task An_issue_in_chat_that_lacks_a_signature_or_a_reason_says_what_to_write()
    {
        await Ask("jinggang-a3", "", "", kind: LedgerRequestKind.Issue, campaign: "jinggang-2020");
        Assert.Contains("还没有村（社区）盖章、村（社区）书记签名、第一书记签名。签好以后这样写：签发 疑似问题 村（社区）盖章=姓名", Assert.Single((await Delivered()).Texts), StringComparison.Ordinal);
        await Checked("DJ-001", "2022-06", "1");
        await Ask("daying-help", "2022-06", "", kind: LedgerRequestKind.Issue);
        await Delivered();
        await Checked("DJ-002", "2022-06", "1");
        await Ask("daying-help", "2022-06", "", kind: LedgerRequestKind.Issue);
        Assert.Contains("2022-06已经过了更正期，签发过第daying-help-001号。", (await Delivered()).Texts.Last(), StringComparison.Ordinal);
        await Ask("daying-help", "2022-06", "", kind: LedgerRequestKind.Issue, detail: new(Reason: "漏报一户"));
        using var book = Opened((await Delivered()).Files.Last());
        Assert.Contains("更正原因：漏报一户", Texts(book));
    }

    [Fact]
    public async Task One_problem_fills_every_ledger_that_wants_it_and_what_differs_between_them_is_named()
    {
        await Ask("", "", "", kind: LedgerRequestKind.Compare);
        Assert.Equal("各本台账自己勾稽、互相都对得上。", Assert.Single((await Delivered()).Texts));
        await Add("xiaoxian-1-1-household-problem", "DJ-001", "", new()
        {
            ["town"] = "清溪镇",
            ["village"] = "大井村",
            ["householder"] = "王建国",
            ["problem_type"] = "4",
            ["content"] = "房顶漏雨",
            ["status"] = "3",
        }, Town.Li, Now.AddHours(-1), campaign: "xiaoxian-2022");
        Assert.Equal(["1", "1"], new[] { $"{(await Make("xiaoxian-1-1", null, null)).Rows.Count}", OfficialLedgers.Cell(await Make("xiaoxian-a2", null, null), "4", "found") });
        await Ask("", "", "", kind: LedgerRequestKind.Compare);
        Assert.Contains("共排查问题数不等于已整改数加正在整改数", (await Delivered()).Texts.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_waits_for_a_big_one_is_told_how_far_it_is_and_that_it_is_done()
    {
        await Problem("王建国", "2");
        await Ask("daying-a3", "", "");
        await new LedgerRounds(town.Database, Pack) { Patience = TimeSpan.Zero }.MakeRequested(new TestClock(Now));
        var (files, texts) = await Waiting();
        Assert.Single(files);
        Assert.Matches(@"^《镇（街道）级“回头看”排查问题清单》数据多，还在出，已读\d+条，出好了马上发给您。$", texts[0]);
        Assert.Equal("《镇（街道）级“回头看”排查问题清单》出好了。", texts[^1]);
    }

    [Fact]
    public async Task On_the_first_of_the_month_the_town_gets_last_months_ledger_once_and_nothing_where_there_is_none()
    {
        await Checked("DJ-001", "2022-08", "1");
        var first = new DateTimeOffset(2022, 9, 1, 8, 31, 0, TimeSpan.FromHours(8));
        Assert.Equal(0, await LedgerTimetable.Ask(town.Database, Pack, Now, first.AddMinutes(-2)));
        Assert.Equal(1, await LedgerTimetable.Ask(town.Database, Pack, Now, first));
        Assert.Equal(0, await LedgerTimetable.Ask(town.Database, Pack, Now, first.AddDays(2)));
        var (files, texts) = await Delivered(first);
        using var book = Opened(files.Single());
        Assert.Contains("王建国", Texts(book));
        Assert.Empty(texts);
        Assert.Equal(1, await LedgerTimetable.Ask(town.Database, Pack, Now, first.AddMonths(2)));
        Assert.Single((await Delivered(first.AddMonths(2))).Files);
    }

    [Fact]
    public void A_deadlines_ledger_goes_out_when_the_deliverable_is_due()
    {
        var campaign = Pack.Campaigns.Single(campaign => campaign.Id == "xiaoxian-2022");
        var sending = Assert.Single(campaign.Sendings);
        var due = new DateTimeOffset(2022, 8, 31, 12, 0, 0, TimeSpan.FromHours(8));
        Assert.Null(LedgerTimetable.Last(campaign, sending, due.AddMinutes(-1)));
        Assert.Equal(due, LedgerTimetable.Last(campaign, sending, due.AddHours(3))!.At);
        Assert.Null(LedgerTimetable.Last(campaign, sending, due.AddYears(1)));
    }

    [Fact]
    public async Task Numbers_of_people_are_masked_in_a_delivered_copy_unless_layout_and_role_ask_for_them()
    {
        await Add("daying-a3-problem", "", "", new() { ["town"] = "清溪镇", ["village"] = "大井村", ["problem_detail"] = "王建国990001194912310022家限时供水", ["status"] = "2" }, Town.Li, Now, campaign: "daying-2022");
        await Add("jinggang-a3-problem", "", "", new() { ["village"] = "大井村", ["householder"] = "王建国", ["idcard"] = "990001194912310022", ["description"] = "房顶漏雨" }, Town.Li, Now, campaign: "jinggang-2020");
        await Ask("daying-a3", "", "");
        using (var masked = Opened((await Delivered()).Files.Last()))
            Assert.Contains("王建国990001********0022家限时供水", Texts(masked));
        await Ask("jinggang-a3", "", "", campaign: "jinggang-2020");
        using (var whole = Opened((await Delivered()).Files.Last()))
            Assert.Contains("990001194912310022", Texts(whole));
        await town.Database.Write(tx => People.Save(tx, [new Person("watch", "督导", "supervision_group", "AN", "", null, true, 99)]));
        await Ask("jinggang-a3", "", "", "watch", campaign: "jinggang-2020");
        using var watched = Opened((await Delivered()).Files.Last());
        Assert.Contains("990001********0022", Texts(watched));
        Assert.DoesNotContain("990001194912310022", Texts(watched));
    }

    private async Task<LedgerTable> Make(string id, string? unit, string? period) => await town.Database.Read(async tx =>
    {
        var area = unit is null ? null : await Units.Find(tx, unit);
        return await LedgerRounds.Compute(tx, Pack, Pack.Ledger(id)!, area is null ? Scope.Everything : new Scope.Area(area.Path), area, null, period);
    });

    private async Task<LedgerIssue> Issue(
        string id, DateTimeOffset? at = null, string period = "", string reason = "", Dictionary<string, string>? signed = null, string unit = "", Func<Task>? meanwhile = null)
    {
        var number = (await LedgerIssuing.Issue(town.Database, async tx =>
        {
            var ledger = Pack.Ledger(id)!;
            var area = unit.Length == 0 ? null : await Units.Find(tx, unit);
            var table = await LedgerRounds.Compute(tx, Pack, ledger, area is null ? Scope.Everything : new Scope.Area(area.Path), area, null, period.Length > 0 ? period : null);
            var prepared = await LedgerIssuing.Prepare(
                tx, Pack, new IssueOf(ledger, ledger.Campaign, period, unit), table, (await People.Find(tx, Town.Sun))!, signed ?? [], reason, 5, at ?? Now);
            await (meanwhile?.Invoke() ?? Task.CompletedTask);
            return prepared;
        })).Issue.Number;
        return (await town.Database.Read(tx => LedgerIssues.Find(tx, number)))!;
    }

    private async Task<byte[]> Content(LedgerIssue issue) => (await town.Database.Read(tx => Files.Get(tx, issue.FileId)))!.Content;

    private Task Ask(
        string ledger, string period, string unit, string userid = Town.Sun, LedgerRequestKind kind = LedgerRequestKind.Make, LedgerDetail? detail = null, string? campaign = null) =>
        town.Database.Write(tx => LedgerRequests.Add(tx, userid, ledger, campaign ?? (ledger.Length == 0 ? "" : Pack.Ledger(ledger)!.Campaign), period, unit, Now, kind, detail?.Write() ?? ""));

    private async Task<string> Noted() =>
        string.Join(' ', (await town.Database.Read(tx => Journal.Of(tx, $"person:{Town.Sun}", 20))).Select(entry => entry.Action));

    private async Task<(List<byte[]> Files, List<string> Texts)> Delivered(DateTimeOffset? at = null)
    {
        await new LedgerRounds(town.Database, Pack).MakeRequested(new TestClock(at ?? Now));
        return await Waiting(at);
    }

    private async Task<(List<byte[]> Files, List<string> Texts)> Waiting(DateTimeOffset? at = null)
    {
        var (files, texts) = (new List<byte[]>(), new List<string>());
        foreach (var row in await town.Database.Write(tx => Outbox.Due(tx, (at ?? Now).AddMinutes(1), 50)))
            if (row.Kind == OutboxKind.File)
                files.Add((await town.Database.Read(tx => Files.Get(tx, long.Parse(row.Payload))))!.Content);
            else
                texts.Add(row.Payload);
        return (files, texts);
    }

    private Task<long> Checked(string household, string period, string mode, string userid = Town.Li, Dictionary<string, string>? more = null) =>
        Add("monthly-checkin", household, period, new(more ?? []) { ["m_mode"] = mode }, userid, Now.AddHours(-1), campaign: "daying-2022");

    private Task<long> Problem(string householder, string status, long? replaces = null, string reason = "") => Add("daying-a3-problem", "", "", new()
    {
        ["town"] = "清溪镇",
        ["village"] = "大井村",
        ["problem_type"] = "4",
        ["problem_nature"] = "8",
        ["problem_detail"] = $"{householder}家限时供水",
        ["status"] = status,
    }, Town.Li, Now.AddHours(-1), replaces, reason, "daying-2022");

    private Task<long> Survey(string householder, string mode, string day) => Add("jinggang-a6", "", "", new()
    {
        ["h_village"] = "大井村",
        ["h_name"] = householder,
        ["p_mode"] = mode,
        ["p_mode_note"] = "电话三次、问过邻居",
    }, Town.Liu, DateTimeOffset.Parse($"{day}T10:00:00+08:00"));

    private Task<long> Add(
        string form, string subject, string period, Dictionary<string, string> answers, string userid, DateTimeOffset at, long? replaces = null, string reason = "", string campaign = "") =>
        town.Database.Write(async tx => await Submissions.Add(tx, new Submission(
            0, form, Pack.Form(form)!.Version, Pack.Version, campaign, subject, period, userid,
            subject.StartsWith("LG", StringComparison.Ordinal) ? "/AN/QX/LG/" : "/AN/QX/DJ/", SealedAnswers.Write(tx.Cipher, Pack.Form(form)!, answers), false, at, replaces, Reason: reason)));

    private Task Fact(string table, Dictionary<string, string> values) =>
        town.Database.Write(tx => Facts.Save(tx, Pack.FactTable(table)!, values, "", "test", Now));

    private static HashSet<string> Texts(DocumentFormat.OpenXml.Packaging.SpreadsheetDocument book) =>
        [.. book.WorkbookPart!.SharedStringTablePart!.SharedStringTable.Select(item => item.InnerText)];

    private static DocumentFormat.OpenXml.Packaging.SpreadsheetDocument Opened(byte[] content)
    {
        Assert.Empty(OpenedWorkbook.Errors(content));
        return DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);
    }
}
