using Bot.Commands;
using Bot.Conversations;
using Xunit;

namespace Bot.Tests.Commands;

public sealed class ChatCommandTests
{
    [Fact]
    public async Task A_file_of_messages_becomes_a_transcript_and_leaves_nothing_behind()
    {
        using var bot = new BotProcess();

        var ended = await bot.Run("1\n点 联系不上\n全家外出\n[尚未了解]\n否\n[提交]\n", ["chat", "monthly-checkin"]);

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Matches("^[^:\n]+: 走访\nbot: 8月", ended.Output);
        Assert.Contains("  [入户] [电话] ", ended.Output, StringComparison.Ordinal);
        Assert.Contains(": 点 联系不上\n", ended.Output, StringComparison.Ordinal);
        Assert.Contains("\n(submitted monthly-checkin JG", ended.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(bot.Folder));
    }

    [Fact]
    public async Task A_problem_is_reported_as_the_person_named()
    {
        using var bot = new BotProcess();

        var form = Path.Combine(BotProcess.Prompts, "forms", "daying-a3-problem.yaml");
        var ended = await bot.Run("[政策落实]\n8\n2\n水务局\n停水三天\n[正在整改]\n提交\n", ["chat", form, "--as", "v01"]);

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Contains(": 填 daying-a3-problem\nbot: ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("(submitted daying-a3-problem)", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tapping_what_is_not_there_is_named_by_its_line()
    {
        using var bot = new BotProcess();

        var ended = await bot.Run("1\n\n[不存在]\n", ["chat", "monthly-checkin"]);

        Assert.Equal(1, ended.Code);
        Assert.StartsWith("stdin:3: ", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("chat nosuch", "'nosuch'")]
    [InlineData("chat monthly-checkin --as nobody", "nobody")]
    public async Task An_unknown_form_or_person_is_refused(string written, string named)
    {
        using var bot = new BotProcess();

        var ended = await bot.Run(written.Split(' '));

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Contains(named, Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[入户]", "1")]
    [InlineData("点 委托", "3")]
    [InlineData("[供水不足、缺水]", "2")]
    [InlineData("[入户] [供水不足、缺水]", "1 2")]
    [InlineData("点 入户、委托", "1 3")]
    [InlineData("[上一题]", "@back")]
    public void A_tap_means_the_option_with_that_text(string line, string ids)
    {
        var prompt = new Prompt
        {
            Step = 4,
            Title = "?",
            Multiple = true,
            Options = [new Option("1", "入户"), new Option("2", "供水不足、缺水"), new Option("3", "委托亲属")],
            Actions = [new Option("@back", "上一题")],
        };

        var tapped = Assert.IsType<Input.Tapped>(ChatLine.Read(line, prompt).Input);

        Assert.Equal((4, ids), (tapped.Step, string.Join(' ', tapped.Options)));
        if (ids.Contains(' ', StringComparison.Ordinal))
            Assert.Null(ChatLine.Read(line, prompt with { Multiple = false }).Input);
    }

    [Theory]
    [InlineData("点一下")]
    [InlineData("入户")]
    public void Anything_else_is_said(string line) =>
        Assert.Equal(new Input.Said(line), ChatLine.Read(line, null).Input);
}
