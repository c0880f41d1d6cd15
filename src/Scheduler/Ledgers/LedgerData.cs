using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Fetches what a ledger reads, within a scope, and says of each record what is known beside its answers.</summary>
internal sealed class LedgerData
{
    private static readonly RecordNames HouseholdNames = new(["id", "name", "types", "size"]);

    private readonly Tx tx;
    private readonly Pack pack;
    private readonly Dictionary<string, Unit> units;
    private readonly Dictionary<string, Dictionary<string, string>> names = [];
    private readonly Dictionary<(string Area, string Village), string> areas = [];
    private readonly TextPool pool = new();

    private Dictionary<string, HouseholdEntry>? households;
    private Dictionary<string, Person>? people;
    private IReadOnlyDictionary<long, long>? replaced;

    private readonly LedgerProgress? progress;

    private LedgerData(Tx tx, Pack pack, IEnumerable<Unit> units, LedgerProgress? progress)
    {
        (this.tx, this.pack, this.progress) = (tx, pack, progress);
        this.units = units.ToDictionary(unit => unit.Path);
    }

    public static async Task<LedgerData> Open(Tx tx, Pack pack, LedgerProgress? progress = null) =>
        new(tx, pack, await Units.All(tx, Scope.Everything), progress);

    /// <param name="campaign">Null = the ledger's own, and what belongs to none.</param>
    /// <param name="period">Null = whatever the period.</param>
    /// <param name="named">Whether whose record it is has to be known too, whatever the ledger prints.</param>
    public async Task<LedgerRecords> Load(Ledger ledger, Scope scope, string? campaign, string? period, bool named = false)
    {
        var needs = LedgerNeeds.Of(ledger);
        if (named)
            needs.UnionWith(["household", "householder"]);
        var loaded = new Dictionary<string, IReadOnlyList<LedgerRecord>>();
        foreach (var input in ledger.Inputs)
            loaded[input.Name] = input.Kind switch
            {
                LedgerInputKind.Households => await HouseholdsOf(scope, input, PrintedIn(ledger), period),
                LedgerInputKind.People => await PeopleOf(scope, input),
                LedgerInputKind.Units => [.. InScope(scope).Select(unit => UnitRecord(unit, input))],
                LedgerInputKind.Table => await FactsOf(ledger, input, needs, scope, campaign, period),
                _ => await SubmissionsOf(ledger, input, needs, scope, campaign, period),
            };
        return new(loaded);
    }

    public LedgerContext Context(Scope scope, Unit? unit, string? campaign, string? period)
    {
        var values = unit is null ? [] : new Dictionary<string, string>(Names(unit.Path));
        if (unit is not null)
            values["unit"] = unit.Name;
        if (campaign is not null)
            values["campaign"] = pack.Campaigns.FirstOrDefault(known => known.Id == campaign)?.Title ?? "";
        if (period is not null)
            values["period"] = period;
        // A ledger of no unit in particular still lies in the one county there is.
        if (unit is null && units.Values.Where(each => string.IsNullOrEmpty(each.ParentId)).ToList() is [var top])
            values[top.Level] = top.Name;
        return new(values)
        {
            Units = [.. InScope(scope).Select(each => new LedgerUnit(each.Id, each.Name, each.Level, each.Kind, each.Path))],
        };
    }

    private IEnumerable<Unit> InScope(Scope scope) => units.Values
        .Where(unit => scope is Scope.Area area && unit.Path.StartsWith(area.Path, StringComparison.Ordinal))
        .OrderBy(unit => unit.Sort).ThenBy(unit => unit.Id, StringComparer.Ordinal);

    private async Task<IReadOnlyList<LedgerRecord>> SubmissionsOf(
        Ledger ledger, LedgerInput input, HashSet<string> needs, Scope scope, string? campaign, string? period)
    {
        if (needs.Contains("reporter"))
            people ??= (await People.List(tx)).ToDictionary(person => person.Userid);
        replaced ??= await Submissions.Replaced(tx);
        var records = new List<LedgerRecord>();
        foreach (var form in input.Ids.Select(id => pack.Form(id)!))
        {
            var reading = new SubmissionReading(ledger, form, needs, PrintedIn(ledger), tx.Cipher, pool);
            var movers = pack.Tracking.Forms.ContainsKey(form.Id) ? await ProblemSteps.Actors(tx, form.Id) : null;
            await foreach (var line in Submissions.Stream(tx, form.Id, scope, reading.ReadsHouseholds))
            {
                progress?.Count();
                if (Falls(line, period) && IsOf(line.Campaign, ledger, campaign))
                    records.Add(Record(reading, line, movers?.GetValueOrDefault(line.Id)));
            }
        }
        return records;
    }

    private PrintedTypes PrintedIn(Ledger ledger) => new(pack.HouseholdTypes(ledger.Campaign));

    private LedgerRecord Record(SubmissionReading reading, SubmissionLine line, string? mover)
    {
        var answers = reading.Answers(line);
        var area = AreaOf(pool.Of(line.Area), answers.GetValueOrDefault("village"));
        var id = Key(line.Id);
        return new(id, reading.Form, line.SubmittedAt, answers, reading.Known(line, people?.GetValueOrDefault(line.Userid)?.Name, Names(area)))
        {
            Area = area,
            Submission = line.Id,
            Root = First(line.Id) is var first && first == line.Id ? id : Key(first),
            Reason = line.Reason,
            Userid = pool.Of(line.Userid),
            MovedBy = mover is null ? "" : pool.Of(mover),
        };

        static string Key(long number) => number.ToString("D12", CultureInfo.InvariantCulture);
    }

