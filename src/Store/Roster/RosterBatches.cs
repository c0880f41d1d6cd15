namespace Store.Rosters;

/// <param name="Former">See <see cref="FormerRecord"/>; null for a row that the batch added.</param>
internal sealed record BatchRow(long Batch, string Sheet, string Id, string? Former, string Mark);

/// <summary>What each import changed, so that it can be taken back.</summary>
public static class RosterBatches
{
    private static readonly ImportBatches Batches = new("roster");

    internal static Task<long> Begin(Tx tx, string source, string by, DateTimeOffset now) => Batches.Begin(tx, source, by, now);

    /// <summary>It changed nothing.</summary>
    internal static Task Forget(Tx tx, long batch) => Batches.Forget(tx, batch);

    private static readonly DialectSql KeepSql = new(dialect => $"""
        INSERT INTO roster_change (batch_id, sheet, id, former, mark)
        SELECT r.Batch, r.Sheet, r.Id, r.Former, r.Mark FROM {dialect.Rows(["Batch", "Sheet", "Id", "Former", "Mark"])}
        """);

    internal static Task Keep(Tx tx, IReadOnlyList<BatchRow> rows) => tx.Each(KeepSql.On(tx.Dialect), rows);

    /// <summary>The newest first.</summary>
    public static Task<IReadOnlyList<ImportBatch>> List(Tx tx) => Batches.List(tx);

    public static Task<ImportBatch?> Find(Tx tx, long batch) => Batches.Find(tx, batch);

    private const string RowsSql = "SELECT c.batch_id AS batch, c.sheet, c.id, c.former, c.mark FROM roster_change c WHERE c.batch_id = @batch ORDER BY c.sheet, c.id";

    internal static Task<IReadOnlyList<BatchRow>> RowsOf(Tx tx, long batch) => tx.Query<BatchRow>(RowsSql, new { batch });

    /// <summary>
    /// Takes an import back: what it added goes, what it changed is as it was before. All of it, or nothing where something was
    /// built on it since.
    /// </summary>
    /// <returns>The households that pass back to whoever had them.</returns>
    /// <exception cref="RosterUndoException">Says everything that stands in the way, at once; the transaction must not be committed.</exception>
    public static async Task<IReadOnlyList<RosterHandover>> Undo(Tx tx, long batch, string by, DateTimeOffset now)
    {
        var found = await Batches.Find(tx, batch);
        if (ImportBatches.Refusal(batch, found) is { } refusal)
            throw new RosterUndoException([refusal]);
        var handovers = await new RosterUndo(tx, batch, await RowsOf(tx, batch)).Run();
        await Batches.End(tx, batch, by, now);
        await HouseholdChanges.Reopen(tx, batch);
        await Journal.Append(tx, now, new JournalNote(RosterImport.JournalChain, by, "roster.undone", $"batch:{batch}", After: $"rows={found!.Rows}"));
        return handovers;
    }
}

/// <summary>An import cannot be taken back.</summary>
public sealed class RosterUndoException(IReadOnlyList<string> reasons) : Exception(string.Join('\n', reasons))
{
    public IReadOnlyList<string> Reasons { get; } = reasons;
}
