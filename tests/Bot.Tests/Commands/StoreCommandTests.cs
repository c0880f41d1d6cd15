using System.Text.Json;
using Store;
using Xunit;

namespace Bot.Tests.Commands;

/// <summary>demo seed, and the verbs that look into what it made.</summary>
public sealed class StoreCommandTests(StoreCommandTests.Seeded county) : IClassFixture<StoreCommandTests.Seeded>
{
    /// <summary>A small demo county with one reported problem in its first village; nobody changes it.</summary>
    public sealed class Seeded : IAsyncLifetime
    {
        internal BotProcess Bot { get; } = new();

        internal Ended Ended { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Ended = await Seed(Bot);
            await using var database = Open(Bot);
            await database.Write(tx => Submissions.Add(tx, new Submission(
                0, "daying-a3-problem", "1", "1", "daying-2022", "", "", "v01", "/WC/JG/JG01/",
                """{"town": "靖港镇", "village": "芦江社区", "problem_type": "2", "problem_detail": "水务局：停水三天", "status": "2"}""",
                false, new DateTimeOffset(2022, 8, 20, 1, 0, 0, TimeSpan.Zero))));
        }

        public ValueTask DisposeAsync()
        {
            Bot.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task The_same_numbers_seed_the_same_county_with_its_month_open()
    {
        using var again = new BotProcess();

        var ended = await Seed(again);

        Assert.Equal((0, "", 0, ""), (county.Ended.Code, county.Ended.Errors, ended.Code, ended.Errors));
        Assert.Equal((await county.Bot.Run("people")).Output, (await again.Run("people")).Output);
        var households = await Households(again);
        Assert.Equal(60, households.Count);
        Assert.Equal(await Households(county.Bot), households);
        await using var database = Open(again);
        Assert.Equal("demo", await database.Read(tx => Meta.Get(tx, "mode")));
        Assert.Equal(households.Count(household => household.MonitorType.Length > 0), await database.Read(async tx =>
            (await Occurrences.List(tx, Scope.Everything, new Round("monthly-checkin", "daying-2022", "2022-08"))).Count));
    }

    [Fact]
    public async Task A_store_that_holds_somebody_is_not_seeded()
    {
        var before = await Households(county.Bot);

        var ended = await county.Bot.Run("demo", "seed", "--households", "5");

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Contains("not empty", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(before, await Households(county.Bot));
    }

    [Fact]
    public async Task A_backup_is_restored_elsewhere_and_over_a_store_only_when_told_to()
    {
        var file = Path.Combine(county.Bot.Folder, "county.backup");
        var made = await county.Bot.Run("backup", file);
        Assert.Equal((0, ""), (made.Code, made.Errors));
        using var elsewhere = new BotProcess();

        var restored = await elsewhere.Run("restore", file);
        Assert.Equal(0, restored.Code);
        var key = await KeyOf(county.Bot);
        Assert.Contains($"keys with id {key}", Assert.Single(restored.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(await Households(county.Bot), await Households(elsewhere));

        var refused = await elsewhere.Run("restore", file);
        Assert.Equal((1, ""), (refused.Code, refused.Output));
        Assert.Contains("--force", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Contains(key, refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, (await elsewhere.Run("restore", file, "--force")).Code);

        var missing = await elsewhere.Run("restore", file + "s", "--force");
        Assert.Equal((1, ""), (missing.Code, missing.Output));
        Assert.Equal(await Households(county.Bot), await Households(elsewhere));
    }

    [Fact]
    public async Task People_are_listed_as_JSON_by_role_and_unit()
    {
        var bot = county.Bot;

        var ended = await bot.Run("people", "--role", "监测联系人", "--unit", "芦江社区");
        using var people = JsonDocument.Parse(ended.Output);

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        var only = Assert.Single(people.RootElement.EnumerateArray());
        Assert.Equal(["user", "name", "role", "unit"], only.EnumerateObject().Select(property => property.Name));
        Assert.Equal(("c001", "contact", "芦江社区"),
            (only.GetProperty("user").GetString(), only.GetProperty("role").GetString(), only.GetProperty("unit").GetString()));
        Assert.Contains("'nobody'", Assert.Single((await bot.Run("people", "--role", "nobody")).ErrorLines), StringComparison.Ordinal);
        Assert.Contains("'nowhere'", Assert.Single((await bot.Run("people", "--unit", "nowhere")).ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ledger_is_made_for_everything_or_for_one_unit()
    {
        var bot = county.Bot;

        var (all, none) = (await bot.Run("ledger", "make", "daying-a3", "--out", "all.json"), await bot.Run("ledger", "make", "daying-a3", "--out", "none.json", "--unit", "杨家山村"));

        Assert.Equal((0, "", 0, ""), (all.Code, all.Output, none.Code, none.Output));
        using var made = JsonDocument.Parse(await File.ReadAllTextAsync(bot["all.json"], TestContext.Current.CancellationToken));
        var row = Assert.Single(made.RootElement.GetProperty("rows").EnumerateArray());
        Assert.Contains("水务局：停水三天", row.EnumerateArray().Select(cell => cell.ToString()));
        using var empty = JsonDocument.Parse(await File.ReadAllTextAsync(bot["none.json"], TestContext.Current.CancellationToken));
        Assert.Empty(empty.RootElement.GetProperty("rows").EnumerateArray());
    }

    [Fact]
    public async Task A_ledgers_workbook_has_no_clock_in_it()
    {
        var bot = county.Bot;

        await bot.Run("ledger", "make", "daying-a3", "--out", "one.xlsx");
        await bot.Run("ledger", "make", "daying-a3", "--out", "two.xlsx");

        var bytes = await File.ReadAllBytesAsync(bot["one.xlsx"], TestContext.Current.CancellationToken);
        Assert.Equal("PK"u8.ToArray(), bytes[..2]);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(bot["two.xlsx"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Ledgers_are_listed_with_their_campaign_and_an_unknown_one_is_refused()
    {
        using var bot = new BotProcess();

        var list = await bot.Run("ledger", "list");
        var unknown = await bot.Run("ledger", "make", "daying", "--out", "x.json");

        Assert.Contains(list.Output.Split('\n'), line => line.Split('\t') is ["daying-a3", _, "daying-2022"]);
        Assert.Equal(1, unknown.Code);
        Assert.Contains("daying-a3", Assert.Single(unknown.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_that_was_changed_names_the_entry()
    {
        using var bot = new BotProcess();
        await Seed(bot);
        Assert.Equal(0, (await bot.Run("journal", "verify")).Code);
        await using (var database = Open(bot))
            await database.Write(tx => tx.Execute("UPDATE journal SET actor = 'somebody' WHERE chain = 'roster'"));

        var ended = await bot.Run("journal", "verify");

        Assert.Equal((1, ""), (ended.Code, ended.Output));
        Assert.Contains("roster, entry 1", Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }

    private static Task<Ended> Seed(BotProcess bot) => bot.Run("demo", "seed", "--households", "60", "--contacts", "12");

    private static async Task<List<(string Id, string Head, string Types, int Size, string MonitorType)>> Households(BotProcess bot)
    {
        await using var database = Open(bot);
        return [.. (await database.Read(tx => Store.Households.All(tx, Scope.Everything)))
            .Select(household => (household.Id, household.HeadName, household.Types, household.Size, household.MonitorType))];
    }

    private static async Task<string?> KeyOf(BotProcess bot)
    {
        await using var database = Open(bot);
        return await database.Read(tx => Meta.Get(tx, "keys.id"));
    }

    private static Database Open(BotProcess bot) => Database.Open("sqlite", $"Data Source={bot["data/rounds.db"]}");
}
