using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>What a new finding opens: a risk clue, or a suspected problem that waits for somebody to report or dismiss it.</summary>
internal sealed class Openings(Pack pack)
{
    private readonly Dictionary<string, Rule> opening = pack.Rules.Where(rule => rule.Creates.Length > 0).ToDictionary(rule => rule.Id, StringComparer.Ordinal);

    // Whoever answers these forms in chat is asked there and then.
    private readonly HashSet<string> asked = [.. pack.FormRecords
        .Where(record => pack.Campaigns.Any(campaign => campaign.Suspicions.Any(suspicion => record.Forms.ContainsKey(suspicion.Form)))).Select(record => record.Kind)];

    public async Task Open(Tx tx, IReadOnlyList<FindingRow> fresh, DateTimeOffset now)
    {
        foreach (var row in fresh)
            if (opening.TryGetValue(row.Rule, out var rule) && HouseholdOf(row.Subject) is { Length: > 0 } id
                && await Households.Open(tx, Scope.Everything, id) is not null)
                if (rule.Creates == "clue")
                    await OpenClue(tx, rule, row, id, now);
                else if (!asked.Contains(row.Subject[..row.Subject.IndexOf(':')]))
                    await Occurrences.Ensure(tx, [new Occurrence(0, Suspicion.Occurrence, row.Campaign, id, Suspicion.OfFinding(row), row.Userid, row.Area, now, null)]);
    }

    /// <summary>A suspected problem is none any more once what was found has been mended. A clue stays: what came of it is written there.</summary>
    public async Task Close(Tx tx, IReadOnlyList<FindingRow> mended, DateTimeOffset now)
    {
        foreach (var row in mended)
            if (opening.TryGetValue(row.Rule, out var rule) && rule.Creates == "problem" && HouseholdOf(row.Subject) is { Length: > 0 } id
                && (await Occurrences.List(tx, Scope.Everything, new Round(Suspicion.Occurrence, row.Campaign, Suspicion.OfFinding(row)))).Count > 0)
                await Occurrences.Done(tx, new Round(Suspicion.Occurrence, row.Campaign, Suspicion.OfFinding(row)), id, row.Userid, row.Area, now, null);
    }

    private async Task OpenClue(Tx tx, Rule rule, FindingRow row, string household, DateTimeOffset now)
    {
        if (pack.FactTable("clue") is { } clues)
            await Facts.Save(tx, clues, new Dictionary<string, string>
            {
                ["household"] = household,
                ["dept"] = row.Rule,
                ["received_at"] = ChinaTime.DayOf(now).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                ["content"] = rule.Title,
            }, row.Campaign, $"rule:{row.Rule}", now);
    }

    // household:A1, household:A1|who, checkin:A1/2022-08, income:A1|2022
    private static string HouseholdOf(string subject) => subject[(subject.IndexOf(':') + 1)..].Split('|', '/')[0];
}
