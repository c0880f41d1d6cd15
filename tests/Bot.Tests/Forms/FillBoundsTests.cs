using System.Diagnostics;
using System.Globalization;
using Bot.Forms;
using Store.Expressions;
using Store.Packs;
using Xunit;

namespace Bot.Tests.Forms;

/// <summary>Forms that nobody should write, and that must not stop the program that others are talking to.</summary>
public sealed class FillBoundsTests
{
    [Fact]
    public void A_form_of_two_thousand_questions_can_be_walked_through()
    {
        var form = Form([.. Enumerable.Range(0, 2000).Select(i => new Question($"q{i}", $"Q{i}", i == 0 ? null : Expression.Parse($"${{q{i - 1}}} != ''"), 1, QuestionType.Integer))]);
        var draft = Sheets.Draft(form);
        for (var i = 0; i < 50; i++)
            draft = Filling.Answer(form, draft, new FilledForm(form, draft, Sheets.Now).Next!.Path, "1", Sheets.Now);
        Assert.Equal("q50", Sheets.Fill(form, draft).Next!.Path);
        Assert.Equal(51, Sheets.Fill(form, draft).Asked.Count());
    }

    [Fact]
    public void A_chain_of_calculations_is_followed_however_long_and_in_whatever_order()
    {
        var form = Form([.. Enumerable.Range(0, 2000).Reverse().Select(i => new Question($"c{i}", "", null, 1, QuestionType.Calculate) { Calculation = Expression.Parse(i == 0 ? "${n}" : $"${{c{i - 1}}} + 1") }),
            new Question("n", "N", null, 1, QuestionType.Integer)]);
        var filled = Sheets.Fill(form, Sheets.Draft(form, ("n", "5")));
        Assert.Equal("2004", filled.Find("c1999")!.Value);
        Assert.Equal("2005", filled.After("n", "6").Find("c1999")!.Value);
    }

    [Fact]
    public void Ten_thousand_choices_are_filtered_and_kept()
    {
        var choices = Enumerable.Range(0, 10_000).Select(i => new Choice($"v{i}", $"V{i}", false,
            new Dictionary<string, string> { ["town"] = (i % 100).ToString(CultureInfo.InvariantCulture) })).ToList();
        var form = Form([new Question("town", "T", null, 1, QuestionType.Integer),
            new Question("village", "V", null, 1, QuestionType.SelectOne) { Choices = choices, ChoiceFilter = Expression.Parse("town = ${town}") }]);
        var filled = Sheets.Fill(form, Sheets.Draft(form, ("town", "7"), ("village", "v107")));
        Assert.Equal(100, filled.Find("village")!.Choices.Count);
        Assert.Equal("v107", filled.Find("village")!.Value);
        Assert.Equal("", filled.After("town", "8").Find("village")!.Value);
    }

    [Fact]
    public void Five_hundred_groups_within_each_other_pass_their_relevance_down()
    {
        FormItem item = new Question("leaf", "L", null, 1, QuestionType.Text);
        for (var i = 499; i >= 0; i--)
            item = new Group($"g{i}", $"G{i}", Expression.Parse("${n} = 1"), 1, false, null, [item]);
        var form = Form([new Question("n", "N", null, 1, QuestionType.Integer), item]);
        var filled = Sheets.Fill(form, Sheets.Draft(form, ("n", "1")));
        Assert.True(filled.Find("leaf")!.IsRelevant);
        Assert.False(filled.After("n", "2").Find("leaf")!.IsRelevant);
    }

    [Fact]
    public void Rows_within_rows_within_rows_end_somewhere()
    {
        FormItem item = new Question("leaf", "L", null, 1, QuestionType.Text);
        for (var i = 0; i < 4; i++)
            item = new Group($"r{i}", "R", null, 1, true, Expression.Parse("1000000000"), [item]);
        var filled = Sheets.Fill(Form([item]), Sheets.Draft(Form([item])));
        Assert.InRange(filled.All.Count, 1, Limits.Places);
    }

    [Fact]
    public void Ten_thousand_rows_to_be_added_are_added_together()
    {
        FormItem item = new Group("c", "C", null, 1, true, null, [new Question("leaf", "L", null, 1, QuestionType.Text) { Default = Expression.Parse("today()") }]);
        for (var i = 0; i < 2; i++)
            item = new Group($"r{i}", "R", null, 1, true, Expression.Parse("100"), [item]);
        Assert.Equal(10_000, new SteppedForm(Form([item]), Sheets.Now).Values.Count(entry => entry.Value == "2022-08-10"));
    }

    [Fact]
    public void A_forms_own_table_can_be_looked_up()
    {
        var form = Form([new Question("q", "", null, 1, QuestionType.Calculate) { Calculation = Expression.Parse("pulldata('t', 'b', 'a', 'x')") }])
            with
        { Tables = Sheets.Table("t", new Dictionary<string, string> { ["a"] = "x", ["b"] = "y" }) };
        Assert.Equal("y", Sheets.Fill(form, Sheets.Draft(form)).Find("q")!.Value);
        var over = Sheets.Draft(form) with { Data = Sheets.Table("t", new Dictionary<string, string> { ["a"] = "x", ["b"] = "z" }) };
        Assert.Equal("z", Sheets.Fill(form, over).Find("q")!.Value);
    }

    [Fact]
    public void A_pattern_made_to_hang_is_refused_in_a_moment()
    {
        var form = Form([new Question("q", "Q", null, 1, QuestionType.Text) { Constraint = Expression.Parse("regex(., '(a+)+(?=b)b')") }]);
        var began = Stopwatch.GetTimestamp();
        Assert.NotNull(Sheets.Fill(form, Sheets.Draft(form)) is var filled ? filled.Check(filled.Find("q")!, new string('a', 5000)) : null);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void Values_that_wait_for_each_other_come_to_an_end()
    {
        var form = Form([new Question("a", "", null, 1, QuestionType.Calculate) { Calculation = Expression.Parse("coalesce(${b}, 0) + 1") },
            new Question("b", "", null, 1, QuestionType.Calculate) { Calculation = Expression.Parse("coalesce(${a}, 0) + 1") }]);
        Assert.Equal(2, Sheets.Fill(form, Sheets.Draft(form)).All.Count(question => question.IsAnswered));
    }

    private static Form Form(IReadOnlyList<FormItem> items) => new("f", "F", "", "survey", "data", items, "f.yaml");
}
