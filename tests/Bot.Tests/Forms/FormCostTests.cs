using Bot.Forms;
using Store.Packs;
using Testing;
using Xunit;

namespace Bot.Tests.Forms;

public sealed class FormCostTests
{
    private static readonly DateTimeOffset Now = new(2022, 8, 20, 0, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void The_shortest_and_the_longest_path_are_found()
    {
        var cost = Cost("""
            survey:
              - {type: select_one yn, name: a, label: A, minutes: 1}
              - {type: integer, name: b, label: B, relevant: "${a} = '1'", minutes: 2}
              - {type: text, name: c, label: C, relevant: "${b} > 41", minutes: 4}
              - {type: note, name: n, label: N}
              - {type: image, name: p, label: P}
            choices:
              - {list_name: yn, name: 1, label: Yes}
              - {list_name: yn, name: 2, label: No}
            """);

        Assert.Equal((new PathCost(1, 1), new PathCost(3, 7)), (cost.Shortest, cost.Longest));
        Assert.InRange(cost.Typical.Questions, 1, 3);
        Assert.Null(cost.Again);
    }

    [Fact]
    public void What_is_asked_again_though_last_months_answer_is_known_is_named()
    {
        var cost = Cost("""
            settings: {kind: checkin}
            survey:
              - {type: hidden, name: h, preset: subject}
              - {type: text, name: kept, label: A, prefill: previous}
              - {type: text, name: again, label: B}
              - {type: text, name: town, label: C, default: "pulldata('household', 'town', 'id', ${h})"}
            """);

        Assert.Equal((2, 1), (cost.Typical.Questions, cost.Again!.Questions));
        Assert.Equal(["again"], cost.KnownYetAsked);
        Assert.Equal(["town"], cost.FromRecords);
    }

    [Fact]
    public void Values_that_only_the_records_hold_open_their_branches_too()
    {
        var cost = Cost("""
            survey:
              - {type: hidden, name: h, preset: subject}
              - {type: calculate, name: risk, calculation: "pulldata('household', 'risk_status', 'id', ${h})"}
              - {type: text, name: why, label: A, relevant: "${risk} = 'open'"}
              - {type: begin_repeat, name: r, label: R, repeat_count: "coalesce(pulldata('household', 'labourers', 'id', ${h}), 0)"}
              - {type: text, name: job, label: B}
              - {type: end_repeat}
            """);

        Assert.Equal((1, 2), (cost.Shortest.Questions, cost.Longest.Questions));
    }

    [Fact]
    public void The_same_form_costs_the_same_every_time()
    {
        var form = Repository.Pack.Form("monthly-checkin")!;

        Assert.Equivalent(FormCost.Of(form, Now), FormCost.Of(form, Now));
    }

    [Fact]
    public void A_form_of_2000_questions_is_still_answered()
    {
        var cost = Cost("survey:\n  - {type: integer, name: q0, label: Q}\n"
            + string.Concat(Enumerable.Range(1, 1999).Select(i => $"  - {{type: integer, name: q{i}, label: Q, relevant: \"${{q{i - 1}}} > 0 or {i % 7} != 0\"}}\n")));

        Assert.InRange(cost.Longest.Questions, cost.Shortest.Questions, 2000);
    }

    private static FormCost Cost(string yaml)
    {
        var problems = new List<Problem>();
        var form = FormReader.Read("f.yaml", yaml, problems);
        Assert.Empty(problems);
        return FormCost.Of(form!, Now);
    }
}
