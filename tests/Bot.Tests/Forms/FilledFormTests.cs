using Bot.Forms;
using Testing;
using Xunit;

namespace Bot.Tests.Forms;

public sealed class FilledFormTests
{
    private const string Sheet = """
        survey:
          - {type: select_one yn, name: ill, label: 有人生病吗, required: yes}
          - {type: begin_group, name: g, label: 看病, relevant: "${ill} = '1'"}
          - {type: text, name: who, label: 谁, required: yes}
          - {type: decimal, name: cost, label: "${who}花了多少", required: yes, constraint: ". >= 0", constraint_message: 不能小于 0}
          - {type: end_group}
          - {type: text, name: note, label: 备注}
        choices:
          - {list_name: yn, name: 1, label: 有}
          - {list_name: yn, name: 2, label: 没有}
        """;

    private const string People = """
        survey:
          - {type: begin_repeat, name: p, label: 逐人, repeat_count: "coalesce(pulldata('household', 'labourers', 'id', 'h1'), 0)"}
          - {type: calculate, name: p_name, calculation: "pulldata('labourer', 'name', 'key', concat('h1-', position(..)))"}
          - {type: text, name: p_job, label: "${p_name}做什么", required: yes}
          - {type: end_repeat}
          - {type: text, name: why, label: 为什么, relevant: "selected(join(' ', ${p_job}), 'none')"}
        """;

    [Fact]
    public void Questions_come_in_printed_order_and_only_relevant_ones()
    {
        var form = Sheets.Form(Sheet);
        Assert.Equal(["ill", "note"], Asked(Sheets.Draft(form)));
        Assert.Equal("ill", Sheets.Fill(form, Sheets.Draft(form)).Next!.Path);
        Assert.Equal(["ill", "note"], Asked(Sheets.Draft(form, ("ill", "2"))));
        Assert.Equal(["ill", "who", "cost", "note"], Asked(Sheets.Draft(form, ("ill", "1"))));
        Assert.Equal("cost", Sheets.Fill(form, Sheets.Draft(form, ("ill", "1"), ("who", "王建国"))).Next!.Path);
        Assert.Equal("note", Sheets.Fill(form, Sheets.Draft(form, ("ill", "2"))).Next!.Path);
        Assert.Null(Sheets.Fill(form, Sheets.Draft(form, ("ill", "2")) with { Skipped = ["note"] }).Next);

        IEnumerable<string> Asked(Draft draft) => Sheets.Fill(form, draft).Asked.Select(question => question.Path);
    }

    [Fact]
    public void What_is_not_relevant_is_not_handed_in()
    {
        var form = Sheets.Form(Sheet);
        var filled = Sheets.Fill(form, Sheets.Draft(form, ("ill", "2"), ("who", "王建国"), ("cost", "200")));
        Assert.Equal(["ill"], filled.Answers.Keys);
        Assert.Empty(filled.Problems);
    }

    [Fact]
    public void A_missing_answer_and_a_refused_one_stand_in_the_way()
    {
        var form = Sheets.Form(Sheet);
        var filled = Sheets.Fill(form, Sheets.Draft(form, ("ill", "1"), ("cost", "-5")));
        Assert.Equal(
            [("who", FindingKind.Required, ""), ("cost", FindingKind.Constraint, "不能小于 0")],
            filled.Problems.Select(problem => (problem.Question.Path, problem.Kind, problem.Message)));
        Assert.Equal("不能小于 0", filled.Check(filled.Find("cost")!, "-1")?.Message);
        Assert.Null(filled.Check(filled.Find("cost")!, "0"));
        Assert.Equal("-5", filled.Find("cost")!.Value);
    }

    [Fact]
    public void A_question_names_the_answers_it_refers_to()
    {
        var form = Sheets.Form(Sheet);
        Assert.Equal("王建国花了多少", Sheets.Fill(form, Sheets.Draft(form, ("ill", "1"), ("who", "王建国"))).Find("cost")!.Wording);
    }

