using Xunit;

namespace Bot.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("nonsense", "'nonsense'")]
    [InlineData("form", "Required command")]
    [InlineData("form run x.yaml", "--answers")]
    [InlineData("form run x.yaml --answers a.json --today 2022-02-30", "'2022-02-30'")]
    [InlineData("people --foo", "'--foo'")]
    [InlineData("import roster", "FILE.xlsx")]
    [InlineData("ledger make daying-a3 --out x.pdf", "'x.pdf'")]
    [InlineData("ledger make daying-a3 --out x.json --period august", "'august'")]
    [InlineData("demo seed --households 0", "--households")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string written, string named)
    {
        using var bot = new BotProcess();

        var ended = await bot.Run(written.Split(' '));

        Assert.Equal((2, ""), (ended.Code, ended.Output));
        Assert.Contains(named, Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("people")]
    [InlineData("journal verify")]
    [InlineData("ledger make daying-a3 --out x.json")]
    public async Task Without_a_store_a_verb_that_only_looks_says_so_and_makes_none(string written)
    {
        using var bot = new BotProcess();

        var ended = await bot.Run(written.Split(' '));

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Contains("data/rounds.db", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(bot.Folder));
    }

    [Fact]
    public async Task Outside_of_a_clone_there_is_nothing_to_measure_with()
    {
        using var bot = new BotProcess();

        var ended = await bot.Run("bench", "turns", "--rounds", "1");

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Contains("tests/Benchmarks", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_store_is_empty_to_those_who_look()
    {
        using var bot = new BotProcess();
        Directory.CreateDirectory(bot["data"]);
        await File.WriteAllBytesAsync(bot["data/rounds.db"], [], TestContext.Current.CancellationToken);

        var ended = await bot.Run("people");

        Assert.Equal(1, ended.Code);
        Assert.Contains("is empty", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }
}