    private long First(long submission)
    {
        while (replaced!.TryGetValue(submission, out var before))
            submission = before;
        return submission;
    }

    // A problem of a household that is not in the roster lies with whoever found it; the village that was named is nearer.
    private string AreaOf(string area, string? village)
    {
        if (village is not { Length: > 0 } || units.TryGetValue(area, out var unit) && unit.Name == village)
            return area;
        if (areas.TryGetValue((area, village), out var known))
            return known;
        var town = string.Concat(area.Split('/').Take(3).Select(id => $"{id}/"));
        return areas[(area, village)] = units.Values.FirstOrDefault(each => each.Name == village && each.Path.StartsWith(town, StringComparison.Ordinal))?.Path ?? area;
    }

    private async Task<IReadOnlyList<LedgerRecord>> FactsOf(
        Ledger ledger, LedgerInput input, HashSet<string> needs, Scope scope, string? campaign, string? period)
    {
        if (needs.Overlaps(KnownOfHousehold.Names))
            households ??= await HouseholdsById(scope);
        var printed = PrintedIn(ledger);
        var records = new List<LedgerRecord>();
        foreach (var fact in await Facts.List(tx, input.Ids[0], scope, campaign ?? ledger.Campaign))
        {
            if (period is not null && (fact.OnDate is not { } day || !day.ToString("yyyy-MM", CultureInfo.InvariantCulture).Equals(period, StringComparison.Ordinal)))
                continue;
            var home = households?.GetValueOrDefault(fact.HouseholdId);
            var area = home?.Area ?? units.Values.FirstOrDefault(unit => unit.Id == fact.UnitId)?.Path ?? "";
            var known = home is null
                ? new Dictionary<string, string>(Names(area)) { ["subject"] = fact.HouseholdId }
                : KnownOfHousehold.Of(home, printed, pool, Names(area));
            records.Add(new(fact.Key, input.Shapes[0],
                fact.OnDate is { } on ? ChinaTime.At(on, TimeOnly.MinValue) : DateTimeOffset.MinValue, fact.Values, known)
            { Area = area });
        }
        return records;
    }

    private async Task<Dictionary<string, HouseholdEntry>> HouseholdsById(Scope scope)
    {
        var byId = new Dictionary<string, HouseholdEntry>();
        // Those that have left since as well: facts of theirs are older.
        await foreach (var household in Households.Stream(tx, scope, DateOnly.MinValue))
            byId.Add(household.Id, household);
        return byId;
    }

    private async Task<IReadOnlyList<LedgerRecord>> HouseholdsOf(Scope scope, LedgerInput input, PrintedTypes printed, string? period)
    {
        var records = new List<LedgerRecord>();
        // A month that is over has the households that were there then.
        await foreach (var household in Households.Stream(tx, scope, period is null ? null : Month.Parse(period)?.LastDay))
        {
            var area = pool.Of(household.Area);
            var known = KnownOfHousehold.Of(household, printed, pool, Names(area));
            records.Add(new(household.Id, input.Shapes[0], DateTimeOffset.MinValue,
                new RecordValues(HouseholdNames, [household.Id, household.HeadName, known["household_types"], known["household_size"]]), known)
            { Area = area });
        }
        return records;
    }

    private async Task<IReadOnlyList<LedgerRecord>> PeopleOf(Scope scope, LedgerInput input) =>
    [
        .. (await People.List(tx)).Where(person => scope is Scope.Area area && person.UnitPath.StartsWith(area.Path, StringComparison.Ordinal))
            .Select(person => new LedgerRecord(person.Userid, input.Shapes[0], DateTimeOffset.MinValue, new Dictionary<string, string>
            {
                ["userid"] = person.Userid,
                ["name"] = person.Name,
                ["role"] = person.Role,
                ["level"] = person.Level,
                ["unit"] = person.UnitName,
            }, Names(person.UnitPath))
            { Area = person.UnitPath, Userid = person.Userid }),
    ];

    private LedgerRecord UnitRecord(Unit unit, LedgerInput input) => new(unit.Id, input.Shapes[0], DateTimeOffset.MinValue, new Dictionary<string, string>
    {
        ["id"] = unit.Id,
        ["name"] = unit.Name,
        ["level"] = unit.Level,
        ["kinds"] = unit.Kind,
    }, Names(unit.Path))
    { Area = unit.Path };

    // A ledger's own campaign is where what belongs to none is looked for, whether it was named or not.
    private static bool IsOf(string campaign, Ledger ledger, string? wanted) =>
        campaign == (wanted ?? ledger.Campaign) || campaign.Length == 0 && (wanted ?? ledger.Campaign) == ledger.Campaign;

    // What belongs to no period of its own, such as a problem, falls into the month it was handed in.
    private static bool Falls(SubmissionLine submission, string? period) => period is null
        || (submission.Period.Length > 0 ? submission.Period : Month.Of(submission.SubmittedAt).ToString()) == period;

    private Dictionary<string, string> Names(string area)
    {
        if (names.TryGetValue(area, out var known))
            return known;
        known = [];
        for (var end = area.IndexOf('/', 1); end > 0; end = area.IndexOf('/', end + 1))
            if (units.TryGetValue(area[..(end + 1)], out var unit))
            {
                known[unit.Level] = unit.Name;
                known["unit_id"] = unit.Id;
                if (unit.Level == "village")
                    known["village_kinds"] = unit.Kind;
            }
        return names[area] = known;
    }
}
