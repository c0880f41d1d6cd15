using System.Text.Json;
using Bot.WeCom;
using Xunit;

namespace Bot.Tests.WeCom;

public sealed class TemplateCardTests
{
    [Fact]
    public void A_card_of_each_kind_has_nothing_to_complain_of()
    {
        foreach (var card in Cards.All)
            Assert.Empty(card.Problems());
    }

    [Fact]
    public void Chinese_and_emoji_are_written_as_they_are()
    {
        var json = Cards.Button().ToJson();
        Assert.Contains("张大山家 👴", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Fields_have_WeComs_names_and_what_is_not_given_is_left_out()
    {
        var json = JsonDocument.Parse(Cards.Vote().ToJson()).RootElement;

        Assert.Equal("vote_interaction", json.GetProperty("card_type").GetString());
        Assert.Equal("water", json.GetProperty("checkbox").GetProperty("question_key").GetString());
        Assert.True(json.GetProperty("checkbox").GetProperty("option_list")[0].GetProperty("is_checked").GetBoolean());
        Assert.Equal("submit", json.GetProperty("submit_button").GetProperty("key").GetString());
        Assert.False(json.TryGetProperty("source", out _));
        Assert.False(json.GetProperty("checkbox").TryGetProperty("disable", out _));
    }

    [Fact]
    public void A_card_that_was_stored_comes_back_the_same()
    {
        foreach (var card in Cards.All)
            Assert.Equal(card.ToJson(), JsonSerializer.Deserialize<TemplateCard>(card.ToJson(), WireJson.Options)!.ToJson());
    }

    public static TheoryData<string, int> Limits => new()
    {
        { "horizontal_content_list", 42035 },
        { "jump_list", 42042 },
        { "button_list", 40016 },
        { "button_list[0].key", 42039 },
        { "button_list[0].text", 42038 },
        { "button_list.key", 42039 },
        { "button_selection.option_list", 42037 },
        { "checkbox.option_list", 42037 },
        { "checkbox.option_list[0].id", 42040 },
        { "checkbox.mode", 40058 },
        { "option_list.id", 42040 },
        { "select_list", 42047 },
        { "select_list[0].question_key", 42043 },
        { "select_list.question_key", 42043 },
        { "submit_button.key", 42046 },
        { "submit_button.text", 42049 },
        { "card_action.url", 42028 },
        { "task_id", 42014 },
        { "source.desc_color", 40058 },
        { "main_title.title", 41016 },
        { "horizontal_content_list.media_id", 42029 },
        { "horizontal_content_list.userid", 42050 },
        { "action_menu.action_list", 40058 },
        { "replace_text", 40058 },
        { "checkbox.disable", 40058 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void What_WeCom_would_refuse_is_named_by_field_and_code(string field, int errCode)
    {
        var card = Broken(field);
        var problem = Assert.Single(card.Problems());

        Assert.Equal((field, errCode), (problem.Field, problem.ErrCode));
        Assert.Contains("template_card." + field, Assert.Throws<CardException>(() => card.ToJson()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_problem_is_said_at_once() => Assert.Equal(
        ["task_id", "select_list", "submit_button.key"],
        (Cards.Multiple() with { TaskId = null, SelectList = [], SubmitButton = new("x", "") }).Problems().Select(problem => problem.Field));

    [Fact]
    public void The_longest_allowed_card_is_allowed()
    {
        Assert.Empty((Cards.Vote() with
        {
            TaskId = new string('t', 128),
            Checkbox = new(new string('q', 1024), [.. Enumerable.Range(100, 20).Select(i => new CardOption(new string('i', 125) + i, "x"))]),
            SubmitButton = new("提交", new string('k', 1024)),
        }).Problems());
        Assert.Empty((Cards.Button() with { ButtonList = [.. Enumerable.Range(1, 6).Select(i => new CardButton("x", $"k{i}"))] }).Problems());
    }

    [Fact]
    public void A_replacement_may_be_inert_and_needs_no_task_id()
    {
        var done = Cards.Vote() with { TaskId = null, ReplaceText = "已提交", Checkbox = Cards.Vote().Checkbox with { Disable = true } };

        Assert.Empty(done.Problems(replacing: true));
        Assert.Equal(["checkbox.disable", "replace_text", "task_id"], done.Problems().Select(problem => problem.Field).Order(StringComparer.Ordinal));
    }

    private static TemplateCard Broken(string field) => field switch
    {
        "horizontal_content_list" => Cards.Notice with { HorizontalContentList = [.. Enumerable.Repeat(new CardLine("a", "b"), 7)] },
        "horizontal_content_list.media_id" => Cards.Notice with { HorizontalContentList = [new("a", "b", 2)] },
        "horizontal_content_list.userid" => Cards.Notice with { HorizontalContentList = [new("a", "b", 3)] },
        "jump_list" => Cards.Notice with { JumpList = [.. Enumerable.Repeat(new CardJump("a"), 4)] },
        "button_list" => Cards.Button() with { ButtonList = [.. Enumerable.Range(1, 7).Select(i => new CardButton("x", $"k{i}"))] },
        "button_list[0].key" => Cards.Button() with { ButtonList = [new("x", new string('k', 1025))] },
        "button_list[0].text" => Cards.Button() with { ButtonList = [new("", "k")] },
        "button_list.key" => Cards.Button() with { ButtonList = [new("x", "k"), new("y", "k")] },
        "button_selection.option_list" => Cards.Button() with { ButtonSelection = new("q", Options(11)) },
        "checkbox.option_list" => Cards.Vote() with { Checkbox = new("q", Options(21)) },
        "checkbox.option_list[0].id" => Cards.Vote() with { Checkbox = new("q", [new(new string('字', 43), "x")]) },
        "checkbox.mode" => Cards.Vote(mode: 2),
        "checkbox.disable" => Cards.Vote() with { Checkbox = Cards.Vote().Checkbox with { Disable = true } },
        "option_list.id" => Cards.Vote() with { Checkbox = new("q", [new("1", "x"), new("1", "y")]) },
        "select_list" => Cards.Multiple() with { SelectList = [.. Enumerable.Range(1, 4).Select(i => new CardSelect($"q{i}", Options(1)))] },
        "select_list[0].question_key" => Cards.Multiple() with { SelectList = [new("", Options(1))] },
        "select_list.question_key" => Cards.Multiple() with { SelectList = [new("q", Options(1)), new("q", Options(1))] },
        "submit_button.key" => Cards.Multiple() with { SubmitButton = new("x", new string('k', 1025)) },
        "submit_button.text" => Cards.Multiple() with { SubmitButton = new("", "k") },
        "card_action.url" => Cards.Notice with { CardAction = new(1) },
        "task_id" => Cards.Vote("任务"),
        "source.desc_color" => Cards.Vote() with { Source = new("x", 4) },
        "main_title.title" => Cards.Notice with { MainTitle = null, SubTitleText = null },
        "action_menu.action_list" => Cards.Button() with { ActionMenu = new([.. Enumerable.Range(1, 4).Select(i => new CardMenuItem("x", $"m{i}"))]) },
        "replace_text" => Cards.Vote() with { ReplaceText = "已提交" },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "no such case"),
    };

    private static CardOption[] Options(int count) => [.. Enumerable.Range(1, count).Select(i => new CardOption($"{i}", "x"))];
}
