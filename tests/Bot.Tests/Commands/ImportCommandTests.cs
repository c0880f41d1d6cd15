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
    public async Task Feature_26_Household_types_that_a_campaign_has_no_word_for_are_listed()
    {
        using var bot = new BotProcess();
        var roster = Example();
        Write(bot["roster.xlsx"], roster with { Households = [.. roster.Households.Select((household, index) => household with { Types = index < 3 ? ["侨眷户"] : ["已脱贫户"], MonitorType = null })] });

        var ended = await bot.Run("import", "roster", "roster.xlsx", "--dry-run");

        Assert.Contains("xiaoxian-2022: its tables have no word for 侨眷户 (3); see household_types in the campaign's file", ended.OutputLines);
        Assert.Contains("jinggang-2020: its tables have no word for 侨眷户 (3); see household_types in the campaign's file", ended.OutputLines);
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

    [Fact]
    public async Task A_second_roster_is_an_update_that_is_said_before_written_and_can_be_taken_back()
    {
        using var bot = new BotProcess();
        var roster = Example();
        var contacts = roster.Households.Select(household => household.ContactUserId!).Distinct().ToList();
        var moved = roster.Households.First(household => household.ContactUserId == contacts[0]);
        var missing = roster.Households.Last(household => household != moved && roster.Households.Any(other => other != household && other.VillageId == household.VillageId));
        Write(bot["first.xlsx"], roster);
        Write(bot["second.xlsx"], roster with
        {
            Households = [.. roster.Households.Select(household => household == moved ? household with { ContactUserId = contacts[1], Group = "99组" } : household).Where(household => household != missing)],
        });
        await bot.Run("import", "roster", "first.xlsx");

        var dry = await bot.Run("import", "roster", "second.xlsx", "--dry-run");
        var update = await bot.Run("import", "roster", "second.xlsx");
        var again = await bot.Run("import", "roster", "second.xlsx");
        var undone = await bot.Run("import", "roster", "--undo", "2");
        var twice = await bot.Run("import", "roster", "--undo", "2");

        Assert.Contains($"changed: 户 {moved.Id} {moved.Head}: 组 {moved.Group} -> 99组; 联系人userid {contacts[0]} -> {contacts[1]}", dry.Output, StringComparison.Ordinal);
        Assert.Contains($"not in the file, stays: 户 {missing.Id}", dry.Output, StringComparison.Ordinal);
        Assert.Contains("0 added, 1 changed, 0 moved, 1 households to another contact, 186 as they were, 1 not in the file (they stay)", dry.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("--undo", dry.Output, StringComparison.Ordinal);
        Assert.Contains("this is import 2: import roster --undo 2 takes it back", update.Output, StringComparison.Ordinal);
        Assert.Contains("0 added, 0 changed, 0 moved, 0 households to another contact, 187 as they were", again.Output, StringComparison.Ordinal);
        Assert.Equal((0, "import 2 was taken back\n"), (undone.Code, undone.Output));
        Assert.Equal(1, twice.Code);
        Assert.Contains("import 2: import 2 was taken back already", twice.Errors, StringComparison.Ordinal);
        Assert.Contains("imports 1 (first.xlsx, ", twice.Errors, StringComparison.Ordinal);
        await using var database = Database.Open("sqlite", $"Data Source={bot["data/rounds.db"]}");
        Assert.Equal(contacts[0], (await database.Read(tx => Households.Open(tx, Scope.Everything, moved.Id)))!.Household.Contact);
        // Both were told, there and back.
        var told = await database.Read(tx => Outbox.Due(tx, TimeProvider.System.GetUtcNow().AddDays(1), 100));
        Assert.Equal([contacts[0], contacts[1], contacts[1], contacts[0]], told.Select(message => message.Userid));
        Assert.All(told, message => Assert.Contains(moved.Head, message.Payload, StringComparison.Ordinal));
    }

    private static Roster Example() =>
        County.Generate(CountyPlan.Read("county.yaml", Pack.Files["demo/county.yaml"], [])!, households: 20, contacts: 2);

    private static void Write(string file, Roster roster)
    {
        using var stream = File.Create(file);
        RosterWorkbook.Write(roster, Pack.RosterLayout!, stream);
    }
}
