using System.Globalization;

namespace Store.Packs;

public enum SendingPeriod { All, This, Last }

/// <summary>A ledger that goes out by itself: on a day of each month, or when a deliverable is due.</summary>
/// <param name="To">Role ids; each person gets what they may see.</param>
/// <param name="Day">Of the month; in a shorter month, its last.</param>
/// <param name="Deliverable">The id of the one at whose deadline it goes out; "" = each month.</param>
public sealed record LedgerSending(string Ledger, IReadOnlyList<string> To, int Day, TimeOnly At, SendingPeriod Period, string Deliverable);

/// <summary>Reads a campaign's <c>sendings</c>.</summary>
internal static class LedgerSendingReader
{
    private const string MonthDays = "'day' is a day of the month, 1 to 31";

    public static LedgerSending Read(YamlEntry entry, CampaignParts known, IReadOnlyList<Deliverable> deliverables)
    {
        entry.OnlyKnows("ledger", "to", "day", "at", "period", "due");
        var ledger = entry.Required("ledger");
        if (ledger.Length > 0 && !known.Ledgers.Contains(ledger))
            entry["ledger"]!.Complain($"there is no ledger '{ledger}'{Nearest.Suggest(ledger, known.Ledgers)}");
        var to = CampaignReader.Names(entry, "to", known.Roles.Contains, "role");
        if (to.Count == 0)
            entry.Complain("'to' is missing: the roles that get it");
        var due = CampaignReader.Text(entry, "due");
        if (due.Length > 0 && deliverables.All(deliverable => deliverable.Id != due || deliverable.Due is null))
            entry["due"]!.Complain($"there is no deliverable '{due}' with a date{Nearest.Suggest(due, deliverables.Select(deliverable => deliverable.Id))}");
        if (due.Length > 0 == (entry["day"] is not null))
            entry.Complain("write either 'day', a day of each month, or 'due', the id of a deliverable");
        return new(ledger, to, Day(entry), due.Length == 0 ? CampaignReader.Time(entry, "at") : default, Period(entry), due);
    }

    private static int Day(YamlEntry entry)
    {
        if (entry["day"] is not { } written)
            return 1;
        if (int.TryParse(written.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31)
            return day;
        written.Complain(MonthDays);
        return 1;
    }

    private static SendingPeriod Period(YamlEntry entry) => LedgerReader.ReadOneOf(entry, "period", ["all", "this", "last"], "all") switch
    {
        "this" => SendingPeriod.This,
        "last" => SendingPeriod.Last,
        _ => SendingPeriod.All,
    };
}
