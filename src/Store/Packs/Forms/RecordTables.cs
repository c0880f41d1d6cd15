using Store.Expressions;

namespace Store.Packs;

/// <summary>
/// The county's records as forms see them: <c>pulldata('household', 'size', 'id', …)</c>. Which tables there are and what is in
/// them; prompts/README.md tells authors, and every form of a pack is checked against it.
/// </summary>
public static class RecordTables
{
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Columns { get; } = new Dictionary<string, IReadOnlyList<string>>
    {
        ["household"] =
        [
            "id", "name", "county", "town", "village", "group", "size", "types", "printed_type", "printed_types", "monitor_type", "risk_types", "risk_status", "identified_on",
            "labourers", "measures", "id_number",
        ],
        ["member"] = ["key", "name", "relation"],
        ["labourer"] = ["key", "name", "relation", "working"],
        ["measure"] = ["key", "name"],
        ["person"] = ["userid", "name", "role", "county", "town", "village", "unit"],
        ["village"] = ["name", "kinds", "households"],
        ["progress"] = ["key", "done_before", "problems_today"],
    };

    /// <summary>Says at its cell where a form reads a table or a column that nobody fills.</summary>
    internal static void Check(Form form, Func<FormItem, SheetRow> rowOf)
    {
        foreach (var formula in FormFormulas.Of(form))
            foreach (var pull in formula.Expression.Pulls.Where(pull => !form.Tables.ContainsKey(pull.Table)))
                if (rowOf(formula.Item)[formula.Column] is { } cell && Problem(pull) is { } problem)
                    cell.At.Unfilled($"{cell.Column}: character {pull.Position}: {problem}");
    }

    /// <summary>
    /// The case of a household that a procedure's form is about: one row with the key <c>now</c>: next (the step to take), the norms that
    /// the procedure names, and what earlier steps answered, by question. Its columns are the procedure's own.
    /// </summary>
    public const string Case = "case";

    private static string? Problem(Pull pull) => (Columns.GetValueOrDefault(pull.Table), pull.Column) switch
    {
        (null, _) when pull.Table == Case => null,
        (null, "") => $"there is no table '{pull.Table}'; known: {string.Join(", ", Columns.Keys)}",
        ({ } columns, { Length: > 0 } column) when !columns.Contains(column) =>
            $"table '{pull.Table}' has no column '{column}'; it has {string.Join(", ", columns)}",
        _ => null,
    };
}
