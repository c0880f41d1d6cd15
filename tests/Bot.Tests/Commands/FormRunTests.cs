using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Forms;
using Store.Packs;
using Xunit;

namespace Bot.Tests.Commands;

/// <summary>Forms filled from a file: the product's own, and small ones for what those do not have.</summary>
public sealed class FormRunTests
{
    private static readonly DateTimeOffset Now = new(2022, 8, 20, 0, 0, 0, TimeSpan.FromHours(8));

    private const string Whole = """
        "m_mode": "1", "m_income_change": "2", "m_inc_wage": 3200, "m_inc_oper": 0, "m_inc_prop": 0, "m_inc_tran": 450.5,
        "m_cost_oper": 0, "m_exp_change": "2", "m_medical": 0, "m_food": "1", "m_clothes": "1", "m_edu": "1", "m_insure": "1",
        "m_ill": "2", "m_chronic": "3", "m_house": "1", "m_fit": "1", "m_risk": "1", "m_sat_life": "1", "m_sat_work": "1",
        "m_policy": "1", "m_overall": "2", "m_need_report": "2"
        """;

    [Fact]
    public void A_household_that_cannot_be_reached_is_asked_four_questions()
    {
        var run = CheckIn("""{"m_mode": "5", "m_mode_note": "全家外出", "m_unreach_via": "1", "m_need_report": "2", "m_food": "1"}""");

        Assert.Equal(["m_mode", "m_mode_note", "m_unreach_via", "m_need_report"], run.Asked);
        Assert.Equal(FormRunStatus.Complete, run.Status);
        Assert.DoesNotContain("m_food", Answers(run).Select(answer => answer.Key));
        Assert.DoesNotContain("c_clean", Answers(run).Select(answer => answer.Key));
    }

    [Fact]
    public void Trouble_with_water_asks_when_and_makes_the_household_not_clean()
    {
        var clean = CheckIn($$"""{ {{Whole}}, "m_water": "1"}""");
        var dry = CheckIn($$"""{ {{Whole}}, "m_water": "2 4"}""");

        Assert.DoesNotContain("m_water_when", clean.Asked);
        Assert.Equal((FormRunStatus.Complete, "true"), (clean.Status, Text(clean, "c_clean")));
        Assert.Contains("m_water_when", dry.Asked);
        Assert.Equal((FormRunStatus.Incomplete, "false"), (dry.Status, Text(dry, "c_clean")));
        Assert.Equal(["m_water_when"], dry.Problems.Select(problem => problem.Name));
    }

    [Fact]
    public void Evaluation_goes_on_past_every_missing_answer()
    {
        var run = CheckIn("{}");

        Assert.Equal(FormRunStatus.Incomplete, run.Status);
        Assert.Equal("m_mode", run.Asked[0]);
        Assert.Contains("m_overall", run.Asked);
        Assert.Contains("m_need", run.Asked);
        Assert.Equal(run.Asked.Except(["m_need", "m_mismatch"]), run.Problems.Select(problem => problem.Name));
    }

