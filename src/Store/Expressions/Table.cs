using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Store.Expressions;

using Row = IReadOnlyDictionary<string, string>;

/// <summary>A table handed in with <see cref="Evaluation.Data"/>, made ready for looking up once and then shared between threads.</summary>
internal sealed class Table
{
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

    public static Table? Find(Evaluation at, string name) =>
        at.Data.TryGetValue(name, out var rows) ? Known.GetValue(rows, static rows => new(rows)) : null;

    /// <summary>A value of the first row whose key column holds the key; "" where there is none.</summary>
    public string Look(string column, string keyColumn, string key)
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
