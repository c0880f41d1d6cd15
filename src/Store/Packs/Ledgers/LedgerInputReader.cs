using Store.Expressions;

namespace Store.Packs;

/// <summary>Reads what a ledger reads: form, forms, or inputs by name.</summary>
internal static class LedgerInputReader
{
    private static readonly Dictionary<string, LedgerInputKind> Rosters = new(StringComparer.Ordinal)
    {
        ["households"] = LedgerInputKind.Households,
        ["people"] = LedgerInputKind.People,
        ["units"] = LedgerInputKind.Units,
    };

    public static IReadOnlyList<LedgerInput> Read(YamlEntry root, LedgerParts known)
    {
        var inputs = new List<LedgerInput>();
        if (root["form"] is not null || root["forms"] is not null || root["inputs"] is null)
            inputs.Add(OfForms("records", root, known));
        foreach (var (key, entry) in root["inputs"]?.Pairs ?? [])
        {
            entry.OnlyKnows("form", "forms", "table", "roster", "where", "one_per", "prefer", "still", "unless", "match", "on");
            var name = key.Text ?? "";
            var input = entry.Optional("table") is { } table ? OfTable(name, entry, table, known)
                : entry.Optional("roster") is { } roster ? OfRoster(name, entry, roster)
                : OfForms(name, entry, known);
            inputs.Add(input with
            {
                Where = Condition(entry, "where", input),
                OnePer = Condition(entry, "one_per", input),
                Prefer = Condition(entry, "prefer", input),
                Still = Condition(entry, "still", input),
                Unless = Unless(entry["unless"], input),
                Match = Condition(entry, "match", input),
                On = Condition(entry, "on", input),
            });
        }
        foreach (var (key, entry) in root["inputs"]?.Pairs ?? [])
            if (entry["unless"]?.Optional("input") is { } other && inputs.TrueForAll(input => input.Name != other))
                entry["unless"]!.Complain($"there is no input '{other}'; known: {string.Join(", ", inputs.Select(input => input.Name))}");
        return inputs;
    }

    /// <summary>What an expression over records of these forms may name; a form that lacks a question answers it with nothing.</summary>
    public static IEnumerable<string> Names(IEnumerable<Form> forms) =>
        forms.SelectMany(form => form.Questions).Select(question => question.Name).Concat(Ledger.RecordContext);

    private static Expression? Condition(YamlEntry entry, string key, LedgerInput input) =>
        entry.Optional(key) is { } text ? LedgerColumnReader.ReadExpression(entry[key]!, text, Names(input.Shapes)) : null;

    private static (string, Expression)? Unless(YamlEntry? entry, LedgerInput input)
    {
        entry?.OnlyKnows("input", "by");
        return entry is not null && entry.Required("input") is { Length: > 0 } other && entry.Required("by") is { Length: > 0 } by
            && LedgerColumnReader.ReadExpression(entry["by"]!, by, Names(input.Shapes)) is { } expression
            ? (other, expression)
            : null;
    }

    private static LedgerInput OfForms(string name, YamlEntry entry, LedgerParts known)
    {
        List<YamlEntry> named = entry["forms"] is not null ? [.. LedgerReader.ListUnder(entry, "forms")] : entry["form"] is { } one ? [one] : [];
        if (named.Count == 0)
            (entry["forms"] ?? entry).Complain("'form' is missing: whose submissions become the rows?");
        foreach (var form in named)
            if (form.Text is not { } id || !known.Forms.ContainsKey(id))
                form.Complain($"there is no form '{form.Text}'");
        List<string> ids = [.. named.Select(form => form.Text ?? "")];
        return new(name, LedgerInputKind.Forms, ids, [.. ids.Where(known.Forms.ContainsKey).Select(id => known.Forms[id])]);
    }

    private static LedgerInput OfTable(string name, YamlEntry entry, string table, LedgerParts known)
    {
        if (!known.Tables.ContainsKey(table))
            entry["table"]!.Complain($"there is no table '{table}'; known: {string.Join(", ", known.Tables.Keys)}");
        return new(name, LedgerInputKind.Table, [table], known.Tables.TryGetValue(table, out var shape) ? [shape] : []);
    }

    private static LedgerInput OfRoster(string name, YamlEntry entry, string roster)
    {
        if (!Rosters.TryGetValue(roster, out var kind))
        {
            entry["roster"]!.Complain($"'roster' is one of {string.Join(", ", Rosters.Keys)}");
            kind = LedgerInputKind.Households;
        }
        return new(name, kind, [roster], [LedgerInput.RosterShapes[kind]]);
    }
}
