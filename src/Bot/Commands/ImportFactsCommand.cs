using System.CommandLine;
using Store;

namespace Bot.Commands;

/// <summary>import facts: what no form asks, as tables of a workbook; all of it or nothing.</summary>
internal static class ImportFactsCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE.xlsx") { Description = "a sheet per table of prompts/facts, in any order" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what would be imported" };
        var campaign = new Option<string?>("--campaign") { Description = "what the rows belong to where they do not say" };
        var facts = new Command("facts", "take in tables such as loans, posts or meetings; every problem is named by its cell") { file, dryRun, campaign };
        facts.SetAction((parsed, _) => Facts(parsed.GetValue(file)!, parsed.GetValue(dryRun), parsed.GetValue(campaign)));
        return facts;
    }

    private static async Task<int> Facts(string file, bool dryRun, string? campaign)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        if (campaign is not null && pack.Campaigns.All(known => known.Id != campaign))
            throw new StartException($"there is no campaign '{campaign}'; known: {string.Join(", ", pack.Campaigns.Select(known => known.Id))}");
        await using var workbook = File.OpenRead(file);
        await using var database = await BotSetup.Open(settings);
        var read = await database.Read(tx => FactImport.Read(tx, pack, workbook, campaign ?? "", Path.GetFileName(file)));
        if (read.Read.Problems.Count > 0)
            return await ImportCommand.Refuse(file, workbook, read.Read, pack);
        if (!dryRun)
            await database.Write(tx => FactImport.Save(tx, read, "command", TimeProvider.System.GetUtcNow()));
        Console.WriteLine($"{(dryRun ? "would import" : "imported")} {string.Join(", ", read.Tables.Select(entry => $"{entry.Facts.Count} rows of {entry.Table.Id}"))}"
            + (dryRun ? "; dry run: nothing was changed" : ""));
        return CommandLine.Done;
    }
}
