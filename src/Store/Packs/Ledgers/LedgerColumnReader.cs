using System.Globalization;
using Store.Expressions;

namespace Store.Packs;

/// <summary>Reads the columns of a ledger: header path, type, and where the values come from.</summary>
internal static class LedgerColumnReader
{
    private static readonly Dictionary<string, LedgerColumnType> Types = new(StringComparer.Ordinal)
    {
        ["int"] = LedgerColumnType.Int,
        ["decimal"] = LedgerColumnType.Decimal,
        ["percent"] = LedgerColumnType.Percent,
        ["date"] = LedgerColumnType.Date,
        ["enum"] = LedgerColumnType.Enum,
        ["text"] = LedgerColumnType.Text,
        ["org"] = LedgerColumnType.Org,
        ["person"] = LedgerColumnType.Person,
        ["id_card"] = LedgerColumnType.IdCard,
    };

    public static IReadOnlyList<LedgerColumn> Read(YamlEntry root, string key, LedgerColumnScope scope)
    {
        var columns = new List<LedgerColumn>();
        foreach (var entry in LedgerReader.ListUnder(root, key))
        {
            entry.OnlyKnows("id", "path", "type", "source", "width", "mask", "merge", "across");
            var id = entry.Required("id");
            if (id.Length > 0 && columns.Any(other => other.Id == id))
                entry["id"]!.Complain($"a second column has the id '{id}'");
            var path = key == "measures" && entry["path"] is null ? [id] : ReadPath(entry);
            if (columns.FirstOrDefault(other => IsInside(path, other.Path) || IsInside(other.Path, path)) is { } clash)
                entry["path"]!.Complain($"the header of '{clash.Id}' is at once a column and a group of columns");
            columns.Add(new(id, path, key == "measures" && entry["type"] is null ? LedgerColumnType.Int : ReadType(entry),
                ReadSource(entry["source"], entry, scope), ReadWidth(entry))
            {
                ShowsWhole = ReadShowsWhole(entry),
                MergesDown = LedgerReader.ReadOneOf(entry, "merge", ["yes", "no"], "no") == "yes",
                MergesAcross = LedgerReader.ReadOneOf(entry, "across", ["yes", "no"], "no") == "yes",
            });
        }
        if (columns.Count == 0 && key == "columns")
            (root["columns"] ?? root).Complain("'columns' is missing or empty");
        return columns;
    }

    /// <summary>Where rows are counted, a formula reads figures, which are known only once all columns are read.</summary>
    public static void CheckFormulas(YamlEntry root, IReadOnlyList<LedgerColumn> figures, LedgerRows rows)
    {
        if (!rows.AreCounted)
            return;
        foreach (var key in new[] { "columns", "measures" })
            foreach (var entry in LedgerReader.ListUnder(root, key))
                if (figures.FirstOrDefault(column => column.Id == entry.Optional("id")) is { Source: LedgerSource.Formula formula })
                    CheckNames(entry["source"]?["formula"] ?? entry, formula.Expression, figures);
    }

    public static void CheckNames(YamlEntry entry, Expression formula, IReadOnlyList<LedgerColumn> figures)
    {
        foreach (var unknown in formula.References.Except(figures.Select(column => column.Id), StringComparer.Ordinal))
            entry.Complain($"'{unknown}' in the expression is no column or measure of this ledger");
    }

    public static Expression? ReadExpression(YamlEntry entry, string text, IEnumerable<string> names)
    {
        var expression = Parse(entry, text);
        foreach (var unknown in expression?.References.Except(names, StringComparer.Ordinal) ?? [])
            entry.Complain($"'{unknown}' in the expression is nothing this ledger knows");
        return expression;
    }

    private static Expression? Parse(YamlEntry entry, string text)
    {
        try
        {
            return Expression.Parse(text);
        }
        catch (ExpressionException broken)
        {
            entry.Complain($"not an expression: {broken.Message}");
            return null;
        }
    }

    private static IReadOnlyList<string> ReadPath(YamlEntry column)
    {
        IReadOnlyList<string> path = [.. column["path"]?.Items.Select(step => step.Text ?? "") ?? []];
        if (path.Count is 0 or > 4 || path.Any(string.IsNullOrWhiteSpace))
            (column["path"] ?? column).Complain("'path' is a list of one to four header texts, from the top down");
        return path;
    }

    private static bool IsInside(IReadOnlyList<string> path, IReadOnlyList<string> group) =>
        group.Count > 0 && path.Count > group.Count && path.Take(group.Count).SequenceEqual(group);

    private static LedgerColumnType ReadType(YamlEntry column)
    {
        var name = column.Required("type");
        if (Types.TryGetValue(name, out var type))
            return type;
        if (name.Length > 0)
            column["type"]!.Complain($"unknown column type '{name}'; known: {string.Join(", ", Types.Keys)}");
        return LedgerColumnType.Text;
    }

