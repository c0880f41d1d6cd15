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

    public static IReadOnlyList<LedgerColumn> Read(YamlEntry root, IReadOnlyList<Form> forms)
    {
        var columns = new List<LedgerColumn>();
        foreach (var entry in LedgerReader.ListUnder(root, "columns"))
        {
            entry.OnlyKnows("id", "path", "type", "source", "width", "mask");
            var id = entry.Required("id");
            if (id.Length > 0 && columns.Any(other => other.Id == id))
                entry["id"]!.Complain($"a second column has the id '{id}'");
            var path = ReadPath(entry);
            if (columns.FirstOrDefault(other => IsInside(path, other.Path) || IsInside(other.Path, path)) is { } clash)
                entry["path"]!.Complain($"the header of '{clash.Id}' is at once a column and a group of columns");
            columns.Add(new(id, path, ReadType(entry), ReadSource(entry, forms), ReadWidth(entry)) { ShowsWhole = ReadShowsWhole(entry) });
        }
        if (columns.Count == 0)
            (root["columns"] ?? root).Complain("'columns' is missing or empty");
        return columns;
    }

    public static Expression? ReadExpression(YamlEntry entry, string text, IEnumerable<string> names)
    {
        try
        {
            var expression = Expression.Parse(text);
            foreach (var unknown in expression.References.Except(names, StringComparer.Ordinal))
                entry.Complain($"'{unknown}' in the expression is nothing this ledger knows");
            return expression;
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

    private static LedgerSource ReadSource(YamlEntry column, IReadOnlyList<Form> forms)
    {
        var source = column["source"];
        switch (source?.Text)
        {
            case "auto": return new LedgerSource.RunningNumber();
            case "blank": return new LedgerSource.Blank();
            case "dash": return new LedgerSource.Dash();
        }
        if (source is not { IsMapping: true })
        {
            (source ?? column).Complain("'source' is auto, blank, dash, {answer: question}, {context: name} or {formula: expression}");
            return new LedgerSource.Blank();
        }
        source.OnlyKnows("answer", "show", "context", "formula");
        if (source.Pairs.Count(pair => pair.Key.Text is "answer" or "context" or "formula") != 1)
            source.Complain("a source names exactly one of answer, context, formula");
        if (source.Optional("answer") is { } answer)
            return ReadAnswer(source, answer, forms);
        if (source["show"] is { } show)
            show.Complain("'show' goes with an answer");
        if (source.Optional("context") is { } context)
        {
            if (!Ledger.RecordContext.Contains(context))
                source["context"]!.Complain($"unknown context '{context}'; known: {string.Join(", ", Ledger.RecordContext)}");
            return new LedgerSource.Context(context);
        }
        var names = forms.SelectMany(form => form.Questions).Select(question => question.Name).Concat(Ledger.RecordContext);
        return source.Optional("formula") is { } formula && ReadExpression(source["formula"]!, formula, names) is { } expression
            ? new LedgerSource.Formula(expression)
            : new LedgerSource.Blank();
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
        return new LedgerSource.Answer(question, Stored: show == "value");
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
