using System.Globalization;
using Store;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>Rows of the store as the records that rules know them by. Pure.</summary>
/// <param name="people">Userid → name.</param>
internal sealed class StoredRecords(Pack pack, IReadOnlyDictionary<string, string> people)
{
    private readonly FormRecords filled = FormRecords.Of(pack);
    private readonly Dictionary<string, Form> forms = pack.Forms.ToDictionary(form => form.Id, StringComparer.Ordinal);
    private readonly IReadOnlySet<string> heads = pack.RosterLayout?.HeadRelations ?? new HashSet<string>();
    private readonly IReadOnlyCollection<string> labourers = pack.Vocabulary.Labourers;

    public Form? Form(string id) => forms.GetValueOrDefault(id);

    public string Name(string userid) => people.GetValueOrDefault(userid, "");

    /// <summary>Everything that a filled form is.</summary>
    public IEnumerable<SubjectRecord> Of(FieldCipher cipher, FilledLine line) =>
        Form(line.Form) is { } form ? Of(form, line, SealedAnswers.Read(cipher, line.Answers)) : [];

    public IEnumerable<SubjectRecord> Of(Form form, FilledLine line, IReadOnlyDictionary<string, string> answers) => filled.Of(
        form, line.Subject.Length == 0 ? $"{line.Id}" : $"{line.Subject}/{(line.Period.Length > 0 ? line.Period : line.Id)}",
        line.Campaign, line.Period, line.Userid, Name(line.Userid), line.Area, ChinaTime.DayOf(line.SubmittedAt), answers, line.Said);

    public static SubjectRecord Visit(Form form, FilledLine line) => new("visit", $"{line.Id}", Fields(
        ("form", form.Id), ("kind", form.Kind), ("campaign", line.Campaign), ("period", line.Period), ("filled_by", line.Userid),
        ("on", Day(ChinaTime.DayOf(line.SubmittedAt)))));

    public SubjectRecord Of(HouseholdAtHand household, IEnumerable<MemberLine> members)
    {
        var (count, able, hasHead) = (0, 0, false);
        foreach (var member in members)
        {
            count++;
            able += labourers.Contains(member.Labour) ? 1 : 0;
            hasHead |= heads.Contains(member.Relation);
        }
        // A roster may list the members without their head.
        var size = count == 0 ? 0 : count + (hasHead ? 0 : 1);
        return new SubjectRecord(RecordKinds.Household, household.Id, Fields(
            ("id", household.Id), ("name", household.HeadName), ("village", household.VillageName), ("village_id", household.VillageId), ("town", household.TownName),
            ("county", household.CountyName), ("group", household.GroupNo), ("types", household.Types), ("size", Text(household.Size)),
            ("members", Text(size)), ("labourers", count == 0 ? "" : Text(able)), ("monitor_type", household.MonitorType),
            ("risk_types", household.RiskTypes), ("risk_status", household.RiskStatus), ("identified_on", Day(household.IdentifiedOn)), ("contact", household.Contact)))
        { Area = household.Area, Userid = household.Contact };
    }

    public SubjectRecord Of(HouseholdAtHand household, MemberLine member) => new("member", $"{household.Id}/{member.Name}", Fields(
        ("name", member.Name), ("relation", member.Relation), ("labour", member.Labour), ("labourer", labourers.Contains(member.Labour) ? "yes" : ""),
        ("disability", member.Disability), ("schooling", member.Schooling), ("working", member.Working)));

    public static SubjectRecord Of(Measure measure) => new("support", $"{measure.HouseholdId}/{measure.Name}", Fields(
        ("name", measure.Name), ("since", Day(measure.Since))));

    public static SubjectRecord Of(Fact fact) => new(fact.Table, fact.Key, fact.Values);

    public SubjectRecord Of(EntryLine entry) => new("entry", $"{entry.Userid}/{entry.Subject}", Fields(
        ("form", entry.Form), ("campaign", entry.Campaign), ("filled_by", entry.Userid), ("filler", Name(entry.Userid)), ("household", entry.Subject),
        ("name", entry.HeadName), ("village", entry.VillageName), ("day", Day(ChinaTime.DayOf(entry.SubmittedAt))), ("on", Day(ChinaTime.DayOf(entry.SubmittedAt))),
        ("minutes_before", entry.BeforeAt is { } before ? (entry.SubmittedAt - before).TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture) : "")))
    { Area = entry.Area };

    public static SubjectRecord Of(GroupMessage message) => new("message", $"{message.Id}", Fields(
        ("text", message.Text), ("to", "group"), ("refused", message.Reason == OutboxReason.Personal ? "yes" : ""), ("on", Day(ChinaTime.DayOf(message.At)))));

    /// <summary>A ledger as it was handed up.</summary>
    public SubjectRecord Of(SignOff signed) => new("ledger", $"{signed.Ledger}/{signed.UnitId}", Fields(
        ("ledger", pack.Ledger(signed.Ledger)?.Title ?? signed.Ledger), ("unit", signed.UnitId), ("campaign", signed.Campaign),
        ("unsigned", signed.Signatures.Trim().Length == 0 ? "1" : "0"), ("records", Text(signed.RowCount))))
    { Area = signed.Area, Userid = signed.Userid };

    /// <param name="missing">What belongs to the same bundle and is not there.</param>
    public static SubjectRecord Of(Deliverable deliverable, string campaign, Unit unit, IEnumerable<Deliverable> missing) => new(
        "deliverable", $"{deliverable.Id}/{unit.Id}/bundle", Fields(
            ("what", deliverable.Id), ("campaign", campaign), ("subject", unit.Id), ("unit_name", unit.Name), ("title", deliverable.Short), ("due", ""), ("done", "yes"),
            ("bundle", deliverable.Bundle), ("missing", string.Join('、', missing.Select(other => other.Short)))))
    { Area = unit.Path };

    /// <param name="kind">As <see cref="KindOf"/> says.</param>
    public SubjectRecord Of(DueLine due, string kind) => new(kind, $"{due.What}/{due.Subject}/{due.Period}", Fields(
        ("what", due.What), ("campaign", due.Campaign), ("period", due.Period), ("subject", due.Subject), ("name", due.HeadName), ("unit_name", due.UnitName),
        ("userid", due.Userid), ("title", Title(due)), ("opened", Moment(due.OpensAt)), ("due", due.DueAt is { } at ? Moment(at) : ""), ("done", "")))
    { Area = due.Area, Userid = due.Userid };

    /// <summary>What an occurrence is to rules: a round, a suspicion or a deliverable; "" where it is nothing to them.</summary>
    public string KindOf(string what, string campaign) => what == Suspicion.Occurrence ? "suspicion"
        : pack.Campaign(campaign) is not { } known ? ""
        : known.Cadences.Any(cadence => cadence.Id == what) ? "round"
        : known.Deliverable(what) is not null ? "deliverable" : "";

    public static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static Dictionary<string, string> Fields(params ReadOnlySpan<(string Name, string Value)> values)
    {
        var fields = new Dictionary<string, string>(values.Length, StringComparer.Ordinal);
        foreach (var (name, value) in values)
            fields[name] = value;
        return fields;
    }

    private string Title(DueLine due) => pack.Campaign(due.Campaign) is { } campaign
        ? campaign.Deliverable(due.What)?.Short ?? campaign.Cadences.FirstOrDefault(cadence => cadence.Id == due.What)?.Title ?? due.What
        : due.What;

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Moment(DateTimeOffset moment) => ChinaTime.Of(moment).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
