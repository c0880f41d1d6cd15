using Store.Expressions;

namespace Store.Packs;

/// <summary>What a rule over one kind of record may name, and what is meant by it.</summary>
internal sealed class RuleNames(RecordKinds kinds, RecordKind kind)
{
    private readonly RecordKind top = kinds.Find(kind.Tree) ?? kind;
    private readonly Dictionary<string, RecordKind> tables = kinds.TablesOf(kind.Tree).ToDictionary(table => table.Name, StringComparer.Ordinal);

    public bool IsOwn(string name) => kind.Fields.ContainsKey(name);

    public bool IsTable(string name) => tables.ContainsKey(name) && !IsOwn(name);

    public bool Knows(string name) => IsOwn(name) || IsTable(name) || top.Fields.ContainsKey(name);

    /// <summary>What a message may show: a field of the record, or by its path one of the record that it is a row of.</summary>
    public bool Shows(string name) => IsOwn(name)
        || (name.StartsWith($"/{RecordKinds.Root}/{top.Name}/", StringComparison.Ordinal) && top.Fields.ContainsKey(name[(name.LastIndexOf('/') + 1)..]));

    public IEnumerable<string> Check(Expression expression)
    {
        foreach (var mention in expression.Mentions)
            if (mention.InBraces)
            {
                if (!Knows(mention.Name))
                    yield return $"character {mention.Position}: '{mention.Name}' is neither a field of {kind.Name} nor a table beside it"
                        + Nearest.Suggest(mention.Name, kind.Fields.Keys.Concat(tables.Keys).Concat(top.Fields.Keys));
                else if (!IsOwn(mention.Name) && !IsTable(mention.Name)
                    && tables.Values.FirstOrDefault(table => table != kind && table.Fields.ContainsKey(mention.Name)) is { } other)
                    yield return $"character {mention.Position}: '{mention.Name}' is a field of {top.Name} and of {other.Name}; write /{RecordKinds.Root}/{top.Name}/{mention.Name}";
            }
            else if (!IsSomewhere(mention.Name))
                yield return $"character {mention.Position}: no record here has a field '{mention.Name}'"
                    + Nearest.Suggest(mention.Name, tables.Values.Append(top).SelectMany(table => table.Fields.Keys));
    }

    public IEnumerable<string> Check(ExampleRecord record)
    {
        foreach (var field in record.Fields.Keys.Where(field => !IsOwn(field) && !top.Fields.ContainsKey(field)))
            yield return $"'{field}' is no field of {kind.Name}{Nearest.Suggest(field, kind.Fields.Keys)}";
        foreach (var (name, rows) in record.Tables)
            if (!tables.TryGetValue(name, out var table))
                yield return $"there is no table '{name}' beside {kind.Name}{Nearest.Suggest(name, tables.Keys)}";
            else
                foreach (var field in rows.SelectMany(row => row.Keys).Where(field => !table.Fields.ContainsKey(field)).Distinct())
                    yield return $"'{field}' is no field of {name}{Nearest.Suggest(field, table.Fields.Keys)}";
    }

    private bool IsSomewhere(string name) =>
        Knows(name) || name == RecordKinds.Root || name == top.Name || tables.Values.Any(table => table.Fields.ContainsKey(name));
}
