using System.CommandLine;
using System.Globalization;
using Scheduler.Rules;
using Store;

namespace Bot.Commands;

/// <summary>import facts: what no form asks, as tables of a workbook; all of it or nothing.</summary>
internal static class ImportFactsCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("FILE.xlsx") { Arity = ArgumentArity.ZeroOrOne, Description = "a sheet per table of prompts/facts, in any order" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what would be imported" };
        var campaign = new Option<string?>("--campaign") { Description = "what the rows belong to where they do not say" };
        var despite = new Option<bool>("--despite-rules") { Description = "take in rows that a rule refuses too, such as a past year's; they are listed as findings" };
        var undo = new Option<string?>("--undo") { HelpName = "BATCH", Description = "take an import back: all that it changed, unless something was changed since" };
        var template = new Option<bool>("--template") { Description = "write FILE.xlsx instead: an empty sheet per table, and what goes into each column" };
        var table = new Option<string[]>("--table") { HelpName = "ID", Description = "only these tables in the template", AllowMultipleArgumentsPerToken = true };
        var facts = new Command("facts", "take in tables such as loans, posts or meetings; every problem is named by its cell") { file, dryRun, campaign, despite, undo, template, table };
        facts.Validators.Add(result =>
        {
            if (result.GetValue(file) is null && result.GetValue(undo) is null)
                result.AddError("import facts needs a FILE.xlsx.");
        });
        facts.SetAction((parsed, _) => parsed.GetValue(undo) is { } batch ? Undo(batch) : parsed.GetValue(template)
            ? Template(parsed.GetValue(file)!, parsed.GetValue(table) ?? [])
            : Facts(parsed.GetValue(file)!, parsed.GetValue(dryRun), parsed.GetValue(campaign), parsed.GetValue(despite)));
        return facts;
    }

    private static Task<int> Template(string file, string[] ids)
    {
        var pack = BotSetup.Pack(CommandSettings.Read().PromptsPath);
        if (ids.FirstOrDefault(id => pack.FactTable(id) is null) is { } unknown)
            throw new StartException($"there is no table '{unknown}'; known: {string.Join(", ", pack.FactTables.Select(table => table.Id))}");
        if (File.Exists(file))
            throw new StartException($"{file} is there already");
        using var stream = new MemoryStream();
        FactTemplate.Write(stream, pack, [.. pack.FactTables.Where(table => ids.Length == 0 || ids.Contains(table.Id))]);
        File.WriteAllBytes(file, stream.ToArray());
        Console.WriteLine($"wrote {file}");
        return Task.FromResult(CommandLine.Done);
    }

    private static async Task<int> Facts(string file, bool dryRun, string? campaign, bool despite)
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
        var now = await Demo.DemoMode.Now(database);
        var update = new FactUpdate(0, 0, 0, 0);
        try
        {
            await database.Write(async tx =>
            {
                update = await FactImport.Save(tx, read, Path.GetFileName(file), "command", now);
                if (!despite && await FactRefusals.Of(tx, pack, read, now) is { Count: > 0 } refusals)
                    throw new Refused(refusals);
                if (dryRun)
                    throw new Refused([]);
            });
        }
        catch (Refused refused) when (refused.Findings.Count > 0)
        {
            foreach (var finding in refused.Findings)
                await Console.Error.WriteLineAsync($"{file}: {finding.Rule.Id} {finding.Subject}: {finding.Message}");
            await Console.Error.WriteLineAsync($"{refused.Findings.Count} refused by rules; nothing was imported (--despite-rules takes them in as findings)");
            return CommandLine.Refused;
        }
        catch (Refused) when (dryRun)
        {
        }
        Console.WriteLine($"{(dryRun ? "would import" : "imported")} {string.Join(", ", read.Tables.Select(entry => $"{entry.Facts.Count} rows of {entry.Table.Id}"))}"
            + (dryRun ? "; dry run: nothing was changed" : ""));
        if (update.Changed + update.Unchanged > 0)
            Console.WriteLine($"{update.Added} added, {update.Changed} changed, {update.Unchanged} as they were");
        if (update.Batch > 0 && !dryRun)
            Console.WriteLine($"this is import {update.Batch}: import facts --undo {update.Batch} takes it back");
        return CommandLine.Done;
    }

    private static async Task<int> Undo(string written)
    {
        var settings = CommandSettings.Read();
        await using var database = await CommandStore.OpenWithKeys(settings);
        if (!long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var batch))
            throw new StartException($"--undo {written}: an import has a number: {await Known(database)}");
        var now = await Demo.DemoMode.Now(database);
        // What stands in the way is found before anything is touched.
        var reasons = await database.Write(tx => FactBatches.Undo(tx, batch, "command", now));
        foreach (var reason in reasons)
            await Console.Error.WriteLineAsync($"import {batch}: {reason}");
        if (reasons.Count > 0)
        {
            await Console.Error.WriteLineAsync($"nothing was changed; there are {await Known(database)}");
            return CommandLine.Refused;
        }
        Console.WriteLine($"import {batch} was taken back");
        return CommandLine.Done;
    }

    private static async Task<string> Known(Database database)
    {
        var batches = (await database.Read(FactBatches.List)).Where(batch => batch.UndoneAt is null).ToList();
        return batches.Count == 0 ? "no imports that could be taken back" : "imports " + string.Join(", ", batches
            .Select(batch => $"{batch.Id} ({batch.Source}, {ChinaTime.DayOf(batch.ImportedAt):yyyy-MM-dd}, {batch.Rows} rows)"));
    }

    /// <summary>Gives up what the transaction did.</summary>
    private sealed class Refused(IReadOnlyList<Finding> findings) : Exception
    {
        public IReadOnlyList<Finding> Findings => findings;
    }
}
