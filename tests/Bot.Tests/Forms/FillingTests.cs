using Bot.Forms;
using Xunit;

namespace Bot.Tests.Forms;

public sealed class FillingTests
{
    private const string Sheet = """
        survey:
          - {type: username, name: by}
          - {type: text, name: village, label: 村, default: 大井村}
          - {type: select_one yn, name: ill, label: 有人生病吗, required: yes, prefill: previous, unchanged: "if(${ill} = '1', '', '2')"}
          - {type: text, name: who, label: 谁, required: yes, relevant: "${ill} = '1'", prefill: previous}
          - {type: text, name: note, label: 备注}
        choices:
          - {list_name: yn, name: 1, label: 有}
          - {list_name: yn, name: 2, label: 没有}
        """;

    private const string People = """
        survey:
          - {type: begin_repeat, name: p, label: 逐人, repeat_count: "coalesce(pulldata('household', 'labourers', 'id', 'h1'), 0)"}
          - {type: calculate, name: p_name, calculation: "pulldata('labourer', 'name', 'key', concat('h1-', position(..)))"}
          - {type: text, name: p_job, label: "${p_name}做什么", required: yes, prefill: previous}
          - {type: end_repeat}
        """;

    [Fact]
    public void A_new_draft_knows_its_defaults()
    {
        var form = Sheets.Form(Sheet);
        var draft = Filling.Start(form, Sheets.Draft(form), "lixiulan", Sheets.Now);
        Assert.Equal("lixiulan", draft.Answers["by"]);
        Assert.Equal("大井村", draft.Answers["village"]);
    }

    [Fact]
    public void A_check_in_knows_its_household_and_its_month()
    {
        var draft = Filling.Start(Sheets.CheckIn, Sheets.Draft(Sheets.CheckIn) with { Subject = "DJ-001", Period = "2022-08" }, "lixiulan", Sheets.Now);
        Assert.Equal(("DJ-001", "2022-08"), (draft.Answers["m_household"], draft.Answers["m_month"]));
    }

    [Fact]
    public void What_an_answer_makes_void_is_named_and_stays_until_it_is_confirmed()
    {
        var form = Form();
        var before = Sheets.Draft(form, ("ill", "1"), ("who", "王建国"));
        var after = Filling.Answer(form, before, "ill", "2", Sheets.Now);
        Assert.Equal(["who"], Filling.Voided(new FilledForm(form, before, Sheets.Now), new FilledForm(form, after, Sheets.Now)).Select(question => question.Path));
        Assert.Equal("王建国", after.Answers["who"]);
        var noted = Filling.Answer(form, before, "note", "x", Sheets.Now);
        Assert.Empty(Filling.Voided(new FilledForm(form, before, Sheets.Now), new FilledForm(form, noted, Sheets.Now)));
    }

    [Fact]
    public void An_answer_takes_back_that_it_was_skipped()
    {
        var form = Form();
        var draft = Filling.Answer(form, Sheets.Draft(form) with { Skipped = ["note", "who"] }, "note", "有", Sheets.Now);
        Assert.Equal(["who"], draft.Skipped);
    }

    [Fact]
    public void An_answer_runs_the_calculations_that_wait_for_it_and_only_then()
    {
        var form = Sheets.Form("""
            survey:
              - {type: hidden, name: id}
              - {type: integer, name: size, label: 几人, trigger: "${id}", calculation: "pulldata('household', 'size', 'id', ${id})"}
            """);
        var draft = Sheets.Draft(form, ("size", "9")) with { Data = Sheets.Table("household", new Dictionary<string, string> { ["id"] = "h1", ["size"] = "4" }) };
        Assert.Equal("9", Sheets.Fill(form, draft).Answers["size"]);
        draft = Filling.Answer(form, draft, "id", "h1", Sheets.Now);
        Assert.Equal("4", draft.Answers["size"]);
        draft = Filling.Answer(form, draft, "size", "5", Sheets.Now);
        Assert.Equal("5", Sheets.Fill(form, draft).Answers["size"]);
    }

