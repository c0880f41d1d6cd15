using Bot.Demo;
using Store;
using Store.Packs;
using Store.Rosters;
using Xunit;

namespace Bot.Tests.Commands;

public sealed class ImportCommandTests
{
    private static readonly Pack Pack = PackLoader.Load(BotProcess.Prompts, Sentences.All).Pack!;

    [Fact]
    public async Task A_good_roster_is_counted_stored_and_makes_no_demo_of_the_store()
    {
        using var bot = new BotProcess();
        Write(bot["roster.xlsx"], Example());

        var ended = await bot.Run("import", "roster", "roster.xlsx");

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.StartsWith("imported 61 units, 107 people, 20 households with ", ended.Output, StringComparison.Ordinal);
        await using var database = Database.Open("sqlite", $"Data Source={bot["data/rounds.db"]}");
        Assert.Equal(107, await database.Read(People.Count));
        Assert.Null(await database.Read(tx => Meta.Get(tx, "mode")));
        Assert.Equal(0, (await bot.Run("journal", "verify")).Code);
    }

    [Fact]
    public async Task A_broken_roster_is_refused_cell_by_cell_with_a_marked_copy()
    {
        using var bot = new BotProcess();
        var roster = Example();
        Write(bot["roster.xlsx"], roster with
        {
            People = [roster.People[0] with { Phone = "123" }, roster.People[1] with { UnitId = "nowhere" }, .. roster.People.Skip(2)],
            Households = [roster.Households[0] with { ContactUserId = "nobody" }, .. roster.Households.Skip(1)],
        });

        var ended = await bot.Run("import", "roster", "roster.xlsx");

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Equal(
            ["roster.xlsx:人员!E2", "roster.xlsx:人员!D3", "roster.xlsx:户!L2"],
            ended.ErrorLines[..^1].Select(line => string.Join(':', line.Split(':')[..2])));
        Assert.Contains("roster.问题.xlsx", ended.ErrorLines[^1], StringComparison.Ordinal);
        await using var copy = File.OpenRead(bot["roster.问题.xlsx"]);
        Assert.Equal(["人员", "户"], RosterImport.Read(Pack, copy, DateTimeOffset.UnixEpoch.AddYears(52))
            .Sheets.Where(sheet => sheet.NotesColumn is not null).Select(sheet => sheet.Tab));
        Assert.False(Directory.Exists(bot["data"]));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing_and_says_so()
    {
        using var bot = new BotProcess();
        Write(bot["roster.xlsx"], Example());

        var ended = await bot.Run("import", "roster", "roster.xlsx", "--dry-run");

        Assert.Equal(0, ended.Code);
        Assert.Contains("20 households", ended.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", ended.Output, StringComparison.Ordinal);
        Assert.Equal([bot["roster.xlsx"]], Directory.EnumerateFileSystemEntries(bot.Folder));
    }

    [Fact]
    public async Task A_file_that_is_no_workbook_is_refused_without_a_copy()
    {
        using var bot = new BotProcess();
        await File.WriteAllTextAsync(bot["roster.xlsx"], "not a workbook", TestContext.Current.CancellationToken);

        var ended = await bot.Run("import", "roster", "roster.xlsx");

        Assert.Equal(1, ended.Code);
        Assert.StartsWith("roster.xlsx: ", ended.ErrorLines[0], StringComparison.Ordinal);
        Assert.Equal([bot["roster.xlsx"]], Directory.EnumerateFileSystemEntries(bot.Folder));
    }

    private static Roster Example() =>
        County.Generate(CountyPlan.Read("county.yaml", Pack.Files["demo/county.yaml"], [])!, households: 20, contacts: 2);

    private static void Write(string file, Roster roster)
    {
        using var stream = File.Create(file);
        RosterWorkbook.Write(roster, Pack.RosterLayout!, stream);
    }
}
