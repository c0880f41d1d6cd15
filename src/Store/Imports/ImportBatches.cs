using System.Globalization;

namespace Store;

/// <summary>An import, which can be taken back as one.</summary>
/// <param name="Source">The workbook it came from.</param>
/// <param name="UndoneAt">Null while it stands.</param>
/// <param name="Rows">How many it changed.</param>
public sealed record ImportBatch(long Id, string Source, string ImportedBy, DateTimeOffset ImportedAt, string UndoneBy, DateTimeOffset? UndoneAt, long Rows);

/// <summary>
/// The imports of one kind, each with a row for everything it changed. What such a row is found by, and how it is put back, is
/// the kind's own: a roster's rows are people and households, a fact's are what its table says.
/// </summary>
/// <param name="kind">Begins the names of its two tables, <c>_batch</c> and <c>_change</c>.</param>
internal sealed class ImportBatches(string kind)
{
    /// <summary>So many rows of each reason are named, the rest is a number.</summary>
    private const int MostNamed = 20;

    private readonly string beginSql = $"INSERT INTO {kind}_batch (source, imported_by, imported_at, undone_by) VALUES (@source, @by, @now, '') RETURNING id";
    private readonly string forgetSql = $"DELETE FROM {kind}_batch WHERE id = @batch";
    private readonly string endSql = $"UPDATE {kind}_batch SET undone_by = @by, undone_at = @now WHERE id = @batch";
    private readonly string listSql = $"""
        SELECT b.id, b.source, b.imported_by, b.imported_at, b.undone_by, b.undone_at,
            (SELECT count(*) FROM {kind}_change c WHERE c.batch_id = b.id) AS rows
        FROM {kind}_batch b
        WHERE @batch = 0 OR b.id = @batch
        ORDER BY b.id DESC
        """;

    public async Task<long> Begin(Tx tx, string source, string by, DateTimeOffset now) => await tx.Scalar<long>(beginSql, new { source, by, now });

    /// <summary>It changed nothing.</summary>
    public Task Forget(Tx tx, long batch) => tx.Execute(forgetSql, new { batch });

    /// <summary>It has been taken back.</summary>
    public Task End(Tx tx, long batch, string by, DateTimeOffset now) => tx.Execute(endSql, new { batch, by, now });

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<ImportBatch>> List(Tx tx) => tx.Query<ImportBatch>(listSql, new { batch = 0L });

    public Task<ImportBatch?> Find(Tx tx, long batch) => tx.QuerySingleOrDefault<ImportBatch>(listSql, new { batch });

    /// <summary>Why there is nothing to take back; null where there is.</summary>
    public static string? Refusal(long batch, ImportBatch? found) => found switch
    {
        null => $"there is no import {batch}",
        { UndoneAt: { } undone } => $"import {batch} was taken back already, on {ChinaTime.DayOf(undone):yyyy-MM-dd}",
        _ => null,
    };

    public static string ChangedBy(long later, IEnumerable<string> rows) => $"import {later} changed {Named(rows)} after it: take import {later} back first";

    public static string ChangedOtherwise(IEnumerable<string> rows) => $"changed since the import, other than by an import: {Named(rows)}";

    public static string Named(IEnumerable<string> rows)
    {
        var all = rows.ToList();
        return all.Count <= MostNamed
            ? string.Join(", ", all)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", all.Take(MostNamed))} and {all.Count - MostNamed} more");
    }
}
