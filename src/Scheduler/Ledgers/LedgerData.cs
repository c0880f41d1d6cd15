using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Fetches what a ledger reads, within a scope, and says of each record what is known beside its answers.</summary>
internal sealed class LedgerData
{
    private static readonly string[] OfHouseholds =
    [
        "household", "householder", "household_types", "household_size", "group", "contact", "monitor_type", "risk_status", "risk_types", "identified_on",
    ];

    private readonly Tx tx;
    private readonly Pack pack;
    private readonly Dictionary<string, Unit> units;
    private readonly Dictionary<string, Dictionary<string, string>> names = [];

    private Dictionary<string, Household>? households;
    private Dictionary<string, Person>? people;
    private IReadOnlyDictionary<long, long>? replaced;

    private LedgerData(Tx tx, Pack pack, IEnumerable<Unit> units)
    {
        (this.tx, this.pack) = (tx, pack);
        this.units = units.ToDictionary(unit => unit.Path);
    }

    public static async Task<LedgerData> Open(Tx tx, Pack pack) => new(tx, pack, await Units.All(tx, Scope.Everything));

    /// <param name="campaign">Null = the ledger's own, and what belongs to none.</param>
    /// <param name="period">Null = whatever the period.</param>
    public async Task<LedgerRecords> Load(Ledger ledger, Scope scope, string? campaign, string? period)
    {
        var loaded = new Dictionary<string, IReadOnlyList<LedgerRecord>>();
        foreach (var input in ledger.Inputs)
            loaded[input.Name] = input.Kind switch
            {
                LedgerInputKind.Households => await HouseholdsOf(scope, input),
                LedgerInputKind.People => await PeopleOf(scope, input),
                LedgerInputKind.Units => [.. InScope(scope).Select(unit => UnitRecord(unit, input))],
                LedgerInputKind.Table => await FactsOf(ledger, input, scope, campaign, period),
                _ => await SubmissionsOf(ledger, input, scope, campaign, period),
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

    private async Task<IReadOnlyList<LedgerRecord>> SubmissionsOf(Ledger ledger, LedgerInput input, Scope scope, string? campaign, string? period)
    {
        if (Reads(ledger, OfHouseholds))
            households ??= (await Households.All(tx, scope)).ToDictionary(household => household.Id);
        if (Reads(ledger, ["reporter"]))
            people ??= (await People.List(tx)).ToDictionary(person => person.Userid);
        replaced ??= await Submissions.Replaced(tx);
        var records = new List<LedgerRecord>();
        foreach (var form in input.Ids.Select(id => pack.Form(id)!))
            foreach (var submission in (await Submissions.List(tx, form.Id, scope, campaign)).Where(submission => Falls(submission, period)))
                if (campaign is not null || submission.Campaign.Length == 0 || submission.Campaign == ledger.Campaign)
                    records.Add(Record(form, submission));
        return records;
    }

    private LedgerRecord Record(Form form, Submission submission)
    {
        var answers = SealedAnswers.Read(tx.Cipher, submission.Answers);
        var area = AreaOf(submission.Area, answers.GetValueOrDefault("village"));
        var known = new Dictionary<string, string>(Names(area)) { ["subject"] = submission.Subject, ["period"] = submission.Period };
        if (households?.GetValueOrDefault(submission.Subject) is { } household)
            Describe(household, known);
        if (people?.GetValueOrDefault(submission.Userid) is { } person)
            known["reporter"] = person.Name;
        return new($"{submission.Id:D12}", form, submission.SubmittedAt, answers, known)
        {
            Area = area,
            Submission = submission.Id,
            Root = $"{First(submission.Id):D12}",
            Reason = submission.Reason,
            Userid = submission.Userid,
        };
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
        var town = string.Concat(area.Split('/').Take(3).Select(id => $"{id}/"));
        return units.Values.FirstOrDefault(each => each.Name == village && each.Path.StartsWith(town, StringComparison.Ordinal))?.Path ?? area;
    }

    private async Task<IReadOnlyList<LedgerRecord>> FactsOf(Ledger ledger, LedgerInput input, Scope scope, string? campaign, string? period)
    {
        if (Reads(ledger, OfHouseholds))
            households ??= (await Households.All(tx, scope)).ToDictionary(household => household.Id);
        var records = new List<LedgerRecord>();
        foreach (var fact in await Facts.List(tx, input.Ids[0], scope, campaign ?? ledger.Campaign))
        {
            if (period is not null && (fact.OnDate is not { } day || !day.ToString("yyyy-MM", CultureInfo.InvariantCulture).Equals(period, StringComparison.Ordinal)))
                continue;
            var home = households?.GetValueOrDefault(fact.HouseholdId);
            var area = home?.Area ?? units.Values.FirstOrDefault(unit => unit.Id == fact.UnitId)?.Path ?? "";
            var known = new Dictionary<string, string>(Names(area)) { ["subject"] = fact.HouseholdId };
            if (home is not null)
                Describe(home, known);
            records.Add(new(fact.Key, input.Shapes[0],
                fact.OnDate is { } on ? ChinaTime.At(on, TimeOnly.MinValue) : DateTimeOffset.MinValue, fact.Values, known)
            { Area = area });
        }
        return records;
    }

    private async Task<IReadOnlyList<LedgerRecord>> HouseholdsOf(Scope scope, LedgerInput input)
    {
        var records = new List<LedgerRecord>();
        foreach (var household in await Households.All(tx, scope))
        {
            var known = new Dictionary<string, string>(Names(household.Area)) { ["subject"] = household.Id };
            Describe(household, known);
            records.Add(new(household.Id, input.Shapes[0], DateTimeOffset.MinValue, new Dictionary<string, string>
            {
                ["id"] = household.Id,
                ["name"] = household.HeadName,
                ["types"] = household.Types,
                ["size"] = household.Size.ToString(CultureInfo.InvariantCulture),
            }, known)
            { Area = household.Area });
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

    private static void Describe(Household household, Dictionary<string, string> known)
    {
        known["household"] = household.Id;
        known["householder"] = household.HeadName;
        known["household_types"] = household.Types;
        known["household_size"] = household.Size.ToString(CultureInfo.InvariantCulture);
        known["group"] = household.GroupNo;
        known["contact"] = household.Contact;
        known["monitor_type"] = household.MonitorType;
        known["risk_status"] = household.RiskStatus;
        known["risk_types"] = household.RiskTypes;
        known["identified_on"] = household.IdentifiedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
    }

    private static bool Reads(Ledger ledger, IReadOnlyCollection<string> known) => LedgerNeeds.Of(ledger).Overlaps(known);

    // What belongs to no period of its own, such as a problem, falls into the month it was handed in.
    private static bool Falls(Submission submission, string? period) => period is null
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

/// <summary>Every name that a ledger's expressions and columns read.</summary>
internal static class LedgerNeeds
{
    public static HashSet<string> Of(Ledger ledger)
    {
        var expressions = ledger.Inputs.SelectMany(input => new[] { input.Where, input.OnePer, input.Prefer, input.Still, input.Match, input.On, input.Unless?.By })
            .Concat(ledger.Figures.SelectMany(Of))
            .Concat(ledger.Checks.OfType<LedgerCheck.NoRecord>().SelectMany(check => new[] { check.Where, check.Name }))
            .Concat(((ledger.Rows as LedgerRows.Fixed)?.Printed ?? []).SelectMany(row => row.Instead.Values.SelectMany(Of).Append(row.Weight)));
        return
        [
            .. expressions.SelectMany(expression => expression?.References ?? []),
            .. ledger.Columns.Select(column => (column.Source as LedgerSource.Context)?.Name).OfType<string>(),
        ];
    }

    private static IEnumerable<Store.Expressions.Expression?> Of(LedgerColumn column) => Of(column.Source);

    private static IEnumerable<Store.Expressions.Expression?> Of(LedgerSource source) => source switch
    {
        LedgerSource.Formula formula => [formula.Expression],
        LedgerSource.Tally tally => [tally.Of, tally.Distinct, .. tally.Where],
        _ => [],
    };
}
