using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>
/// Reads the store for one pass of rules: households a page at a time with what stands beside them, then what stands alone.
/// Only kinds that a rule asks for are read, and nothing is kept but counts.
/// </summary>
internal sealed class RuleReading
{
    private const int Page = 1000;

    /// <summary>Check-ins of a year and the month itself are all that any rule looks back on.</summary>
    private const int CheckInsBack = 13;

    private readonly Tx tx;
    private readonly Pack pack;
    private readonly DateTimeOffset now;
    private readonly HashSet<string> kinds;
    private readonly FormRecords records;
    private readonly Dictionary<string, FormRecord> formKinds;
    private readonly HashSet<string> visited;
    private readonly List<(string Area, bool Closed)> problems = [];
    private readonly Dictionary<string, string> people = new(StringComparer.Ordinal);
    private readonly IReadOnlySet<string> heads;

    private RuleReading(Tx tx, Pack pack, RuleBook book, IReadOnlyList<CompiledCheck> checks, DateTimeOffset now)
    {
        (this.tx, this.pack, this.now) = (tx, pack, now);
        kinds = [.. checks.Select(check => check.Check.Over).Concat(checks.SelectMany(check => check.Tables))];
        records = new FormRecords(pack, book.Names);
        formKinds = pack.FormRecords.ToDictionary(record => record.Kind);
        visited = [.. pack.Forms.Where(form => form.Kind is "checkin" or "survey").Select(form => form.Id)];
        heads = pack.RosterLayout?.HeadRelations ?? new HashSet<string>();
    }

    /// <summary>Makes the checks over everything that is stored.</summary>
    /// <param name="campaign">Only of this campaign; null = of all.</param>
    /// <param name="identities">What ledgers say of their own sums.</param>
    public static async Task<(IReadOnlyList<Finding> Findings, IReadOnlyList<NotChecked> NotChecked)> Evaluate(
        Tx tx, Pack pack, RuleBook book, IReadOnlyList<CompiledCheck> checks, string? campaign, IReadOnlyList<SubjectRecord> identities, DateTimeOffset now)
    {
        var reading = new RuleReading(tx, pack, book, checks, now);
        var evaluation = new RuleEvaluation(book, checks, ChinaTime.Of(now))
        {
            Campaign = campaign,
            Empty = await reading.Empty(identities.Count > 0),
            Data = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> { ["workday"] = reading.WorkDays() },
        };
        await reading.Read(evaluation);
        foreach (var identity in identities)
            evaluation.Look(identity);
        return evaluation.Finish();
    }

    /// <summary>Kinds of which there is nothing at all; <c>visit@campaign</c> where there is nothing of one campaign.</summary>
    private async Task<HashSet<string>> Empty(bool hasIdentities)
    {
        var counts = await HouseholdPages.Counts(tx);
        var occurring = await HouseholdPages.Occurring(tx);
        var facts = await Facts.Counts(tx);
        var there = counts.Where(count => count.Number > 0).Select(count => count.What == "measure" ? "support" : count.What).ToHashSet();
        foreach (var record in pack.FormRecords.Where(record => record.Forms.Keys.Any(there.Contains)))
            there.Add(record.Kind);
        there.UnionWith(occurring.Select(count => KindOf(count.What, count.Campaign)));
        there.UnionWith(facts.Keys);
        var visits = counts.Where(count => visited.Contains(count.What)).Select(count => count.Campaign).ToHashSet();
        if (visits.Count > 0)
            there.UnionWith(["visit", "entry", "text"]);
        if (hasIdentities)
            there.Add("identity");
        var empty = kinds.Where(kind => !there.Contains(kind)).ToHashSet();
        empty.UnionWith(pack.Campaigns.Where(campaign => !visits.Contains(campaign.Id)).Select(campaign => $"visit@{campaign.Id}"));
        return empty;
    }

