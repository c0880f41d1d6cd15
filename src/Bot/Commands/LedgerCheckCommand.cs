using System.CommandLine;
using System.Text;
using ExcelDataReader;
using Scheduler.Ledgers;
using Store;
using Store.Packs;

namespace Bot.Commands;

/// <summary>ledger check: every equation within ledgers and between them (账账相符), or a table that somebody filled in.</summary>
internal static class LedgerCheckCommand
{
    public static Command Create()
    {
        var id = new Argument<string?>("ID") { Arity = ArgumentArity.ZeroOrOne, Description = "only this ledger" };
        var stated = new Option<string?>("--stated") { HelpName = "FILE", Description = ".xlsx or .tsv: figures that somebody states for the ledger; headings are a/b/c as in the JSON, or column ids" };
        var json = new Option<bool>("--json") { Description = "as JSON on standard output" };
        var check = new Command("check", "name what does not agree, within ledgers and between them") { id, stated, json };
        check.SetAction((parsed, _) => Check(parsed.GetValue(id), parsed.GetValue(stated), parsed.GetValue(json)));
        return check;
    }

    private static async Task<int> Check(string? id, string? stated, bool json)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        if (id is not null && pack.Ledger(id) is null)
            throw new StartException($"there is no ledger '{id}'; known: {string.Join(", ", pack.Ledgers.Select(known => known.Id))}");
        if (stated is not null && id is null)
            throw new StartException("--stated needs the id of the ledger that the figures are for");
        await using var database = await CommandStore.OpenWithKeys(settings);
        var found = new List<(string Ledger, CheckResult Check)>();
        foreach (var ledger in pack.Ledgers.Where(ledger => !ledger.IsSlot && (id is null || ledger.Id == id)))
        {
            var table = await database.Read(tx => LedgerRounds.Compute(tx, pack, ledger, Scope.Everything, null, null, null));
            var checks = stated is null ? table.Checks : Compare(table, stated);
            found.AddRange(checks.Where(check => !check.Ok).Select(check => (ledger.Id, check)));
        }
        if (json)
            CommandJson.Print(found.Select(each => new { ledger = each.Ledger, id = each.Check.Id, blocks = each.Check.Blocks, message = each.Check.Message }));
        else
            foreach (var (ledger, result) in found)
                Console.WriteLine($"{ledger}: {result.Id}: {result.Message}");
        return found.Exists(each => each.Check.Blocks || stated is not null || Compares(pack, each.Ledger, each.Check.Id)) ? CommandLine.Refused : CommandLine.Done;
    }

    private static bool Compares(Pack pack, string ledger, string check) =>
        pack.Ledger(ledger)!.Checks.FirstOrDefault(known => known.Id == check) is LedgerCheck.Agrees or LedgerCheck.CountsRows;

    private static IReadOnlyList<CheckResult> Compare(LedgerTable table, string file)
    {
        var rows = LedgerStatedReader.Parse(TextOf(file), table.Ledger, out var unknown);
        if (unknown.Count > 0)
            throw new StartException($"{file}:1: no column of the ledger is called {string.Join(", ", unknown)}; known: {string.Join(", ", table.Columns.Select(column => string.Join('/', column.Path)))}");
        var by = table.Ledger.Stated?.By ?? (table.Columns.FirstOrDefault(column => !column.IsNumeric) ?? table.Columns[0]).Id;
        return LedgerStatedChecks.Compare(table, rows, table.Ledger.Stated ?? new LedgerStated(by, [], "{row} {column}: {stated} ≠ {computed}", "{column}: {stated} ≠ {computed}"));
    }

    private static string TextOf(string file)
    {
        if (Path.GetExtension(file) is not (".xlsx" or ".xls"))
            return File.ReadAllText(file);
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var stream = File.OpenRead(file);
        using var reader = ExcelReaderFactory.CreateReader(stream);
        var text = new StringBuilder();
        while (reader.Read())
            text.AppendJoin('\t', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column)?.ToString()?.ReplaceLineEndings(" ").Trim() ?? "")).Append('\n');
        return text.ToString();
    }
}
