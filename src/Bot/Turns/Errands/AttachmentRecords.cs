using System.Globalization;
using Bot.Conversations;
using Bot.Conversations.Attachments;
using Bot.Conversations.Errands;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>Where what people sent belongs.</summary>
internal static class AttachmentRecords
{
    private const int MostListed = 50;
    private const int MostNamed = 8;

    public static async Task<ErrandFound> Find(Tx tx, Person person, Pack pack, AttachmentLookup lookup)
    {
        var midnight = ChinaTime.At(ChinaTime.DayOf(lookup.Now), TimeOnly.MinValue);
        var today = await Submissions.By(tx, person.Userid, midnight, MostNamed);
        var names = await Heads(tx, person, pack, today);
        var places = today.Select(submission => new AttachmentPlace($"submission:{submission.Id}", Called(pack, submission, names))).ToList();
        var just = today.Count > 0 && lookup.Now - today[0].SubmittedAt <= pack.Sending.Evidence.AfterSubmitting ? places[0] : null;
        var named = lookup.Name.Length == 0 ? [] : await Households.Named(tx, pack.Roles.ScopeOf(person), lookup.Name.Trim(), MostNamed);
        var exact = named.Where(household => household.HeadName == lookup.Name.Trim()).ToList();
        var unplaced = await Evidence.Unplaced(tx, person.Userid, MostListed);
        var sent = await Evidence.By(tx, person.Userid, MostListed);
        return new AttachmentsFound(
            just, [.. places, .. await InCare(tx, person, pack, today, lookup.Now)],
            [.. (exact.Count > 0 ? exact : named).Select(household => Household(pack, household.Id, household.HeadName, household.VillageName, household.GroupNo))],
            [.. unplaced.Where(row => IsLoose(row, lookup)).Select(row => Shown(row, ""))],
            [.. sent.Where(row => row.SubmissionId is not null && row.ReceivedAt >= midnight)
                .Select(row => (Row: row, Place: places.Find(place => place.Id == $"submission:{row.SubmissionId}")))
                .Where(each => each.Place is not null).Select(each => Shown(each.Row, each.Place!.Text))]);
    }

    public static async Task Put(Tx tx, AttachmentsPlaced placed, Person person, Pack pack, DateTimeOffset now)
    {
        var scope = pack.Roles.ScopeOf(person);
        var (form, subject, submission) = placed.Place.Split(':', 2) switch
        {
            ["submission", var id] when await Submissions.Find(tx, scope, long.Parse(id, CultureInfo.InvariantCulture)) is { } found => (found.Form, found.Subject, found.Id),
            // This month's, where it is in; otherwise whatever is handed in about the household next takes it along.
            ["household", var id] when await Households.Open(tx, scope, id) is not null =>
                ("", id, (await Submissions.About(tx, id, ChinaTime.At(Month.Of(now).FirstDay, TimeOnly.MinValue)))?.Id),
            ["draft", var id] => (id.Split('|')[0], id.Split('|')[1], (long?)null),
            _ => ("", "", null),
        };
        await Evidence.Place(tx, person.Userid, placed.References, form, subject, submission);
        await Journal.Append(tx, now, new JournalNote(
            subject.Length > 0 ? $"household:{subject}" : $"person:{person.Userid}", person.Userid, "evidence.placed", placed.Place, After: $"count={placed.References.Count}"));
    }

    // Nobody has said what it belongs to; or it was sent for a form that was thrown away since.
    private static bool IsLoose(EvidenceRow row, AttachmentLookup lookup) =>
        row.Form.Length == 0 || !lookup.Drafts.Contains($"{row.Form}|{row.Subject}");

    private static async Task<Dictionary<string, string>> Heads(Tx tx, Person person, Pack pack, IReadOnlyList<Submission> submissions)
    {
        var names = new Dictionary<string, string>();
        foreach (var id in submissions.Select(submission => submission.Subject).Where(id => id.Length > 0).Distinct())
            if (await Households.Open(tx, pack.Roles.ScopeOf(person), id) is { } opened)
                names[id] = opened.Household.HeadName;
        return names;
    }

    private static string Called(Pack pack, Submission submission, Dictionary<string, string> names)
    {
        var form = pack.Form(submission.Form);
        var title = form?.PlainTitle ?? form?.Title ?? submission.Form;
        var what = (names.GetValueOrDefault(submission.Subject), Month.Parse(submission.Period)) switch
        {
            ({ } household, { } month) => pack.Messages.Say(Texts.DraftOfMonth, ("household", household), ("month", month.Number), ("form", title)),
            ({ } household, null) => pack.Messages.Say(Texts.DraftAbout, ("household", household), ("form", title)),
            _ => title,
        };
        return pack.Messages.Say(AttachmentTexts.Place, ("what", what), ("time", Clock(submission.SubmittedAt)));
    }

    // Whoever looks after a few households picks from them; whoever looks after many writes the name.
    private static async Task<IEnumerable<AttachmentPlace>> InCare(Tx tx, Person person, Pack pack, IReadOnlyList<Submission> today, DateTimeOffset now)
    {
        if (pack.CheckIn(person.Role) is not var (campaign, cadence))
            return [];
        var mine = await Households.InCare(tx, pack.Roles.ScopeOf(person), new Round(cadence.Id, campaign.Id, Month.Of(now).ToString()));
        return mine.Count > MostNamed ? [] : mine.Where(household => today.All(submission => submission.Subject != household.Id))
            .Select(household => Household(pack, household.Id, household.HeadName, household.VillageName, household.GroupNo));
    }

    private static AttachmentPlace Household(Pack pack, string id, string name, string village, string group) =>
        new($"household:{id}", pack.Messages.Say(Texts.NamingLine, ("household", name), ("village", village), ("group", group)));

    private static Attachment Shown(EvidenceRow row, string place) => new(row.MediaId, row.Kind, Clock(row.ReceivedAt), place);

    private static string Clock(DateTimeOffset at) => ChinaTime.Of(at).ToString("H:mm", CultureInfo.InvariantCulture);
}