    private async Task Read(RuleEvaluation evaluation)
    {
        foreach (var person in await People.List(tx))
            people[person.Userid] = person.Name;
        if (Wants(RecordKinds.Household))
            await Households(evaluation);
        if (formKinds.Keys.Any(kinds.Contains))
            await Others(evaluation);
        if (kinds.Contains("entry"))
            await Entries(evaluation);
        if (Wants(RecordKinds.Unit))
            await UnitRecords(evaluation);
        if (kinds.Contains("person"))
            await PersonRecords(evaluation);
        foreach (var table in pack.FactTables.Where(table => table.Household is null && table.Unit is null && kinds.Contains(table.Id)))
            foreach (var fact in await Facts.List(tx, table.Id, Scope.Everything))
                evaluation.Look(Of(fact));
        if (kinds.Overlaps(["round", "suspicion", "deliverable"]))
            foreach (var due in await HouseholdPages.Due(tx))
                if (kinds.Contains(KindOf(due.What, due.Campaign)))
                    evaluation.Look(Of(due));
    }

    private bool Wants(string tree) => kinds.Contains(tree) || pack.RecordKinds.TablesOf(tree).Any(table => kinds.Contains(table.Name));

    private async Task Households(RuleEvaluation evaluation)
    {
        var beside = pack.RecordKinds.TablesOf(RecordKinds.Household).Where(table => kinds.Contains(table.Name)).Select(table => table.Name).ToList();
        var forms = FormsOf(beside.Where(formKinds.ContainsKey));
        if (beside.Contains("visit") || kinds.Contains("text"))
            forms = [.. forms.Union(visited)];
        var hasFacts = beside.Exists(table => pack.FactTable(table) is not null);
        for (var after = ""; ;)
        {
            var page = await HouseholdPages.Next(tx, after, Page);
            if (page.Count == 0)
                return;
            var last = page[^1].Id;
            var members = (await HouseholdPages.Members(tx, after, last)).ToLookup(member => member.HouseholdId);
            var measures = (beside.Contains("support") ? await HouseholdPages.Measures(tx, after, last) : []).ToLookup(measure => measure.HouseholdId);
            var filled = (forms.Length > 0 ? await HouseholdPages.Submissions(tx, after, last, forms) : []).ToLookup(line => line.Subject);
            var facts = (hasFacts ? await Facts.OfHouseholds(tx, after, last) : []).ToLookup(fact => fact.HouseholdId);
            foreach (var household in page)
            {
                var tables = beside.ToDictionary(table => table, _ => new List<SubjectRecord>());
                foreach (var fact in facts[household.Id])
                    if (tables.TryGetValue(fact.Table, out var rows))
                        rows.Add(Of(fact) with { Area = household.Area, Userid = household.Contact });
                if (beside.Contains("support"))
                    tables["support"].AddRange(measures[household.Id].Select(measure => new SubjectRecord("support", $"{household.Id}/{measure.Name}", Fields(
                        ("name", measure.Name), ("since", Day(measure.Since))))));
                if (beside.Contains("member"))
                    tables["member"].AddRange(members[household.Id].Select(member => Of(household, member)));
                foreach (var line in filled[household.Id])
                    Add(evaluation, household, line, tables);
                evaluation.Look(Of(household, members[household.Id]) with
                {
                    Tables = tables.ToDictionary(table => table.Key, table => (IReadOnlyList<SubjectRecord>)table.Value),
                });
            }
            after = last;
        }
    }

