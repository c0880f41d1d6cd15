using Scheduler.Rules;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Scheduler.Tests.Rules;

/// <summary>Every rule does what the examples beside it show.</summary>
public sealed class RuleExampleTests
{
    public static TheoryData<string, int> Checks { get; } = [.. Repository.Pack.Rules
        .SelectMany(rule => Enumerable.Range(0, rule.Checks.Count).Select(check => new TheoryDataRow<string, int>(rule.Id, check)))];

    [Theory]
    [MemberData(nameof(Checks))]
    public void The_example_that_trips_it_does_and_the_one_that_passes_does(string id, int number)
    {
        var rule = Repository.Pack.Rules.Single(rule => rule.Id == id);
        var check = rule.Checks[number];

        var (trips, unchecked_) = RuleTrial.Of(rule, check, check.Trips, Repository.Pack.RecordKinds, Days(check.Trips.Today));
        Assert.True(trips.Count > 0, $"{id} is not tripped; {string.Join("; ", unchecked_.Select(entry => entry.Reason))}");
        Assert.All(trips, finding => Assert.DoesNotContain('$', finding.Message));

        var (passes, notChecked) = RuleTrial.Of(rule, check, check.Passes, Repository.Pack.RecordKinds, Days(check.Passes.Today));
        Assert.Empty(passes.Select(finding => finding.Message));
        // What the rule does not speak of passes it, too.
        Assert.DoesNotContain(notChecked, entry => entry.Reason != "there is nothing that it speaks of");
    }

    [Fact]
    public void All_138_rules_of_the_sources_are_there_with_their_severities()
    {
        var rules = Repository.Pack.Rules;

        Assert.Equal(Enumerable.Range(1, 138).Select(number => $"R{number:D3}"), rules.Select(rule => rule.Id).Order(StringComparer.Ordinal));
        Assert.Equal((45, 82, 11), (Count(RuleSeverity.Block), Count(RuleSeverity.Warn), Count(RuleSeverity.Info)));

        int Count(RuleSeverity severity) => rules.Count(rule => rule.Severity == severity);
    }

    [Fact]
    public void An_example_that_shows_something_else_is_named_at_its_line()
    {
        Assert.Empty(RuleTrial.Mistakes(Repository.Pack));

        var rule = Repository.Pack.Rules.Single(rule => rule.Id == "R103");
        var check = rule.Checks[0];
        var turned = Repository.Pack with { Rules = [rule with { Checks = [check with { Trips = check.Passes, Passes = check.Trips }] }] };
        var mistakes = RuleTrial.Mistakes(turned).ToList();
        Assert.Equal(["the example that should trip R103 does not", "the example that should pass R103 trips it"], mistakes.Select(mistake => mistake.Message.Split(':')[0]));
        Assert.All(mistakes, mistake => Assert.Equal((rule.File, check.Line), (mistake.File, mistake.Line)));
    }

    private static Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Days(DateOnly today) => new()
    {
        ["workday"] = [.. Enumerable.Range(-60, 120).Select(today.AddDays).Where(day => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Select(day => new Dictionary<string, string> { ["day"] = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) })],
    };
}
