using System.Globalization;
using Scheduler.Ledgers;
using Store.Packs;
using Xunit;

namespace Scheduler.Tests.Ledgers;

/// <summary>The ledger a county hands in, its form cut to what the ledger reads, and made-up problems of made-up villages.</summary>
internal static class SampleLedgers
{
    private static readonly string[] Natures =
    [
        "愁吃", "愁穿", "住房安全问题", "义务教育儿童失辍学", "教育资助", "医疗保障", "农户家庭收支", "饮水安全", "监测对象识别", "监测对象帮扶",
        "监测对象风险消除", "易地扶贫搬迁后续扶持", "党委政府主体责任", "党委农村工作领导小组责任", "行业部门风险信息推送", "行业部门信息比对",
        "行业部门帮扶", "驻村工作组责任", "监测户联系人责任",
    ];

    private static readonly string[] Details =
    [
        "甲镇上河村三组脱贫户张某某，家庭人口4人。2022年6月以来自来水管道破损未修，每周限时供水两次，户内无储水设施，入户时饮水靠到邻居家挑水，已持续35天，村组干部知晓但没有上报。",
        "乙镇下坝村监测户李某某，家庭人口3人，户主患慢性病长期服药，未享受门诊慢特病报销政策，全年自付医药费已超过1.2万元，联系人每月走访记录均填写“无变化”。",
        "县教育部门（丙镇）：比对发现义务教育阶段学生1名连续缺课23天，学校未按“双线控辍”要求上门劝返，信息没有推送到乡镇。",
        "住房后墙开裂。",
    ];

    public static Form Form { get; } = new("daying-a3-problem", "排查问题上报", "1", "problem", "data",
    [
        Text("town"), Text("village"),
        Select("problem_type", "责任落实", "政策落实", "工作落实", "巩固成果"),
        Select("problem_nature", Natures),
        Text("problem_detail"),
        Select("status", "已整改", "正在整改", "未整改"),
    ], "daying-a3-problem.yaml");

    /// <summary>The official layout, from prompts/.</summary>
    public static Ledger DayingA3 { get; } = Read(Path.Combine("prompts", "ledgers", "daying-a3.yaml"), Form);

    public static Question Text(string name) => new(name, name, null, 1, QuestionType.Text);

    public static Question Number(string name) => new(name, name, null, 1, QuestionType.Decimal);

    public static Question Select(string name, params string[] labels) => new(name, name, null, 1, QuestionType.SelectOne)
    {
        Choices = [.. labels.Select((label, index) =>
            new Choice((index + 1).ToString(CultureInfo.InvariantCulture), label, false, new Dictionary<string, string>()))],
    };

    public static Ledger Parse(string yaml, params Form[] forms)
    {
        var problems = new List<Problem>();
        var ledger = LedgerReader.Read("sample.yaml", yaml, forms.ToDictionary(form => form.Id), problems);
        Assert.Empty(problems);
        return ledger!;
    }

    public static LedgerContext Nowhere { get; } = new(new Dictionary<string, string>());

    public static LedgerRecord Record(Form form, string id, string at, params (string Name, string Value)[] answers) => new(
        id, form, DateTimeOffset.Parse(at, CultureInfo.InvariantCulture),
        answers.ToDictionary(answer => answer.Name, answer => answer.Value), new Dictionary<string, string>());

    /// <summary>Problem number <paramref name="number"/>; the same number is always the same problem.</summary>
    public static LedgerRecord Problem(int number) => Record(
        Form,
        $"p{number:D6}",
        new DateTimeOffset(2022, 8, 1, 1, 0, 0, TimeSpan.Zero).AddMinutes(number).ToString("o", CultureInfo.InvariantCulture),
        ("town", $"{"甲乙丙"[number % 3]}镇"),
        ("village", number % 5 == 4 ? "" : $"{"上下东西"[number % 4]}{"河坝坪湾"[number / 4 % 4]}村"),
        ("problem_type", Name(number % 4)),
        ("problem_nature", Name(number * 7 % Natures.Length)),
        ("problem_detail", string.Concat(Enumerable.Repeat(Details[number % 4], 1 + number / 4 % 2))),
        ("status", Name(number % 3)));

    public static LedgerTable Problems(int count) =>
        LedgerComputation.Compute(DayingA3, [.. Enumerable.Range(0, count).Select(Problem)], Nowhere);

    private static string Name(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static Ledger Read(string path, params Form[] forms) => Parse(File.ReadAllText(FromRoot(path)), forms);

    /// <summary>Tests run deep inside the build output; the repository's root is where the solution lies.</summary>
    public static string FromRoot(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Bot.sln");
        return Path.Combine(folder.FullName, path);
    }
}
