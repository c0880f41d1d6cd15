namespace Store.Rosters;

/// <summary>Takes one import back. Everything that speaks against it is found before anything is touched.</summary>
internal sealed class RosterUndo(Tx tx, long batch, IReadOnlyList<BatchRow> rows)
{
    private const int ChunkSize = 2000;

    private readonly List<string> reasons = [];

    public async Task<IReadOnlyList<RosterHandover>> Run()
    {
        await LaterBatches();
        await ChangedSince();
        await BuiltUpon();
        if (reasons.Count > 0)
            throw new RosterUndoException(reasons);
        var handovers = await Households();
        await PeopleAndUnits();
        return handovers;
    }

    private IEnumerable<BatchRow> Of(string sheet) => rows.Where(row => row.Sheet == sheet);

    private IReadOnlyList<string> Added(string sheet) => [.. Of(sheet).Where(row => row.Former is null).Select(row => row.Id)];

    private const string LaterSql = """
        SELECT later.batch_id AS batch, later.sheet, later.id FROM roster_change mine
        JOIN roster_change later ON later.sheet = mine.sheet AND later.id = mine.id AND later.batch_id > mine.batch_id
        JOIN roster_batch b ON b.id = later.batch_id AND b.undone_at IS NULL
        WHERE mine.batch_id = @batch
        ORDER BY later.batch_id, later.sheet, later.id
        """;

    private async Task LaterBatches()
    {
        foreach (var later in (await tx.Query<LaterRow>(LaterSql, new { batch })).GroupBy(row => row.Batch))
            reasons.Add(ImportBatches.ChangedBy(later.Key, later.Select(row => $"{Noun(row.Sheet)} {row.Id}")));
    }

    // By hand, in a chat, from WeCom's address book: whatever it was, it would be lost.
    private async Task ChangedSince()
    {
        var units = await StoredRoster.UnitsOf(tx);
        var people = await StoredRoster.PeopleOf(tx);
        var changed = Of(RosterColumns.Units).Where(row => !IsAsLeft(row, units.GetValueOrDefault(row.Id)?.Entry))
            .Concat(Of(RosterColumns.People).Where(row => !IsAsLeft(row, people.GetValueOrDefault(row.Id)?.Entry))).ToList();
        foreach (var chunk in Of(RosterColumns.Households).Chunk(ChunkSize))
        {
            var stored = await StoredRoster.HouseholdsOf(tx, [.. chunk.Select(row => row.Id)]);
            changed.AddRange(chunk.Where(row => !IsAsLeft(row, stored.GetValueOrDefault(row.Id)?.Entry)));
        }
        // What a later import changed has been said.
        var later = (await tx.Query<LaterRow>(LaterSql, new { batch })).Select(row => (row.Sheet, row.Id)).ToHashSet();
        foreach (var sheet in changed.Where(row => !later.Contains((row.Sheet, row.Id))).GroupBy(row => row.Sheet))
            reasons.Add(ImportBatches.ChangedOtherwise(sheet.Select(row => $"{Noun(sheet.Key)} {row.Id}")));
    }

    private static bool IsAsLeft(BatchRow row, RosterEntry? stored) => stored?.Mark == row.Mark;

    /// <summary>What somebody did about a row that would be gone; {0} is a list of ids.</summary>
    private static readonly (string Sheet, string What, DialectSql Sql)[] Built =
    [
        Upon(RosterColumns.Households, "a form was handed in about", "SELECT DISTINCT s.subject FROM submission s WHERE s.subject"),
        Upon(RosterColumns.Households, "something was noted as done for", "SELECT DISTINCT o.subject FROM occurrence o WHERE o.done_at IS NOT NULL AND o.subject"),
        Upon(RosterColumns.Households, "records were imported for", "SELECT DISTINCT f.household_id FROM fact f WHERE f.household_id"),
        Upon(RosterColumns.Households, "a procedure was begun for", "SELECT DISTINCT c.household_id FROM household_case c WHERE c.household_id"),
        Upon(RosterColumns.People, "has written to the program:", "SELECT s.userid FROM session s WHERE s.userid"),
        Upon(RosterColumns.People, "has handed in a form:", "SELECT DISTINCT s.userid FROM submission s WHERE s.userid"),
        Upon(RosterColumns.People, "stands in for somebody on leave:", "SELECT DISTINCT l.stand_in FROM leave l WHERE l.ended_at IS NULL AND l.stand_in"),
        Upon(RosterColumns.Units, "has handed in what it owes:", "SELECT DISTINCT o.subject FROM occurrence o WHERE o.done_at IS NOT NULL AND o.subject"),
    ];

