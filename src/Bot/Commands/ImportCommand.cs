using System.CommandLine;
using System.Globalization;
using Bot.Conversations.Coverage;
using Bot.Turns;
using Store;
using Store.Packs;
using Store.Rosters;

namespace Bot.Commands;

/// <summary>import roster: a county's workbook, all of it or nothing; the first one, and every update after it.</summary>
internal static class ImportCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("FILE.xlsx") { Arity = ArgumentArity.ZeroOrOne, Description = "units, people, households and their members" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what would be imported, and what it would change of what is there" };
        var endMissing = new Option<string?>("--end-missing")
        {
            HelpName = "REASON",
            Description = "households that the file lacks, of villages it has others of, leave the roster for this reason (a word of 'status' in prompts/roster/workbook.yaml); they are kept with all that was done",
        };
        var undo = new Option<string?>("--undo") { HelpName = "BATCH", Description = "take an import back: all that it changed, unless something was built on it" };
        var roster = new Command("roster", "take in a roster workbook; every problem is named by its cell") { file, dryRun, endMissing, undo };
        roster.Validators.Add(result =>
        {
            if (result.GetValue(file) is null && result.GetValue(undo) is null)
                result.AddError("import roster needs a FILE.xlsx.");
        });
        roster.SetAction((parsed, _) => Roster(parsed.GetValue(file), parsed.GetValue(dryRun), parsed.GetValue(endMissing), parsed.GetValue(undo)));
        return new Command("import", "data from workbooks and from WeCom's address book") { roster, ImportFactsCommand.Create(), ContactsCommand.Create() };
    }

    private static async Task<int> Roster(string? file, bool dryRun, string? endMissing, string? undo)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        if (undo is not null)
            return await Undo(settings, pack, undo);
        var why = endMissing is null ? null : pack.RosterLayout?.LeftWordOf(endMissing)
            ?? throw new StartException($"--end-missing {endMissing}: 'status' in prompts/roster/workbook.yaml knows {string.Join(", ", pack.RosterLayout?.Left.Select(names => names[0]) ?? [])}");
        var now = TimeProvider.System.GetUtcNow();
        await using var workbook = File.OpenRead(file!);
        var read = RosterImport.Read(pack, workbook, now);
        if (read.Roster is not { } roster)
            return await Refuse(file!, workbook, read, pack);
        var update = dryRun ? await Compared(settings, read, why, now) : await Saved(settings, pack, read, Path.GetFileName(file!), why, now);
        Console.WriteLine($"{(dryRun ? "would import" : "imported")} {roster.Units.Count} units, {roster.People.Count} people, "
            + $"{roster.Households.Count} households with {roster.Households.Sum(household => household.Members.Count)} members"
            + (dryRun ? "; dry run: nothing was changed" : ""));
        if (update is not null)
            RosterUpdateText.Write(Console.Out, update, pack.RosterLayout!);
        foreach (var campaign in pack.Campaigns)
            if (Unnamed(campaign, roster.Households) is { Length: > 0 } types)
                Console.WriteLine($"{campaign.Id}: its tables have no word for {types}; see household_types in the campaign's file");
        return CommandLine.Done;
    }

    // Each with how many households it leaves without a word.
    private static string Unnamed(Campaign campaign, IReadOnlyList<RosterHousehold> households) => string.Join(", ", households
        .Select(household => (Types: string.Join(' ', household.Types), Monitor: household.MonitorType ?? ""))
        .CountBy(kind => kind)
        .Where(kind => campaign.HouseholdTypes.Of(kind.Key.Types, kind.Key.Monitor).Length == 0)
        .Select(kind => $"{$"{kind.Key.Types} {kind.Key.Monitor}".TrimEnd()} ({kind.Value})"));

    // A store that is not there yet is not made for the sake of looking.
    private static async Task<RosterUpdate?> Compared(BotSettings settings, RosterRead read, string? endMissing, DateTimeOffset now)
    {
        if (!CommandStore.IsThere(settings))
            return null;
        await using var database = await CommandStore.OpenWithKeys(settings);
        return await database.Read(tx => RosterImport.Compare(tx, read, endMissing, now));
    }

    private static async Task<RosterUpdate> Saved(BotSettings settings, Pack pack, RosterRead read, string source, string? endMissing, DateTimeOffset now)
    {
        await using var database = await BotSetup.Open(settings);
        return await database.Write(async tx =>
        {
            var update = await RosterImport.Save(tx, read, source, endMissing, "command", now);
            await Handovers.Carry(tx, pack, update.Handovers, pack.Messages.Say(CoverageTexts.ByRoster), now);
            return update;
        });
    }

    private static async Task<int> Undo(BotSettings settings, Pack pack, string written)
    {
        await using var database = await CommandStore.OpenWithKeys(settings);
        if (!long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var batch))
            throw new StartException($"--undo {written}: an import has a number: {await Known(database)}");
        var now = TimeProvider.System.GetUtcNow();
        try
        {
            await database.Write(async tx =>
            {
                var handovers = await RosterBatches.Undo(tx, batch, "command", now);
                await Handovers.Carry(tx, pack, handovers, pack.Messages.Say(CoverageTexts.ByRoster), now);
            });
        }
        catch (RosterUndoException refused)
        {
            foreach (var reason in refused.Reasons)
                await Console.Error.WriteLineAsync($"import {batch}: {reason}");
            await Console.Error.WriteLineAsync($"nothing was changed; there are {await Known(database)}");
            return CommandLine.Refused;
        }
        Console.WriteLine($"import {batch} was taken back");
        return CommandLine.Done;
    }

    private static async Task<string> Known(Database database)
    {
        var batches = await database.Read(RosterBatches.List);
        return batches.Count == 0 ? "no imports that could be taken back" : "imports " + string.Join(", ", batches.Where(batch => batch.UndoneAt is null)
            .Select(batch => $"{batch.Id} ({batch.Source}, {ChinaTime.DayOf(batch.ImportedAt):yyyy-MM-dd}, {batch.Rows} rows)"));
    }

    internal static async Task<int> Refuse(string file, Stream workbook, RosterRead read, Pack pack)
    {
        foreach (var problem in read.Problems)
            await Console.Error.WriteLineAsync(problem.Line(file, pack.Messages));
        if (read.Sheets.Count > 0)
        {
            var copy = CopyOf(file, pack.Messages.Say(RosterMessages.CopySuffix));
            // Beside it first: the copy may be the very workbook that was read.
            var beside = copy + ".part";
            await using (var marked = File.Create(beside))
                RosterAnnotation.Write(workbook, read, pack.RosterLayout!, pack.Messages, marked);
            workbook.Close();
            File.Move(beside, copy, overwrite: true);
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
