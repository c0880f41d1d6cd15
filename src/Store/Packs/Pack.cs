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

    public FactTable? FactTable(string id) => FactTables.FirstOrDefault(table => table.Id == id);

    /// <summary>Forms as they were: whoever had begun one finishes it as it was.</summary>
    public IReadOnlyList<Form> Earlier { get; init; } = [];

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