    private async Task BuiltUpon()
    {
        foreach (var (sheet, what, sql) in Built)
            if (Added(sheet) is { Count: > 0 } added && await tx.Query<string>(sql.On(tx.Dialect), new { ids = tx.Dialect.List(added.ToArray()) }) is { Count: > 0 } found)
                reasons.Add($"{what} {ImportBatches.Named(found.Order(StringComparer.Ordinal).Select(id => $"{Noun(sheet)} {id}"))}");
        await StillNeeded("person", RosterColumns.People, "is the contact of households that stay:",
            "SELECT DISTINCT h.contact FROM household h WHERE h.contact", "AND h.id NOT IN (SELECT c.id FROM roster_change c WHERE c.batch_id = @batch AND c.sheet = 'households')");
        await StillNeeded("unit", RosterColumns.Units, "has people who stay:",
            "SELECT DISTINCT p.unit_id FROM person p WHERE p.unit_id", "AND p.userid NOT IN (SELECT c.id FROM roster_change c WHERE c.batch_id = @batch AND c.sheet = 'people')");
        await StillNeeded("unit", RosterColumns.Units, "has households that stay:",
            "SELECT DISTINCT h.village_id FROM household h WHERE h.village_id", "AND h.id NOT IN (SELECT c.id FROM roster_change c WHERE c.batch_id = @batch AND c.sheet = 'households')");
        await StillNeeded("unit", RosterColumns.Units, "has units below it that stay:",
            "SELECT DISTINCT u.parent_id FROM unit u WHERE u.parent_id", "AND u.id NOT IN (SELECT c.id FROM roster_change c WHERE c.batch_id = @batch AND c.sheet = 'units')");
    }

    private async Task StillNeeded(string noun, string sheet, string what, string select, string unless)
    {
        if (Added(sheet) is { Count: > 0 } added
            && await tx.Query<string>($"{select} {tx.Dialect.Among("ids")} {unless}", new { ids = tx.Dialect.List(added.ToArray()), batch }) is { Count: > 0 } found)
            reasons.Add($"{what} {ImportBatches.Named(found.Order(StringComparer.Ordinal).Select(id => $"{noun} {id}"))}");
    }

    private async Task<IReadOnlyList<RosterHandover>> Households()
    {
        var handovers = new List<RosterHandover>();
        await Store.Households.Remove(tx, Added(RosterColumns.Households));
        foreach (var chunk in Of(RosterColumns.Households).Where(row => row.Former is not null).Chunk(ChunkSize))
        {
            var stored = await StoredRoster.HouseholdsOf(tx, [.. chunk.Select(row => row.Id)]);
            var former = chunk.Select(row => FormerRecord.Read<FormerHousehold>(row.Former!)).ToList();
            await Store.Households.SaveMany(tx, [.. former.Select(record => record.Household)]);
            // One that had no members before has none again.
            await Store.Households.ForgetLists(tx, [.. chunk.Select(row => row.Id)]);
            await Store.Households.SaveMembers(tx, [.. former.SelectMany(record => record.Members)]);
            await Store.Households.SaveMeasures(tx, [.. former.SelectMany(record => record.Measures)]);
            handovers.AddRange(former.Select(record => new RosterHandover(
                    record.Household.Id, record.Household.HeadName, stored[record.Household.Id].Record.Household.Contact, record.Household.Contact))
                .Where(handover => handover.From != handover.To));
        }
        return handovers;
    }

    // Units last where they go, first where they come back: people and households need them.
    private async Task PeopleAndUnits()
    {
        var units = Of(RosterColumns.Units).Where(row => row.Former is not null).Select(row => FormerRecord.Read<Unit>(row.Former!)).ToList();
        if (units.Count > 0)
            await Units.Save(tx, units);
        await People.Save(tx, Of(RosterColumns.People).Where(row => row.Former is not null).Select(row => FormerRecord.Read<Person>(row.Former!)));
        await People.Remove(tx, Added(RosterColumns.People));
        await Units.Remove(tx, Added(RosterColumns.Units));
    }

    private static (string, string, DialectSql) Upon(string sheet, string what, string select) =>
        (sheet, what, new DialectSql(dialect => $"{select} {dialect.Among("ids")} ORDER BY 1"));

    private static string Noun(string sheet) => sheet switch
    {
        RosterColumns.Units => "unit",
        RosterColumns.People => "person",
        _ => "household",
    };

    private sealed record LaterRow(long Batch, string Sheet, string Id);
}
