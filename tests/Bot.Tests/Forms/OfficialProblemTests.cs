using Bot.Forms;
using Xunit;

namespace Bot.Tests.Forms;

/// <summary>The problem forms of 萧县, 襄城 and 靖港, and 靖港's daily count: one paper is one row of a ledger.</summary>
public sealed class OfficialProblemTests
{
    private static readonly Dictionary<string, string> Household = new()
    {
        ["id"] = "JG01-0001",
        ["name"] = "王芳",
        ["village"] = "芦江社区",
        ["town"] = "靖港镇",
        ["size"] = "3",
        ["types"] = "边缘户 低保户",
        ["monitor_type"] = "边缘易致贫户",
    };

    private static readonly Dictionary<string, string> Person = new()
    {
        ["userid"] = "liming",
        ["name"] = "李明",
        ["village"] = "三桥村",
        ["town"] = "靖港镇",
    };

    private static readonly Dictionary<string, string> HouseholdProblem = Paper.With("""
        h_unit=龙城镇 h_filled_unit=龙城镇 h_filler=李明 town=龙城镇 village=东关村 householder=王芳 household_type=1 problem_type=5 content=7月以来每天下午停水三小时
        measure=更换水泵 resp_person=李明 resp_unit=龙城镇 deadline=2022-08-19 status=1 propose_monitor=2
        """.ReplaceLineEndings(" "));

    [Fact]
    public void A_households_problem_is_a_row_once_somebody_is_responsible_until_a_day()
    {
        Assert.Equal(FormRunStatus.Complete, Paper.Fill("xiaoxian-1-1-household-problem", HouseholdProblem).Status);

        foreach (var (name, message) in ((string, string)[])[("deadline", "要写整改时限"), ("resp_unit", "要写整改责任单位"), ("resp_person", "要写整改责任人"), ("measure", "要写整改措施")])
        {
            var without = new Dictionary<string, string>(HouseholdProblem);
            without.Remove(name);
            Assert.Equal([new NamedMessage(name, message)], Paper.Fill("xiaoxian-1-1-household-problem", without).Problems);
        }
    }

    [Theory]
    [InlineData("xiaoxian-1-1-household-problem")]
    [InlineData("xiaoxian-1-2-surface-problem")]
    public void What_is_rectified_says_what_was_done(string id)
    {
        Assert.Contains(Paper.Fill(id, "status=2").Problems, problem => problem.Name == "result");
        Assert.DoesNotContain(Paper.Fill(id, "status=1").Problems, problem => problem.Name == "result");
        Assert.Contains(new NamedMessage("result", "不能只写“已整改”，要写做了什么、结果怎样"), Paper.Fill(id, "status=2 result=已整改。").Problems);
        Assert.Equal(["result"], Paper.Fill(id, "status=2 result=已落实").Warnings.Select(warning => warning.Name));
        Assert.Empty(Paper.Fill(id, "status=2 result=8月15日已更换水泵，恢复全天供水").Warnings);
    }

    [Theory]
    [InlineData("2-13", true)]
    [InlineData("10-8", true)]
    [InlineData("1-4", true)]
    [InlineData("2-14", false)]
    [InlineData("11-1", false)]
    [InlineData("3-0", false)]
    public void A_problem_may_cite_a_check_that_there_is(string check, bool exists) => Assert.Equal(
        exists, Paper.Fill("xiaoxian-1-2-surface-problem", $"check_ref={check}").Problems.All(problem => problem.Name != "check_ref"));

    [Fact]
    public void A_household_that_may_become_monitored_brings_its_people()
    {
        var draft = Paper.Say(Paper.Start("xiaoxian-1-1-household-problem", "", Household, Person), "household_id=JG01-0001 household=王芳 propose_monitor=1");

        Assert.Equal(("王芳", "芦江社区", "靖港镇", "2", "3", "李明"), (
            draft.Of("householder"), draft.Of("village"), draft.Of("town"), draft.Of("household_type"), draft.Of("propose_monitor_persons"),
            draft.Of("h_filler")));
    }

