using System.Globalization;

namespace Store.Packs;

/// <summary>Reads a file of prompts/ledgers; every problem in it is reported at once.</summary>
public static class LedgerReader
{
    private static readonly string[] Levels = ["county", "town", "village"];
    private static readonly string[] Papers = ["A4", "A3"];

    /// <param name="forms">Every form of the pack by id: a ledger may only name questions that are asked.</param>
    /// <returns>Null where anything was wrong.</returns>
    public static Ledger? Read(string file, string content, IReadOnlyDictionary<string, Form> forms, List<Problem> problems)
    {
        var before = problems.Count;
        if (YamlEntry.Read(file, content, problems) is not { } root)
            return null;
        if (!root.IsMapping)
        {
            root.Complain("a ledger is a mapping: id, title, form, columns …");
            return null;
        }
        root.OnlyKnows("id", "title", "campaign", "level", "form", "forms", "header_fields", "columns", "totals", "checks",
            "footnote_lead", "footnotes", "blank_rows", "print");
        var formIds = ReadForms(root, forms);
        var columns = LedgerColumnReader.Read(root, [.. formIds.Where(forms.ContainsKey).Select(id => forms[id])]);
        var parts = (
            Id: root.Required("id"),
            Title: root.Required("title"),
            Campaign: root.Required("campaign"),
            Level: ReadOneOf(root, "level", Levels, fallback: null),
            Header: ReadHeaderFields(root),
            Totals: ReadTotals(root["totals"], columns),
            Checks: ReadChecks(root, columns),
            Notes: ListUnder(root, "footnotes").Select(note => note.Text ?? "").ToList(),
            BlankRows: ReadCount(root, "blank_rows"),
            Print: ReadPrint(root["print"]));
        return problems.Count > before
            ? null
            : new Ledger(parts.Id, parts.Title, parts.Campaign, parts.Level, formIds, parts.Header, columns, parts.Totals, parts.Checks,
                root.Optional("footnote_lead") ?? "", parts.Notes, parts.BlankRows, parts.Print, file);
    }

    private static IReadOnlyList<string> ReadForms(YamlEntry root, IReadOnlyDictionary<string, Form> forms)
    {
        List<YamlEntry> named = root["forms"] is not null ? [.. ListUnder(root, "forms")] : root["form"] is { } one ? [one] : [];
        if (named.Count == 0)
            (root["forms"] ?? root).Complain("'form' is missing: whose submissions become the rows?");
        foreach (var form in named)
            if (form.Text is not { } id || !forms.ContainsKey(id))
                form.Complain($"there is no form '{form.Text}'");
        return [.. named.Select(form => form.Text ?? "")];
    }

    private static List<LedgerHeaderField> ReadHeaderFields(YamlEntry root)
    {
        var fields = new List<LedgerHeaderField>();
        foreach (var field in ListUnder(root, "header_fields"))
        {
            field.OnlyKnows("text", "value", "blank", "format");
            if (field.Optional("value") is { } value && !Ledger.HeaderContext.Contains(value))
                field["value"]!.Complain($"unknown value '{value}'; known here: {string.Join(", ", Ledger.HeaderContext)}");
            var format = field.Optional("format") ?? "yyyy-MM-dd";
            if (!IsDateFormat(format))
                field["format"]!.Complain($"'{format}' is not a date format; e.g. yyyy年M月d日");
            fields.Add(new(field.Required("text"), field.Optional("value"), field.Optional("blank") ?? "", format));
        }
        return fields;
    }

    private static bool IsDateFormat(string format)
    {
        try
        {
            return DateOnly.MaxValue.ToString(format, CultureInfo.InvariantCulture).Contains("9999", StringComparison.Ordinal);
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static LedgerTotals? ReadTotals(YamlEntry? totals, IReadOnlyList<LedgerColumn> columns)
    {
        if (totals is null)
            return null;
        totals.OnlyKnows("label", "in", "sum", "at");
        var labelColumn = totals.Required("in");
        if (labelColumn.Length > 0 && columns.All(column => column.Id != labelColumn))
            totals["in"]!.Complain($"there is no column '{labelColumn}'");
        var sums = ListUnder(totals, "sum").ToList();
        foreach (var summed in sums)
            if (columns.FirstOrDefault(column => column.Id == summed.Text) is not { } column)
                summed.Complain($"there is no column '{summed.Text}'");
            else if (!column.IsNumeric)
                summed.Complain($"column '{column.Id}' holds no numbers to add up");
        return new(totals.Required("label"), labelColumn, [.. sums.Select(summed => summed.Text ?? "")],
            ReadOneOf(totals, "at", ["top", "bottom"], fallback: "bottom") == "top");
    }

    private static List<LedgerCheck> ReadChecks(YamlEntry root, IReadOnlyList<LedgerColumn> columns)
    {
        var checks = new List<LedgerCheck>();
        foreach (var check in ListUnder(root, "checks"))
        {
            check.OnlyKnows("id", "that", "severity", "message");
            var id = check.Required("id");
            if (checks.Any(other => other.Id == id))
                check["id"]!.Complain($"a second check has the id '{id}'");
            var severity = ReadOneOf(check, "severity", ["block", "warn"], fallback: "block");
            var message = check.Required("message");
            if (check.Required("that") is { Length: > 0 } that
                && LedgerColumnReader.ReadExpression(check["that"]!, that, columns.Select(column => column.Id)) is { } expression)
                checks.Add(new(id, expression, severity == "block", message));
        }
        return checks;
    }

    private static LedgerPrint ReadPrint(YamlEntry? print)
    {
        var usual = LedgerPrint.Default;
        if (print is null)
            return usual;
        print.OnlyKnows("paper", "orientation", "title_font", "font", "footer");
        return new(
            ReadOneOf(print, "paper", Papers, usual.Paper),
            ReadOneOf(print, "orientation", ["landscape", "portrait"], "landscape") == "landscape",
            print.Optional("title_font") ?? usual.TitleFont,
            print.Optional("font") ?? usual.Font,
            print.Optional("footer") ?? usual.Footer);
    }

    internal static IEnumerable<YamlEntry> ListUnder(YamlEntry parent, string key)
    {
        if (parent[key] is { IsList: false } entry)
            entry.Complain($"'{key}' is a list");
        return parent[key]?.Items ?? [];
    }

    private static int ReadCount(YamlEntry root, string key)
    {
        if (root.Optional(key) is not { } text)
            return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100)
            return count;
        root[key]!.Complain($"'{key}' is a number from 0 to 100");
        return 0;
    }

    private static string ReadOneOf(YamlEntry parent, string key, string[] allowed, string? fallback)
    {
        var text = fallback is null ? parent.Required(key) : parent.Optional(key) ?? fallback;
        if (text.Length > 0 && !allowed.Contains(text, StringComparer.Ordinal))
            parent[key]!.Complain($"'{key}' is one of {string.Join(", ", allowed)}");
        return text;
    }
}