    /// <param name="place">Where to complain if there is no source at all.</param>
    public static LedgerSource ReadSource(YamlEntry? source, YamlEntry place, LedgerColumnScope scope)
    {
        switch (source?.Text)
        {
            case "auto": return new LedgerSource.RunningNumber();
            case "blank": return new LedgerSource.Blank();
            case "dash": return new LedgerSource.Dash();
        }
        if (source is not { IsMapping: true })
        {
            (source ?? place).Complain("'source' is auto, blank, dash, {answer: question}, {context: name} or {formula: expression}");
            return new LedgerSource.Blank();
        }
        source.OnlyKnows("answer", "show", "context", "formula", "row", "text", "or_row", "count", "sum", "of", "where", "distinct", "running");
        if (source.Pairs.Count(pair => pair.Key.Text is "answer" or "context" or "formula" or "row" or "text" or "count" or "sum") != 1)
            source.Complain("a source names exactly one of answer, context, formula, row, text, count, sum");
        if (source.Optional("answer") is { } answer)
            return ReadAnswer(source, answer, scope.RowForms);
        if (source["show"] is { } show)
            show.Complain("'show' goes with an answer");
        if (source.Optional("context") is { } context)
        {
            var known = scope.Rows.AreCounted ? Ledger.HeaderContext : Ledger.RecordContext;
            if (!known.Contains(context))
                source["context"]!.Complain($"unknown context '{context}'; known: {string.Join(", ", known)}");
            return new LedgerSource.Context(context);
        }
        if (source.Optional("row") is { } row)
            return new LedgerSource.Row(row);
        if (source["text"] is { Text: { } words })
            return new LedgerSource.Words(words);
        if ((source["count"] ?? source["sum"]) is { } counted)
            return ReadTally(source, counted, scope);
        if (source.Optional("formula") is not { } formula)
            return new LedgerSource.Blank();
        var expression = scope.Rows.AreCounted ? Parse(source["formula"]!, formula) : ReadExpression(source["formula"]!, formula, scope.RecordNames);
        return expression is null ? new LedgerSource.Blank() : new LedgerSource.Formula(expression);
    }

    private static LedgerSource ReadTally(YamlEntry source, YamlEntry counted, LedgerColumnScope scope)
    {
        if (scope.Inputs.FirstOrDefault(input => input.Name == counted.Text) is not { } input)
        {
            counted.Complain($"there is no input '{counted.Text}'; known: {string.Join(", ", scope.Inputs.Select(known => known.Name))}");
            return new LedgerSource.Blank();
        }
        var names = LedgerInputReader.Names(input.Shapes).ToList();
        List<YamlEntry> where = source["where"] switch { null => [], { IsList: true } several => [.. several.Items], var one => [one] };
        if (source["sum"] is not null && source["of"] is null)
            source.Complain("'sum' needs 'of': what is added up");
        return new LedgerSource.Tally(
            input.Name,
            source["of"] is { Text: { } of } ? ReadExpression(source["of"]!, of, names) : null,
            [.. where.Select(condition => ReadExpression(condition, condition.Text ?? "", names)).OfType<Expression>()],
            source.Optional("distinct") is { } distinct ? ReadExpression(source["distinct"]!, distinct, names) : null,
            LedgerReader.ReadOneOf(source, "running", ["yes", "no"], "no") == "yes");
    }

    private static LedgerSource.Answer ReadAnswer(YamlEntry source, string question, IReadOnlyList<Form> forms)
    {
        foreach (var form in forms)
            if (form.Find(question) is null)
                source["answer"]!.Complain($"form '{form.Id}' has no question '{question}'");
            else if (form.Questions.Count(named => named.Name == question) > 1)
                source["answer"]!.Complain($"form '{form.Id}' has more than one question '{question}'; give them different names");
        var show = source.Optional("show") ?? "label";
        if (show is not ("label" or "value"))
            source["show"]!.Complain("'show' is label or value");
        return new LedgerSource.Answer(question, Stored: show == "value", source.Optional("or_row"));
    }

    private static bool ReadShowsWhole(YamlEntry column)
    {
        if (column.Optional("mask") is { } mask && mask is not ("yes" or "no"))
            column["mask"]!.Complain("'mask' is yes or no; no prints ID and phone numbers whole");
        return column.Optional("mask") == "no";
    }

    private static double? ReadWidth(YamlEntry column)
    {
        if (column.Optional("width") is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var width) && width is >= 2 and <= 200)
            return width;
        column["width"]!.Complain("'width' is a number from 2 to 200: half-width characters");
        return null;
    }
}
