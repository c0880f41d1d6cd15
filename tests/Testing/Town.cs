using System.Globalization;
using Store;
using Store.Rosters;

namespace Testing;

/// <summary>
/// 清溪镇, a town small enough to keep in mind: two villages, three contacts, nine households, a village cadre and the
/// town's office. It goes in through the import that a county uses.
/// </summary>
public static class Town
{
    public const string Li = "lixiulan";
    public const string Zhang = "zhangweimin";
    public const string Zhou = "zhouxiaoyan";
    public const string Liu = "liudeming";
    public const string Sun = "sunli";

    // A region code that no county has: the numbers below are nobody's.
    private const string Region = "990001";

    public static readonly IReadOnlyList<RosterPerson> People =
    [
        new(Li, "李秀兰", "contact", "DJ", null, null),
        new(Zhang, "张伟民", "contact", "LG", null, null),
        new(Zhou, "周小燕", "contact", "LG", null, null),
        new(Liu, "刘德明", "village_cadre", "DJ", null, null),
        new(Sun, "孙丽", "township", "QX", null, null),
    ];

    public static readonly Roster Roster = new(
        [
            new("AN", null, UnitLevel.County, "安宁县", []),
            new("QX", "AN", UnitLevel.Town, "清溪镇", []),
            new("DJ", "QX", UnitLevel.Village, "大井村", ["脱贫村"]),
            new("LG", "QX", UnitLevel.Village, "柳沟村", []),
        ],
        People,
        [
            Household("DJ-001", "1组", Li, "脱贫不稳定户", ["公益性岗位", "医疗救助"], ["建档立卡贫困户", "已脱贫户"],
                Member("王建国", "普通劳动力"), Member("刘桂英", "普通劳动力", "配偶"), Member("王小龙", "无劳动力", "之子"), Member("孙秀英", "无劳动力", "之母")),
            Household("DJ-002", "2组", Li, "边缘易致贫户", ["低保"], ["低保户"], Member("赵桂芳", "无劳动力")),
            Household("DJ-003", "2组", Li, "突发严重困难户", [], ["重病户"], Member("陈玉珍", "弱劳动力"), Member("黄小军", "无劳动力", "之子")),
            Household("DJ-004", "3组", Li, null, [], ["建档立卡贫困户", "已脱贫户"], Member("王建国", "普通劳动力"), Member("李桂花", "普通劳动力", "配偶")),
            Household("DJ-005", "3组", Li, null, [], ["一般农户"], Member("何大山", "普通劳动力")),
            Household("LG-001", "1组", Zhang, "边缘易致贫户", ["公益性岗位"], ["边缘户"], Member("马占林", "普通劳动力")) with { RiskEliminated = true },
            Household("LG-002", "1组", Zhang, "脱贫不稳定户", [], ["建档立卡贫困户", "已脱贫户"], Member("马占海", "无劳动力"), Member("周翠莲", "无劳动力", "配偶")),
            Household("LG-003", "2组", Zhou, "突发严重困难户", [], ["重残户"], Member("吴春花", "无劳动力")),
            Household("LG-004", "2组", Zhou, null, [], ["一般农户"], Member("杨天福", "普通劳动力")),
        ]);

    /// <summary>The userid of somebody in town by name; null for anybody else.</summary>
    public static string? UseridOf(string name) => People.FirstOrDefault(person => person.Name == name)?.UserId;

    /// <summary>The name of somebody in town.</summary>
    public static string NameOf(string userid) => People.First(person => person.UserId == userid).Name;

    public static async Task Settle(Database database, DateTimeOffset now)
    {
        using var workbook = new MemoryStream();
        RosterWorkbook.Write(Roster, Repository.Pack.RosterLayout!, workbook);
        workbook.Position = 0;
        var read = await RosterImport.Run(database, Repository.Pack, workbook, dryRun: false, "test", now);
        if (read.Problems.Count > 0)
            throw new InvalidOperationException(string.Join('\n', read.Problems.Select(problem => problem.Line("town.xlsx", Repository.Pack.Messages))));
    }

    private static RosterHousehold Household(
        string id, string group, string contact, string? monitored, string[] measures, string[] types, params RosterMember[] members)
    {
        var numbered = members.Select((member, index) => member with { IdNumber = IdNumber(id, index) }).ToList();
        return new RosterHousehold(
            id, id[..2], group, members[0].Name, numbered[0].IdNumber, types, members.Length, monitored, false, monitored is null ? [] : ["因病"],
            monitored is null ? null : new DateOnly(2019, 6, 1), null, contact, numbered, [.. measures.Select(name => new RosterMeasure(name, new DateOnly(2019, 7, 1)))]);
    }

    private static RosterMember Member(string name, string labour, string relation = "户主") =>
        new(name, null, relation, relation == "户主", labour, null, null, null);

    private static string IdNumber(string household, int index)
    {
        var serial = (household[0] % 7 * 100) + (int.Parse(household[3..], CultureInfo.InvariantCulture) * 10) + index;
        var digits = $"{Region}19700101{serial:D3}";
        int[] weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        return digits + "10X98765432"[digits.Zip(weights, (digit, weight) => (digit - '0') * weight).Sum() % 11];
    }
}
