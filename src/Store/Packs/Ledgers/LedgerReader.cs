using System.Globalization;

namespace Store.Packs;

/// <summary>Reads a file of prompts/ledgers; every problem in it is reported at once.</summary>
public static class LedgerReader
{
    private static readonly string[] Levels = ["county", "town", "village"];
    private static readonly string[] Papers = ["A4", "A3"];

    /// <param name="forms">Every form of the pack by id: a ledger may only name questions that are asked.</param>
    /// <returns>Null where anything was wrong.</returns>
    public static Ledger? Read(string file, string content, IReadOnlyDictionary<string, Form> forms, List<Problem> problems) =>
        Read(file, content, new LedgerParts(forms), problems);

    /// <returns>Null where anything was wrong.</returns>
    public static Ledger? Read(string file, string content, LedgerParts known, List<Problem> problems)
    {
        var before = problems.Count;
        if (YamlEntry.Read(file, content, problems) is not { } root)
            return null;
        if (!root.IsMapping)
        {
            root.Complain("a ledger is a mapping: id, title, form, columns …");
            return null;
        }
        root.OnlyKnows("id", "title", "names", "title_drops", "campaign", "level", "form", "forms", "inputs", "rows", "header_fields", "columns", "measures", "totals",
            "sheets", "stated", "checks", "footnote_lead", "footnotes", "blank_rows", "print", "slot");
        if (root["slot"] is not null)
            return ReadSlot(root, file, problems, before);
        var inputs = LedgerInputReader.Read(root, known);
        var rows = LedgerRowsReader.Read(root["rows"], inputs, known);
        var scope = new LedgerColumnScope(inputs, rows);
        var columns = LedgerColumnReader.Read(root, "columns", scope);
        var measures = LedgerColumnReader.Read(root, "measures", scope);
        IReadOnlyList<LedgerColumn> figures = [.. columns, .. measures];
        LedgerColumnReader.CheckFormulas(root, figures, rows);
        rows = LedgerRowsReader.WithInstead(root["rows"], rows, figures, scope);
        var parts = (
            Id: root.Required("id"),
            Title: root.Required("title"),
            Campaign: root.Optional("campaign") ?? "",
            Level: ReadOneOf(root, "level", Levels, fallback: null),
            Header: ReadHeaderFields(root),
            Totals: ReadTotals(root["totals"], columns),
            Checks: LedgerCheckReader.Read(root, figures, inputs, rows),
            Notes: Texts(root, "footnotes"),
            BlankRows: ReadCount(root, "blank_rows"),
            Print: ReadPrint(root["print"]),
            Sheets: ReadSheets(root["sheets"]),
            Stated: LedgerStatedReader.Read(root["stated"], columns, known));
        return problems.Count > before
            ? null
            : new Ledger(parts.Id, parts.Title, parts.Campaign, parts.Level,
                [.. inputs.Where(input => input.Kind == LedgerInputKind.Forms).SelectMany(input => input.Ids).Distinct()],
                parts.Header, columns, parts.Totals, parts.Checks, root.Optional("footnote_lead") ?? "", parts.Notes, parts.BlankRows, parts.Print, file)
            {
                Inputs = inputs,
                Rows = rows,
                Measures = measures,
                Sheets = parts.Sheets,
                Stated = parts.Stated,
                TitleDrops = Texts(root, "title_drops"),
                Names = Texts(root, "names"),
            };
    }

    // The source names the ledger and says nothing of its columns.
    private static Ledger? ReadSlot(YamlEntry root, string file, List<Problem> problems, int before)
    {
        root.OnlyKnows("id", "title", "names", "campaign", "level", "slot");
        var slot = new Ledger(root.Required("id"), root.Required("title"), root.Required("campaign"),
            ReadOneOf(root, "level", Levels, fallback: null), [], [], [], null, [], "", [], 0, LedgerPrint.Default, file)
        { IsSlot = true, Names = Texts(root, "names") };
        return problems.Count > before ? null : slot;
    }

