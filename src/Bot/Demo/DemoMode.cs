using System.Globalization;
using Store;
using Store.Packs;
using Store.Rosters;

namespace Bot.Demo;

/// <summary>What the demo keeps in the store: that it is one, and where its clock stands.</summary>
public static class DemoMode
{
    private const string ModeKey = "mode";
    private const string OffsetKey = "demo.offset_ms";
    private const string CountyFile = "demo/county.yaml";

    /// <summary>Marks an empty store as demo or live; a store is never both.</summary>
    /// <exception cref="StartException">It is the other kind.</exception>
    public static Task Claim(Database database, bool isDemo) => database.Write(async tx =>
    {
        var mine = isDemo ? "demo" : "live";
        if (await Meta.Get(tx, ModeKey) is not { } kept)
        {
            // A roster imported before the settings were in place is a county's, not a demo's.
            if (isDemo && await People.Count(tx) > 0)
                throw new StartException("this store holds a county's roster: set the WeCom__ settings, or name another store for a demo");
            await Meta.Set(tx, ModeKey, mine);
        }
        else if (kept != mine)
            throw new StartException(isDemo
                ? "this store has been live: set the WeCom__ settings, or name another store for a demo"
                : "this store is a demo's: name another one for live use (Store__ConnectionString)");
    });

    /// <summary>The clock as it was left; at first Demo__Now, or real time.</summary>
    public static async Task<DemoClock> Clock(Database database, DateTimeOffset? start)
    {
        var kept = await database.Read(tx => Meta.Get(tx, OffsetKey));
        if (kept is not null)
            return new DemoClock(TimeSpan.FromMilliseconds(long.Parse(kept, CultureInfo.InvariantCulture)));
        var clock = new DemoClock(TimeSpan.Zero);
        if (start is { } now)
            clock.MoveTo(now);
        await Keep(database, clock);
        return clock;
    }

    /// <summary>What time it is in this store: a demo's own, otherwise real. Changes nothing.</summary>
    public static async Task<DateTimeOffset> Now(Database database) => await database.Read(tx => Meta.Get(tx, OffsetKey)) is { } kept
        ? TimeProvider.System.GetUtcNow() + TimeSpan.FromMilliseconds(long.Parse(kept, CultureInfo.InvariantCulture))
        : TimeProvider.System.GetUtcNow();

    public static Task Keep(Database database, DemoClock clock) => database.Write(tx =>
        Meta.Set(tx, OffsetKey, ((long)clock.Offset.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Fills an empty store with the demo county, through the import that a real county uses.</summary>
    /// <returns>False where somebody is there already.</returns>
    public static async Task<bool> Seed(Database database, Pack pack, int? households, int? contacts, DateTimeOffset now)
    {
        if (await database.Read(People.Count) > 0)
            return false;
        var problems = new List<Problem>();
        var plan = CountyPlan.Read(CountyFile, pack.Files.GetValueOrDefault(CountyFile, ""), problems)
            ?? throw new StartException(string.Join('\n', problems));
        using var workbook = new MemoryStream();
        RosterWorkbook.Write(County.Generate(plan, households, contacts), pack.RosterLayout!, workbook);
        workbook.Position = 0;
        var read = await RosterImport.Run(database, pack, workbook, dryRun: false, "demo", now);
        return read.Problems.Count == 0
            ? true
            : throw new StartException($"the demo county does not import: {read.Problems[0].Line("county.xlsx", pack.Messages)}");
    }
}
