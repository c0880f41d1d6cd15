using System.Text.RegularExpressions;

namespace Store.Packs;

/// <summary>Reads prompts/reports/*.yaml.</summary>
internal static partial class ReportReader
{
    private static readonly Dictionary<string, ReportStyle> Styles = new(StringComparer.Ordinal)
    {
        ["title"] = ReportStyle.Title,
        ["date"] = ReportStyle.Date,
        ["heading"] = ReportStyle.Heading,
        ["subheading"] = ReportStyle.Subheading,
        ["text"] = ReportStyle.Text,
    };

    public static Report Read(YamlEntry root, LedgerParts known, IReadOnlyList<Ledger> ledgers)
    {
        root.OnlyKnows("id", "title", "names", "campaign", "inputs", "figures", "cells", "blank", "body", "print");
        var inputs = root["inputs"] is null ? [] : LedgerInputReader.Read(root, known);
        var figures = LedgerColumnReader.Read(root, "figures", new LedgerColumnScope(inputs, LedgerRows.One.Row));
        LedgerColumnReader.CheckFormulas(root, figures, LedgerRows.One.Row);
        var (id, campaign) = (root.Required("id"), root.Required("campaign"));
        var report = new Report(
            id, root.Required("title"), campaign,
            new Ledger(id, root.Optional("title") ?? "", campaign, "town", [], [], figures, null, [], "", [], 0, LedgerPrint.Default, root.File)
            {
                Inputs = inputs,
                Rows = LedgerRows.One.Row,
            },
            ReadCells(root["cells"], ledgers), ReadBody(root), root.Required("blank"), ReadPrint(root["print"]), root.File)
        { Names = LedgerReader.Texts(root, "names") };
        foreach (var (paragraph, entry) in report.Body.Zip(LedgerReader.ListUnder(root, "body")))
            foreach (var name in InBraces().Matches(paragraph.Text).Select(found => found.Groups["name"].Value).Except(report.Mentions))
                entry.Complain($"'{name}' is no figure of this report");
        return report;
    }

    private static Dictionary<string, ReportCell> ReadCells(YamlEntry? cells, IReadOnlyList<Ledger> ledgers)
    {
        var read = new Dictionary<string, ReportCell>();
        foreach (var (name, at) in cells?.Pairs ?? [])
            if (at.Items.Select(item => item.Text ?? "").ToList() is [var id, var row, var column])
            {
                read[name.Text ?? ""] = new(id, row, column);
                if (ledgers.FirstOrDefault(ledger => ledger.Id == id) is not { } ledger)
                    at.Complain($"there is no ledger '{id}'");
                else if (ledger.Columns.All(each => each.Id != column))
                    at.Complain($"ledger '{id}' has no column '{column}'");
            }
            else
                at.Complain("a cell is [ledger, row, column]");
        return read;
    }

    private static List<ReportParagraph> ReadBody(YamlEntry root)
    {
        var body = new List<ReportParagraph>();
        foreach (var entry in LedgerReader.ListUnder(root, "body"))
            if (entry.Pairs.ToList() is [var only] && only.Key.Text is { } name && Styles.TryGetValue(name, out var style))
                body.Add(new(style, only.Value.Text ?? ""));
            else
            {
                entry.Complain($"a paragraph is one of {string.Join(", ", Styles.Keys)}: its text");
                body.Add(new(ReportStyle.Text, ""));
            }
        return body;
    }

    private static ReportPrint ReadPrint(YamlEntry? print)
    {
        print?.OnlyKnows("title_font", "heading_font", "font");
        return new(print?.Optional("title_font") ?? "宋体", print?.Optional("heading_font") ?? "黑体", print?.Optional("font") ?? "仿宋");
    }

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex InBraces();
}
