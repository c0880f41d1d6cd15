using Store.Packs;

namespace Store;

/// <summary>What an import of fact tables did.</summary>
/// <param name="Batch">The number by which it can be taken back; 0 where nothing changed.</param>
/// <param name="Unchanged">Rows of the workbook that lay there as they are.</param>
public sealed record FactUpdate(long Batch, int Added, int Changed, int Unchanged);

/// <summary>What each import of fact tables changed, so that it can be taken back, as an import of the roster can.</summary>
public static class FactBatches
{
    internal const string JournalChain = "facts";

    private const int ChunkSize = 2000;

    private static readonly ImportBatches Batches = new("fact");

    private static readonly DialectSql KeepSql = new(dialect => $"""
        INSERT INTO fact_change (batch_id, table_id, campaign, key, former, mark)
        SELECT r.Batch, r.TableId, r.Campaign, r.Key, r.Former, r.Mark FROM {dialect.Rows(["Batch", "TableId", "Campaign", "Key", "Former", "Mark"])}
        """);

    /// <summary>Adds or replaces whole rows, as one batch; those that say nothing new stay as they are.</summary>
    internal static async Task<FactUpdate> Save(Tx tx, IReadOnlyList<(FactTable Table, IReadOnlyList<Fact> Facts)> tables, string source, string by, DateTimeOffset now)
    {
        var batch = await Batches.Begin(tx, source, by, now);
        var (added, changed, unchanged) = (0, 0, 0);
        foreach (var (table, facts) in tables)
            foreach (var chunk in facts.Chunk(ChunkSize))
            {
                var stored = await Facts.RowsOf(tx, table.Id, [.. chunk.Select(fact => fact.Key)]);
                var fresh = chunk.Where(fact => stored.GetValueOrDefault((fact.Campaign, fact.Key))?.Says(fact, tx.Cipher) != true)
                    .Select(fact => FactRow.Of(tx.Cipher, table, fact, now)).ToList();
                var rows = fresh.ConvertAll(row => new ChangeRow(batch, row.TableId, row.Campaign, row.Key, stored.GetValueOrDefault((row.Campaign, row.Key))?.Write(), row.Mark));
                await tx.Each(KeepSql.On(tx.Dialect), rows);
                await Facts.SaveRows(tx, fresh);
                (added, changed, unchanged) = (added + rows.Count(row => row.Former is null), changed + rows.Count(row => row.Former is not null), unchanged + chunk.Length - rows.Count);
            }
        if (added + changed > 0)
            return new FactUpdate(batch, added, changed, unchanged);
        await Batches.Forget(tx, batch);
        return new FactUpdate(0, 0, 0, unchanged);
    }

    /// <summary>The newest first.</summary>
    public static Task<IReadOnlyList<ImportBatch>> List(Tx tx) => Batches.List(tx);

    private const string RowsSql = """
        SELECT c.batch_id AS batch, c.table_id, c.campaign, c.key, c.former, c.mark FROM fact_change c
        WHERE c.batch_id = @batch ORDER BY c.table_id, c.campaign, c.key
        """;

    private const string LaterSql = """
        SELECT later.batch_id AS batch, later.table_id, later.campaign, later.key, later.former, later.mark FROM fact_change mine
        JOIN fact_change later ON later.table_id = mine.table_id AND later.campaign = mine.campaign AND later.key = mine.key AND later.batch_id > mine.batch_id
        JOIN fact_batch b ON b.id = later.batch_id AND b.undone_at IS NULL
        WHERE mine.batch_id = @batch
        ORDER BY later.batch_id, later.table_id, later.campaign, later.key
        """;

    /// <summary>
    /// Takes an import back: rows that it added go, rows that it changed are as they were before. All of it, or nothing where one
    /// of them was changed since.
    /// </summary>
    /// <returns>Everything that stands in the way, at once; where there is nothing, it was taken back.</returns>
    public static async Task<IReadOnlyList<string>> Undo(Tx tx, long batch, string by, DateTimeOffset now)
    {
        var found = await Batches.Find(tx, batch);
        if (ImportBatches.Refusal(batch, found) is { } refusal)
            return [refusal];
        var rows = await tx.Query<ChangeRow>(RowsSql, new { batch });
        var later = await tx.Query<ChangeRow>(LaterSql, new { batch });
        List<string> reasons = [.. later.GroupBy(row => row.Batch).Select(import => ImportBatches.ChangedBy(import.Key, import.Select(Noun)))];
        var known = later.Select(row => (row.TableId, row.Campaign, row.Key)).ToHashSet();
        var touched = new List<ChangeRow>();
        foreach (var table in rows.GroupBy(row => row.TableId))
            foreach (var chunk in table.Chunk(ChunkSize))
            {
                var stored = await Facts.RowsOf(tx, table.Key, [.. chunk.Select(row => row.Key)]);
                touched.AddRange(chunk.Where(row => stored.GetValueOrDefault((row.Campaign, row.Key))?.Mark != row.Mark && !known.Contains((row.TableId, row.Campaign, row.Key))));
            }
        if (touched.Count > 0)
            reasons.Add(ImportBatches.ChangedOtherwise(touched.Select(Noun)));
        if (reasons.Count > 0)
            return reasons;
        foreach (var added in rows.Where(row => row.Former is null).GroupBy(row => (row.TableId, row.Campaign)))
            foreach (var chunk in added.Chunk(ChunkSize))
                await Facts.Remove(tx, added.Key.TableId, added.Key.Campaign, [.. chunk.Select(row => row.Key)]);
        await Facts.SaveRows(tx, [.. rows.Select(row => row.Former).OfType<string>().Select(FactRow.Read)]);
        await Batches.End(tx, batch, by, now);
        await Journal.Append(tx, now, new JournalNote(JournalChain, by, "facts.undone", $"batch:{batch}", After: $"rows={found!.Rows}"));
        return [];
    }

    // A key may hold what somebody typed.
    private static string Noun(ChangeRow row) => $"{row.TableId} {PersonalNumbers.Mask(row.Key)}";

    /// <param name="Former">Null for a row that the batch added.</param>
    private sealed record ChangeRow(long Batch, string TableId, string Campaign, string Key, string? Former, string Mark);
}
