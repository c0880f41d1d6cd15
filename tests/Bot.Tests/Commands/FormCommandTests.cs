using System.Text.Json;
using Xunit;

namespace Bot.Tests.Commands;

public sealed class FormCommandTests
{
    private static readonly string CheckIn = Path.Combine(BotProcess.Prompts, "forms", "monthly-checkin.yaml");

    [Fact]
    public async Task A_sound_form_says_how_many_questions_it_has()
    {
        using var bot = new BotProcess();

        var ended = await bot.Run("form", "check", CheckIn);

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        var lines = ended.Output.Split('\n');
        Assert.Matches("^ok: [0-9]+ questions$", lines[0]);
        foreach (var path in (string[])["shortest path", "typical path", "longest path", "next time about the same household"])
            Assert.Contains(lines, line => line.StartsWith($"{path}: ", StringComparison.Ordinal) && line.EndsWith(" minutes", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("asked next time though already known: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_allowed_but_rarely_meant_is_noted_and_does_not_fail()
    {
        using var bot = new BotProcess();
        await File.WriteAllTextAsync(bot["f.yaml"], """
            survey:
              - {type: select_multiple l, name: a, label: A}
              - {type: text, name: b, label: B, relevant: "${a} = '1'"}
            choices:
              - {list_name: l, name: 1, label: One}
            """, TestContext.Current.CancellationToken);

        var ended = await bot.Run("form", "check", "f.yaml");

        Assert.Equal(0, ended.Code);
        Assert.Contains("\nf.yaml:3: note: relevant: character 6: ${a} may hold several choices", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_printed_as_a_page_to_review()
    {
        using var bot = new BotProcess();

        var ended = await bot.Run("form", "flow", CheckIn);

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.StartsWith("# 监测对象月走访\n", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_mistake_of_a_form_is_named_by_its_line()
    {
        using var bot = new BotProcess();
        await File.WriteAllTextAsync(bot["bad.yaml"], """
            survey:
              - {type: nonsense, name: a, label: A}
              - {type: text, name: b, label: B, relevant: "${c} ="}
            """, TestContext.Current.CancellationToken);

        var ended = await bot.Run("form", "check", "bad.yaml");

        Assert.Equal(1, ended.Code);
        Assert.Equal(["bad.yaml:2", "bad.yaml:3"], ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => string.Join(':', line.Split(':')[..2])).Distinct());
    }

    [Theory]
    [InlineData("form.xlsx")]
    [InlineData("form.txt")]
    [InlineData("missing.yaml")]
    public async Task A_file_that_cannot_be_read_is_named_in_one_line(string file)
    {
        using var bot = new BotProcess();

        var ended = await bot.Run("form", "check", file);

        Assert.Equal(1, ended.Code);
        Assert.StartsWith(file, Assert.Single(ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_prints_JSON_alone_and_takes_it_back_as_last_months()
    {
        using var bot = new BotProcess();
        await File.WriteAllTextAsync(bot["a.json"], """{"m_mode": "2", "m_mode_note": "在外务工"}""", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(bot["b.json"], "{}", TestContext.Current.CancellationToken);

        var first = await bot.Run("form", "run", CheckIn, "--answers", "a.json", "--today", "2022-08-20");
        await File.WriteAllTextAsync(bot["p.json"], first.Output, TestContext.Current.CancellationToken);
        var second = await bot.Run("form", "run", CheckIn, "--answers", "b.json", "--previous", "p.json");

        Assert.Equal((0, "", 0, ""), (first.Code, first.Errors, second.Code, second.Errors));
        Assert.Contains("\n    \"m_mode_note\": \"在外务工\"", first.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(second.Output);
        Assert.Equal("在外务工", document.RootElement.GetProperty("answers").GetProperty("m_mode_note").GetString());
        Assert.Equal("incomplete", document.RootElement.GetProperty("status").GetString());
    }

    [Theory]
    [InlineData("{\"m_mode\": \"1\",\n oops}", "a.json:2: ")]
    [InlineData("[1]", "a.json:1: ")]
    public async Task Answers_that_are_no_object_are_refused_by_line(string content, string start)
    {
        using var bot = new BotProcess();
        await File.WriteAllTextAsync(bot["a.json"], content, TestContext.Current.CancellationToken);

        var ended = await bot.Run("form", "run", CheckIn, "--answers", "a.json");

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.StartsWith(start, Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }
}
