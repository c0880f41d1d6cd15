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
        var message = await town.Database.Read(tx => MessageBehind.Find(tx, record.Userid, record.SubmittedAt));
        Assert.Equal("m1", message!.DedupKey);
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
        Assert.Equal(first.Id == 0 ? "daying-a3-001" : "", (await Issue("daying-a3", Now.AddDays(3))).Number);
        using var book = Opened(await Content(first));
        Assert.Contains($"签发编号：daying-a3-001　签发时间：2022-08-20 10:00　签发人：孙丽　校验码：{first.CheckCode}", Texts(book));
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

    private async Task<LedgerTable> Make(string id, string? unit, string? period) => await town.Database.Read(async tx =>
    {
        var area = unit is null ? null : await Units.Find(tx, unit);
        return await LedgerRounds.Compute(tx, Pack, Pack.Ledger(id)!, area is null ? Scope.Everything : new Scope.Area(area.Path), area, null, period);
    });

    private Task<LedgerIssue> Issue(
        string id, DateTimeOffset? at = null, string period = "", string reason = "", Dictionary<string, string>? signed = null) => town.Database.Write(async tx =>
        {
            var ledger = Pack.Ledger(id)!;
            var table = await LedgerRounds.Compute(tx, Pack, ledger, Scope.Everything, null, null, period.Length > 0 ? period : null);
            return await LedgerIssuing.Issue(
                tx, Pack, new IssueOf(ledger, ledger.Campaign, period, ""), table, (await People.Find(tx, Town.Sun))!, signed ?? [], reason, 5, at ?? Now);
        });

    private async Task<byte[]> Content(LedgerIssue issue) => (await town.Database.Read(tx => Files.Get(tx, issue.FileId)))!.Content;

    private Task Ask(string ledger, string period, string unit, string userid = Town.Sun) =>
        town.Database.Write(tx => LedgerRequests.Add(tx, userid, ledger, "daying-2022", period, unit, Now));

    private async Task<(List<byte[]> Files, List<string> Texts)> Delivered()
    {
        var clock = new TestClock(Now);
        await new LedgerRounds(town.Database, Pack).MakeRequested(clock);
        var (files, texts) = (new List<byte[]>(), new List<string>());
        foreach (var row in await town.Database.Write(tx => Outbox.Due(tx, Now.AddMinutes(1), 50)))
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
