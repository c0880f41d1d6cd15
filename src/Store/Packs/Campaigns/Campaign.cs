namespace Store.Packs;

/// <summary>A campaign (专项行动) as data: which forms and ledgers belong to it, what is due when and from whom.</summary>
public sealed record Campaign(
    string Id,
    string Title,
    string Short,
    IReadOnlyList<string> Forms,
    IReadOnlyList<string> Ledgers,
    IReadOnlyList<Cadence> Cadences,
    IReadOnlyList<Suspicion> Suspicions)
{
    private const int DaysAfter = 60;

    /// <summary>"" where the document does not say; so are <see cref="Issuer"/> and <see cref="Level"/>.</summary>
    public string DocNo { get; init; } = "";

    public string Issuer { get; init; } = "";

    public DateOnly? DocDate { get; init; }

    /// <summary>county or town.</summary>
    public string Level { get; init; } = "";

    public int? Year { get; init; }

    /// <summary>province, city, county, town … → name.</summary>
    public IReadOnlyDictionary<string, string> Region { get; init; } = new Dictionary<string, string>();

    public CampaignPopulation Population { get; init; } = new("", null, null, []);

    /// <summary>Whose units and households it concerns.</summary>
    public CampaignArea Area { get; init; } = CampaignArea.Everywhere;

    /// <summary>Lists of what is to be checked, by id.</summary>
    public IReadOnlyList<string> Checklists { get; init; } = [];

    public IReadOnlyList<Phase> Phases { get; init; } = [];

    /// <summary>When the document says the whole lasts; null where it only dates the phases.</summary>
    public (DateOnly? Start, DateOnly? End) Overall { get; init; }

    public IReadOnlyList<Deliverable> Deliverables { get; init; } = [];

    public IReadOnlyList<Routine> Routines { get; init; } = [];

    /// <summary>Ledgers that go out by themselves.</summary>
    public IReadOnlyList<LedgerSending> Sendings { get; init; } = [];

    /// <summary>Role ids.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>From those who see the household upwards.</summary>
    public IReadOnlyList<ChainStep> ReportingChain { get; init; } = [];

    public IReadOnlyList<Procedure> Procedures { get; init; } = [];

    public IReadOnlyList<Norm> Norms { get; init; } = [];

    /// <summary>The words that the document's tables allow, by name: <c>status</c> → 已整改, 正在整改.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Enums { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    public HouseholdTypes HouseholdTypes { get; init; } = new([]);

    public IReadOnlyList<RectifyClass> RectifyClasses { get; init; } = [];

    public IReadOnlyList<CampaignTask> Tasks { get; init; } = [];

    /// <summary>How contradictions of the document were decided, for people to read.</summary>
    public IReadOnlyList<string> Rulings { get; init; } = [];

    /// <summary>What the document leaves open.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>The first day that the document names; null where it names none.</summary>
    public DateOnly? Start => Overall.Start ?? Least([.. Phases.Select(phase => phase.Start), DocDate, .. Deliverables.Select(deliverable => deliverable.Due)]);

    /// <summary>The last day; the year's where a phase is left open, null where not even the year is known.</summary>
    public DateOnly? End => Overall.End ?? (Phases.Any(phase => phase.End is null && phase.Start is not null)
        ? Year is { } year ? new DateOnly(year, 12, 31) : null
        : Greatest([.. Phases.Select(phase => phase.End), .. Deliverables.Select(deliverable => deliverable.Due)]));

    /// <summary>Whether it is on, or was lately: what it asked for is handed in, sent back and handed in again for a while after its end.</summary>
    public bool IsOn(DateOnly day) => Start is { } start && start <= day && (End is null || day <= End.Value.AddDays(DaysAfter));

    /// <summary>Null where the campaign has no norm of that id, or the document leaves its value open.</summary>
    public Norm? Norm(string id) => Norms.FirstOrDefault(norm => norm.Id == id);

    public Phase? Phase(string id) => Phases.FirstOrDefault(phase => phase.Id == id);

    public Deliverable? Deliverable(string id) => Deliverables.FirstOrDefault(deliverable => deliverable.Id == id);

    public Procedure? Procedure(string id) => Procedures.FirstOrDefault(procedure => procedure.Id == id);

    /// <summary>The phases that are on, several on a day that two share. One without a start began with the campaign; one without any date is on no day.</summary>
    public IReadOnlyList<Phase> PhasesOn(DateOnly day) =>
    [
        .. Phases.Where(phase => (phase.Start ?? phase.End) is not null
            && day >= (phase.Start ?? Start) && (phase.End is null || day <= phase.End)),
    ];

    private static DateOnly? Least(IEnumerable<DateOnly?> days) => days.Min();

    private static DateOnly? Greatest(IEnumerable<DateOnly?> days) => days.Max();
}

/// <param name="Text">Whom the campaign concerns, as printed.</param>
public sealed record CampaignPopulation(string Text, int? Households, int? People, IReadOnlyList<string> Villages);

/// <summary>A stretch of the campaign. An end is the last day that belongs to it; what the document leaves open is null.</summary>
public sealed record Phase(string Id, string Name, DateOnly? Start, DateOnly? End, string Text, string Ref);

/// <param name="Roles">Who stands there; empty where the program knows nobody like that.</param>
public sealed record ChainStep(string Name, IReadOnlyList<string> Roles);

/// <summary>Until when a class of problems is to be put right.</summary>
/// <param name="Due">Null = no last day: to be kept up.</param>
public sealed record RectifyClass(string Id, string Text, DateOnly? Due);

/// <summary>A task of a division of labour, where the document has nothing else.</summary>
public sealed record CampaignTask(string No, string Name, int Points, string Department);
