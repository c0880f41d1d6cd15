using System.CommandLine;
using Scheduler.Ledgers;
using Scheduler.Ledgers.Workbook;

namespace Bot.Commands;

/// <summary>ledger list, ledger make: official ledgers as they stand, as a file. What is made here is a preview and issues nothing.</summary>
internal static class LedgerCommand
{
    public static Command Create()
    {
        var list = new Command("list", "print id, title and campaign of every ledger, separated by tabs");
        list.SetAction(_ => List());
        return new Command("ledger", "official ledgers")
        {
            list, CreateMake(), CreateExplain(), LedgerCheckCommand.Create(), LedgerIssueCommands.CreateIssue(), LedgerIssueCommands.CreateList(), LedgerIssueCommands.CreateGet(),
        };
    }

    private static Command CreateMake()
    {
        var asked = new AskedLedger();
        var output = new Option<string>("--out") { Required = true, HelpName = "FILE", Description = ".xlsx or .json" };
        output.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var file }] && Path.GetExtension(file) is not (".xlsx" or ".json"))
                result.AddError($"--out: '{file}' ends in neither .xlsx nor .json.");
        });
        var make = new Command("make", "write a ledger as it stands now") { output };
        asked.AddTo(make);
        make.SetAction((parsed, _) => asked.Open(parsed, (_, asks) => Make(asks, parsed.GetValue(output)!)));
        return make;
    }

    private static Command CreateExplain()
    {
        var asked = new AskedLedger();
        var row = new Argument<string>("ROW") { Description = "a printed row's key, a row's number, a text in it, or totals" };
        var column = new Argument<string>("COLUMN") { Description = "the column's id" };
        var explain = new Command("explain", "open a cell to the records behind it, as JSON");
        asked.AddTo(explain);
        explain.Add(row);
        explain.Add(column);
        explain.SetAction((parsed, _) => asked.Open(parsed, (database, asks) => ExplainedLedger.Print(database, asks, parsed.GetValue(row)!, parsed.GetValue(column)!)));
        return explain;
    }

    private static int List()
    {
        foreach (var ledger in BotSetup.Pack(CommandSettings.Read().PromptsPath).Ledgers)
            Console.WriteLine($"{ledger.Id}\t{ledger.Title}\t{ledger.Campaign}{(ledger.IsSlot ? "\tslot" : "")}");
        return CommandLine.Done;
    }

    private static async Task<int> Make(LedgerAsk asks, string file)
    {
        var table = await asks.Compute();
        await Write(table, file);
        foreach (var check in table.Checks.Where(check => !check.Ok))
            await Console.Error.WriteLineAsync($"check {check.Id}: {check.Message}");
        await Console.Error.WriteLineAsync($"wrote {file}: {table.Rows.Count} rows");
        return table.Checks.Any(check => check.Blocks && !check.Ok) ? CommandLine.Refused : CommandLine.Done;
    }

    // Written aside and moved: a file of that name is the whole ledger or the one that was there before.
    private static async Task Write(LedgerTable table, string file)
    {
        var aside = $"{file}.part";
        await using (var stream = File.Create(aside))
            if (Path.GetExtension(file) == ".json")
                LedgerJson.Write(table, stream);
            else
                LedgerWorkbook.Write(table, stream);
        File.Move(aside, file, overwrite: true);
    }
}
