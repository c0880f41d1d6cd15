using System.CommandLine;
using Scheduler.Reports;
using Store;

namespace Bot.Commands;

/// <summary>report make: the draft of a report, its figures from the ledgers, as .docx.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var list = new Command("list", "print id, title and campaign of every report, separated by tabs");
        list.SetAction(_ => List());
        var id = new Argument<string>("ID") { Description = "the report's id" };
        var unit = new Option<string?>("--unit") { Description = "a unit's id or name; everything without it" };
        var output = new Option<string>("--out") { Required = true, HelpName = "FILE", Description = ".docx" };
        output.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var file }] && Path.GetExtension(file) != ".docx")
                result.AddError($"--out: '{file}' does not end in .docx.");
        });
        var make = new Command("make", "write the draft of a report as things stand now") { id, unit, output };
        make.SetAction((parsed, _) => Make(parsed.GetValue(id)!, parsed.GetValue(unit), parsed.GetValue(output)!));
        return new Command("report", "drafts of reports") { list, make };
    }

    private static int List()
    {
        foreach (var report in BotSetup.Pack(CommandSettings.Read().PromptsPath).Reports)
            Console.WriteLine($"{report.Id}\t{report.Title}\t{report.Campaign}");
        return CommandLine.Done;
    }

    private static async Task<int> Make(string id, string? unit, string file)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        var report = pack.Report(id)
            ?? throw new StartException($"there is no report '{id}'; known: {string.Join(", ", pack.Reports.Select(known => known.Id))}");
        await using var database = await CommandStore.OpenWithKeys(settings);
        var draft = await database.Read(async tx =>
        {
            var area = unit is null ? null : await CommandStore.FindUnit(tx, unit);
            return await ReportRounds.Draft(tx, pack, report, area is null ? Scope.Everything : new Scope.Area(area.Path), area, null, null);
        });
        var aside = $"{file}.part";
        await using (var stream = File.Create(aside))
            ReportDocument.Write(draft, stream);
        File.Move(aside, file, overwrite: true);
        await Console.Error.WriteLineAsync($"wrote {file}: {draft.Paragraphs.Count} paragraphs");
        return CommandLine.Done;
    }
}