    [Theory]
    [InlineData("", "已脱贫户 建档立卡贫困户", "1")]
    [InlineData("", "脱贫户", "1")]
    [InlineData("", "低保户", "3")]
    [InlineData("边缘易致贫户", "边缘户", "2")]
    [InlineData("脱贫不稳定户", "已脱贫户", "")]
    [InlineData("突发严重困难户", "低保户", "")]
    [InlineData("", "建档立卡贫困户 未脱贫户", "")]
    public void A_kind_that_the_ledger_does_not_print_is_asked_not_guessed(string monitored, string types, string kind)
    {
        var household = new Dictionary<string, string>(Household) { ["monitor_type"] = monitored, ["types"] = types };

        Assert.Equal(kind, Paper.Start("xiaoxian-1-1-household-problem", "JG01-0001", household, Person).Of("household_type"));
    }

    [Theory]
    [InlineData("1", "level_org=县水利局", "县级层面（县水利局）", "", "")]
    [InlineData("2", "", "镇级层面（靖港镇）", "靖港镇", "")]
    [InlineData("3", "", "村级层面（靖港镇 三桥村）", "靖港镇", "三桥村")]
    public void A_surface_problem_is_headed_like_the_sample(string level, string then, string label, string town, string village)
    {
        var filled = Paper.Filled(Paper.Say(Paper.Say(Paper.Start("xiaoxian-1-2-surface-problem", "", person: Person), $"level={level}"), then));

        Assert.Equal((label, town, village), (filled.Find("level_label")!.Value, filled.Find("town")!.Value, filled.Find("village")!.Value));
    }

    [Theory]
    [InlineData("县教体局", "4 5 6 7 8 9 10")]
    [InlineData("县水利局", "21 22 23")]
    [InlineData("县残联", "24 25 27")]
    [InlineData("县统计局", "2 3")]
    public void A_department_is_offered_the_items_it_answers_for(string unit, string items) => Assert.Equal(items.Split(' '), Offered(unit));

    [Fact]
    public void A_town_is_offered_all_items_but_the_departments_own() => Assert.Equal(
        Enumerable.Range(1, 72).Where(item => item != 2).Select(item => $"{item}"), Offered("颍阳镇"));

    [Fact]
    public void An_item_without_a_problem_is_an_answer_too()
    {
        var run = Paper.Fill("xiangcheng-ledger-entry", "h_org=县水利局 item_area=7 item_no=22 has_problem=2");

        Assert.Equal(FormRunStatus.Complete, run.Status);
        Assert.Equal(["h_org", "item_area", "item_no", "has_problem", "resp_unit"], run.Asked);
        Assert.Equal(("2", "县水利局，各乡镇（街道）党委政府"), (Paper.Answer(run, "category"), Paper.Answer(run, "resp_unit")));
    }

    [Theory]
    [InlineData("1", "1", "1")]
    [InlineData("3", "3", "1")]
    [InlineData("22", "7", "2")]
    [InlineData("31", "8", "2")]
    [InlineData("32", "9", "3")]
    [InlineData("72", "16", "3")]
    public void An_item_brings_its_section_and_category(string item, string area, string category)
    {
        var run = Paper.Fill("xiangcheng-ledger-entry", $"h_org=颍阳镇 item_no={item} has_problem=2");

        Assert.Equal((FormRunStatus.Complete, area, category), (run.Status, Paper.Answer(run, "item_area"), Paper.Answer(run, "category")));
    }

    [Fact]
    public void A_problem_of_an_item_has_a_day_and_a_person()
    {
        const string Problem = "h_org=县水利局 item_area=7 item_no=22 has_problem=1 problem=王庄水管漏水 measure=更换水管 ";

        Assert.Equal(["rectify_class", "deadline", "resp_person"], Paper.Fill("xiangcheng-ledger-entry", Problem).Problems.Select(problem => problem.Name));
        var late = Paper.Fill("xiangcheng-ledger-entry", Problem + "rectify_class=1 deadline=2023-09-15 resp_person=李明");
        Assert.Equal((FormRunStatus.Complete, "deadline"), (late.Status, Assert.Single(late.Warnings).Name));
        Assert.Empty(Paper.Fill("xiangcheng-ledger-entry", Problem + "rectify_class=2 deadline=2023-10-31 resp_person=李明").Warnings);
        Assert.Equal(["deadline_reason"], Paper.Fill("xiangcheng-ledger-entry", Problem + "rectify_class=3 deadline=2023-12-31 resp_person=李明").Problems.Select(problem => problem.Name));
    }

