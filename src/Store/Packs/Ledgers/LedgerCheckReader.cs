using Store.Expressions;

namespace Store.Packs;

/// <summary>Reads the checks of a ledger (勾稽关系).</summary>
internal static class LedgerCheckReader
{
    private static readonly string[] Kinds = ["that", "adds_up", "none", "every_row", "dashes", "agrees", "counts_rows", "teams", "once", "away"];

    public static IReadOnlyList<LedgerCheck> Read(
        YamlEntry root, IReadOnlyList<LedgerColumn> figures, IReadOnlyList<LedgerInput> inputs, LedgerRows rows)
    {
        var checks = new List<LedgerCheck>();
        foreach (var check in LedgerReader.ListUnder(root, "checks"))
        {
            check.OnlyKnows("id", "that", "cells", "totals", "adds_up", "none", "where", "name", "every_row", "dashes", "agrees", "counts_rows", "teams", "once", "away", "severity", "message");
            var id = check.Required("id");
            if (checks.Any(other => other.Id == id))
                check["id"]!.Complain($"a second check has the id '{id}'");
            var blocks = LedgerReader.ReadOneOf(check, "severity", ["block", "warn"], fallback: "block") == "block";
            var message = check.Required("message");
            if (Kinds.Count(kind => check[kind] is not null) != 1)
            {
                check.Complain(check["that"] is null && Kinds.All(kind => check[kind] is null) ? "'that' is missing" : $"a check says exactly one of {string.Join(", ", Kinds)}");
                continue;
            }
            if (ReadOne(check, id, blocks, message, figures, inputs, rows) is { } read)
                checks.Add(read);
        }
        return checks;
    }

    private static LedgerCheck? ReadOne(
        YamlEntry check, string id, bool blocks, string message, IReadOnlyList<LedgerColumn> figures, IReadOnlyList<LedgerInput> inputs, LedgerRows rows)
    {
        var columns = figures.Select(column => column.Id).ToList();
        if (check["that"] is { } that)
            return check["cells"] is { } cells ? AcrossRows(cells, that) : Expressed(that, [.. columns, Ledger.ReportDate]) is { } equation
                ? new LedgerCheck.Equation(id, blocks, message, equation) { OnTotals = check.Optional("totals") != "no" }
                : null;
        if (check["adds_up"] is not null)
            return new LedgerCheck.AddsUp(id, blocks, message, [.. LedgerReader.ListUnder(check, "adds_up").Select(Column)]);
        if (check["none"] is { } none)
        {
            var shapes = Input(none)?.Shapes ?? [];
            var names = LedgerInputReader.Names(shapes).ToList();
            return Expressed(check["where"] ?? check, names) is { } where && Expressed(check["name"] ?? check, names) is { } name
                ? new LedgerCheck.NoRecord(id, blocks, message, none.Text!, where, name)
                : null;
        }
        if (check["every_row"] is { } every)
            return Input(every) is { } input ? new LedgerCheck.EveryRow(id, blocks, message, input.Name) : null;
        if (check["dashes"] is not null)
            return new LedgerCheck.Dashes(id, blocks, message);
        if (check["teams"] is { } teams)
        {
            teams.OnlyKnows("column", "between", "lead", "members", "size");
            if (!int.TryParse(teams.Required("size"), out var size))
                teams["size"]?.Complain("'size' is a number of people");
            return new LedgerCheck.Teams(id, blocks, message, Column(teams["column"] ?? teams), teams.Required("between"), teams.Required("lead"), teams.Required("members"), size);
        }
        if (check["once"] is { } once)
        {
            once.OnlyKnows("column", "members");
            return new LedgerCheck.Once(id, blocks, message, Column(once["column"] ?? once), once.Required("members"));
        }
        if (check["away"] is { } away)
        {
            away.OnlyKnows("column", "members", "by", "people");
            return new LedgerCheck.Away(id, blocks, message, Column(away["column"] ?? away), away.Required("members"), Column(away["by"] ?? away),
                Input(away["people"] ?? away)?.Name ?? "");
        }
        if (check["agrees"] is { } agrees)
        {
            agrees.OnlyKnows("column", "ledger", "with", "by", "with_by");
            var by = agrees.Required("by");
            return new LedgerCheck.Agrees(id, blocks, message, Column(agrees["column"] ?? agrees), agrees.Required("ledger"), agrees.Required("with"),
                by, agrees.Optional("with_by") ?? by);
        }
        var counts = check["counts_rows"]!;
        counts.OnlyKnows("column", "ledgers");
        return new LedgerCheck.CountsRows(id, blocks, message, Column(counts["column"] ?? counts), LedgerReader.Texts(counts, "ledgers"));

        LedgerCheck.AcrossRows? AcrossRows(YamlEntry cells, YamlEntry that)
        {
            var named = new Dictionary<string, (string, string)>();
            foreach (var (name, at) in cells.Pairs)
            {
                var place = at.Items.Select(item => item.Text ?? "").ToList();
                if (place is [var row, var column] && (rows as LedgerRows.Fixed)?.Printed.Any(printed => printed.Key == row) == true && columns.Contains(column))
                    named[name.Text ?? ""] = (row, column);
                else
                    at.Complain("a cell is [the key of a printed row, the id of a column]");
            }
            return Expressed(that, named.Keys) is { } expression ? new LedgerCheck.AcrossRows(id, blocks, message, expression, named) : null;
        }

        Expression? Expressed(YamlEntry at, IEnumerable<string> names)
        {
            if (at.Text is { Length: > 0 } text)
                return LedgerColumnReader.ReadExpression(at, text, names);
            at.Complain("an expression is missing here");
            return null;
        }

        string Column(YamlEntry at)
        {
            if (!columns.Contains(at.Text ?? ""))
                at.Complain($"there is no column '{at.Text}'");
            return at.Text ?? "";
        }

        LedgerInput? Input(YamlEntry at)
        {
            var input = inputs.FirstOrDefault(known => known.Name == at.Text);
            if (input is null)
                at.Complain($"there is no input '{at.Text}'; known: {string.Join(", ", inputs.Select(known => known.Name))}");
            return input;
        }
    }
}
