using Bot.Forms;
using Store.Packs;
using Xunit;

namespace Bot.Tests.Forms;

public sealed class FillRepeatTests
{
    private const string Trips = """
        survey:
          - {type: text, name: head, label: 户主}
          - {type: begin_repeat, name: trip, label: 外出, relevant: "${head} != 'none'"}
          - {type: text, name: place, label: 去哪, default: "concat('第', position(..))"}
          - {type: begin_repeat, name: stop, label: 停留}
          - {type: text, name: town, label: 镇}
          - {type: end_repeat}
          - {type: end_repeat}
          - {type: text, name: after, label: 备注}
          - {type: calculate, name: trips, calculation: "count(${trip})"}
        """;

    [Fact]
    public void Another_row_is_offered_after_the_last_one_and_before_what_is_printed_below()
    {
        var form = Sheets.Form(Trips);
        var draft = Sheets.Draft(form, ("head", "王建国"));
        Assert.Equal("trip?", Open(draft));
        draft = Filling.AddRow(form, draft, "trip", Sheets.Now);
        Assert.Equal("trip[1]/stop?", Open(draft));
        draft = Filling.AddRow(form, draft, "trip[1]/stop", Sheets.Now);
        Assert.Equal("trip[1]/stop[1]/town", Open(draft));
        draft = Filling.Answer(form, draft, "trip[1]/stop[1]/town", "甲镇", Sheets.Now);
        Assert.Equal("trip[1]/stop?", Open(draft));
        draft = Filling.Close(draft, "trip[1]/stop");
        Assert.Equal("trip?", Open(draft));
        draft = Filling.Close(draft, "trip");
        Assert.Equal("after", Open(draft));
        draft = Filling.AddRow(form, draft, "trip", Sheets.Now);
        Assert.Equal("trip[2]/stop?", Open(draft));

        string Open(Draft now) => new FilledForm(form, now, Sheets.Now).Open switch
        {
            NextStep.Ask ask => ask.Question.Path,
            NextStep.AnotherRow row => $"{row.Repeat.Path}?",
            _ => "",
        };
    }

    [Fact]
    public void A_repeat_that_is_not_relevant_offers_no_row()
    {
        var form = Sheets.Form(Trips);
        var filled = Sheets.Fill(form, Sheets.Draft(form, ("head", "none")));
        Assert.Equal("after", Assert.IsType<NextStep.Ask>(filled.Open).Question.Path);
        Assert.False(Assert.Single(filled.Repeats).IsRelevant);
    }

    [Fact]
    public void A_new_row_begins_with_its_defaults_and_a_cleared_default_stays_cleared()
    {
        var form = Sheets.Form(Trips);
        var draft = Filling.AddRow(form, Filling.Start(form, Sheets.Draft(form), "", Sheets.Now), "trip", Sheets.Now);
        Assert.Equal("第1", draft.Answers["trip[1]/place"]);
        draft = Filling.AddRow(form, draft.With("trip[1]/place", ""), "trip", Sheets.Now);
        Assert.Equal("第2", draft.Answers["trip[2]/place"]);
        Assert.False(draft.Answers.ContainsKey("trip[1]/place"));
    }

    [Fact]
    public void A_row_that_is_taken_away_takes_its_answers_and_those_below_move_up()
    {
        var form = Sheets.Form(Trips);
        var draft = Sheets.Draft(form, ("trip[1]/place", "甲"), ("trip[2]/place", "乙"), ("trip[3]/place", "丙"), ("trip[3]/stop[1]/town", "镇"))
            with
        { Skipped = ["trip[2]/stop[1]/town", "trip[3]/stop[2]/town"] };
        draft = Filling.RemoveRow(form, draft, "trip[2]", Sheets.Now);
        Assert.Equal(["trip[1]/place=甲", "trip[2]/place=丙", "trip[2]/stop[1]/town=镇"], draft.Answers.Select(answer => $"{answer.Key}={answer.Value}"));
        Assert.Equal(["trip[2]/stop[2]/town"], draft.Skipped);
        Assert.Equal("2", Sheets.Fill(form, draft).Find("trips")!.Value);
        Assert.Same(draft, Filling.RemoveRow(form, draft, "trip[9]", Sheets.Now));
        Assert.Same(draft, Filling.RemoveRow(form, draft, "head", Sheets.Now));
    }

