using Store.Packs;
using Testing;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>The five campaigns as they are delivered, and what is said of a broken one.</summary>
public sealed class CampaignReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("campaigns").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("daying-2022", 3, 2, 34)]
    [InlineData("xiaoxian-2022", 3, 3, 6)]
    [InlineData("xiangcheng-2023", 4, 2, 22)]
    [InlineData("yaocun", 0, 0, 3)]
    [InlineData("jinggang-2020", 7, 7, 16)]
    public void Feature_24_Every_phase_deliverable_and_norm_of_the_documents_is_there(string id, int phases, int deliverables, int norms)
    {
        var campaign = Campaign(id);
        Assert.Equal((phases, deliverables, norms), (campaign.Phases.Count, campaign.Deliverables.Count, campaign.Norms.Count));
    }

    [Theory]
    [InlineData("xiaoxian-2022", "2022-08-08", "")]
    [InlineData("xiaoxian-2022", "2022-08-09", "self_check")]
    [InlineData("xiaoxian-2022", "2022-08-20", "supervise")]
    [InlineData("xiaoxian-2022", "2022-08-31", "summary")]
    [InlineData("xiaoxian-2022", "2022-09-01", "")]
    [InlineData("xiangcheng-2023", "2023-07-20", "")]
    [InlineData("xiangcheng-2023", "2023-07-21", "mobilize")]
    [InlineData("xiangcheng-2023", "2023-08-28", "rectify finalize")]
    [InlineData("daying-2022", "2022-04-30", "")]
    [InlineData("daying-2022", "2022-05-01", "round1")]
    [InlineData("jinggang-2020", "2020-03-15", "prepare data review summary")]
    [InlineData("jinggang-2020", "2020-05-05", "district rectify summary")]
    [InlineData("yaocun", "2020-01-01", "")]
    public void Feature_44_A_day_is_in_the_phases_that_the_document_puts_there(string id, string day, string phases) =>
        Assert.Equal(phases, string.Join(' ', Campaign(id).PhasesOn(Day(day)).Select(phase => phase.Id)));

    [Fact]
    public void Feature_25_The_same_income_is_a_warning_sign_in_one_campaign_and_not_in_the_other()
    {
        Assert.Equal(7500, Campaign("xiangcheng-2023").Norm("income_ref_2023")!.Number);
        Assert.True(7000 < Campaign("xiangcheng-2023").Norm("income_ref_2023")!.Number);
        Assert.True(Campaign("daying-2022").Norm("income_line_2022")!.Complies(7000));
        Assert.False(Campaign("daying-2022").Norm("income_line_2022")!.Complies(6800));
        Assert.Equal(4000, Campaign("jinggang-2020").Norm("poverty_line")!.Number);
        Assert.True(Campaign("daying-2022").Norm("medical_selfpay_line")!.Triggers(13111));
        Assert.False(Campaign("daying-2022").Norm("medical_selfpay_line")!.Triggers(13110));
    }

    [Fact]
    public void A_norm_that_the_document_leaves_open_is_not_set_and_measures_nothing()
    {
        var load = Campaign("daying-2022").Norm("contact_max_households")!;
        Assert.False(load.IsSet);
        Assert.Null(load.Number);
        Assert.Equal(Day("2022-09-30"), Campaign("daying-2022").Norm("benefit_link_fix_by")!.Date);
    }

    [Theory]
    [InlineData("边缘户", "边缘易致贫户", "监测户", "边缘易致贫户", "边缘户")]
    [InlineData("边缘户", "", "监测户", "边缘易致贫户", "边缘户")]
    [InlineData("建档立卡贫困户 已脱贫户", "", "脱贫户", "脱贫户", "已脱贫户")]
    [InlineData("重残户", "", "一般农户", "一般农户", "档外重残户")]
    public void Feature_26_A_household_prints_as_the_campaigns_own_words_have_it(string types, string monitor, string daying, string xiaoxian, string jinggang) =>
        Assert.Equal((daying, xiaoxian, jinggang), (Printed("daying-2022", types, monitor), Printed("xiaoxian-2022", types, monitor), Printed("jinggang-2020", types, monitor)));

    [Theory]
    [InlineData("建档立卡贫困户 已脱贫户", "脱贫不稳定户")]
    [InlineData("一般农户", "突发严重困难户")]
    [InlineData("建档立卡贫困户 未脱贫户", "")]
    [InlineData("侨眷户", "")]
    public void Feature_26_What_a_campaign_has_no_word_for_is_not_guessed(string types, string monitor) =>
        Assert.Equal("", Printed("xiaoxian-2022", types, monitor));

    [Fact]
    public void Feature_26_A_household_of_several_types_prints_as_the_first_and_as_all()
    {
        var types = Campaign("jinggang-2020").HouseholdTypes;
        Assert.Equal(("边缘户", "边缘户 档外低保户 档外重残户"), (types.Of("低保户 重残户 边缘户", ""), types.AllOf("低保户 重残户 边缘户", "")));
    }

    [Fact]
    public void A_campaign_without_words_of_its_own_prints_those_of_the_roster()
    {
        var types = Repository.Pack.HouseholdTypes("no-such-campaign");
        Assert.Equal(("低保户", "低保户 重残户"), (types.Of("低保户 重残户", ""), types.AllOf("低保户 重残户", "")));
    }

    [Fact]
    public void Feature_51_Each_class_of_rectification_has_its_own_last_day() => Assert.Equal(
        [("immediate", Day("2023-08-31")), ("short", Day("2023-10-31")), ("long", (DateOnly?)null)],
        Campaign("xiangcheng-2023").RectifyClasses.Select(rectify => (rectify.Id, rectify.Due)));

    [Fact]
    public void Feature_23_A_document_without_deadlines_is_given_none()
    {
        var yaocun = Campaign("yaocun");
        Assert.Equal(8, yaocun.Tasks.Count);
        Assert.Equal(41, yaocun.Tasks.Sum(task => task.Points));
        Assert.Null(yaocun.Start);
        Assert.Empty(yaocun.Deliverables);
    }

    [Fact]
    public void A_printed_hour_is_the_calendars_and_none_is_its_usual_one()
    {
        Assert.Equal(new TimeOnly(12, 0), Campaign("xiaoxian-2022").Deliverable("d2")!.At);
        Assert.Equal(new TimeOnly(18, 0), Campaign("xiangcheng-2023").Deliverable("d1")!.At);
    }

    [Fact]
    public void Everything_wrong_with_a_campaign_is_said_at_once_by_line()
    {
        Write("roles.yaml", """
            - {id: contact, name: 联系人, level: village, scope: none, reports_to: [township]}
            - {id: township, name: 乡镇, level: town, scope: town, reports_to: [contact, mayor]}
            """);
        Write("campaigns/c.yaml", """
            id: c
            title: C
            doc_date: 2022-13-01
            forms: [nowhere]
            ledgers: [nothing]
            roles: [contact, kontakt]
            phases:
              - {id: p, name: 甲, start: 2022-08-09, end: 2022-08-01}
              - {id: p, name: 乙, start: 8月9日}
            norms:
              - {id: n, value: abc, op: '<='}
              - {id: m, value: 1, op: '=<'}
              - {id: o}
            deliverables:
              - {id: d1, what: 报告, from: [township], due: 2022-08-32, form: lost}
              - {id: d2, what: 报告, from: [], due: daily, phase: p, time: 天黑前}
              - {id: d3, what: 报告, from: [township], due: 2022-08-31}
            reporting_chain:
              - {name: 人, roles: [contact]}
              - {name: 镇, roles: [township]}
              - {name: 又是人, roles: [contact]}
            escalation:
              - {after: 3, to: [township], at: "08:40"}
              - {after: 1, to: [township], at: 8点}
            household_types:
              - {prints: 甲, of: [一, 二]}
              - {prints: 乙, of: [二]}
            colour: red
            """);

        Assert.Equal(
            [
                "3: '2022-13-01' is not a date such as 2022-08-31, nor a month such as 2022-08",
                "4: there is no form 'nowhere'",
                "5: there is no ledger 'nothing'",
                "6: there is no role 'kontakt'",
                "8: the end, 2022-08-01, lies before the start, 2022-08-09",
                "9: '8月9日' is not a date such as 2022-08-31, nor a month such as 2022-08",
                "9: the id 'p' is used twice",
                "11: 'abc' is neither a number nor a date, so nothing can be compared with it",
                "12: '=<' is not known; known here: <, <=, >, >=, =",
                "13: 'value' is missing; where the document leaves it open, write value: null",
                "15: '2022-08-32' is not a date such as 2022-08-31, nor a month such as 2022-08",
                "15: there is no form 'lost'",
                "16: 'from' is missing: the roles that hand it in",
                "16: '天黑前' is not a time of day such as 18:00, in quotes, nor one of clock_words in prompts/calendars: ",
                "17: nothing says at what hour this is due: give it a 'time', or due_at in prompts/calendars",
                "21: a cycle in the reporting chain: 'contact' already stands at '人', below itself",
                "24: '8点' is not a time of day; write it as 08:40, in quotes",
                "24: every step comes later than the one before it, which is after 3 days",
                "24: a cycle in the escalation: 'township' has heard of it already",
                "27: '二' already prints as '甲'",
                "28: unknown key 'colour'; known here",
            ],
            Problems("campaigns/c.yaml").Select(line => line.StartsWith("28:", StringComparison.Ordinal) ? line.Split(": id,")[0] : line));
        Assert.Equal(
            [
                "1: a cycle in the chain: 'contact' reports to 'township', which reports back to it",
                "2: a cycle in the chain: 'township' reports to 'contact', which reports back to it",
                "2: there is no role 'mayor'",
            ],
            Problems("roles.yaml"));
    }

    private static string Printed(string campaign, string types, string monitor) => Campaign(campaign).HouseholdTypes.Of(types, monitor);

    private static Campaign Campaign(string id) => Repository.Pack.Campaign(id)!;

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_ledger_that_is_to_go_out_by_itself_says_when_and_to_whom()
    {
        Write("roles.yaml", "- {id: township, name: 乡镇, level: town, scope: town}");
        Write("campaigns/c.yaml", """
            id: c
            title: C
            sendings:
              - {ledger: nothing, to: [mayor], day: 1, at: 早上}
              - {ledger: nothing, to: [township], day: 32, due: d9, period: 上月}
              - {ledger: nothing, day: 3}
            """);
        Assert.Equal(
            [
                "4: there is no ledger 'nothing'", "4: there is no role 'mayor'", "4: 'to' is missing: the roles that get it", "4: '早上' is not a time of day; write it as 08:40, in quotes",
                "5: there is no ledger 'nothing'", "5: there is no deliverable 'd9' with a date", "5: write either 'day', a day of each month, or 'due', the id of a deliverable",
                "5: 'day' is a day of the month, 1 to 31", "5: 'period' is one of all, this, last",
                "6: there is no ledger 'nothing'", "6: 'to' is missing: the roles that get it", "6: 'at' is missing",
            ],
            Problems("campaigns/c.yaml"));
    }

    private List<string> Problems(string file) =>
        [.. PackLoader.Load(folder, []).Problems.Where(problem => problem.File.EndsWith(file, StringComparison.Ordinal)).Select(problem => $"{problem.Line}: {problem.Message}")];

    private void Write(string path, string content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
