using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Store.Expressions;

using Row = IReadOnlyDictionary<string, string>;

/// <summary>A table handed in with <see cref="Evaluation.Data"/>, made ready for looking up once and then shared between threads.</summary>
internal sealed class Table
{
    // A household's few members are sooner looked through than made ready.
    private const int FewRows = 16;

    private static readonly ConditionalWeakTable<IReadOnlyList<Row>, Table> Known = [];
    private readonly IReadOnlyList<Row> rows;
    private readonly ConcurrentDictionary<string, Dictionary<string, Row>> byColumn = new();
    private readonly Lazy<Node> instance;

    private Table(IReadOnlyList<Row> rows)
    {
        this.rows = rows;
        instance = new(Lay);
    }

    /// <summary>The rows laid out as instance('x') sees them: root/item/column.</summary>
    public Node Instance => instance.Value;

    public static Table? Find(Evaluation at, string name) => at.Data.TryGetValue(name, out var rows) ? Of(rows) : null;

    /// <summary>A value of the first row whose key column holds the key; "" where there is none.</summary>
    public static string Look(Evaluation at, string name, string column, string keyColumn, string key)
    {
        if (!at.Data.TryGetValue(name, out var rows)) return "";
        if (rows.Count > FewRows) return Of(rows).Look(column, keyColumn, key);
        for (var i = 0; i < rows.Count; i++)
        {
            if (rows[i].TryGetValue(keyColumn, out var found) && found == key) return rows[i].GetValueOrDefault(column, "");
        }

        return "";
    }

    private static Table Of(IReadOnlyList<Row> rows) => Known.GetValue(rows, static rows => new(rows));

    private string Look(string column, string keyColumn, string key)
    {
        var keyed = byColumn.GetOrAdd(keyColumn, static (name, rows) => Keyed(name, rows), rows);
        return keyed.TryGetValue(key, out var row) && row.TryGetValue(column, out var value) ? value : "";
    }

    private static Dictionary<string, Row> Keyed(string column, IReadOnlyList<Row> rows)
    {
        var keyed = new Dictionary<string, Row>();
        foreach (var row in rows)
        {
            if (row.TryGetValue(column, out var key)) keyed.TryAdd(key, row);
        }

        return keyed;
    }

    private Node Lay()
    {
        var document = new Node("instance", ValueKind.Group);
        var root = document.Add(new("root", ValueKind.Group));
        foreach (var row in rows)
        {
            var item = root.Add(new("item", ValueKind.Group));
            foreach (var (column, value) in row) item.Add(new(column, ValueKind.Text) { Text = value });
        }

        _ = document.Index;
        return document;
    }
}