    private static List<LedgerHeaderField> ReadHeaderFields(YamlEntry root)
    {
        var fields = new List<LedgerHeaderField>();
        foreach (var field in ListUnder(root, "header_fields"))
        {
            field.OnlyKnows("text", "value", "blank", "format", "at", "sign");
            if (field.Optional("value") is { } value && !Ledger.HeaderContext.Contains(value))
                field["value"]!.Complain($"unknown value '{value}'; known here: {string.Join(", ", Ledger.HeaderContext)}");
            var format = field.Optional("format") ?? "yyyy-MM-dd";
            if (!IsDateFormat(format))
                field["format"]!.Complain($"'{format}' is not a date format; e.g. yyyy年M月d日");
            fields.Add(new(field.Required("text"), field.Optional("value"), field.Optional("blank") ?? "", format)
            {
                AtBottom = ReadOneOf(field, "at", ["top", "bottom"], fallback: "top") == "bottom",
                MustBeSigned = ReadOneOf(field, "sign", ["yes", "no"], fallback: "no") == "yes",
            });
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
        totals.OnlyKnows("label", "in", "sum", "recount", "at");
        var labelColumn = totals.Required("in");
        if (labelColumn.Length > 0 && columns.All(column => column.Id != labelColumn))
            totals["in"]!.Complain($"there is no column '{labelColumn}'");
        return new(totals.Required("label"), labelColumn, Numeric("sum"),
            ReadOneOf(totals, "at", ["top", "bottom"], fallback: "bottom") == "top")
        { Recount = Numeric("recount") };

        List<string> Numeric(string key)
        {
            var named = ListUnder(totals, key).ToList();
            foreach (var summed in named)
                if (columns.FirstOrDefault(column => column.Id == summed.Text) is not { } column)
                    summed.Complain($"there is no column '{summed.Text}'");
                else if (!column.IsNumeric)
                    summed.Complain($"column '{column.Id}' holds no numbers to add up");
                else if (key == "recount" && column.Source is not LedgerSource.Tally)
                    summed.Complain($"column '{column.Id}' counts nothing that could be counted again");
            return [.. named.Select(summed => summed.Text ?? "")];
        }
    }

    private static LedgerSheets? ReadSheets(YamlEntry? sheets)
    {
        if (sheets is null)
            return null;
        sheets.OnlyKnows("per", "all", "empty");
        return new(ReadOneOf(sheets, "per", ["town", "village"], fallback: null),
            ReadOneOf(sheets, "all", ["yes", "no"], fallback: "no") == "yes",
            ReadOneOf(sheets, "empty", ["yes", "no"], fallback: "no") == "yes");
    }

    private static LedgerPrint ReadPrint(YamlEntry? print)
    {
        var usual = LedgerPrint.Default;
        if (print is null)
            return usual;
        print.OnlyKnows("paper", "orientation", "title_font", "font", "footer", "fit");
        return new(
            ReadOneOf(print, "paper", Papers, usual.Paper),
            ReadOneOf(print, "orientation", ["landscape", "portrait"], "landscape") == "landscape",
            print.Optional("title_font") ?? usual.TitleFont,
            print.Optional("font") ?? usual.Font,
            print.Optional("footer") ?? usual.Footer)
        { OnePage = ReadOneOf(print, "fit", ["width", "page"], "width") == "page" };
    }

    internal static IEnumerable<YamlEntry> ListUnder(YamlEntry parent, string key)
    {
        if (parent[key] is { IsList: false } entry)
            entry.Complain($"'{key}' is a list");
        return parent[key]?.Items ?? [];
    }

    internal static List<string> Texts(YamlEntry parent, string key) => [.. ListUnder(parent, key).Select(item => item.Text ?? "")];

    private static int ReadCount(YamlEntry root, string key)
    {
        if (root.Optional(key) is not { } text)
            return 0;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100)
            return count;
        root[key]!.Complain($"'{key}' is a number from 0 to 100");
        return 0;
    }

    internal static string ReadOneOf(YamlEntry parent, string key, string[] allowed, string? fallback)
    {
        var text = fallback is null ? parent.Required(key) : parent.Optional(key) ?? fallback;
        if (text.Length > 0 && !allowed.Contains(text, StringComparer.Ordinal))
            parent[key]!.Complain($"'{key}' is one of {string.Join(", ", allowed)}");
        return text;
    }
}

/// <summary>What a ledger can refer to.</summary>
public sealed record LedgerParts(IReadOnlyDictionary<string, Form> Forms)
{
    /// <summary>The fact tables by id, as forms: a column is a question.</summary>
    public IReadOnlyDictionary<string, Form> Tables { get; init; } = new Dictionary<string, Form>();

    /// <summary>The content of a file by its path under prompts/; null where there is none.</summary>
    public Func<string, string?> File { get; init; } = static _ => null;
}

/// <summary>What the columns of a ledger may read.</summary>
internal sealed record LedgerColumnScope(IReadOnlyList<LedgerInput> Inputs, LedgerRows Rows)
{
    /// <summary>Whose records the rows are; nobody's where rows are counted.</summary>
    public IReadOnlyList<Form> RowForms => Rows.AreCounted || Inputs.Count == 0 ? [] : Inputs[0].Shapes;

    public IEnumerable<string> RecordNames => LedgerInputReader.Names(RowForms);
}