    [Fact]
    public void A_suspected_problem_takes_what_the_roster_and_its_type_say()
    {
        var draft = Paper.Say(
            Paper.Start("jinggang-a3-problem", "", Household, Person),
            "household_id=JG01-0001 household=王芳 problem_type=5 description=11-12月井水水位下降存在季节性缺水 status=1 idcard=430122196001010017");
        var filled = Paper.Filled(draft);

        Assert.Equal(("芦江社区", "3 4", "22", "3", "安全饮水", "靖港镇"), (
            draft.Of("village"), draft.Of("household_type"), draft.Of("a4_row"), draft.Of("persons"), draft.Of("line_office"), filled.Find("town")!.Value));
        Assert.Empty(filled.Problems);
        Assert.Empty(filled.Warnings);
        Assert.Equal(["remark"], filled.Asked.Where(question => !question.IsAnswered).Select(question => question.Path));
    }

    [Fact]
    public void Nobody_reports_a_problem_of_the_own_village()
    {
        var own = new Dictionary<string, string>(Person) { ["village"] = "芦江社区" };
        var filled = Paper.Filled(Paper.Say(Paper.Start("jinggang-a3-problem", "", Household, own), "household_id=JG01-0001 household=王芳"));

        Assert.Contains(filled.Problems, problem => problem is { Question.Path: "village", Message: "排查实行回避，不能填报本村的问题" });
    }

    [Theory]
    [InlineData("problem_type=5 description=缺水", true)]
    [InlineData("problem_type=6 description=没工作", false)]
    [InlineData("problem_type=4 description=一是堂屋漏雨，二是厨房墙体开裂很久了", true)]
    [InlineData("problem_type=4 description=堂屋屋顶漏雨，3月下雨时漏了两处", false)]
    public void A_description_that_says_too_little_or_two_things_is_pointed_out(string answers, bool warned) =>
        Assert.Equal(warned, Paper.Fill("jinggang-a3-problem", answers).Warnings.Any(warning => warning.Name == "description"));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("2", "2 3")]
    [InlineData("4", "7 8 9 10 11 12 13 14 15 16 17 18 19 20 21")]
    [InlineData("6", "23 25")]
    [InlineData("8", "25")]
    public void A_type_of_problem_leads_to_its_rows_of_the_summary(string type, string rows) => Assert.Equal(
        rows.Split(' '), Paper.Filled(Paper.Say(Paper.Start("jinggang-a3-problem", ""), $"problem_type={type}")).Find("a4_row")!.Choices.Select(choice => choice.Name));

    [Fact]
    public void A_days_count_adds_to_the_days_before_and_stays_within_the_village()
    {
        var before = Paper.Start("jinggang-daily", "", person: Person, further:
        [
            ("progress", new Dictionary<string, string> { ["key"] = "芦江社区-11", ["done_before"] = "300", ["problems_today"] = "2" }),
            ("village", new Dictionary<string, string> { ["name"] = "芦江社区", ["households"] = "311" }),
        ]);

        var filled = Paper.Filled(Paper.Say(before, "village=芦江社区 group=11 done_today=10"));
        Assert.Equal(("310", "2", "2020-04-20"), (filled.Find("done_total")!.Value, filled.Find("problems_today")!.Value, filled.Find("date")!.Value));
        Assert.Empty(filled.Problems);
        Assert.Equal("done_today", Assert.Single(Paper.Filled(Paper.Say(before, "village=芦江社区 group=11 done_today=12")).Problems).Question.Path);
        Assert.Equal("", Paper.Filled(Paper.Say(Paper.Start("jinggang-daily", ""), "village=芦江社区 group=11 done_today=10")).Find("done_total")!.Value);
    }

    [Theory]
    [InlineData("4", true)]
    [InlineData("10", false)]
    [InlineData("21", true)]
    public void A_day_far_from_ten_households_is_pointed_out(string done, bool warned) =>
        Assert.Equal(warned, Paper.Fill("jinggang-daily", $"village=芦江社区 group=3 done_today={done}").Warnings.Any());

    private static List<string> Offered(string unit)
    {
        var named = Paper.Say(Paper.Start("xiangcheng-ledger-entry", ""), $"h_org={unit}");
        return [.. Paper.Filled(named).Find("item_area")!.Choices
            .SelectMany(area => Paper.Filled(Paper.Say(named, $"item_area={area.Name}")).Find("item_no")!.Choices)
            .Select(item => item.Name)];
    }
}
