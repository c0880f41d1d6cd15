using System.Globalization;
using Scheduler.Ledgers;
using Store.Packs;
using Testing;

namespace Scheduler.Tests.Ledgers;

/// <summary>The ledgers of prompts/ over made-up records of the twelve villages of the demo town.</summary>
internal static class OfficialLedgers
{
    public const string Town = "/WC/JG/";

    private static readonly (string Name, string Kinds)[] Villages =
    [
        ("芦江社区", "一般村"), ("杨家山村", "脱贫村"), ("众兴社区", "一般村"), ("新峰村", "一般村"), ("三桥村", "一般村"), ("复胜村", "一般村"),
        ("前榜村", "一般村"), ("柏叶村", "一般村"), ("福塘村", "一般村"), ("凌冲村", "一般村"), ("格塘村", "脱贫村"), ("石毫村", "脱贫村、重点帮扶村"),
    ];

    public static IReadOnlyList<LedgerUnit> Units { get; } =
    [
        new("WC", "望城区", "county", "", "/WC/"), new("JG", "靖港镇", "town", "", Town),
        .. Villages.Select((village, index) => new LedgerUnit($"JG{index + 1:D2}", village.Name, "village", village.Kinds, $"{Town}JG{index + 1:D2}/")),
    ];

    public static LedgerContext County { get; } = new(new Dictionary<string, string> { ["county"] = "望城区" }) { Units = Units };

    public static LedgerContext OfTown { get; } = County.For(Units[1]);

    public static Ledger Ledger(string id) => Repository.Pack.Ledger(id)!;

    public static LedgerTable Make(string id, params LedgerRecord[] records) => Make(id, OfTown, records);

    /// <summary>Every record goes into the inputs that read its form.</summary>
    public static LedgerTable Make(string id, LedgerContext context, params LedgerRecord[] records) =>
        LedgerComputation.Compute(Ledger(id), Inputs(id, records), context);

    public static LedgerRecords Inputs(string id, params LedgerRecord[] records) => new(Ledger(id).Inputs.ToDictionary(
        input => input.Name,
        input => (IReadOnlyList<LedgerRecord>)[.. records.Where(record => input.Kind is LedgerInputKind.Forms or LedgerInputKind.Table
            ? input.Ids.Contains(record.Form.Id)
            : record.Form == input.Shapes[0])]));

    /// <param name="village">1 to 12.</param>
    public static LedgerRecord Of(string form, int number, int village, string answers, string subject = "", string household = "", int size = 0, string at = "2020-04-20T10:00:00+08:00") => new(
        number.ToString("D6", CultureInfo.InvariantCulture), Repository.Pack.Form(form)!, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture).AddSeconds(number),
        Answers(answers), Known(village, subject, household, size))
    {
        Area = Units[village + 1].Path,
        Submission = number,
        Userid = "c001",
    };

    /// <summary>A problem of 附件3.</summary>
    public static LedgerRecord Suspected(int number, int village, string row, string types, string status, string householder = "张三", string persons = "", string more = "") => Of(
        "jinggang-a3-problem", number, village,
        $"village={Villages[village - 1].Name}|householder={householder}|household_type={types}|a4_row={row}|problem_type=4|description=房顶漏雨|status={status}|persons={persons}|idcard=990001194912310022|{more}");

    /// <summary>A problem of 附件1-1 of 萧县.</summary>
    public static LedgerRecord Found(int number, string type, string status, string more = "") => Of("xiaoxian-1-1-household-problem", number, 1,
        $"town=靖港镇|village=芦江社区|householder=李四|household_type=2|problem_type={type}|content=饮水管道破损，每周限时供水两次|measure=更换破损管道|resp_person=王五|resp_unit=靖港镇|deadline=2022-08-30|status={status}|{more}",
        at: "2022-08-15T10:00:00+08:00");

    /// <summary>A check-in of a household, on the whole unmonitored.</summary>
    public static LedgerRecord Visit(int number, int village, string mode, string household, string types, string monitor = "", string risk = "", string at = "2022-08-15T10:00:00+08:00")
    {
        var visit = Of("monthly-checkin", number, village, $"m_mode={mode}", household, household, 3, at);
        return visit with
        {
            Context = new Dictionary<string, string>(visit.Context)
            {
                ["household_types"] = types,
                ["printed_type"] = Repository.Pack.HouseholdTypes("daying-2022").Of(types, monitor),
                ["monitor_type"] = monitor,
                ["risk_status"] = risk,
            },
        };
    }

    public static LedgerRecord Household(int number, int village, string types, int size)
    {
        var answers = new Dictionary<string, string> { ["id"] = $"h{number}", ["name"] = $"户{number}", ["types"] = types, ["size"] = size.ToString(CultureInfo.InvariantCulture) };
        var known = new Dictionary<string, string>(Known(village, $"h{number}", $"h{number}", size)) { ["householder"] = $"户{number}", ["household_types"] = types, ["printed_types"] = Repository.Pack.HouseholdTypes("jinggang-2020").AllOf(types, ""), ["group"] = $"第{number % 9 + 1}组" };
        return new($"h{number}", LedgerInput.RosterShapes[LedgerInputKind.Households], DateTimeOffset.MinValue, answers, known) { Area = Units[village + 1].Path };
    }

    /// <summary>A row of what was imported, of a household whose head is known.</summary>
    public static LedgerRecord Fact(string table, int number, int village, string answers)
    {
        var known = Known(village, $"h{number}", $"h{number}", 3);
        return new($"f{number:D6}", LedgerInput.Shape(Repository.Pack.FactTable(table)!), new DateTimeOffset(2022, 8, 2, 0, 0, 0, TimeSpan.FromHours(8)).AddSeconds(number), Answers(answers),
            new Dictionary<string, string>(known) { ["householder"] = $"户主{number}" })
        { Area = Units[village + 1].Path };
    }

    public static LedgerRecord Person(string name, string level, int village = 0) => new(name, LedgerInput.RosterShapes[LedgerInputKind.People], DateTimeOffset.MinValue,
        new Dictionary<string, string> { ["userid"] = name, ["name"] = name, ["level"] = level },
        village == 0 ? new Dictionary<string, string> { ["town"] = "靖港镇" } : Known(village, "", "", 0))
    { Area = village == 0 ? Town : Units[village + 1].Path };

    public static string Cell(LedgerTable table, string row, string column)
    {
        var place = table.Columns.ToList().FindIndex(each => each.Id == column);
        var at = table.Keys.ToList().IndexOf(row);
        return (row == "totals" ? table.Totals : at >= 0 ? table.Rows[at] : table.Rows.First(cells => cells.Any(cell => cell.ToString() == row)))[place].ToString()!;
    }

    public static IEnumerable<string> Cells(LedgerTable table, string row, params string[] columns) => columns.Select(column => Cell(table, row, column));

    public static CheckResult Check(LedgerTable table, string id) => table.Checks.Single(check => check.Id == id);

    private static Dictionary<string, string> Known(int village, string subject, string household, int size) => new()
    {
        ["county"] = "望城区",
        ["town"] = "靖港镇",
        ["village"] = Villages[village - 1].Name,
        ["village_kinds"] = Villages[village - 1].Kinds,
        ["unit_id"] = $"JG{village:D2}",
        ["subject"] = subject,
        ["household"] = household,
        ["household_size"] = size == 0 ? "" : size.ToString(CultureInfo.InvariantCulture),
    };

    private static Dictionary<string, string> Answers(string written) => written.Split('|', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2)).Where(pair => pair[1].Length > 0).GroupBy(pair => pair[0]).ToDictionary(pair => pair.Key, pair => pair.Last()[1]);
}
