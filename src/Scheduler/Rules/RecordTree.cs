using Store.Expressions;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>
/// A record laid out for expressions: <c>record</c> holds a group of the record's own fields, and a group for every row beside it.
/// So ${name} is the record's own name, ${member} every member, and from a row ${name} is the row's.
/// The nodes belong to the shape and hold one record at a time: see <see cref="RecordShapes"/>.
/// </summary>
internal sealed class RecordTree
{
    private readonly List<(Node Group, Node[] Fields, IReadOnlyList<string> Names)> rows = [];
    private readonly Dictionary<string, List<Node>> groups = new(StringComparer.Ordinal);
    private IReadOnlyDictionary<string, IReadOnlyList<SubjectRecord>> tables = null!;

    public RecordTree(SubjectRecord record, RecordShapes shapes)
    {
        var places = new List<LaidNode> { new(RecordKinds.Root, ValueKind.Group, -1) };
        var kinds = new List<string> { record.Kind };
        foreach (var (kind, table) in record.Tables)
            for (var i = 0; i < table.Count; i++)
                kinds.Add(kind);
        foreach (var kind in kinds)
        {
            places.Add(new(kind, ValueKind.Group, 0));
            var parent = places.Count - 1;
            places.AddRange(shapes.FieldsOf(kind).Select(field => new LaidNode(field.Key, field.Value, parent)));
        }
        var nodes = new Layout(places).Lay();
        var place = 1;
        foreach (var kind in kinds)
        {
            var fields = shapes.FieldsOf(kind);
            rows.Add((nodes[place], nodes[(place + 1)..(place + 1 + fields.Count)], [.. fields.Select(field => field.Key)]));
            if (!groups.TryGetValue(kind, out var laid))
                groups[kind] = laid = [];
            laid.Add(nodes[place]);
            place += fields.Count + 1;
        }
        Top = rows[0].Group;
        Hold(record);
    }

    /// <summary>The record it holds now.</summary>
    public SubjectRecord Record { get; private set; } = null!;

    public Node Top { get; }

    /// <summary>Puts another record of the same shape in the place of the one before.</summary>
    public void Hold(SubjectRecord record)
    {
        (Record, tables) = (record, record.Tables);
        Put(0, record);
        var row = 1;
        foreach (var (_, table) in tables)
            foreach (var beside in table)
                Put(row++, beside);
    }

    /// <summary>How many there are: the record itself, or rows of a kind beside it.</summary>
    public int Count(string kind) => kind == Record.Kind ? 1 : tables.TryGetValue(kind, out var table) ? table.Count : 0;

    /// <summary>One of them: the record itself, or a row of a kind beside it.</summary>
    public (Node Node, SubjectRecord Record) At(string kind, int index) => kind == Record.Kind
        ? (Top, Record)
        : (groups[kind][index], tables[kind][index]);

    public bool Has(string kind) => kind == Record.Kind || tables.ContainsKey(kind);

    private void Put(int row, SubjectRecord record)
    {
        var (_, nodes, names) = rows[row];
        for (var i = 0; i < nodes.Length; i++)
            nodes[i].Text = record[names[i]];
    }
}
