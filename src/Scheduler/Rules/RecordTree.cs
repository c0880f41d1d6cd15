using Store.Expressions;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>
/// A record laid out for expressions: <c>record</c> holds a group of the record's own fields, and a group for every row beside it.
/// So ${name} is the record's own name, ${member} every member, and from a row ${name} is the row's.
/// </summary>
internal sealed class RecordTree
{
    private readonly Dictionary<string, List<(Node Node, SubjectRecord Record)>> rows = new(StringComparer.Ordinal);

    /// <param name="names">The names that any rule mentions; other fields are left out.</param>
    public RecordTree(SubjectRecord record, RecordKinds kinds, IReadOnlySet<string> names)
    {
        var root = new Node(RecordKinds.Root, ValueKind.Group);
        Record = record;
        Top = root.Add(Lay(record, kinds, names));
        foreach (var (kind, table) in record.Tables)
        {
            var laid = rows[kind] = new(table.Count);
            foreach (var row in table)
                laid.Add((root.Add(Lay(row, kinds, names)), row));
        }
    }

    public SubjectRecord Record { get; }

    public Node Top { get; }

    /// <summary>The record itself, or the rows of a kind beside it.</summary>
    public IReadOnlyList<(Node Node, SubjectRecord Record)> Of(string kind) =>
        kind == Record.Kind ? [(Top, Record)] : rows.TryGetValue(kind, out var found) ? found : [];

    public bool Has(string kind) => kind == Record.Kind || rows.ContainsKey(kind);

    private static Node Lay(SubjectRecord record, RecordKinds kinds, IReadOnlySet<string> names)
    {
        var group = new Node(record.Kind, ValueKind.Group);
        foreach (var (field, kind) in kinds.Find(record.Kind)!.Fields)
            if (names.Contains(field))
                group.Add(new Node(field, kind) { Text = record[field] });
        return group;
    }
}