    private void Add(RuleEvaluation evaluation, HouseholdAtHand household, FilledLine line, Dictionary<string, List<SubjectRecord>> tables)
    {
        if (pack.Form(line.Form) is not { } form)
            return;
        if (visited.Contains(form.Id) && tables.TryGetValue("visit", out var visits))
            visits.Add(new SubjectRecord("visit", $"{line.Id}", Fields(
                ("form", form.Id), ("kind", form.Kind), ("campaign", line.Campaign), ("period", line.Period), ("filled_by", line.Userid),
                ("on", Day(ChinaTime.DayOf(line.SubmittedAt))))));
        var isKnown = pack.FormRecords.Any(record => tables.ContainsKey(record.Kind) && record.Forms.ContainsKey(form.Id));
        if (!isKnown && !(kinds.Contains("text") && visited.Contains(form.Id)))
            return;
        var answers = SealedAnswers.Read(tx.Cipher, line.Answers);
        foreach (var record in records.Of(form, Key(line), line.Campaign, line.Period, line.Userid, Name(line.Userid), line.Area, ChinaTime.DayOf(line.SubmittedAt), answers))
            if (tables.TryGetValue(record.Kind, out var rows) && rows.Count < (record.Kind == "checkin" ? CheckInsBack : int.MaxValue))
            {
                rows.Add(record);
                Problem(record);
            }
        if (kinds.Contains("text") && visited.Contains(form.Id))
            foreach (var text in FormRecords.Texts(form, line.Userid, Name(line.Userid), household.Id, household.HeadName, household.VillageName, household.Area, answers))
                evaluation.Look(text);
    }

    // Problems of a whole village, surveys of a village: nothing stands beside them.
    private async Task Others(RuleEvaluation evaluation)
    {
        var forms = FormsOf(formKinds.Keys.Where(kinds.Contains));
        for (long after = 0; ;)
        {
            var page = await HouseholdPages.Others(tx, after, Page, forms);
            if (page.Count == 0)
                return;
            foreach (var line in page)
                if (pack.Form(line.Form) is { } form)
                    foreach (var record in records.Of(form, Key(line), line.Campaign, line.Period, line.Userid, Name(line.Userid), line.Area,
                        ChinaTime.DayOf(line.SubmittedAt), SealedAnswers.Read(tx.Cipher, line.Answers)))
                        if (kinds.Contains(record.Kind) && formKinds[record.Kind].Tree != RecordKinds.Unit)
                        {
                            Problem(record);
                            evaluation.Look(record);
                        }
            after = page[^1].Id;
        }
    }

