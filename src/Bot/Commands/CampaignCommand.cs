using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using Scheduler.Campaigns;
using Store;

namespace Bot.Commands;

/// <summary>campaign list, campaign calendar: what the campaigns of prompts ask for and when. Looks at no store.</summary>
internal static class CampaignCommand
{
    private const string DayForm = "yyyy-MM-dd";

    private static readonly Dictionary<CampaignEventKind, string> Kinds = new()
    {
        [CampaignEventKind.PhaseStart] = "phase-start",
        [CampaignEventKind.PhaseEnd] = "phase-end",
        [CampaignEventKind.Due] = "due",
        [CampaignEventKind.Reminder] = "reminder",
        [CampaignEventKind.Escalation] = "escalation",
    };

    public static Command Create()
    {
        var today = Day("--today", "show the phases of this day as open; the real day without it");
        var list = new Command("list", "print id, short title, first and last day, and the phases open today, separated by tabs") { today };
        list.SetAction(parsed => List(parsed.GetValue(today)));

        var id = new Argument<string>("ID") { Description = "the campaign's id" };
        var from = Day("--from", "from this day on");
        var to = Day("--to", "up to this day");
        var json = new Option<bool>("--json") { Description = "as JSON" };
        var calendar = new Command("calendar", "print phases, deadlines, reminders and escalations with their exact times") { id, from, to, json };
        calendar.SetAction(parsed => Calendar(parsed.GetValue(id)!, parsed.GetValue(from), parsed.GetValue(to), parsed.GetValue(json)));
        return new Command("campaign", "campaigns") { list, calendar };
    }

    private static int List(DateOnly? today)
    {
        var day = today ?? ChinaTime.DayOf(TimeProvider.System.GetUtcNow());
        foreach (var campaign in BotSetup.Pack(CommandSettings.Read().PromptsPath).Campaigns)
            Console.WriteLine(string.Join('\t',
                campaign.Id, campaign.Short, Written(campaign.Start), Written(campaign.End),
                string.Join(' ', campaign.PhasesOn(day).Select(phase => $"{phase.Id}({phase.Name})"))));
        return CommandLine.Done;
    }

    private static int Calendar(string id, DateOnly? from, DateOnly? to, bool json)
    {
        if (from > to)
            throw new StartException($"--from {Written(from)} lies after --to {Written(to)}");
        var pack = BotSetup.Pack(CommandSettings.Read().PromptsPath);
        var campaign = pack.Campaign(id)
            ?? throw new StartException($"there is no campaign '{id}'; known: {string.Join(", ", pack.Campaigns.Select(known => known.Id))}");
        var rows = CampaignCalendar.Of(campaign, from, to).Select(happening => new Row(
            ChinaTime.Of(happening.At).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture), Kinds[happening.Kind], happening.What, happening.Title, happening.To)).ToList();
        if (json)
            CommandJson.Print(rows);
        else
            foreach (var row in rows)
                Console.WriteLine(string.Join('\t', row.At, row.Kind, row.What, row.Title, string.Join(' ', row.To)));
        if (rows.Count == 0)
            Console.Error.WriteLine(campaign.Start is null && from is null && to is null ? $"{id} names no day: nothing falls due" : $"nothing of {id} happens in these days");
        return CommandLine.Done;
    }

    private static Option<DateOnly?> Day(string name, string description) =>
        new(name) { HelpName = "YYYY-MM-DD", CustomParser = FormCommand.ReadDay, Description = description };

    private static string Written(DateOnly? day) => day?.ToString(DayForm, CultureInfo.InvariantCulture) ?? "";

    private sealed record Row(
        [property: JsonPropertyOrder(1)] string At,
        [property: JsonPropertyOrder(2)] string Kind,
        [property: JsonPropertyOrder(3)] string What,
        [property: JsonPropertyOrder(4)] string Title,
        [property: JsonPropertyOrder(5)] IReadOnlyList<string> To);
}
