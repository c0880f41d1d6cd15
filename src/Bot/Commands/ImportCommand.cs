using System.CommandLine;
using Store.Packs;
using Store.Rosters;

namespace Bot.Commands;

/// <summary>import roster: a county's workbook, all of it or nothing.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("FILE.xlsx") { Arity = ArgumentArity.ZeroOrOne, Description = "units, people, households and their members" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what would be imported" };
        var undo = new Option<string?>("--undo") { HelpName = "BATCH", Description = "take an import back" };
        var roster = new Command("roster", "take in a roster workbook; every problem is named by its cell") { file, dryRun, undo };
        roster.Validators.Add(result =>
        {
            if (result.GetValue(file) is null && result.GetValue(undo) is null)
                result.AddError("import roster needs a FILE.xlsx.");
        });
        roster.SetAction((parsed, _) => Roster(parsed.GetValue(file), parsed.GetValue(dryRun), parsed.GetValue(undo)));
        return new Command("import", "data from workbooks and from WeCom's address book") { roster, ImportFactsCommand.Create(), ContactsCommand.Create() };
    }

    private static async Task<int> Roster(string? file, bool dryRun, string? undo)
    {
        if (undo is not null || file is null)
            throw new StartException($"--undo {undo}: imports cannot be taken back yet, the store keeps no record of what each one changed");
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        var now = TimeProvider.System.GetUtcNow();
        await using var workbook = File.OpenRead(file);
        var read = RosterImport.Read(pack, workbook, now);
        if (read.Roster is not { } roster)
            return await Refuse(file, workbook, read, pack);
        if (!dryRun)
        {
            await using var database = await BotSetup.Open(settings);
            await RosterImport.Save(database, roster, "command", now);
        }
        Console.WriteLine($"{(dryRun ? "would import" : "imported")} {roster.Units.Count} units, {roster.People.Count} people, "
            + $"{roster.Households.Count} households with {roster.Households.Sum(household => household.Members.Count)} members"
            + (dryRun ? "; dry run: nothing was changed" : ""));
        return CommandLine.Done;
    }

    internal static async Task<int> Refuse(string file, Stream workbook, RosterRead read, Pack pack)
    {
        foreach (var problem in read.Problems)
            await Console.Error.WriteLineAsync(problem.Line(file, pack.Messages));
        if (read.Sheets.Count > 0)
        {
            var copy = CopyOf(file, pack.Messages.Say(RosterMessages.CopySuffix));
            using var marked = new MemoryStream();
            workbook.Position = 0;
            RosterAnnotation.Write(workbook, read, pack.RosterLayout!, pack.Messages, marked);
            workbook.Close();
            await File.WriteAllBytesAsync(copy, marked.ToArray());
            await Console.Error.WriteLineAsync($"{read.Problems.Count} problems, marked in {copy}; nothing was imported");
        }
        else
            await Console.Error.WriteLineAsync("nothing was imported");
        return CommandLine.Refused;
    }

    /// <summary>A marked copy that was corrected and still has problems is marked anew, not copied again.</summary>
    private static string CopyOf(string file, string suffix)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return Path.Combine(Path.GetDirectoryName(file)!, $"{(name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix)}.xlsx");
    }
}
