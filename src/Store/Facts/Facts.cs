using System.Globalization;
using Store.Packs;

namespace Store;

/// <summary>The rows of the tables of prompts/facts.</summary>
public static class Facts
{
    private static readonly string Seen = Scope.On("h.contact", "COALESCE(h.area, u.path, '/')");

    private static readonly DialectSql SaveSql = new(dialect => $"""
        INSERT INTO fact (table_id, campaign, key, household_id, unit_id, on_date, content, source, changed_at)
        SELECT r.TableId, r.Campaign, r.Key, r.HouseholdId, r.UnitId, r.OnDate, r.Content, r.Source, r.ChangedAt
        FROM {dialect.Rows(["TableId", "Campaign", "Key", "HouseholdId", "UnitId", "OnDate", "Content", "Source", "ChangedAt"])}
        WHERE true
        ON CONFLICT (table_id, campaign, key) DO UPDATE SET
            household_id = excluded.household_id, unit_id = excluded.unit_id, on_date = excluded.on_date,
            content = excluded.content, source = excluded.source, changed_at = excluded.changed_at
        """);

    /// <summary>Adds a row, or changes the row of the same key: columns that are not given keep what they held. Returns the row as it is now.</summary>
    /// <param name="values">Column → value; "" empties a column.</param>
    /// <param name="campaign">Counts where the table has no column of campaigns.</param>
    /// <exception cref="ArgumentException">The table has no such column.</exception>
    public static async Task<Fact> Save(
        Tx tx, FactTable table, IReadOnlyDictionary<string, string> values, string campaign, string source, DateTimeOffset now)
    {
        var given = Of(table, values, campaign, source);
        if (await Find(tx, table, given.Key, given.Campaign) is { } before)
        {
            var merged = before.Values.ToDictionary();
            foreach (var (column, value) in values)
                merged[column] = value;
            given = Of(table, merged, campaign, source);
        }
        await SaveMany(tx, table, [given], now);
        return given;
    }

    /// <summary>Adds or replaces whole rows.</summary>
    public static Task SaveMany(Tx tx, FactTable table, IEnumerable<Fact> facts, DateTimeOffset now) =>
        SaveRows(tx, [.. facts.Select(fact => FactRow.Of(tx.Cipher, table, fact, now))]);

    internal static Task SaveRows(Tx tx, IReadOnlyList<FactRow> rows) => tx.Each(SaveSql.On(tx.Dialect), rows);

    /// <summary>A row from its values; what it is about and its key follow from them.</summary>
    /// <inheritdoc cref="Save"/>
    public static Fact Of(FactTable table, IReadOnlyDictionary<string, string> values, string campaign, string source)
    {
        if (values.Keys.FirstOrDefault(column => table.Column(column) is null) is { } stranger)
            throw new ArgumentException($"the table '{table.Id}' has no column '{stranger}'", nameof(values));
        var kept = values.Where(value => value.Value.Length > 0).ToDictionary();
        return new Fact(
            table.Id, string.Join('|', table.Key.Select(column => kept.GetValueOrDefault(column, ""))),
            table.Campaign is { } named ? kept.GetValueOrDefault(named.Id, campaign) : campaign,
            table.Household is { } household ? kept.GetValueOrDefault(household.Id, "") : "",
            table.Unit is { } unit ? kept.GetValueOrDefault(unit.Id, "") : "",
            table.On is { } on && DateOnly.TryParseExact(kept.GetValueOrDefault(on), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            kept, source);
    }

    private const string Columns = "f.table_id, f.campaign, f.key, f.household_id, f.unit_id, f.on_date, f.content, f.source, f.changed_at";

    private const string FindSql = $"SELECT {Columns} FROM fact f WHERE f.table_id = @table AND f.campaign = @campaign AND f.key = @key";

    /// <summary>Null where there is no row of that key. Whoever asks has opened what it is about.</summary>
    public static async Task<Fact?> Find(Tx tx, FactTable table, string key, string campaign) =>
        await tx.QuerySingleOrDefault<FactRow>(FindSql, new { table = table.Id, campaign, key }) is { } stored ? stored.Open(tx.Cipher) : null;

    private static readonly string ListSql = $"""
        SELECT {Columns}
        FROM fact f
        LEFT JOIN household h ON h.id = f.household_id AND f.household_id <> ''
        LEFT JOIN unit u ON u.id = f.unit_id AND f.unit_id <> ''
        WHERE f.table_id = @table AND (@anyCampaign = 1 OR f.campaign = @campaign OR f.campaign = '')
          AND (@household = '' OR f.household_id = @household)
          AND {Seen}
        ORDER BY f.household_id, f.on_date, f.id
        """;

    /// <summary>A table's rows within a scope; what is about neither household nor unit only who sees everything sees.</summary>
    /// <param name="campaign">Null = of any; those of none count for every campaign.</param>
    /// <param name="household">Only of this household.</param>
    public static async Task<IReadOnlyList<Fact>> List(Tx tx, string table, Scope scope, string? campaign = null, string? household = null) =>
    [
        .. (await tx.Query<FactRow>(ListSql, scope.Values(new { table, anyCampaign = campaign is null ? 1 : 0, campaign = campaign ?? "", household = household ?? "" })))
            .Select(stored => stored.Open(tx.Cipher)),
    ];

    private const string RangeSql = $"""
        SELECT {Columns} FROM fact f
        WHERE f.household_id > @after AND f.household_id <= @last
        ORDER BY f.household_id, f.table_id, f.on_date DESC, f.id
        """;

    /// <summary>Everything about the households of a range of ids, by household and table, the newest first: one page of a long reading.</summary>
    public static async Task<IReadOnlyList<Fact>> OfHouseholds(Tx tx, string after, string last) =>
        [.. (await tx.Query<FactRow>(RangeSql, new { after, last })).Select(stored => stored.Open(tx.Cipher))];

    private static readonly DialectSql RowsSql = new(dialect => $"SELECT {Columns} FROM fact f WHERE f.table_id = @table AND f.key {dialect.Among("keys")}");

    /// <summary>The rows of a table that have these keys, by campaign and key.</summary>
    internal static async Task<IReadOnlyDictionary<(string Campaign, string Key), FactRow>> RowsOf(Tx tx, string table, string[] keys) =>
        (await tx.Query<FactRow>(RowsSql.On(tx.Dialect), new { table, keys = tx.Dialect.List(keys) })).ToDictionary(row => (row.Campaign, row.Key));

    private static readonly DialectSql RemoveSql = new(dialect => $"DELETE FROM fact WHERE table_id = @table AND campaign = @campaign AND key {dialect.Among("keys")}");

    internal static Task Remove(Tx tx, string table, string campaign, string[] keys) =>
        tx.Execute(RemoveSql.On(tx.Dialect), new { table, campaign, keys = tx.Dialect.List(keys) });

    private const string CountSql = "SELECT table_id AS name, count(*) AS rows FROM fact GROUP BY table_id";

    /// <summary>How many rows each table has; tables without rows are not there.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> Counts(Tx tx) =>
        (await tx.Query<Counted>(CountSql)).ToDictionary(counted => counted.Name, counted => counted.Rows);

    private sealed record Counted(string Name, long Rows);
}