    [Fact]
    public void Rows_that_come_from_the_store_can_be_given_instead()
    {
        var run = CheckIn($$"""
            { {{Whole}}, "m_water": "1", "risk_status": "eliminated", "m_measures": [{"m_measures_state": "3"}],
              "m_jobs": [{"m_jobs_name": "王芳", "m_jobs_state": "1 2"}, {}]}
            """);

        foreach (var name in (string[])["m_measure_why", "m_post_pay", "m_watch"])
            Assert.Contains(name, run.Asked);
        Assert.Equal(1, run.Asked.Count(name => name == "m_jobs_state"));
        Assert.Equal("""[{"m_jobs_name":"王芳","m_jobs_state":"1 2"},{}]""", Plain(Answers(run)["m_jobs"]!));
        Assert.Contains(run.Problems, problem => problem is { Name: "m_jobs_state", Message: ['m', ..] } && problem.Message.StartsWith("m_jobs[2]: ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_broken_constraint_blocks_with_the_forms_own_words()
    {
        var run = CheckIn("""{"m_inc_wage": -5}""");

        Assert.Equal(FormRunStatus.Blocked, run.Status);
        Assert.Contains(new NamedMessage("m_inc_wage", "金额不能小于 0，没有就填 0"), run.Problems);
    }

    [Theory]
    [InlineData("""{"nosuch": "1"}""", "nosuch", "no such question")]
    [InlineData("""{"m_food": "9"}""", "m_food", "no choice '9'")]
    [InlineData("""{"m_water": "2 x"}""", "m_water", "no choice 'x'")]
    [InlineData("""{"m_water": "1 2"}""", "m_water", "beside others")]
    [InlineData("""{"m_inc_wage": "three"}""", "m_inc_wage", "not a number")]
    [InlineData("""{"m_jobs_state": "1"}""", "m_jobs_state", "in the repeat m_jobs")]
    [InlineData("""{"m_jobs": "1"}""", "m_jobs", "array of objects")]
    [InlineData("""{"g_visit": {"m_mode": "1"}}""", "g_visit", "is a group")]
    [InlineData("""{"m_food": ["1"]}""", "m_food", "one value")]
    public void What_the_form_cannot_take_is_a_problem_under_its_name(string answers, string name, string said)
    {
        var run = CheckIn(answers);

        Assert.Equal(FormRunStatus.Blocked, run.Status);
        Assert.Contains(said, Assert.Single(run.Problems, problem => problem.Name == name).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_problem_is_composed_into_the_words_of_the_ledger()
    {
        var run = Fill(Form("daying-a3-problem"), """
            {"town": "靖港镇", "village": "芦江社区", "problem_type": "2", "problem_nature": "8", "subject_kind": "1", "householder": "王芳",
             "household_type": "2", "household_size": 3, "problem_text": "7月起每天停水", "status": "2", "household_id": "JG01-0001"}
            """);

        Assert.Equal(FormRunStatus.Complete, run.Status);
        Assert.Equal("靖港镇芦江社区王芳（监测户，3人）：7月起每天停水", Text(run, "problem_detail"));
        Assert.Equal("2022-08-20", Text(run, "report_time"));
        Assert.DoesNotContain("problem_detail", run.Asked);
    }

    [Fact]
    public void Last_months_answers_stand_unless_given_anew_or_given_blank()
    {
        var run = CheckIn(
            """{"m_inc_oper": 100, "m_inc_prop": "", "m_jobs": [{"m_jobs_name": "王芳"}]}""",
            """
            {"m_mode": "1", "m_income_change": "1", "m_inc_oper": "7", "m_inc_prop": "8", "m_inc_tran": "9",
             "m_jobs": [{"m_jobs_name": "李四", "m_jobs_state": "4"}, {"m_jobs_name": "王芳", "m_jobs_state": "1"}]}
            """);

        Assert.Equal(("1", "100", "9"), (Text(run, "m_mode"), Text(run, "m_inc_oper"), Text(run, "m_inc_tran")));
        Assert.Null(Answers(run)["m_inc_prop"]);
        Assert.Null(Answers(run)["m_income_change"]);
        Assert.Equal("""[{"m_jobs_name":"王芳","m_jobs_state":"1"}]""", Plain(Answers(run)["m_jobs"]!));
    }

    private const string Small = """
        settings: {form_id: small}
        survey:
          - {type: text, name: place, label: Place, default: here}
          - {type: integer, name: people, label: People, required: yes}
          - {type: integer, name: rooms, label: Rooms, required: yes, constraint: ". <= ${total}", warning: ". < ${total}", warning_message: Full}
          - {type: calculate, name: total, calculation: "${people} * 2"}
          - {type: begin_repeat, name: child, label: Child, repeat_count: "${people}"}
          - {type: text, name: age, label: Age, required: yes}
          - {type: end_repeat}
          - {type: select_one town, name: town, label: Town}
          - {type: select_one village, name: village, label: Village, choice_filter: "town = ${town}"}
          - {type: integer, name: guess, label: Guess, trigger: "${town}", calculation: "7"}
        choices:
          - {list_name: town, name: 1, label: A}
          - {list_name: town, name: 2, label: B}
          - {list_name: village, name: 11, label: A1, town: 1}
          - {list_name: village, name: 21, label: B1, town: 2}
        """;

    [Fact]
    public void A_constraint_waits_for_the_answers_it_reads()
    {
        Assert.DoesNotContain(FillSmall("""{"rooms": 9}""").Problems, problem => problem.Name == "rooms");
        Assert.Contains(FillSmall("""{"rooms": 9, "people": 2}""").Problems, problem => problem.Name == "rooms");
        Assert.Empty(FillSmall("""{"rooms": 4}""").Warnings);
        Assert.Equal([new NamedMessage("rooms", "Full")], FillSmall("""{"rooms": 4, "people": 2}""").Warnings);
    }

    [Fact]
    public void Rows_beyond_the_forms_own_count_are_a_problem()
    {
        var run = FillSmall("""{"people": 1, "rooms": 1, "child": [{"age": "3"}, {"age": "5"}]}""");

        Assert.Contains("2 rows are given, the form has room for 1", Assert.Single(run.Problems, problem => problem.Name == "child").Message, StringComparison.Ordinal);
        Assert.Equal("""[{"age":"3"}]""", Plain(Answers(run)["child"]!));
    }

    [Fact]
    public void What_is_given_stands_where_the_form_would_have_set_it()
    {
        var run = FillSmall("""{"town": "1", "guess": 3}""");

        Assert.Equal(("here", "3"), (Text(run, "place"), Text(run, "guess")));
        Assert.Equal("7", Text(FillSmall("""{"town": "1"}"""), "guess"));
        Assert.Null(Answers(FillSmall("""{"place": ""}"""))["place"]);
    }

    [Fact]
    public void A_choice_that_is_filtered_out_is_a_problem()
    {
        Assert.Contains(FillSmall("""{"town": "1", "village": "21"}""").Problems, problem => problem.Name == "village");
        Assert.DoesNotContain(FillSmall("""{"town": "2", "village": "21"}""").Problems, problem => problem.Name == "village");
    }

    [Fact]
    public void Its_JSON_has_its_keys_in_a_fixed_order() => Assert.Equal(
        ["form", "version", "status", "answers", "asked", "warnings", "problems"],
        CheckIn("{}").ToJson().Select(entry => entry.Key));

    private static FormRun CheckIn(string answers, string? previous = null) => Fill(Form("monthly-checkin"), answers, previous);

    private static FormRun FillSmall(string answers)
    {
        var problems = new List<Problem>();
        var form = FormReader.Read("small.yaml", Small, problems);
        Assert.Empty(problems);
        return Fill(form!, answers);
    }

    private static FormRun Fill(Form form, string answers, string? previous = null) =>
        FormRun.Fill(form, Read(form, answers), previous is null ? null : Read(form, previous), Now);

    private static GivenAnswers Read(Form form, string answers)
    {
        using var document = JsonDocument.Parse(answers);
        return GivenAnswers.Read(form, document.RootElement);
    }

    private static Form Form(string id)
    {
        var (form, problems) = FormReader.ReadFile(Path.Combine(BotProcess.Prompts, "forms", $"{id}.yaml"));
        Assert.Empty(problems);
        return form!;
    }

    private static JsonObject Answers(FormRun run) => run.ToJson()["answers"]!.AsObject();

    private static string? Text(FormRun run, string name) => (string?)Answers(run)[name];

    private static string Plain(JsonNode node) =>
        node.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