    [Fact]
    public void A_trigger_in_a_row_sets_only_that_row()
    {
        var form = Sheets.Form("""
            survey:
              - {type: integer, name: n, label: 几人}
              - {type: begin_repeat, name: p, label: 逐人, repeat_count: "${n}"}
              - {type: text, name: who, label: 谁}
              - {type: text, name: card, label: 卡, trigger: "${who}", calculation: "concat(${who}, '卡')"}
              - {type: end_repeat}
            """);
        var draft = Sheets.Draft(form, ("n", "2"), ("p[1]/card", "旧"), ("p[1]/who", "甲"));
        draft = Filling.Answer(form, draft, "p[2]/who", "乙", Sheets.Now);
        Assert.Equal(("旧", "乙卡"), (draft.Answers["p[1]/card"], draft.Answers["p[2]/card"]));
    }

    [Fact]
    public void What_is_worked_out_once_stays_when_the_moment_has_passed()
    {
        var form = Sheets.Form("""
            survey:
              - {type: text, name: a, label: 甲}
              - {type: calculate, name: first, calculation: "once(format-date-time(now(), '%H'))"}
              - {type: calculate, name: last, calculation: "format-date-time(now(), '%H')"}
              - {type: calculate, name: id, calculation: "uuid()"}
            """);
        var draft = Filling.Start(form, Sheets.Draft(form) with { StartedAt = Sheets.Now }, "", Sheets.Now);
        var later = Filling.Answer(form, draft, "a", "x", Sheets.Now.AddHours(2));
        var filled = new FilledForm(form, later, Sheets.Now.AddHours(2));
        Assert.Equal(("09", "11"), (filled.Find("first")!.Value, filled.Find("last")!.Value));
        Assert.Equal(Sheets.Fill(form, draft).Find("id")!.Value, filled.Find("id")!.Value);
    }

    [Fact]
    public void The_rows_of_a_repeat_can_be_choices()
    {
        var form = Sheets.Form("""
            survey:
              - {type: begin_repeat, name: p, label: 逐人}
              - {type: text, name: who, label: 谁}
              - {type: integer, name: age, label: 几岁}
              - {type: end_repeat}
              - {type: "select_one ${who}", name: head, label: 谁当家, choice_filter: "${age} >= 18"}
            """);
        var draft = Sheets.Draft(form, ("p[1]/who", "甲"), ("p[1]/age", "40"), ("p[2]/who", "乙"), ("p[2]/age", "9"), ("head", "甲"));
        var filled = Sheets.Fill(form, draft);
        Assert.Equal(["甲"], filled.Find("head")!.Choices.Select(choice => choice.Label));
        Assert.Equal("甲", filled.Find("head")!.Value);
        Assert.Equal("", filled.After("p[1]/age", "12").Find("head")!.Value);
    }

    [Fact]
    public void A_choice_that_is_no_longer_offered_is_asked_again_and_named_as_lost()
    {
        var form = Sheets.Form("""
            survey:
              - {type: select_one town, name: town, label: 镇}
              - {type: select_multiple village, name: villages, label: 村, choice_filter: "town = ${town}"}
              - {type: text, name: why, label: 为什么, relevant: "selected(${villages}, 'a1')"}
            choices:
              - {list_name: town, name: a, label: 甲镇}
              - {list_name: town, name: b, label: 乙镇}
              - {list_name: village, name: a1, label: 东村, town: a}
              - {list_name: village, name: b1, label: 西村, town: b}
            """);
        var before = Sheets.Fill(form, Sheets.Draft(form, ("town", "a"), ("villages", "a1"), ("why", "近")));
        var after = before.After("town", "b");
        Assert.Equal(["villages", "why"], Filling.Voided(before, after).Select(question => question.Path));
        Assert.Equal(["town"], after.Answers.Keys);
        Assert.Equal("villages", after.Next!.Path);
        Assert.Equal(("", "a1"), (after.Find("villages")!.Value, after.Find("villages")!.Stored));
    }

    [Fact]
    public void Two_groups_may_have_a_question_of_the_same_name()
    {
        var question = new Question("note", "备注", null, 1, QuestionType.Text);
        var form = new Form("f", "F", "", "survey", "data",
            [new Group("a", "甲", null, 1, false, null, [question]), new Group("b", "乙", null, 1, false, null, [question with { Label = "说明" }])], "f.yaml");
        var filled = Sheets.Fill(form, Sheets.Draft(form, ("b/note", "x")));
        Assert.Equal(["a/note=", "b/note=x"], filled.All.Select(found => $"{found.Path}={found.Value}"));
    }
}
