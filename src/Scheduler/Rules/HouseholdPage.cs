using Store;

namespace Scheduler.Rules;

/// <summary>Households and all that was read about them.</summary>
/// <param name="Beside">The kinds of rows that rules want.</param>
internal sealed record HouseholdPage(
    IReadOnlyList<HouseholdAtHand> Households,
    ILookup<string, MemberLine> Members,
    ILookup<string, Measure> Measures,
    ILookup<string, FilledLine> Filled,
    ILookup<string, Fact> Facts,
    IReadOnlySet<string> Beside,
    FieldCipher Cipher)
{
    /// <summary>Check-ins of a year and the month itself are all that any rule looks back on.</summary>
    private const int CheckInsBack = 13;

    public static readonly HouseholdPage Nothing = new(
        [], Enumerable.Empty<MemberLine>().ToLookup(line => ""), Enumerable.Empty<Measure>().ToLookup(line => ""),
        Enumerable.Empty<FilledLine>().ToLookup(line => ""), Enumerable.Empty<Fact>().ToLookup(line => ""), new HashSet<string>(), null!);

    /// <summary>Each household with its rows, and before it the texts that were written about it. A household is good until the next is asked for.</summary>
    public IEnumerable<SubjectRecord> Records(ReadingScope scope)
    {
        var tables = Beside.ToDictionary(table => table, _ => new List<SubjectRecord>(), StringComparer.Ordinal);
        var shown = tables.ToDictionary(table => table.Key, table => (IReadOnlyList<SubjectRecord>)table.Value, StringComparer.Ordinal);
        foreach (var household in Households)
        {
            foreach (var rows in tables.Values)
                rows.Clear();
            foreach (var fact in Facts[household.Id])
                if (tables.TryGetValue(fact.Table, out var rows))
                    rows.Add(StoredRecords.Of(fact) with { Area = household.Area, Userid = household.Contact });
            if (tables.TryGetValue("support", out var supports))
                supports.AddRange(Measures[household.Id].Select(StoredRecords.Of));
            var members = Members[household.Id];
            if (tables.TryGetValue("member", out var people))
                people.AddRange(members.Select(member => scope.Records.Of(household, member)));
            foreach (var line in Filled[household.Id])
                if (scope.Records.Form(line.Form) is { } form)
                    foreach (var text in Fill(scope, household, form, line, tables))
                        yield return text;
            yield return scope.Records.Of(household, members) with { Tables = shown };
        }
    }

    private IEnumerable<SubjectRecord> Fill(
        ReadingScope scope, HouseholdAtHand household, Store.Packs.Form form, FilledLine line, Dictionary<string, List<SubjectRecord>> tables)
    {
        var isVisit = scope.Visited.Contains(form.Id);
        if (isVisit && tables.TryGetValue("visit", out var visits))
            visits.Add(StoredRecords.Visit(form, line));
        var answers = SealedAnswers.Read(Cipher, line.Answers);
        foreach (var record in scope.Records.Of(form, line, answers))
            if (tables.TryGetValue(record.Kind, out var rows) && (record.Kind != "checkin" || rows.Count < CheckInsBack))
                rows.Add(record);
        return isVisit && scope.Wants("text")
            ? FormRecords.Texts(form, line.Userid, scope.Records.Name(line.Userid), household.Id, household.HeadName, household.VillageName, household.Area, answers)
            : [];
    }
}
