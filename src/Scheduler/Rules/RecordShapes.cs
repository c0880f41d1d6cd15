using System.Text;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>
/// The trees of records that have the same kinds of rows in the same numbers, made once and used again: in a county most
/// households look alike. Not shared between threads.
/// </summary>
/// <param name="names">The names that any expression mentions; other fields are left out.</param>
internal sealed class RecordShapes(RecordKinds kinds, IReadOnlySet<string> names)
{
    /// <summary>Beyond this many a county is so various that keeping them saves nothing.</summary>
    private const int Most = 500;

    private readonly Dictionary<string, RecordTree> known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<KeyValuePair<string, ValueKind>>> fields = new(StringComparer.Ordinal);
    private readonly StringBuilder key = new();

    /// <summary>The tree of the record, good until the next one is asked for.</summary>
    public RecordTree Of(SubjectRecord record)
    {
        key.Clear().Append(record.Kind);
        foreach (var (kind, table) in record.Tables)
            if (table.Count > 0)
                key.Append('|').Append(kind).Append(table.Count);
        var shape = key.ToString();
        if (known.TryGetValue(shape, out var tree))
        {
            tree.Hold(record);
            return tree;
        }
        if (known.Count == Most)
            known.Clear();
        return known[shape] = new RecordTree(record, this);
    }

    public IReadOnlyList<KeyValuePair<string, ValueKind>> FieldsOf(string kind)
    {
        if (!fields.TryGetValue(kind, out var own))
            fields[kind] = own = [.. kinds.Find(kind)!.Fields.Where(field => names.Contains(field.Key))];
        return own;
    }
}
