using System.Globalization;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Store.Expressions;

namespace Store.Packs;

/// <summary>
/// Reads prompts/ledgers/ID.xlsx: staff take the official workbook, write ${field} into its cells and a sheet named settings
/// (or 设置) with form, title, campaign, level beside it. The row with record fields repeats.
/// </summary>
public static partial class LedgerTemplateReader
{
    private static readonly string[] SettingsNames = ["settings", "设置"];
    private const string Sequence = "seq";
    public const string Count = "count";

    /// <param name="known">The ledger of the same id, if there is one: what the workbook does not say is taken from it.</param>
    /// <returns>Null where anything was wrong.</returns>
    public static Ledger? Read(string path, string base64, LedgerParts parts, Ledger? known, List<Problem> problems)
    {
        var before = problems.Count;
        try
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(Convert.FromBase64String(base64)), isEditable: false);
            var ledger = new Reading(path, document, parts, known, problems).Read(base64);
            return problems.Count > before ? null : ledger;
        }
        catch (Exception broken) when (broken is OpenXmlPackageException or FileFormatException or InvalidDataException or FormatException or System.Xml.XmlException)
        {
            problems.Add(new Problem(path, 0, $"not readable as a workbook: {broken.Message.ReplaceLineEndings(" ")}") { Cell = "" });
            return null;
        }
    }

    [GeneratedRegex(@"\$\{\s*(?<name>[^}]*?)\s*\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Field();

    private sealed class Reading(string path, SpreadsheetDocument document, LedgerParts parts, Ledger? known, List<Problem> problems)
    {
        private readonly Dictionary<string, string> settings = [];
        private string sheetName = "";

        /// <summary>The layout whose columns the workbook may name.</summary>
        private Ledger? layout;

        public Ledger? Read(string content)
        {
            var book = document.WorkbookPart!;
            foreach (var sheet in book.Workbook.Descendants<Sheet>())
                if (SettingsNames.Contains(sheet.Name?.Value?.Trim().ToLowerInvariant()))
                    ReadSettings(Cells(sheet));
            var printed = book.Workbook.Descendants<Sheet>().FirstOrDefault(sheet => !SettingsNames.Contains(sheet.Name?.Value?.Trim().ToLowerInvariant()));
            if (printed is null)
            {
                Complain("", "there is no sheet but settings");
                return null;
            }
            sheetName = printed.Name!.Value!;
            var cells = Cells(printed);
            // Whoever says whose records the rows are wants a list of them, whatever the layout of that name does.
            layout = settings.ContainsKey("form") || settings.ContainsKey("table") || known is { IsSlot: true } ? null : known;
            var merges = ((WorksheetPart)book.GetPartById(printed.Id!.Value!)).Worksheet.Descendants<MergeCell>().Select(merge => merge.Reference!.Value!).ToList();
            if (layout is { Rows: not LedgerRows.Records })
                return ReadCounted(layout, content, cells, merges);
            if (ReadInput() is not { } input)
                return null;
            var names = LedgerInputReader.Names(input.Shapes).Append(Sequence).Concat(layout?.Columns.Select(column => column.Id) ?? []).ToHashSet();
            if (RepeatingRow(cells, names) is not { } row)
            {
                Complain("", "no row has fields of a record, e.g. ${householder}: which row repeats?");
                return null;
            }
            RefuseMergesAcross(merges, row);
            var (columns, letters) = Columns(cells, merges, row, names, input.Shapes);
            var fields = Fields(cells, row);
            var id = Path.GetFileNameWithoutExtension(path);
            return new Ledger(
                settings.GetValueOrDefault("id") ?? id,
                settings.GetValueOrDefault("title") ?? known?.Title ?? TitleOf(cells),
                Setting("campaign", known?.Campaign), settings.GetValueOrDefault("level") ?? known?.Level ?? "town",
                input.Kind == LedgerInputKind.Forms ? input.Ids : [], [], columns, null, layout?.Checks ?? [], "", [], 0, LedgerPrint.Default, path)
            {
                Inputs = layout?.Inputs ?? [input],
                // What the workbook has no place for is reckoned all the same: the checks read it.
                Measures = [.. layout?.Figures.Where(figure => columns.TrueForAll(column => column.Id != figure.Id)) ?? []],
                Names = known?.Names ?? [],
                Template = new LedgerTemplate(content, sheetName, row, letters, fields),
            };
        }

        private Ledger ReadCounted(Ledger layout, string content, IReadOnlyDictionary<string, string> cells, List<string> merges)
        {
            var named = cells.Where(cell => Names(cell.Value).Any()).ToDictionary(cell => cell.Key, cell => Names(cell.Value).ToList());
            var (row, letters) = CountedTemplate.Read(layout, named, Complain);
            if (row > 0)
                RefuseMergesAcross(merges, row);
            return layout with
            {
                Sheets = null,
                File = path,
                Template = new LedgerTemplate(content, sheetName, row, letters,
                    cells.Where(cell => named.ContainsKey(cell.Key) && RowOf(cell.Key) != row).ToDictionary(cell => cell.Key, cell => cell.Value)),
            };
        }

        private void RefuseMergesAcross(IEnumerable<string> merges, int row)
        {
            foreach (var merge in merges.Where(merge => Crosses(merge, row)))
                Complain(merge, $"the merged cell crosses row {row.ToString(CultureInfo.InvariantCulture)}, which repeats");
        }

        private void ReadSettings(IReadOnlyDictionary<string, string> cells)
        {
            foreach (var (reference, text) in cells.Where(cell => ColumnOf(cell.Key) == "A"))
                if (cells.GetValueOrDefault($"B{RowOf(reference).ToString(CultureInfo.InvariantCulture)}") is { Length: > 0 } value)
                    settings[text.Trim().ToLowerInvariant()] = value.Trim();
        }

        private LedgerInput? ReadInput()
        {
            if (settings.GetValueOrDefault("table") is { } table)
            {
                if (parts.Tables.TryGetValue(table, out var shape))
                    return new("records", LedgerInputKind.Table, [table], [shape]);
                Complain("", $"settings: there is no table '{table}'");
                return null;
            }
            List<string> forms = settings.GetValueOrDefault("form") is { } written
                ? [.. written.Split([' ', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries)]
                : [.. known?.Forms ?? []];
            foreach (var missing in forms.Where(form => !parts.Forms.ContainsKey(form)))
                Complain("", $"settings: there is no form '{missing}'{Nearest.Suggest(missing, parts.Forms.Keys)}");
            if (forms.Count == 0)
                Complain("", "settings says neither form nor table: whose records become the rows?");
            return forms.Count > 0 && forms.TrueForAll(parts.Forms.ContainsKey)
                ? new("records", LedgerInputKind.Forms, forms, [.. forms.Select(form => parts.Forms[form])])
                : null;
        }

        private string Setting(string key, string? otherwise)
        {
            if ((settings.GetValueOrDefault(key) ?? otherwise) is { } value)
                return value;
            Complain("", $"settings: '{key}' is missing");
            return "";
        }

        // Header fields and record fields share some names, such as town: the row with the most fields of a record is meant.
        private static int? RepeatingRow(IReadOnlyDictionary<string, string> cells, HashSet<string> names)
        {
            var rows = cells.SelectMany(cell => Names(cell.Value).Select(name => (Row: RowOf(cell.Key), Name: name)))
                .GroupBy(field => field.Row)
                .Where(row => row.Any(field => !Ledger.HeaderContext.Contains(field.Name) && field.Name != Count))
                .OrderByDescending(row => row.Count(field => names.Contains(field.Name))).ThenBy(row => row.Key).ToList();
            return rows.Count > 0 ? rows[0].Key : null;
        }

        private (List<LedgerColumn> Columns, List<string> Letters) Columns(
            IReadOnlyDictionary<string, string> cells, List<string> merges, int row, HashSet<string> names, IReadOnlyList<Form> forms)
        {
            var columns = new List<LedgerColumn>();
            var letters = new List<string>();
            foreach (var (reference, text) in cells.Where(cell => RowOf(cell.Key) == row && cell.Value.Length > 0).OrderBy(cell => NumberOf(ColumnOf(cell.Key))))
            {
                var letter = ColumnOf(reference);
                var fields = Names(text).ToList();
                foreach (var unknown in fields.Where(name => !names.Contains(name)))
                    Complain(reference, $"there is no field '{unknown}'{Nearest.Suggest(unknown, names)}");
                var question = fields.Count == 1 ? forms.Select(form => form.Find(fields[0])).FirstOrDefault(found => found is not null) : null;
                var id = fields.Count == 1 && columns.TrueForAll(column => column.Id != fields[0]) ? fields[0] : $"col{letter}";
                var heading = Heading(cells, merges, row, letter, id);
                columns.Add(fields.Count == 1 && Field().Match(text).Length == text.Trim().Length && layout?.Columns.FirstOrDefault(column => column.Id == fields[0]) is { } laid
                    ? laid with { Id = id, Path = heading }
                    : new(id, heading, TypeOf(question, fields), SourceOf(text, fields, forms), null));
                letters.Add(letter);
            }
            return (columns, letters);
        }

        private static LedgerSource SourceOf(string text, List<string> fields, IReadOnlyList<Form> forms)
        {
            if (fields.Count == 0)
                return new LedgerSource.Words(text);
            if (fields.Count == 1 && Field().Match(text).Length == text.Trim().Length)
                return fields[0] == Sequence ? new LedgerSource.RunningNumber()
                    : forms.Any(form => form.Find(fields[0]) is not null) ? new LedgerSource.Answer(fields[0], Stored: false)
                    : new LedgerSource.Context(fields[0]);
            // Words around fields: the same as concat() would put together.
            var pieces = new List<string>();
            var at = 0;
            foreach (Match field in Field().Matches(text))
            {
                if (field.Index > at)
                    pieces.Add(Quoted(text[at..field.Index]));
                var name = field.Groups["name"].Value;
                pieces.Add(forms.Any(form => form.Find(name) is { Choices.Count: > 0 }) ? $"jr:choice-name(${{{name}}}, '${{{name}}}')" : $"${{{name}}}");
                at = field.Index + field.Length;
            }
            if (at < text.Length)
                pieces.Add(Quoted(text[at..]));
            try
            {
                return new LedgerSource.Formula(Expression.Parse(pieces.Count == 1 ? pieces[0] : $"concat({string.Join(", ", pieces)})"));
            }
            catch (ExpressionException)
            {
                return new LedgerSource.Words(text);
            }
        }

        private static string Quoted(string text) => text.Contains('\'', StringComparison.Ordinal) ? $"\"{text.Replace("\"", "", StringComparison.Ordinal)}\"" : $"'{text}'";

        private static LedgerColumnType TypeOf(Question? question, List<string> fields) => question?.Type switch
        {
            QuestionType.Integer or QuestionType.Range => LedgerColumnType.Int,
            QuestionType.Decimal => LedgerColumnType.Decimal,
            QuestionType.Date => LedgerColumnType.Date,
            _ when fields is [Sequence] => LedgerColumnType.Int,
            _ when fields is [Ledger.SubmittedOn] => LedgerColumnType.Date,
            _ => LedgerColumnType.Text,
        };

        /// <summary>The header above a column, from the top down; a title that spans everything is none.</summary>
        private static List<string> Heading(IReadOnlyDictionary<string, string> cells, List<string> merges, int row, string letter, string otherwise)
        {
            var path = new List<string>();
            for (var above = row - 1; above >= 1 && path.Count < 4; above--)
            {
                var inRow = cells.Where(cell => RowOf(cell.Key) == above && cell.Value.Length > 0).ToList();
                var (text, from) = TextAt(cells, merges, above, letter);
                if (text.Length == 0 && !merges.Exists(merge => Covers(merge, above, letter)) || inRow.Count < 2 && from == "A" && merges.Exists(merge => Covers(merge, above, letter) && merge.StartsWith($"A{above}:", StringComparison.Ordinal)) || text.Contains("${", StringComparison.Ordinal))
                    break;
                if (text.Length > 0 && (path.Count == 0 || path[0] != text))
                    path.Insert(0, text.ReplaceLineEndings(""));
            }
            return path.Count > 0 ? path : [otherwise];
        }

        private static (string Text, string From) TextAt(IReadOnlyDictionary<string, string> cells, List<string> merges, int row, string letter)
        {
            var reference = merges.FirstOrDefault(merge => Covers(merge, row, letter))?.Split(':')[0] ?? $"{letter}{row.ToString(CultureInfo.InvariantCulture)}";
            return (cells.GetValueOrDefault(reference, ""), ColumnOf(reference));
        }

        private Dictionary<string, string> Fields(IReadOnlyDictionary<string, string> cells, int row)
        {
            var fields = new Dictionary<string, string>();
            foreach (var (reference, text) in cells.Where(cell => RowOf(cell.Key) != row && Names(cell.Value).Any()))
            {
                foreach (var unknown in Names(text).Where(name => !Ledger.HeaderContext.Contains(name) && name != Count))
                    Complain(reference, $"there is no field '{unknown}' outside the row that repeats{Nearest.Suggest(unknown, Ledger.HeaderContext)}");
                fields[reference] = text;
            }
            return fields;
        }

        private static string TitleOf(IReadOnlyDictionary<string, string> cells) =>
            cells.OrderBy(cell => RowOf(cell.Key)).ThenBy(cell => NumberOf(ColumnOf(cell.Key))).Select(cell => cell.Value).FirstOrDefault(text => text.Length > 0) ?? "";

        private Dictionary<string, string> Cells(Sheet sheet)
        {
            var book = document.WorkbookPart!;
            var shared = book.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText).ToList() ?? [];
            return ((WorksheetPart)book.GetPartById(sheet.Id!.Value!)).Worksheet.Descendants<Cell>().Where(cell => cell.CellReference is not null)
                .ToDictionary(cell => cell.CellReference!.Value!, cell => cell.DataType?.Value == CellValues.SharedString && int.TryParse(cell.CellValue?.Text, out var place) && place < shared.Count
                    ? shared[place]
                    : cell.InlineString?.InnerText ?? cell.CellValue?.Text ?? "");
        }

        private void Complain(string reference, string message) =>
            problems.Add(new Problem(path, reference.Length > 0 ? RowOf(reference) : 0, message) { Cell = reference.Length > 0 ? $"{sheetName}!{reference}" : "" });
    }

    private static IEnumerable<string> Names(string text) => Field().Matches(text).Select(found => found.Groups["name"].Value);

    private static bool Crosses(string merge, int row) => merge.Split(':') is [var first, var last]
        && RowOf(first) <= row && row <= RowOf(last) && RowOf(first) != RowOf(last);

    private static bool Covers(string merge, int row, string letter) => merge.Split(':') is [var first, var last]
        && RowOf(first) <= row && row <= RowOf(last) && NumberOf(ColumnOf(first)) <= NumberOf(letter) && NumberOf(letter) <= NumberOf(ColumnOf(last));

    private static string ColumnOf(string reference) => string.Concat(reference.TakeWhile(char.IsAsciiLetter));

    private static int RowOf(string reference) =>
        int.TryParse(string.Concat(reference.SkipWhile(char.IsAsciiLetter).TakeWhile(char.IsAsciiDigit)), CultureInfo.InvariantCulture, out var row) ? row : 0;

    private static int NumberOf(string letters) => letters.Aggregate(0, (sum, letter) => sum * 26 + (letter - 'A' + 1));
}
