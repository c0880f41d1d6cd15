using System.Globalization;

namespace Store.Packs;

/// <summary>prompts/office.yaml: what a county sets about notices, hand-ups, second looks and coverage.</summary>
/// <param name="RecallHours">How long after sending a notice can be called back.</param>
/// <param name="NoticeForms">Forms that are offered as the answer to a notice; any other can be named.</param>
/// <param name="SignOffTo">Roles that are told when one comes up to their unit.</param>
/// <param name="RecheckForms">Forms of which a sample can be looked at again.</param>
/// <param name="CoverageForms">A household with one of these has been visited.</param>
public sealed record OfficeWork(
    IReadOnlyList<Audience> Audiences,
    int RecallHours,
    IReadOnlyList<string> NoticeForms,
    IReadOnlyList<string> SignOffTo,
    IReadOnlyList<string> RecheckForms,
    int MostRechecked,
    IReadOnlyList<string> CoverageForms,
    IReadOnlyList<UnreachableAnswer> Unreachable)
{
    /// <summary>The ledger that prints who answered what; "" = none.</summary>
    public string NoticeLedger { get; init; } = "";

    /// <summary>Reminders to those who have not answered a notice by its day, and to its sender.</summary>
    public ReminderDays NoticeReminders { get; init; } = ReminderDays.None;

    /// <summary>After how many days without an answer whoever answers feedback is reminded of it.</summary>
    public ReminderDays FeedbackReminders { get; init; } = ReminderDays.None;

    public NoticeAttachments NoticeFiles { get; init; } = NoticeAttachments.None;

    /// <summary>Ledgers of no campaign in particular.</summary>
    public IReadOnlyList<string> Ledgers { get; init; } = [];

    public static readonly OfficeWork None = new([], 0, [], [], [], 0, [], []);

    internal static OfficeWork Read(YamlEntry root, CampaignParts known, IReadOnlyList<Campaign> campaigns)
    {
        root.OnlyKnows("audiences", "recall_hours", "notice_forms", "sign_off_to", "recheck", "coverage", "unreachable", "notice_ledger", "notice_reminders", "notice_files", "feedback_reminders", "ledgers");
        root["recheck"]?.OnlyKnows("forms", "most");
        root["coverage"]?.OnlyKnows("forms");
        List<string> Names(YamlEntry? list, Func<string, bool> isKnown, string kind)
        {
            foreach (var item in (list?.Items ?? []).Where(item => !isKnown(item.Text ?? "")))
                item.Complain($"there is no {kind} '{item.Text}'");
            return [.. (list?.Items ?? []).Select(item => item.Text ?? "")];
        }
        return new OfficeWork(
            [.. (root["audiences"]?.Items ?? []).Select(entry => new Audience(
                entry.Required("name"), Names(entry["roles"], known.Roles.Contains, "role"), entry.Optional("query") ?? "", [.. (entry["also"]?.Items ?? []).Select(item => item.Text ?? "")]))],
            Number(root, "recall_hours"),
            Names(root["notice_forms"], known.Forms.ContainsKey, "form"),
            Names(root["sign_off_to"], known.Roles.Contains, "role"),
            Names(root["recheck"]?["forms"], known.Forms.ContainsKey, "form"),
            root["recheck"] is { } recheck ? Number(recheck, "most") : 0,
            Names(root["coverage"]?["forms"], known.Forms.ContainsKey, "form"),
            [.. (root["unreachable"]?.Items ?? []).Select(entry => UnreachableAnswer.Read(entry, known, campaigns))])
        {
            NoticeLedger = Ledger(root, known),
            NoticeReminders = root["notice_reminders"] is { } days ? TimingReader.Days(days) : ReminderDays.None,
            NoticeFiles = root["notice_files"] is { } files ? NoticeAttachments.Read(files) : NoticeAttachments.None,
            FeedbackReminders = root["feedback_reminders"] is { } waits ? TimingReader.Days(waits) : ReminderDays.None,
            Ledgers = Names(root["ledgers"], known.Ledgers.Contains, "ledger"),
        };
    }

    private static string Ledger(YamlEntry root, CampaignParts known)
    {
        if (root.Optional("notice_ledger") is not { } ledger)
            return "";
        if (!known.Ledgers.Contains(ledger))
            root["notice_ledger"]!.Complain($"there is no ledger '{ledger}'");
        return ledger;
    }

    internal static int Number(YamlEntry entry, string key)
    {
        var text = entry.Required(key);
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0)
            return number;
        if (text.Length > 0)
            entry[key]!.Complain($"'{text}' is not a number above 0");
        return 0;
    }
}

/// <summary>Whom a notice can go to with one tap.</summary>
/// <param name="Query"><c>unfinished</c>: whoever has check-ins left this month; <c>owing</c>: besides, whoever answers for what a unit has not handed in; "" where roles say it.</param>
/// <param name="Also">What people type instead of <paramref name="Name"/>.</param>
public sealed record Audience(string Name, IReadOnlyList<string> Roles, string Query, IReadOnlyList<string> Also)
{
    public bool IsCalled(string typed) => Name == typed || Also.Contains(typed);
}

/// <summary>What answer of a form says that a household could not be reached.</summary>
/// <param name="By">The last day to have reached it; null where none is set.</param>
public sealed record UnreachableAnswer(string Form, string Question, string Is, DateOnly? By)
{
    internal static UnreachableAnswer Read(YamlEntry entry, CampaignParts known, IReadOnlyList<Campaign> campaigns)
    {
        entry.OnlyKnows("form", "question", "is", "by");
        var id = entry.Required("form");
        if (id.Length > 0 && known.Forms.GetValueOrDefault(id) is not { } form)
            entry["form"]!.Complain($"there is no form '{id}'");
        else if (id.Length > 0 && known.Forms[id].Find(entry.Required("question")) is null)
            entry["question"]?.Complain($"form '{id}' has no question '{entry.Optional("question")}'");
        DateOnly? by = null;
        if (entry.Optional("by") is { } norm)
        {
            by = campaigns.FirstOrDefault(campaign => campaign.Id == known.Forms.GetValueOrDefault(id)?.Campaign)?.Norm(norm)?.Date;
            if (by is null)
                entry["by"]!.Complain($"the form's campaign has no norm '{norm}' with a day");
        }
        return new UnreachableAnswer(id, entry.Optional("question") ?? "", entry.Required("is"), by);
    }
}
