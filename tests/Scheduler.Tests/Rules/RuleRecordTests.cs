using System.Text.Json;
using Scheduler.Rules;
using Store;
using Store.Expressions;
using Store.Packs;
using Testing;
using Xunit;

namespace Scheduler.Tests.Rules;

/// <summary>What rules are shown of records that come about in several steps, or by counting, and of what is not there at all.</summary>
public sealed class RuleRecordTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2022, 8, 20, 9, 0, 0, TimeSpan.FromHours(8));

    private TownStore town = null!;

    public async ValueTask InitializeAsync() => town = await TownStore.Open(Now);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_problem_closed_without_the_mark_of_whoever_put_it_right_is_found()
    {
        await Closed("DJ-001", ("finder_mark", "王明 8月20日"));
        await Closed("DJ-002", ("finder_mark", "王明 8月20日"), ("fixer_mark", "李秀兰 8月20日"));
        await Closed("DJ-003", ("fixer_mark", "李秀兰 8月20日"));

        var found = (await Look(Repository.Pack)).Findings.Where(finding => finding.Rule.Id == "R016").ToList();
        Assert.Equal(["problem:DJ-001", "problem:DJ-003"], found.Select(finding => finding.Subject.Split('/')[0]));
        Assert.Contains("整改责任人", found[0].Message, StringComparison.Ordinal);
        Assert.Contains("排查人", found[1].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_that_was_handed_in_as_closed_has_no_marks_to_look_at_and_is_not_checked()
    {
        await Submit("daying-a3-problem", "DJ-001", ("status", "1"), ("problem_detail", "水管漏水"));

        var (findings, notChecked) = await Look(Repository.Pack);
        Assert.DoesNotContain(findings, finding => finding.Rule.Id == "R016");
        Assert.Contains(notChecked, entry => entry.Rule.Id == "R016");
    }

    [Fact]
    public async Task Feature_30_a_household_on_the_edge_that_a_county_counts_elsewhere_too_is_named()
    {
        await Submit("jinggang-a3-problem", "DJ-001", ("householder", "王明"), ("household_type", "3 4"), ("a4_row", "7"), ("status", "1"));
        await Submit("jinggang-a3-problem", "DJ-002", ("householder", "赵云"), ("household_type", "4"), ("a4_row", "7"), ("status", "1"));
        await Submit("jinggang-a3-problem", "DJ-003", ("householder", "孙立"), ("household_type", "3 4"), ("a4_row", ""), ("status", "1"));

        var (right, notChecked) = await Look(Repository.Pack);
        Assert.DoesNotContain(right, finding => finding.Rule.Id == "R116");
        Assert.DoesNotContain(notChecked, entry => entry.Rule.Id == "R116");

        var wrong = Assert.Single((await Look(CountingTwice())).Findings, finding => finding.Rule.Id == "R116");
        Assert.Contains("王明", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("低保户", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sums_over_what_nobody_has_handed_in_are_not_checked()
    {
        string[] sums = ["R113", "R117", "R121", "R133"];
        Assert.Equal(sums, sums.Intersect(await NotChecked()));

        await Submit("monthly-checkin", "DJ-001", ("m_mode", "1"));
        await Submit("xiaoxian-1-1-household-problem", "DJ-001", ("problem_type", "4"), ("content", "屋顶漏雨"), ("status", "1"));
        Assert.Equal(["R117", "R133"], sums.Intersect(await NotChecked()));

        async Task<IEnumerable<string>> NotChecked() => (await Look(Repository.Pack)).NotChecked.Select(entry => entry.Rule.Id);
    }

    [Fact]
    public async Task A_problem_told_in_a_paragraph_is_named_by_its_beginning()
    {
        await Submit("daying-a3-problem", "DJ-001", ("status", "2"), ("subject_kind", "1"), ("problem_detail", $"水管漏水{new string('，', 300)}"));

        var message = (await Look(Repository.Pack)).Findings.First(finding => finding.Rule.Id == "R012").Message;
        Assert.StartsWith("“水管漏水", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 50, 150);
    }

    [Fact]
    public async Task What_a_rule_suspects_is_one_finding_and_what_a_visit_answered_is_found_when_nobody_reports_it()
    {
        await town.Database.Write(tx => Facts.Save(tx, Repository.Pack.FactTable("loan")!, new Dictionary<string, string>
        {
            ["household"] = "DJ-001",
            ["loan_no"] = "1",
            ["due"] = "2022-08-01",
            ["paid"] = "no",
        }, "", "test", Now.AddDays(-3)));
        await new RuleRounds(town.Database, Repository.Pack).Run(Now.AddDays(-3));
        await town.Database.Write(tx => Occurrences.Ensure(tx,
            [new Occurrence(0, Suspicion.Occurrence, "daying-2022", "DJ-002", "2022-08/water", Town.Li, "/AN/QX/DJ/", Now.AddDays(-3), null)]));

        var findings = (await Look(Repository.Pack)).Findings;
        Assert.Equal("loan:DJ-001|1", Assert.Single(findings, finding => finding.Rule.Id == "R096").Subject);
        Assert.Equal("suspicion:suspicion/DJ-002/2022-08/water", Assert.Single(findings, finding => finding.Rule.Id == "R018").Subject);
    }

    // As a county's own layout might have it: 低保户 whatever else they are.
    private static Pack CountingTwice()
    {
        var pack = Repository.Pack;
        return pack with
        {
            Ledgers =
            [
                .. pack.Ledgers.Select(ledger => ledger.Id != "jinggang-a4" ? ledger : ledger with
                {
                    Columns = [.. ledger.Columns.Select(column => column is { Id: "dibao_all", Source: LedgerSource.Tally tally }
                        ? column with { Source = tally with { Where = [Expression.Parse("selected(${household_type}, '4')")] } }
                        : column)],
                }),
            ],
        };
    }

    private async Task Closed(string household, params (string Name, string Said)[] marks)
    {
        var id = await Submit("daying-a3-problem", household, ("status", "1"), ("problem_detail", "水管漏水"));
        await town.Database.Write(tx => ProblemSteps.Add(tx, new ProblemStep(
            id, id, ProblemStage.Closed, Town.Sun, Now, JsonSerializer.Serialize(marks.ToDictionary(mark => mark.Name, mark => mark.Said)))));
    }

    private Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked)> Look(Pack pack) => town.Database.Read(tx => RuleRounds.Look(tx, pack, null, Now));

    private Task<long> Submit(string form, string household, params (string Question, string Answer)[] answers) => town.Database.Write(tx => Submissions.Add(tx, new Submission(
        0, form, "v", "p", Repository.Pack.Campaigns.First(campaign => campaign.Forms.Contains(form)).Id, household, form == "monthly-checkin" ? "2022-08" : "",
        Town.Li, "/AN/QX/DJ/", JsonSerializer.Serialize(answers.ToDictionary(answer => answer.Question, answer => answer.Answer)), false, Now)));
}