    [Fact]
    public void A_repeat_has_as_many_rows_as_the_roster_says()
    {
        var form = Sheets.Form(People);
        var draft = Sheets.Draft(form) with { Data = Labourers("王建国", "刘桂英") };
        var filled = Sheets.Fill(form, draft);
        Assert.Equal(["p[1]/p_job", "p[2]/p_job"], filled.Asked.Select(question => question.Path));
        Assert.Equal(["王建国做什么", "刘桂英做什么"], filled.Asked.Select(question => question.Wording));

        Assert.Contains("why", Sheets.Fill(form, draft.With("p[2]/p_job", "none")).Asked.Select(question => question.Path));
        Assert.Empty(Sheets.Fill(form, Sheets.Draft(form)).Asked);
        Assert.Single(Sheets.Fill(form, draft.With("p[2]/p_job", "none") with { Data = Labourers("王建国") }).Asked);
    }

    [Fact]
    public void A_number_that_asks_for_a_million_rows_gets_a_hundred()
    {
        var form = Sheets.Form("""
            survey:
              - {type: integer, name: n, label: 几人}
              - {type: begin_repeat, name: p, label: 逐人, repeat_count: "${n}"}
              - {type: text, name: job, label: 做什么}
              - {type: end_repeat}
            """);
        Assert.Equal(Limits.RepeatRows, Sheets.Fill(form, Sheets.Draft(form, ("n", "1000000"))).All.Count(question => question.Question.Name == "job"));
        Assert.DoesNotContain(Sheets.Fill(form, Sheets.Draft(form, ("n", "-3"))).All, question => question.Question.Name == "job");
    }

    [Fact]
    public void A_calculation_follows_from_what_is_asked_after_it()
    {
        var form = Sheets.Form("""
            survey:
              - {type: calculate, name: twice, calculation: "${once} * 2"}
              - {type: calculate, name: once, calculation: "${n} + 1"}
              - {type: integer, name: n, label: 几}
            """);
        Assert.Equal("8", Sheets.Fill(form, Sheets.Draft(form, ("n", "3"))).Answers["twice"]);
    }

    [Fact]
    public void Only_the_choices_that_a_filter_admits_can_be_picked()
    {
        var form = Sheets.Form("""
            survey:
              - {type: select_one town, name: town, label: 镇}
              - {type: select_one village, name: village, label: 村, choice_filter: "town = ${town}"}
            choices:
              - {list_name: town, name: a, label: 甲镇}
              - {list_name: town, name: b, label: 乙镇}
              - {list_name: village, name: a1, label: 东村, town: a}
              - {list_name: village, name: b1, label: 西村, town: b}
              - {list_name: village, name: b2, label: 南村, town: b}
            """);
        var village = Sheets.Fill(form, Sheets.Draft(form, ("town", "b"))).Find("village")!;
        Assert.Equal(["b1", "b2"], village.Choices.Select(choice => choice.Name));
        Assert.Equal(new Reading.Understood("b1"), AnswerReader.Read(village, "1", Repository.Pack.ValueWords, Sheets.Now));
        Assert.IsType<Reading.NotUnderstood>(AnswerReader.Read(village, "东村", Repository.Pack.ValueWords, Sheets.Now));
    }

    [Fact]
    public void A_warning_is_shown_and_blocks_nothing()
    {
        var form = Sheets.Form("""
            survey:
              - {type: decimal, name: cost, label: 花费, warning: ". < 10000", warning_message: 花费超过一万，请核对}
            """);
        var filled = Sheets.Fill(form, Sheets.Draft(form, ("cost", "12000")));
        Assert.Equal(["花费超过一万，请核对"], filled.Warnings.Select(warning => warning.Message));
        Assert.Empty(filled.Problems);
    }

    private static Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Labourers(params string[] names) => new()
    {
        ["household"] = [new Dictionary<string, string> { ["id"] = "h1", ["labourers"] = $"{names.Length}" }],
        ["labourer"] = [.. names.Select((name, index) => new Dictionary<string, string> { ["key"] = $"h1-{index + 1}", ["name"] = name })],
    };
}