    private async Task Entries(RuleEvaluation evaluation)
    {
        foreach (var entry in await HouseholdPages.Entries(tx, now.AddDays(-62), [.. visited]))
            evaluation.Look(new SubjectRecord("entry", $"{entry.Userid}/{entry.Subject}", Fields(
                ("form", entry.Form), ("campaign", entry.Campaign), ("filled_by", entry.Userid), ("filler", Name(entry.Userid)), ("household", entry.Subject),
                ("name", entry.HeadName), ("village", entry.VillageName), ("day", Day(ChinaTime.DayOf(entry.SubmittedAt))), ("on", Day(ChinaTime.DayOf(entry.SubmittedAt))),
                ("minutes_before", entry.BeforeAt is { } before ? (entry.SubmittedAt - before).TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture) : "")))
            { Area = entry.Area });
    }

    private async Task UnitRecords(RuleEvaluation evaluation)
    {
        var units = await Units.All(tx, Scope.Everything);
        var beside = pack.RecordKinds.TablesOf(RecordKinds.Unit).Where(table => kinds.Contains(table.Name)).Select(table => table.Name).ToList();
        var facts = new Dictionary<string, ILookup<string, SubjectRecord>>();
        foreach (var table in beside.Where(table => pack.FactTable(table) is not null))
            facts[table] = (await Facts.List(tx, table, Scope.Everything)).ToLookup(fact => fact.UnitId, Of);
        foreach (var kind in beside.Where(formKinds.ContainsKey))
            facts[kind] = await OfUnits(kind, units);
        var paths = units.ToDictionary(unit => unit.Id, unit => unit.Path);
        var inCare = await HouseholdPages.InCare(tx);
        var totals = new Dictionary<string, (int Households, int Monitored)>();
        foreach (var line in inCare.Where(line => paths.ContainsKey(line.VillageId)))
            foreach (var path in Above(paths[line.VillageId]))
                totals[path] = (totals.GetValueOrDefault(path).Households + line.Households, totals.GetValueOrDefault(path).Monitored + line.Monitored);
        var found = new Dictionary<string, (int All, int Closed)>();
        foreach (var (area, closed) in problems)
            foreach (var path in Above(area))
                found[path] = (found.GetValueOrDefault(path).All + 1, found.GetValueOrDefault(path).Closed + (closed ? 1 : 0));
        var names = units.ToDictionary(unit => unit.Id, unit => unit.Name);
        foreach (var unit in units)
            evaluation.Look(new SubjectRecord(RecordKinds.Unit, unit.Id, Fields(
                ("id", unit.Id), ("name", unit.Name), ("level", unit.Level), ("kind", unit.Kind), ("town", names.GetValueOrDefault(unit.ParentId ?? "", "")),
                ("households", Text(totals.GetValueOrDefault(unit.Path).Households)), ("monitored", Text(totals.GetValueOrDefault(unit.Path).Monitored)),
                ("problems", Text(found.GetValueOrDefault(unit.Path).All)), ("problems_closed", Text(found.GetValueOrDefault(unit.Path).Closed))))
            {
                Area = unit.Path,
                Tables = beside.ToDictionary(table => table, table => (IReadOnlyList<SubjectRecord>)[.. facts[table][unit.Id]]),
            });
    }

    /// <summary>Reports that name their village stand beside that village.</summary>
    private async Task<ILookup<string, SubjectRecord>> OfUnits(string kind, IReadOnlyList<Unit> units)
    {
        var byName = units.Where(unit => unit.Level == "village").ToLookup(unit => unit.Name, unit => unit.Id);
        var found = new List<(string Unit, SubjectRecord Record)>();
        foreach (var form in FormsOf([kind]).Select(pack.Form).OfType<Form>())
            foreach (var submission in await Submissions.List(tx, form.Id, Scope.Everything))
                foreach (var record in records.Of(form, $"{submission.Id}", submission.Campaign, submission.Period, submission.Userid, Name(submission.Userid), submission.Area,
                    ChinaTime.DayOf(submission.SubmittedAt), SealedAnswers.Read(tx.Cipher, submission.Answers)).Where(record => record.Kind == kind))
                    found.AddRange(byName[SealedAnswers.Read(tx.Cipher, submission.Answers).GetValueOrDefault("village", "")].Select(unit => (unit, record)));
        return found.ToLookup(entry => entry.Unit, entry => entry.Record);
    }

    private async Task PersonRecords(RuleEvaluation evaluation)
    {
        var inCare = (await HouseholdPages.InCare(tx)).ToLookup(line => line.Contact);
        var month = now.AddDays(-31);
        var entries = visited.Count == 0 ? [] : await HouseholdPages.Entries(tx, month, [.. visited]);
        var counts = await HouseholdPages.Counts(tx);
        var hasVisits = counts.Any(count => visited.Contains(count.What));
        var byPerson = entries.ToLookup(entry => entry.Userid);
        foreach (var person in await People.List(tx))
            evaluation.Look(new SubjectRecord("person", person.Userid, Fields(
                ("userid", person.Userid), ("name", person.Name), ("role", person.Role), ("unit", person.UnitId), ("unit_name", person.UnitName), ("level", person.Level),
                ("phone", person.Phone is null ? "" : "yes"),
                ("households", Text(inCare[person.Userid].Sum(line => line.Households))), ("monitored", Text(inCare[person.Userid].Sum(line => line.Monitored))),
                ("visited", hasVisits ? Text(byPerson[person.Userid].Count()) : "")))
            { Area = person.UnitPath, Userid = person.Userid });
    }

    private SubjectRecord Of(HouseholdAtHand household, IEnumerable<MemberLine> members)
    {
        var (count, labourers, head) = (0, 0, false);
        foreach (var member in members)
        {
            count++;
            labourers += pack.Vocabulary.Labourers.Contains(member.Labour) ? 1 : 0;
            head |= heads.Contains(member.Relation);
        }
        return new SubjectRecord(RecordKinds.Household, household.Id, Fields(
            ("id", household.Id), ("name", household.HeadName), ("village", household.VillageName), ("village_id", household.VillageId), ("town", household.TownName),
            ("county", household.CountyName), ("group", household.GroupNo), ("types", household.Types), ("size", Text(household.Size)),
            ("members", count == 0 ? "0" : Text(count + (head ? 0 : 1))), ("labourers", Text(labourers)), ("monitor_type", household.MonitorType),
            ("risk_types", household.RiskTypes), ("risk_status", household.RiskStatus), ("identified_on", Day(household.IdentifiedOn)), ("contact", household.Contact)))
        { Area = household.Area, Userid = household.Contact };
    }

    private SubjectRecord Of(HouseholdAtHand household, MemberLine member) => new("member", $"{household.Id}/{member.Name}", Fields(
        ("name", member.Name), ("relation", member.Relation), ("labour", member.Labour), ("labourer", pack.Vocabulary.Labourers.Contains(member.Labour) ? "yes" : ""),
        ("disability", member.Disability), ("schooling", member.Schooling), ("working", member.Working)));

    private static SubjectRecord Of(Fact fact) => new(fact.Table, fact.Key, fact.Values);

    private SubjectRecord Of(DueLine due) => new(KindOf(due.What, due.Campaign), $"{due.What}/{due.Subject}/{due.Period}", Fields(
        ("what", due.What), ("campaign", due.Campaign), ("period", due.Period), ("subject", due.Subject), ("name", due.HeadName), ("unit_name", due.UnitName),
        ("userid", due.Userid), ("title", Title(due)), ("opened", Moment(due.OpensAt)), ("due", due.DueAt is { } at ? Moment(at) : ""), ("done", "")))
    { Area = due.Area, Userid = due.Userid };

    private string Title(DueLine due) => pack.Campaigns.FirstOrDefault(campaign => campaign.Id == due.Campaign) is { } campaign
        ? campaign.Deliverable(due.What)?.Short ?? campaign.Cadences.FirstOrDefault(cadence => cadence.Id == due.What)?.Title ?? due.What
        : due.What;

    private string KindOf(string what, string campaign) => what == Suspicion.Occurrence ? "suspicion"
        : pack.Campaigns.FirstOrDefault(known => known.Id == campaign) is not { } known ? ""
        : known.Cadences.Any(cadence => cadence.Id == what) ? "round"
        : known.Deliverable(what) is not null ? "deliverable" : "";

    private void Problem(SubjectRecord record)
    {
        if (record.Kind == "problem")
            problems.Add((record.Area, formKinds[record.Kind].IsClosed(record["status"])));
    }

    private string[] FormsOf(IEnumerable<string> formKindNames) => [.. formKindNames.SelectMany(kind => formKinds[kind].Forms.Keys).Distinct()];

    private string Name(string userid) => people.GetValueOrDefault(userid, "");

    private static string Key(FilledLine line) => line.Subject.Length == 0 ? $"{line.Id}" : $"{line.Subject}/{(line.Period.Length > 0 ? line.Period : line.Id)}";

    private static IEnumerable<string> Above(string path)
    {
        for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1))
            yield return path[..(end + 1)];
    }

    private IReadOnlyList<IReadOnlyDictionary<string, string>> WorkDays()
    {
        var today = ChinaTime.DayOf(now);
        return [.. Enumerable.Range(-400, 401).Select(today.AddDays).Where(pack.Calendar.IsWorkingDay).Select(day => new Dictionary<string, string> { ["day"] = Day(day) })];
    }

    private static Dictionary<string, string> Fields(params ReadOnlySpan<(string Name, string Value)> values)
    {
        var fields = new Dictionary<string, string>(values.Length, StringComparer.Ordinal);
        foreach (var (name, value) in values)
            fields[name] = value;
        return fields;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Moment(DateTimeOffset moment) => ChinaTime.Of(moment).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
