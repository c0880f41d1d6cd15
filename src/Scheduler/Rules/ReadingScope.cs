using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>What one pass of rules has to read: the kinds of records that its checks are about or look at.</summary>
internal sealed class ReadingScope
{
    /// <summary>What was entered or written in so many days is held against each other; what is older was when it came.</summary>
    public const int RecentDays = 62;

    private readonly HashSet<string> kinds;

    /// <param name="people">Userid → name.</param>
    public ReadingScope(Pack pack, IReadOnlyList<CompiledCheck> checks, IReadOnlyDictionary<string, string> people, DateTimeOffset now)
    {
        (Pack, Now) = (pack, now);
        kinds = [.. checks.Select(check => check.Check.Over).Concat(checks.SelectMany(check => check.Tables))];
        FormKinds = pack.FormRecords.ToDictionary(record => record.Kind, StringComparer.Ordinal);
        Visited = [.. pack.Forms.Where(form => form.Kind is "checkin" or "survey").Select(form => form.Id)];
        Records = new StoredRecords(pack, people);
    }

    public Pack Pack { get; }

    public DateTimeOffset Now { get; }

    /// <summary>Records that filled forms are, by kind.</summary>
    public IReadOnlyDictionary<string, FormRecord> FormKinds { get; }

    /// <summary>The forms that somebody fills who has been to see a household.</summary>
    public string[] Visited { get; }

    public StoredRecords Records { get; }

    public bool Wants(string kind) => kinds.Contains(kind);

    /// <summary>The kind at the top of a tree, or any kind of its rows.</summary>
    public bool WantsTree(string tree) => Wants(tree) || Beside(tree).Any();

    /// <summary>The kinds that are read beside the top of a tree.</summary>
    public IEnumerable<string> Beside(string tree) => Pack.RecordKinds.TablesOf(tree).Select(table => table.Name).Where(Wants);

    /// <summary>Whether a field of these kinds comes from the steps on a problem's way.</summary>
    public bool ReadsSteps(IEnumerable<string> formKinds) => formKinds.Where(FormKinds.ContainsKey).Any(kind => FormKinds[kind].Forms.Values
        .Any(form => form.Fields.Values.Any(source => source.Said.Length > 0)));

    public string[] FormsOf(IEnumerable<string> formKinds) => [.. formKinds.SelectMany(kind => FormKinds[kind].Forms.Keys).Distinct()];

    /// <summary>Kinds of which there is nothing at all; <c>visit@campaign</c> where there is nothing of one campaign.</summary>
    public async Task<HashSet<string>> Empty(Tx tx, IReadOnlyList<SubjectRecord> identities, IReadOnlyList<Ledger> counting)
    {
        var counts = await HouseholdPages.Counts(tx);
        var there = counts.Where(count => count.Number > 0).Select(count => count.What == "measure" ? "support" : count.What).ToHashSet();
        foreach (var record in Pack.FormRecords.Where(record => record.Forms.Keys.Any(there.Contains)))
            there.Add(record.Kind);
        there.UnionWith((await HouseholdPages.Occurring(tx)).Select(count => Records.KindOf(count.What, count.Campaign)));
        there.UnionWith((await Facts.Counts(tx)).Keys);
        var visits = counts.Where(count => Visited.Contains(count.What)).Select(count => count.Campaign).ToHashSet();
        if (visits.Count > 0)
            there.UnionWith(["visit", "entry", "text"]);
        there.UnionWith(identities.Select(record => record.Kind));
        if (counting.Any(ledger => ledger.Forms.Any(there.Contains)))
            there.Add("counted");
        if ((await GroupMessages.Since(tx, Now.AddDays(-RecentDays))).Count > 0)
            there.Add("message");
        if ((await SignOffs.Latest(tx)).Count > 0)
            there.Add("ledger");
        if (there.Contains("problem"))
            there.Add("problem_total");
        var empty = kinds.Where(kind => !there.Contains(kind)).ToHashSet();
        empty.UnionWith(Pack.Campaigns.Where(campaign => !visits.Contains(campaign.Id)).Select(campaign => $"visit@{campaign.Id}"));
        return empty;
    }

    /// <summary>Of the year behind.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> WorkDays(Pack pack, DateOnly today) =>
    [
        .. Enumerable.Range(-400, 401).Select(today.AddDays).Where(pack.Calendar.IsWorkingDay)
            .Select(day => new Dictionary<string, string> { ["day"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }),
    ];
}
