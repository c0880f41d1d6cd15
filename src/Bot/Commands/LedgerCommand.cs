using System.CommandLine;
using Scheduler.Ledgers;
using Scheduler.Ledgers.Workbook;
using Store;

namespace Bot.Commands;

/// <summary>ledger list, ledger make: official ledgers as they stand, as a file. What is made here is a preview and issues nothing.</summary>
internal static class LedgerCommand
{
    public static Command Create()
    {
        var list = new Command("list", "print id, title and campaign of every ledger, separated by tabs");
        list.SetAction(_ => List());
        return new Command("ledger", "official ledgers") { list, CreateMake() };
    }

    private static Command CreateMake()
    {
        var id = new Argument<string>("ID") { Description = "the ledger's id" };
        var campaign = new Option<string?>("--campaign") { Description = "only what belongs to this campaign" };
        var period = new Option<string?>("--period") { HelpName = "YYYY-MM", Description = "only what was filled for this month" };
        var unit = new Option<string?>("--unit") { Description = "a unit's id or name; everything without it" };
        var output = new Option<string>("--out") { Required = true, HelpName = "FILE", Description = ".xlsx or .json" };
        output.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var file }] && Path.GetExtension(file) is not (".xlsx" or ".json"))
                result.AddError($"--out: '{file}' ends in neither .xlsx nor .json.");
        });
        period.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var written }] && Month.Parse(written) is null)
                result.AddError($"--period: '{written}' is not a month such as 2022-08.");
        });
        var make = new Command("make", "write a ledger as it stands now") { id, campaign, period, unit, output };
        make.SetAction((parsed, _) => Make(
            parsed.GetValue(id)!, parsed.GetValue(campaign), parsed.GetValue(period), parsed.GetValue(unit), parsed.GetValue(output)!));
        return make;
    }

    private static int List()
    {
        foreach (var ledger in BotSetup.Pack(CommandSettings.Read().PromptsPath).Ledgers)
            Console.WriteLine($"{ledger.Id}\t{ledger.Title}\t{ledger.Campaign}");
        return CommandLine.Done;
    }

    private static async Task<int> Make(string id, string? campaign, string? period, string? unit, string file)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        var ledger = pack.Ledger(id)
            ?? throw new StartException($"there is no ledger '{id}'; known: {string.Join(", ", pack.Ledgers.Select(known => known.Id))}");
        if (campaign is not null && pack.Campaigns.All(known => known.Id != campaign))
            throw new StartException($"there is no campaign '{campaign}'; known: {string.Join(", ", pack.Campaigns.Select(known => known.Id))}");
        await using var database = await CommandStore.OpenWithKeys(settings);
        var table = await database.Read(async tx =>
        {
            var area = unit is null ? await Root(tx) : await CommandStore.FindUnit(tx, unit);
            return await LedgerRounds.Compute(
                tx, pack, ledger, unit is null ? Scope.Everything : new Scope.Area(area!.Path), area, campaign, period);
        });
        await Write(table, file);
        foreach (var check in table.Checks.Where(check => !check.Ok))
            await Console.Error.WriteLineAsync($"check {check.Id}: {check.Message}");
        await Console.Error.WriteLineAsync($"wrote {file}: {table.Rows.Count} rows");
        return CommandLine.Done;
    }

    /// <summary>Whose ledger everything is: the one unit at the top; null where there are several.</summary>
    private static async Task<Unit?> Root(Tx tx)
    {
        var tops = (await Units.All(tx, Scope.Everything)).Where(unit => string.IsNullOrEmpty(unit.ParentId)).ToList();
        return tops.Count == 1 ? tops[0] : null;
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