    [Fact]
    public void Last_months_answers_are_carried_over_where_they_may_stand()
    {
        var form = Form();
        var draft = Filling.CarryOver(form, Sheets.Draft(form) with { Previous = Answers(("ill", "2"), ("note", "上月的")) }, Sheets.Now);
        Assert.Equal(["ill"], draft.Answers.Keys);
        Assert.Equal("2", draft.Answers["ill"]);
    }

    [Fact]
    public void What_is_asked_anew_every_month_is_not_carried_over_either()
    {
        var form = Form();
        var draft = Filling.CarryOver(form, Sheets.Draft(form) with { Previous = Answers(("ill", "1"), ("who", "王建国")) }, Sheets.Now);
        Assert.False(draft.Answers.ContainsKey("ill"));
        Assert.Contains("ill", Sheets.Fill(form, draft).Problems.Select(problem => problem.Question.Path));
    }

    [Fact]
    public void An_answer_already_given_is_not_overwritten_by_last_months()
    {
        var form = Form();
        var draft = Filling.CarryOver(form, Sheets.Draft(form, ("ill", "1")) with { Previous = Answers(("ill", "2")) }, Sheets.Now);
        Assert.Equal("1", draft.Answers["ill"]);
    }

    [Fact]
    public void A_persons_answers_follow_the_person_when_the_rows_have_moved()
    {
        var form = Sheets.Form(People);
        var draft = Sheets.Draft(form) with
        {
            Previous = Answers(("p[1]/p_name", "王建国"), ("p[1]/p_job", "外出"), ("p[2]/p_name", "刘桂英"), ("p[2]/p_job", "在家")),
            Data = Labourers("刘桂英", "王小龙"),
        };
        draft = Filling.CarryOver(form, draft, Sheets.Now);
        Assert.Equal("在家", draft.Answers["p[1]/p_job"]);
        Assert.False(draft.Answers.ContainsKey("p[2]/p_job"));
    }

    [Fact]
    public void Unchanged_states_what_may_be_stated_and_leaves_the_rest_to_be_asked()
    {
        var form = Form();
        var well = Filling.StateUnchanged(form, Sheets.Draft(form) with { Previous = Answers(("ill", "2")) }, Sheets.Now);
        Assert.True(well.Unchanged);
        Assert.Equal("2", well.Answers["ill"]);
        Assert.Contains("note", well.Skipped);

        var ill = Filling.StateUnchanged(form, Sheets.Draft(form) with { Previous = Answers(("ill", "1"), ("who", "王建国")) }, Sheets.Now);
        Assert.False(ill.Answers.ContainsKey("ill"));
        Assert.Equal("ill", Sheets.Fill(form, ill).Next!.Path);
    }

    [Fact]
    public void Last_months_unreachable_household_is_asked_again()
    {
        var draft = Filling.StateUnchanged(Sheets.CheckIn, Sheets.Draft(Sheets.CheckIn) with
        {
            Previous = Answers(("m_mode", "5"), ("m_mode_note", "没人接"), ("m_unreach_via", "1"), ("m_need_report", "2")),
        }, Sheets.Now);
        Assert.Equal("m_mode", Sheets.Fill(Sheets.CheckIn, draft).Next!.Path);
    }

    private static Store.Packs.Form Form() => Sheets.Form(Sheet);

    private static Dictionary<string, string> Answers(params (string Path, string Value)[] answers) =>
        answers.ToDictionary(answer => answer.Path, answer => answer.Value);

    private static Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Labourers(params string[] names) => new()
    {
        ["household"] = [new Dictionary<string, string> { ["id"] = "h1", ["labourers"] = $"{names.Length}" }],
        ["labourer"] = [.. names.Select((name, index) => new Dictionary<string, string> { ["key"] = $"h1-{index + 1}", ["name"] = name })],
    };
}
