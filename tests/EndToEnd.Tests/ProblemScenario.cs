using System.Globalization;
using System.Text;
using ExcelDataReader;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>A problem reported in chat, and what the town office gets to see: the counts and the official ledger.</summary>
public abstract class ProblemScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    private static readonly Dictionary<string, string[]> Problem = new()
    {
        ["\n村\n"] = ["跳过"],
        ["哪一类问题"] = ["政策落实"],
        ["问题属于哪一项"] = ["饮水安全"],
        ["是农户的问题"] = ["农户"],
        ["是哪一户"] = ["唐松金"],
        ["具体是什么问题"] = ["8月1日起水管损坏，已停水两天"],
        ["问题整改了吗"] = ["正在整改"],
    };

    [Fact]
    public async Task A_problem_names_its_household_and_composes_the_official_description()
    {
        var first = Assert.Single(await Bot.Say(Contact, "上报问题"));
        Assert.Equal(["责任落实", "政策落实", "工作落实", "巩固成果"], first.Options.Take(4));
        await Bot.Tap(Contact, "政策落实");
        var natures = await Bot.Newest(Contact);
        Assert.Equal(20, natures.Options.Count);
        Assert.Equal(("愁吃", "监测户联系人责任"), (natures.Options[0], natures.Options[^2]));

        var asked = await Bot.Fill(Contact, Problem);
        foreach (var known in (string[])["这户的属性", "家里几口人", "哪个行业部门"])
            Assert.DoesNotContain(asked, question => question.Contains(known, StringComparison.Ordinal));
        await Bot.Tap(Contact, "提交");

        var answers = Assert.Single(await Bot.Answers("form = 'daying-a3-problem' AND subject = 'JG01-0014' AND period = ''"));
        Assert.Equal("靖港镇芦江社区唐松金（监测户，2人）：8月1日起水管损坏，已停水两天", answers["problem_detail"]);
        Assert.Equal(("2", "8", "2", "2022-08-03"), (answers["problem_type"], answers["problem_nature"], answers["status"], answers["report_time"]));
    }

    [Fact]
    public async Task A_name_that_two_households_share_is_asked_about()
    {
        await Bot.Say(Town, "上报问题");
        await Bot.Fill(Town, Problem, until: "是哪一户");
        var which = (await Bot.Say(Town, "李斌辉"))[^1];
        Assert.Contains("叫“李斌辉”的有2户", which.Wording, StringComparison.Ordinal);
        Assert.Equal(3, which.Options.Count);
        await Bot.Tap(Town, which.Options.First(option => option.Contains("前榜村", StringComparison.Ordinal)));
        await Bot.Fill(Town, Problem);
        await Bot.Tap(Town, "提交");
        var answers = Assert.Single(await Bot.Answers("form = 'daying-a3-problem' AND subject LIKE 'JG07-%'"));
        Assert.StartsWith("靖港镇前榜村李斌辉（监测户，", answers["problem_detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_town_office_sees_who_is_missing_village_by_village()
    {
        await Bot.CheckIn(Contact, "唐松金", Interview.OutOfReach);

        var progress = string.Concat((await Bot.Say(Town, "进度")).Select(message => message.Text + "\n"));
        Assert.Contains("靖港镇8月走访：完成1/300户", progress, StringComparison.Ordinal);
        var villages = progress.Split('\n').Where(line => line.Contains("，还差：", StringComparison.Ordinal)).Select(VillageLine.Read).ToList();
        Assert.Equal(12, villages.Count);
        Assert.Equal(("芦江社区", 1), (villages[0].Name, villages[0].Done));
        Assert.Equal(300, villages.Sum(village => village.Total));
        Assert.All(villages, village => Assert.Equal(village.Total - village.Done, village.Missing.Count));
        Assert.DoesNotContain("唐松金", villages[0].Missing);
        Assert.Contains("吴凤莲", villages[0].Missing);
    }

    [Fact]
    public async Task The_town_office_gets_the_ledger_as_an_official_workbook()
    {
        await Bot.Say(Contact, "上报问题");
        await Bot.Fill(Contact, Problem);
        await Bot.Tap(Contact, "提交");

        var answer = await Bot.Say(Town, "台账");
        Assert.Contains("正在出《镇（街道）级“回头看”排查问题清单》", answer[0].Text!, StringComparison.Ordinal);
        var file = Assert.Single(answer, message => message.Kind == "file").File!;
        Assert.Equal("镇（街道）级“回头看”排查问题清单.xlsx", file.Name);
        var bytes = await Bot.Http.GetByteArrayAsync(new Uri(file.Url, UriKind.Relative), Cancel);
        Assert.Equal(file.Size, bytes.Length);

        var rows = Rows(bytes);
        Assert.Contains("镇（街道）级“回头看”排查问题清单", rows[0][0], StringComparison.Ordinal);
        Assert.Contains(rows, row => string.Concat(row).Contains("2022年8月3日", StringComparison.Ordinal));
        var header = rows.FindIndex(row => row[0] == "序号");
        Assert.Equal(["序号", "镇（街道）", "村", "问题类型", "问题性质简述", "问题具体描述", "备注"], rows[header]);
        Assert.Equal(
            ["1", "靖港镇", "芦江社区", "政策落实", "饮水安全", "靖港镇芦江社区唐松金（监测户，2人）：8月1日起水管损坏，已停水两天", "正在整改"], rows[header + 1]);
        var notes = string.Concat(rows.Skip(header + 2).SelectMany(row => row));
        foreach (var note in (string[])["1.问题类型包括", "2.问题性质简述是指", "3.问题具体描述", "4.备注：标注问题是否整改"])
            Assert.Contains(note, notes, StringComparison.Ordinal);
        Assert.Equal(1, await Bot.Count("journal", "action = 'ledger.exported'"));
    }

    [Fact]
    public async Task A_contact_is_told_that_ledgers_are_not_theirs_to_order()
    {
        var answer = Assert.Single(await Bot.Say(Contact, "台账"));
        Assert.Contains("台账由村、镇、县里出", answer.Text!, StringComparison.Ordinal);
        Assert.Equal(0, await Bot.Count("ledger_request"));
    }

    [Fact]
    public async Task A_contact_sees_only_their_own_in_the_progress()
    {
        var progress = Assert.Single(await Bot.Say(Contact, "进度")).Text!;
        Assert.Contains("完成0/5户", progress, StringComparison.Ordinal);
        Assert.DoesNotContain("周海生", progress, StringComparison.Ordinal);
    }

    private static List<string[]> Rows(byte[] workbook)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = new MemoryStream(workbook);
        using var reader = ExcelReaderFactory.CreateReader(stream);
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "")]);
        return rows;
    }

    /// <summary>A line such as 芦江社区 1/3，还差：吴凤莲、彭正伟（1/2）, where the end is the number of a long text's part.</summary>
    private sealed record VillageLine(string Name, int Done, int Total, IReadOnlyList<string> Missing)
    {
        public static VillageLine Read(string line)
        {
            var parts = line.Split([" ", "/", "，还差："], 4, StringSplitOptions.None);
            return new VillageLine(
                parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture),
                parts[3].Split('（')[0].Split('、'));
        }
    }
}
