using System.Globalization;
using System.Text.Json;
using Scheduler.Reminders;
using Scheduler.Rules;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Scheduler.Tests.Rules;

/// <summary>The features of rules by their numbers, on a real store with a town in it.</summary>
public sealed class RuleFeatureTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = At("2022-08-20 09:00");
    private static readonly Pack Pack = Repository.Pack;

    private TownStore town = null!;

    public async ValueTask InitializeAsync() => town = await TownStore.Open(Now);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Feature_5_a_visit_by_telephone_needs_a_reason_and_one_at_home_does_not()
    {
        await Submit("jinggang-a6", "DJ-005", ("p_mode", "2"), ("p_mode_note", ""));
        await Submit("jinggang-a6", "DJ-004", ("p_mode", "1"));

        var finding = Assert.Single(await Found("R106", "jinggang-2020"));
        Assert.Equal(RuleSeverity.Block, finding.Rule.Severity);
        Assert.StartsWith("a6:DJ-005/", finding.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_8_the_contradiction_of_question_10_blocks_with_the_official_remark()
    {
        var found = At("survey.submit", "a6", ("q4", "1"), ("q4_1", "1"), ("q10", "2"));

        var finding = Assert.Single(found, finding => finding.Rule.Id == "R098");
        Assert.Equal(RuleSeverity.Block, finding.Rule.Severity);
        Assert.Contains("不允许通过审核，进行提交", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(At("survey.submit", "a6", ("q4", "1"), ("q4_1", "1"), ("q10", "1")), other => other.Rule.Id == "R098");
    }

    [Fact]
    public void Feature_9_question_11_answered_no_warns_and_does_not_block() =>
        Assert.Equal(RuleSeverity.Warn, Assert.Single(At("survey.submit", "a6", ("q11", "2")), finding => finding.Rule.Id == "R099").Rule.Severity);

    [Fact]
    public async Task Feature_19_a_number_on_its_way_to_a_group_is_refused_and_listed()
    {
        Assert.Contains((await Look()).NotChecked, entry => entry.Rule.Id == "R137");
        await town.Database.Write(tx => Outbox.Add(tx,
            [new Outgoing(OutboxKind.Robot, OutboxKind.Text, "还有3户没有走访", Now), new Outgoing(OutboxKind.Robot, OutboxKind.Text, "户主电话13900001234", Now)], Now));

        var finding = Assert.Single(await Found("R137"));
        Assert.Equal(RuleSeverity.Block, finding.Rule.Severity);
        Assert.DoesNotContain("13900001234", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feature_25_an_income_of_7000_is_below_the_line_of_one_campaign_and_not_of_another()
    {
        await Fact("income", ("household", "DJ-005"), ("year", "2022"), ("net_per_head", "7000"));

        var finding = Assert.Single(await Found("R039", "xiangcheng-2023"));
        Assert.Equal("income:DJ-005|2022", finding.Subject);
        Assert.Contains("7500", finding.Message, StringComparison.Ordinal);
        Assert.Empty(await Found("R039", "daying-2022"));
    }

    [Fact]
    public void Feature_39_an_edge_household_counted_in_another_class_is_refused()
    {
        Assert.Single(At("ledger.build", "counted", ("types", "边缘户 低保户 重残户"), ("counted_as", "边缘户 低保户")), finding => finding.Rule.Id == "R116");
        Assert.Empty(At("ledger.build", "counted", ("types", "边缘户 低保户 重残户"), ("counted_as", "边缘户")));
        Assert.Empty(At("ledger.build", "counted", ("types", "低保户 重残户"), ("counted_as", "低保户 重残户")));
    }

    [Fact]
    public async Task Feature_62_the_same_measure_for_three_problems_and_the_same_plan_for_different_risks_are_listed()
    {
        foreach (var (household, type) in new[] { ("DJ-001", "2"), ("DJ-002", "3"), ("DJ-003", "4") })
            await Submit("xiaoxian-1-1-household-problem", household, ("household_id", household), ("problem_type", type), ("measure", "加强宣传，抓好落实。"), ("status", "1"), ("content", $"问题{type}"));
        Assert.Contains("3 个不同的问题", Assert.Single(await Found("R008", "xiaoxian-2022")).Message, StringComparison.Ordinal);

        await Fact("plan", ("household", "DJ-001"), ("measure", "临时救助"), ("risks", "因病"));
        await Fact("plan", ("household", "DJ-002"), ("measure", "临时救助"), ("risks", "因灾"));
        Assert.Single(await Found("R056"));
    }

    [Fact]
    public async Task Feature_63_conflicting_jobs_are_refused_and_two_posts_in_a_household_warn()
    {
        await Fact("plan", ("household", "DJ-001"), ("who", "王建国"), ("measure", "务工补贴"), ("job_kind", "外出务工"));
        await Fact("plan", ("household", "DJ-001"), ("who", "王建国"), ("measure", "公岗"), ("job_kind", "公益性岗位"));
        await Fact("post", ("household", "DJ-002"), ("who", "赵桂芳"), ("name", "保洁员"), ("active", "yes"));
        await Fact("post", ("household", "DJ-002"), ("who", "赵桂芳"), ("name", "护林员"), ("active", "yes"));
        await Fact("post", ("household", "DJ-003"), ("who", "陈玉珍"), ("name", "保洁员"), ("active", "yes"));
        await Fact("post", ("household", "DJ-003"), ("who", "黄小军"), ("name", "保洁员"), ("active", "yes"));

        Assert.Equal(RuleSeverity.Block, Assert.Single(await Found("R057")).Rule.Severity);
        Assert.Equal("household:DJ-002|赵桂芳", Assert.Single(await Found("R065")).Subject);
        Assert.Equal("household:DJ-003", Assert.Single(await Found("R064")).Subject);
    }

    [Fact]
    public async Task Feature_63_rows_that_a_rule_refuses_are_not_taken_in()
    {
        Assert.Equal(["R057"], await Refused("plan", [("who", "王建国"), ("measure", "务工补贴"), ("job_kind", "外出务工")], [("who", "王建国"), ("measure", "公岗"), ("job_kind", "公益性岗位")]));
        Assert.Equal(["R065"], await Refused("post", [("who", "王建国"), ("name", "保洁员"), ("active", "yes")], [("who", "王建国"), ("name", "护林员"), ("active", "yes")]));
        Assert.Empty(await Refused("post", [("who", "赵桂芳"), ("name", "保洁员"), ("active", "yes")], [("who", "李芳"), ("name", "护林员"), ("active", "yes")]));

        async Task<IEnumerable<string>> Refused(string table, params (string Column, string Value)[][] rows)
        {
            var household = rows[0][0].Value == "王建国" ? "DJ-001" : "DJ-002";
            var facts = rows.Select(row => Facts.Of(
                Pack.FactTable(table)!, row.Append(("household", household)).ToDictionary(value => value.Item1, value => value.Item2), "", "test")).ToList();
            var read = new FactRead([(Pack.FactTable(table)!, facts)], new Store.Rosters.RosterRead(null, [], []));
            return await town.Database.Write(async tx =>
            {
                await FactImport.Save(tx, read, "book.xlsx", "test", Now);
                return (await FactRefusals.Of(tx, Pack, read, Now)).Select(finding => finding.Rule.Id).Distinct().ToList();
            });
        }
    }

    [Fact]
    public async Task Feature_64_illness_with_only_a_housing_measure_warns()
    {
        await Fact("plan", ("household", "DJ-001"), ("measure", "住房改造"), ("type", "住房安全"));
        Assert.Equal("household:DJ-001", Assert.Single(await Found("R058")).Subject);

        await Fact("plan", ("household", "DJ-001"), ("measure", "医疗救助"), ("type", "健康帮扶"));
        Assert.Empty(await Found("R058"));
    }

    [Theory]
    [InlineData("111", 1)]
    [InlineData("110", 0)]
    public async Task Feature_65_a_person_who_paid_13111_in_a_year_becomes_a_clue_and_13110_does_not(string last, int clues)
    {
        await Fact("medical", ("household", "DJ-005"), ("who", "何大山"), ("date", "2022-02-01"), ("amount", "13000"));
        await Fact("medical", ("household", "DJ-005"), ("who", "何大山"), ("date", "2022-06-01"), ("amount", last));
        await Fact("medical", ("household", "DJ-005"), ("who", "何大山"), ("date", "2021-06-01"), ("amount", "9999"));

        Assert.Equal(clues, (await Found("R038", "daying-2022")).Count);
        await Rounds.Run(Now);
        var opened = await town.Database.Read(tx => Facts.List(tx, "clue", Scope.Everything));
        Assert.Equal(clues, opened.Count(clue => clue.Source == "rule:R038" && clue.HouseholdId == "DJ-005"));
    }

    [Fact]
    public async Task Feature_66_without_a_limit_nothing_is_said_of_how_many_households_a_contact_has()
    {
        var (findings, notChecked) = await Look();
        Assert.DoesNotContain(findings, finding => finding.Rule.Id == "R052");
        Assert.Contains(notChecked, entry => entry.Rule.Id == "R052" && entry.Reason.Contains("not set", StringComparison.Ordinal));

        var rule = Pack.Rules.Single(rule => rule.Id == "R052");
        var limited = new RuleBook([rule with { Parameters = new Dictionary<string, RuleParameter> { ["max"] = new(new RuleValue("10"), new Dictionary<string, RuleValue>()) } }], [], Pack.RecordKinds);
        Assert.Empty(Asked("10"));
        Assert.Single(Asked("11"));

        IReadOnlyList<Finding> Asked(string households)
        {
            var evaluation = new RuleEvaluation(limited, limited.Checks, Now);
            evaluation.Look(new SubjectRecord("person", "li", new Dictionary<string, string> { ["name"] = "li", ["monitored"] = households }));
            return evaluation.Finish().Findings;
        }
    }

    [Fact]
    public async Task Feature_67_identical_answers_and_rushed_entries_are_a_sample_to_look_at()
    {
        string[] households = ["DJ-001", "DJ-002", "DJ-003", "DJ-004"];
        for (var i = 0; i < households.Length; i++)
            await Submit("monthly-checkin", households[i], Now.AddMinutes(3 * i), ("m_mode", "1"), ("m_need", "生活情况良好，没有困难。"));

        var identical = Assert.Single(await Found("R108"));
        Assert.True(identical.Rule.Hint);
        Assert.Contains("不作评比", identical.Message, StringComparison.Ordinal);
        Assert.Contains("4 户", Assert.Single(await Found("R109")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feature_67_the_sample_goes_to_the_supervisor_of_the_area_and_to_nobody_it_is_about()
    {
        await town.Database.Write(tx => People.Save(tx, [new Person("office", "镇办", "poverty_office_town", "QX", "", null, true, 9)]));
        foreach (var household in new[] { "DJ-001", "DJ-002", "DJ-003" })
            await Submit("monthly-checkin", household, ("m_mode", "1"), ("m_need", "生活情况良好，没有困难。"));

        await Rounds.RunDaily(Now);
        var told = await Told(Now);
        var sample = Assert.Single(told, line => line.Text.Contains("不作评比", StringComparison.Ordinal));
        Assert.Equal("office", sample.Userid);
        Assert.Empty(await Told(Now.AddHours(1)));

        await Rounds.RunDaily(Now.AddDays(1));
        Assert.DoesNotContain(await Told(Now.AddDays(1)), line => line.Text.Contains("不作评比", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_rules_find_is_told_once_to_whom_it_concerns_and_goes_up_step_by_step_while_it_stands()
    {
        await town.Database.Write(tx => People.Save(tx,
            [new Person("village1", "村两委", "village_committee", "DJ", "", null, true, 8), new Person("town1", "镇领导", "township", "QX", "", null, true, 9)]));
        foreach (var number in Enumerable.Range(1, 4))
            await Submit("xiaoxian-1-1-household-problem", $"DJ-00{number}", ("household_id", $"DJ-00{number}"), ("deadline", "2022-08-01"), ("status", "1"), ("content", $"问题{number}"));

        // One line for a rule, however many households it is about.
        Assert.Equal([(Town.Li, 1)], await Heard(0));
        Assert.Equal([("village1", 1)], await Heard(1));
        Assert.Empty(await Heard(2));
        Assert.Equal([("town1", 1), (Town.Sun, 1)], (await Heard(3)).OrderBy(heard => heard.Item1 == Town.Sun));
        Assert.Empty(await Heard(4));

        async Task<IEnumerable<(string, int)>> Heard(int days)
        {
            await Rounds.RunDaily(Now.AddDays(days));
            return [.. (await Told(Now.AddDays(days))).Where(line => line.Text.Contains("到期未整改：4处", StringComparison.Ordinal))
                .Select(line => (line.Userid, line.Text.Split('\n').Count(text => text.Contains("到期未整改", StringComparison.Ordinal))))];
        }
    }

    [Fact]
    public async Task Nobody_is_told_before_the_days_run_has_come_to_its_end()
    {
        Assert.False(await IsDue());
        await Rounds.RunDaily(Now);
        Assert.True(await IsDue());
        await Told(Now);
        Assert.False(await IsDue());

        Task<bool> IsDue() => town.Database.Read(tx => FindingNotices.IsDue(tx, Pack, Now));
    }

    [Fact]
    public async Task An_answer_of_a_survey_opens_a_suspected_problem_that_closes_when_it_is_mended()
    {
        await Submit("jinggang-a6", "DJ-004", ("p_mode", "1"), ("q6", "2"));
        await Rounds.Run(Now);
        await Rounds.Run(Now.AddDays(1));
        var opened = Assert.Single(await Suspected(), each => each.Period.StartsWith("R089/", StringComparison.Ordinal));
        Assert.Equal(("DJ-004", "jinggang-2020"), (opened.Subject, opened.Campaign));
        Assert.Null(opened.DoneAt);

        await town.Database.Write(async tx => await tx.Execute("DELETE FROM submission"));
        await Rounds.Run(Now.AddDays(2));
        Assert.NotNull(Assert.Single(await Suspected(), each => each.Period.StartsWith("R089/", StringComparison.Ordinal)).DoneAt);
    }

    [Fact]
    public async Task Feature_70_the_one_household_that_nobody_visited_is_named()
    {
        string[] all = ["DJ-001", "DJ-002", "DJ-003", "DJ-004", "DJ-005", "LG-001", "LG-002", "LG-003", "LG-004"];
        Assert.Empty(await Found("R129", "jinggang-2020"));
        foreach (var household in all.Where(id => id != "LG-004"))
            await Submit("jinggang-a6", household, ("p_mode", "1"));

        var outstanding = Assert.Single(await Found("R129", "jinggang-2020"));
        Assert.Equal("household:LG-004", outstanding.Subject);
        Assert.Contains("杨天福", outstanding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_data_a_rule_is_not_checked_and_with_data_it_passes()
    {
        Assert.Contains((await Look()).NotChecked, entry => entry.Rule.Id == "R096");

        await Fact("loan", ("household", "DJ-005"), ("loan_no", "1"), ("due", "2022-01-01"), ("paid", "yes"));
        var (findings, notChecked) = await Look();
        Assert.DoesNotContain(notChecked, entry => entry.Rule.Id == "R096");
        Assert.DoesNotContain(findings, finding => finding.Rule.Id == "R096");
    }

    [Fact]
    public async Task A_finding_stands_until_it_is_mended_and_a_waived_one_is_not_told_again()
    {
        await Fact("loan", ("household", "DJ-005"), ("loan_no", "1"), ("due", "2022-01-01"), ("paid", "no"));
        await Fact("loan", ("household", "DJ-004"), ("loan_no", "2"), ("due", "2022-01-01"), ("paid", "no"));
        await Rounds.Run(Now);
        await Rounds.Run(Now.AddDays(1));
        var open = await Loans();
        Assert.Equal(["loan:DJ-004|2", "loan:DJ-005|1"], open.Select(row => row.Subject));
        Assert.All(open, row => Assert.Equal(Now, row.FirstSeen));

        await town.Database.Write(tx => Findings.Waive(tx, open[0], Town.Sun, "已与银行办理展期", Now.AddDays(1)));
        await Fact("loan", ("household", "DJ-005"), ("loan_no", "1"), ("paid", "yes"));
        await Rounds.Run(Now.AddDays(2));
        Assert.Empty(await Loans());
        Assert.DoesNotContain((await Look()).Findings, finding => finding.Rule.Id == "R096");
        Assert.Equal("已与银行办理展期", Assert.Single(await town.Database.Read(Findings.Waived)).Reason);
    }

    [Fact]
    public async Task The_daily_run_is_made_once_a_day()
    {
        await Fact("loan", ("household", "DJ-005"), ("loan_no", "1"), ("due", "2022-01-01"), ("paid", "no"));
        await Rounds.RunDaily(Now);
        Assert.Single(await Loans());

        await Fact("loan", ("household", "DJ-005"), ("loan_no", "1"), ("paid", "yes"));
        await Rounds.RunDaily(Now.AddHours(3));
        Assert.Single(await Loans());
        await Rounds.RunDaily(Now.AddDays(1));
        Assert.Empty(await Loans());
    }

    private RuleRounds Rounds => new(town.Database, Pack);

    private Task<IReadOnlyList<DigestLine>> Told(DateTimeOffset at) => town.Database.Write(tx => FindingNotices.Say(tx, Pack, at));

    private Task<IReadOnlyList<(string Subject, string Campaign, string Period, long? DoneAt)>> Suspected() => town.Database.Read(tx =>
        tx.Query<(string, string, string, long?)>("SELECT subject, campaign, period, done_at FROM occurrence WHERE what = 'suspicion'"));

    private Task<IReadOnlyList<FindingRow>> Loans() => town.Database.Read(async tx =>
        (IReadOnlyList<FindingRow>)[.. (await Findings.Open(tx, Scope.Everything)).Where(row => row.Rule == "R096")]);

    private static IReadOnlyList<Finding> At(string moment, string kind, params (string Field, string Value)[] fields) => RuleBook.Of(Pack).At(
        moment, "jinggang-2020", new SubjectRecord(kind, "x", fields.ToDictionary(field => field.Field, field => field.Value)), Now);

    private Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked)> Look(string? campaign = null) =>
        town.Database.Read(tx => RuleRounds.Look(tx, Pack, campaign, Now));

    private async Task<IReadOnlyList<Finding>> Found(string rule, string? campaign = null) =>
        [.. (await Look(campaign)).Findings.Where(finding => finding.Rule.Id == rule)];

    private Task Fact(string table, params (string Column, string Value)[] values) => town.Database.Write(tx => Facts.Save(
        tx, Pack.FactTable(table)!, values.ToDictionary(value => value.Column, value => value.Value), "", "test", Now));

    private Task Submit(string form, string household, params (string Question, string Answer)[] answers) => Submit(form, household, Now, answers);

    private Task Submit(string form, string household, DateTimeOffset at, params (string Question, string Answer)[] answers) => town.Database.Write(async tx =>
    {
        var campaign = Pack.Campaigns.First(campaign => campaign.Forms.Contains(form)).Id;
        var period = form == "monthly-checkin" ? "2022-08" : "";
        await Submissions.Add(tx, new Submission(
            0, form, "v", "p", campaign, household, period, Town.Li, "/AN/QX/DJ/",
            JsonSerializer.Serialize(answers.ToDictionary(answer => answer.Question, answer => answer.Answer)), false, at));
    });

    private static DateTimeOffset At(string local) => new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), ChinaTime.Offset);
}
