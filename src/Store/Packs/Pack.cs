using Store.Rosters;

namespace Store.Packs;

/// <summary>Everything under prompts/, read and checked together. Immutable.</summary>
/// <param name="Version">Twelve hex digits over all files; submissions, findings and ledgers name it.</param>
/// <param name="Forms">In order of file names.</param>
/// <param name="RosterLayout">The sheets and columns of a roster workbook; null where the pack has none and nothing can be imported.</param>
/// <param name="Menu">The chat's menu, at most three buttons.</param>
/// <param name="Files">Path under prompts/ (with /) → content, kept so that a version once used can be read again.</param>
public sealed record Pack(
    string Version,
    IReadOnlyList<Form> Forms,
    Messages Messages,
    Words Words,
    MentionWords Mentions,
    Roles Roles,
    IReadOnlyList<Campaign> Campaigns,
    IReadOnlyList<Ledger> Ledgers,
    Vocabulary Vocabulary,
    ValueWords ValueWords,
    RosterLayout? RosterLayout,
    IReadOnlyList<MenuButton> Menu,
    IReadOnlyDictionary<string, string> Files)
{
    /// <summary>What the county knows and no form asks; in order of file names.</summary>
    public IReadOnlyList<FactTable> FactTables { get; init; } = [];

    /// <summary>In order of file names.</summary>
    public IReadOnlyList<Report> Reports { get; init; } = [];

    /// <summary>Ledgers that units hand up to the unit above.</summary>
    public IEnumerable<(Campaign Campaign, Deliverable Deliverable)> HandedUp =>
        from campaign in Campaigns
        from deliverable in campaign.Deliverables
        where deliverable.HandedUpBy.Count > 0
        select (campaign, deliverable);

    public Report? Report(string id) => Reports.FirstOrDefault(report => report.Id == id);

    public FactTable? FactTable(string id) => FactTables.FirstOrDefault(table => table.Id == id);

    /// <summary>In order of their files.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>When rules are run, and who is told.</summary>
    public RuleDay RuleDay { get; init; } = RuleDay.None;

    /// <summary>What rules can be about.</summary>
    public RecordKinds RecordKinds { get; init; } = RecordKinds.None;

    /// <summary>What filled forms are called as records, for rules.</summary>
    public IReadOnlyList<FormRecord> FormRecords { get; init; } = [];

    /// <summary>Forms as they were: whoever had begun one finishes it as it was.</summary>
    public IReadOnlyList<Form> Earlier { get; init; } = [];

    public WorkCalendar Calendar { get; init; } = WorkCalendar.Plain;

    public Campaign? Campaign(string id) => Campaigns.FirstOrDefault(campaign => campaign.Id == id);

    /// <summary>How a campaign names household types; what belongs to no campaign prints the roster's words.</summary>
    public HouseholdTypes HouseholdTypes(string? campaign) => (campaign is null ? null : Campaign(campaign))?.HouseholdTypes ?? new([]);

    /// <summary>The same for a form; one that several campaigns share prints the roster's words.</summary>
    public HouseholdTypes HouseholdTypes(Form form) =>
        HouseholdTypes(form.Campaign ?? (Campaigns.Where(campaign => campaign.Forms.Contains(form.Id)).ToList() is [var only] ? only.Id : null));

    /// <summary>When and how much may be sent.</summary>
    public Sending Sending { get; init; } = Sending.None;

    /// <summary>Official lists of what is to be checked, by unit.</summary>
    public IReadOnlyList<Checklist> Checklists { get; init; } = [];

    public ChecklistWords ChecklistWords { get; init; } = ChecklistWords.Nothing;

    /// <summary>How problems are followed to their end.</summary>
    public Tracking Tracking { get; init; } = Tracking.None;

    /// <summary>Official procedures that a household goes through step by step.</summary>
    public IReadOnlyList<CaseFlow> CaseFlows { get; init; } = [];

    /// <summary>Who a notice can go to, and what is drawn for a second look.</summary>
    public OfficeWork Office { get; init; } = OfficeWork.None;

    /// <summary>How a change in a household gets into the roster.</summary>
    public ChangeReporting Changes { get; init; } = ChangeReporting.None;

    public Form? Form(string id) => Forms.FirstOrDefault(form => form.Id == id);

    /// <summary>The form as it was in that version; as it is where that is not kept.</summary>
    public Form? Form(string id, string version) => Form(id) is { } form && form.Version == version
        ? form
        : Earlier.FirstOrDefault(earlier => earlier.Id == id && earlier.Version == version) ?? Form(id);

    /// <param name="files">Form files of other versions.</param>
    public Pack WithEarlier(IEnumerable<PackFile> files) => this with { Earlier = [.. files.Select(Read).OfType<Form>()] };

    // A file that can no longer be read is left out: its drafts go on in the form as it is now.
    private Form? Read(PackFile file) => FormReader.Extensions.Contains(Path.GetExtension(file.Path))
        ? FormReader.Check(file.Path, file.Content, [], name => Files.GetValueOrDefault($"forms/{name}")).Form
        : null;

    /// <summary>Where no robot is set up, nothing goes to a group.</summary>
    public Pack WithoutGroup() => this with { Sending = Sending with { Group = GroupPosts.None } };

    public Ledger? Ledger(string id) => Ledgers.FirstOrDefault(ledger => ledger.Id == id);

    /// <summary>The check-in that people of this role make; null for those who make none.</summary>
    public (Campaign Campaign, Cadence Cadence)? CheckIn(string role)
    {
        foreach (var campaign in Campaigns)
            foreach (var cadence in campaign.Cadences)
                if (cadence.By.Contains(role))
                    return (campaign, cadence);
        return null;
    }
}

/// <param name="Pack">Null exactly where there are problems: a pack is whole or it is not used.</param>
/// <param name="Problems">By file and line.</param>
public sealed record PackLoad(Pack? Pack, IReadOnlyList<Problem> Problems);
