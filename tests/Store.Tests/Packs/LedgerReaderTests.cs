using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

public sealed class LedgerReaderTests
{
    private static readonly string Broken = Path.Combine(Root(), "tests", "Store.Tests", "Packs", "BrokenLedgers");

    private static readonly Form Problems = new("problems", "问题", "1", "problem", "data",
        [Question("village"), Question("kind"), Question("amount")], "problems.yaml");

    public static TheoryData<string> BrokenFiles => [.. Directory.GetFiles(Broken).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public void A_broken_layout_is_refused_at_its_line(string file)
    {
        var content = File.ReadAllText(Path.Combine(Broken, file));
        var expected = content.Split('\n').Where(line => line.StartsWith("# expect ", StringComparison.Ordinal))
            .Select(line => $"{file}:{line["# expect ".Length..]}").ToList();
        var problems = new List<Problem>();
        Assert.Null(LedgerReader.Read(file, content, Forms(Problems), problems));
        Assert.NotEmpty(expected);
        Assert.Equal(expected, problems.OrderBy(problem => problem.Line).Select(problem => problem.ToString()), SameUpToEllipsis);
    }

    [Fact]
    public void The_official_problem_ledger_is_read_as_printed()
    {
        var form = new Form("daying-a3-problem", "", "1", "problem", "data",
        [
            Question("town"), Question("village"), Question("problem_type"), Question("problem_nature"), Question("problem_detail"), Question("status"),
        ], "");
        var problems = new List<Problem>();
        var path = Path.Combine(Root(), "prompts", "ledgers", "daying-a3.yaml");
        var ledger = LedgerReader.Read(path, File.ReadAllText(path), Forms(form), problems);
        Assert.Empty(problems);
        Assert.Equal("镇（街道）级“回头看”排查问题清单", ledger!.Title);
        Assert.Equal(["seq", "town", "village", "problem_type", "problem_nature", "problem_detail", "status"], ledger.Columns.Select(column => column.Id));
        Assert.Equal(["序号", "镇（街道）", "村", "问题类型", "问题性质简述", "问题具体描述", "备注"], ledger.Columns.Select(column => Assert.Single(column.Path)));
        Assert.Equal("填报时间：", Assert.Single(ledger.HeaderFields).Text);
        Assert.Equal(6, ledger.BlankRows);
        Assert.Equal(1, ledger.HeaderLevels);
        Assert.Equal("注：", ledger.FootnoteLead);
        Assert.Equal(
        [
            "1.问题类型包括：责任落实、政策落实、工作落实、巩固成果。",
            "2.问题性质简述是指：愁吃、愁穿、住房安全问题、义务教育儿童失辍学、教育资助、医疗保障、农户家庭收支、饮水安全、监测对象识别、监测对象帮扶、监测对象风险消除、易地扶贫搬迁后续扶持、党委政府主体责任、党委农村工作领导小组责任、行业部门风险信息推送、行业部门信息比对、行业部门帮扶、驻村工作组责任、监测户联系人责任等。",
            "3.问题具体描述：发现问题要写明具体乡镇、村名、户名（包括属性脱贫户、监测户、一般农户）、家庭人口、问题表述，或行业部门名称（乡镇）、问题表述。所有问题要见人见事。",
            "4.备注：标注问题是否整改、正在整改、未整改。",
        ], ledger.Footnotes);
    }

    [Fact]
    public void Everything_a_layout_can_say_is_read()
    {
        var ledger = Read(
            """
            id: full
            title: 表
            campaign: c
            level: county
            forms: [problems]
            header_fields:
              - {text: '填报单位：', value: unit, blank: _____}
              - {text: '签名：'}
            columns:
              - {id: seq, path: [序号], type: int, source: auto}
              - {id: place, path: [地点, 村], type: org, source: {context: village}, width: 12.5}
              - {id: kind, path: [地点, 类别], type: enum, source: {answer: kind, show: value}}
              - {id: amount, path: [金额], type: decimal, source: {answer: amount}}
              - {id: hand, path: [签字], type: text, source: blank}
              - {id: never, path: [无], type: percent, source: dash}
            totals: {label: 合计, in: place, sum: [amount], at: top}
            print: {paper: A3, orientation: portrait, title_font: 方正小标宋简体, font: 仿宋, footer: '{page}'}
            """);
        Assert.Equal([new("填报单位：", "unit", "_____", "yyyy-MM-dd"), new("签名：", null, "", "yyyy-MM-dd")], ledger.HeaderFields);
        Assert.Equal(2, ledger.HeaderLevels);
        Assert.Equal(
        [
            new LedgerSource.RunningNumber(), new LedgerSource.Context("village"), new LedgerSource.Answer("kind", Stored: true),
            new LedgerSource.Answer("amount", Stored: false), new LedgerSource.Blank(), new LedgerSource.Dash(),
        ], ledger.Columns.Select(column => column.Source));
        Assert.Equal(12.5, ledger.Columns[1].Width);
        Assert.Equal(("合计", "place", true), (ledger.Totals!.Label, ledger.Totals.LabelColumn, ledger.Totals.First));
        Assert.Equal(["amount"], ledger.Totals.Sum);
        Assert.Equal(new LedgerPrint("A3", Landscape: false, "方正小标宋简体", "仿宋", "{page}"), ledger.Print);
        Assert.Empty(ledger.Footnotes);
    }

    /// <summary>What another part of the program says is none of this test's business: the expected message may end in ….</summary>
    private static bool SameUpToEllipsis(string expected, string actual) =>
        expected == actual || expected.EndsWith('…') && actual.StartsWith(expected[..^1], StringComparison.Ordinal);

    private static Ledger Read(string content)
    {
        var problems = new List<Problem>();
        var ledger = LedgerReader.Read("ledger.yaml", content, Forms(Problems), problems);
        Assert.Empty(problems);
        return ledger!;
    }

    private static Dictionary<string, Form> Forms(Form form) => new() { [form.Id] = form };

    private static Question Question(string name) => new(name, name, null, 1, QuestionType.Text);

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Bot.sln");
        return folder.FullName;
    }
}
