using Store.Packs;
using Store.Rosters;
using Xunit;

namespace Store.Tests.Rosters;

/// <summary>The smallest county: one town, two villages, three people, three households. Each test breaks one thing in it.</summary>
internal static class SampleRoster
{
    public static readonly DateOnly Today = new(2022, 8, 31);

    public static readonly RosterLayout Layout = ReadLayout();

    public static readonly Messages Messages = ReadMessages();

    public static string PromptsFolder { get; } = FindPrompts();

    /// <summary>An ID number of region 99, which no place has, with the check character that belongs to it.</summary>
    public static string Id(string birth, int sequence)
    {
        var digits = $"990001{birth}{sequence:000}";
        return digits + IdNumber.CheckCharacter(digits);
    }

    public static Workbook Workbook() => new Workbook()
        .Sheet("单位")
        .Row("编号", "上级编号", "级别", "名称", "村属性")
        .Row("X", null, "县", "示例县", null)
        .Row("X1", "X", "镇", "示例镇", null)
        .Row("X101", "X1", "村", "东村", "脱贫村、重点帮扶村")
        .Row("X102", "X1", "村", "西村", "一般村")
        .Sheet("人员")
        .Row("userid", "姓名", "角色", "单位编号", "电话", "级别")
        .Row("zhang", "张一", "监测联系人", "X101", "15400000001", "村组干部")
        .Row("li", "李二", "contact", "X102", "15400000002", "村组干部")
        .Row("wang", "王三", "乡镇（街道）", "X1", null, "乡镇干部")
        .Sheet("户")
        .Row("户编号", "村编号", "组", "户主姓名", "身份证号", "户类型", "家庭人口", "监测对象类型", "风险类型", "识别日期", "电话", "联系人userid")
        .Row("H1", "X101", "1组", "赵大", Id("19600101", 1), "建档立卡贫困户、已脱贫户", "2", "脱贫不稳定户", "因病、因灾", "2021-05-06", "15400000003", "zhang")
        .Row("H2", "X102", "2组", "钱二", Id("19610203", 2), "边缘户", "1", "边缘易致贫户（风险已消除）", "收入骤减", "2021-06-07", null, "li")
        .Row("H3", "X102", null, "孙三", Id("19700304", 3), "低保户", "2", null, null, null, null, null)
        .Sheet("成员")
        .Row("户编号", "姓名", "身份证号", "关系", "劳动能力", "残疾", "就学", "务工")
        .Row("H1", "赵大", Id("19600101", 1), "户主", "弱劳动力", null, null, null)
        .Row("H1", "赵小", Id("20100405", 4), "之子", "无劳动力", null, "小学", null)
        .Row("H3", "孙四", null, "之女", null, "二级", null, "省外")
        .Sheet("措施")
        .Row("户编号", "措施", "开始日期")
        .Row("H1", "医疗救助", "2021-05-20");

    public static RosterReader Reader() => new(Layout, Role, role => role == "contact", Today);

    public static RosterRead Read(Workbook workbook) => Reader().Read(workbook.Save());

    /// <summary>The problems as an operator sees them, one a line.</summary>
    public static IReadOnlyList<string> Lines(Workbook workbook) =>
        [.. Read(workbook).Problems.Select(problem => problem.Line("roster.xlsx", Messages))];

    private static string? Role(string text) => text switch
    {
        "contact" or "监测联系人" => "contact",
        "township" or "乡镇" => "township",
        _ => null,
    };

    private static RosterLayout ReadLayout()
    {
        var problems = new List<Problem>();
        var file = Path.Combine(FindPrompts(), "roster", "workbook.yaml");
        var layout = RosterLayout.Read(file, File.ReadAllText(file), problems);
        Assert.Empty(problems);
        return layout!;
    }

    private static Messages ReadMessages()
    {
        var problems = new List<Problem>();
        var file = Path.Combine(FindPrompts(), "messages", "roster.yaml");
        var root = YamlEntry.Read(file, File.ReadAllText(file), problems);
        Assert.Empty(problems);
        return new Messages(root!.Pairs.ToDictionary(pair => pair.Key.Text!, pair => pair.Value.Text!));
    }

    private static string FindPrompts()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
                return Path.Combine(folder.FullName, "prompts");
        throw new InvalidOperationException("the tests run outside of the repository");
    }
}
