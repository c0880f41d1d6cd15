namespace Store.Rosters;

/// <param name="Source">The workbook it came from.</param>
/// <param name="UndoneAt">Null while it stands.</param>
public sealed record RosterBatch(long Id, string Source, string ImportedBy, DateTimeOffset ImportedAt, string UndoneBy, DateTimeOffset? UndoneAt, long Rows);

/// <param name="Former">See <see cref="FormerRecord"/>; null for a row that the batch added.</param>
internal sealed record BatchRow(long Batch, string Sheet, string Id, string? Former, string Mark);

/// <summary>What each import changed, so that it can be taken back.</summary>
public static class RosterBatches
{
    private const string BeginSql = """
        INSERT INTO roster_batch (source, imported_by, imported_at, undone_by) VALUES (@source, @by, @now, '') RETURNING id
        """;

    internal static async Task<long> Begin(Tx tx, string source, string by, DateTimeOffset now) => await tx.Scalar<long>(BeginSql, new { source, by, now });

    /// <summary>It changed nothing.</summary>
    internal static Task Forget(Tx tx, long batch) => tx.Execute("DELETE FROM roster_batch WHERE id = @batch", new { batch });

    private static readonly DialectSql KeepSql = new(dialect => $"""
        INSERT INTO roster_change (batch_id, sheet, id, former, mark)
        SELECT r.Batch, r.Sheet, r.Id, r.Former, r.Mark FROM {dialect.Rows(["Batch", "Sheet", "Id", "Former", "Mark"])}
        """);

    internal static Task Keep(Tx tx, IReadOnlyList<BatchRow> rows) => tx.Each(KeepSql.On(tx.Dialect), rows);

    private const string Columns = """
        b.id, b.source, b.imported_by, b.imported_at, b.undone_by, b.undone_at,
        (SELECT count(*) FROM roster_change c WHERE c.batch_id = b.id) AS rows
        """;

    /// <summary>The newest first.</summary>
    public static Task<IReadOnlyList<RosterBatch>> List(Tx tx) => tx.Query<RosterBatch>($"SELECT {Columns} FROM roster_batch b ORDER BY b.id DESC");

    public static Task<RosterBatch?> Find(Tx tx, long batch) =>
        tx.QuerySingleOrDefault<RosterBatch>($"SELECT {Columns} FROM roster_batch b WHERE b.id = @batch", new { batch });

    private const string RowsSql = "SELECT c.batch_id AS batch, c.sheet, c.id, c.former, c.mark FROM roster_change c WHERE c.batch_id = @batch ORDER BY c.sheet, c.id";

    internal static Task<IReadOnlyList<BatchRow>> RowsOf(Tx tx, long batch) => tx.Query<BatchRow>(RowsSql, new { batch });

    private const string EndSql = "UPDATE roster_batch SET undone_by = @by, undone_at = @now WHERE id = @batch";

    /// <summary>
    /// Takes an import back: what it added goes, what it changed is as it was before. All of it, or nothing where something was
    /// built on it since.
    /// </summary>
    /// <returns>The households that pass back to whoever had them.</returns>
    /// <exception cref="RosterUndoException">Says everything that stands in the way, at once; the transaction must not be committed.</exception>
    public static async Task<IReadOnlyList<RosterHandover>> Undo(Tx tx, long batch, string by, DateTimeOffset now)
    {
        if (await Find(tx, batch) is not { } found)
            throw new RosterUndoException([$"there is no import {batch}"]);
        if (found.UndoneAt is { } undone)
            throw new RosterUndoException([$"import {batch} was taken back already, on {ChinaTime.DayOf(undone):yyyy-MM-dd}"]);
        var handovers = await new RosterUndo(tx, batch, await RowsOf(tx, batch)).Run();
        await tx.Execute(EndSql, new { batch, by, now });
        await HouseholdChanges.Reopen(tx, batch);
        await Journal.Append(tx, now, new JournalNote(RosterImport.JournalChain, by, "roster.undone", $"batch:{batch}", After: $"rows={found.Rows}"));
        return handovers;
    }
}

/// <summary>An import cannot be taken back.</summary>
public sealed class RosterUndoException(IReadOnlyList<string> reasons) : Exception(string.Join('\n', reasons))
{
    public IReadOnlyList<string> Reasons { get; } = reasons;
}
