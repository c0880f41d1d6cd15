namespace Store.Packs;

/// <summary>The parts of a pack that are about office work: checklists, the problem tracker, procedures, notices.</summary>
internal sealed record OfficeParts(
    IReadOnlyList<Checklist> Checklists, ChecklistWords Words, Tracking Tracking, IReadOnlyList<CaseFlow> CaseFlows, OfficeWork Office, ChangeReporting Changes)
{
    private const string AnswersFile = "checklists/answers.yaml";
    private const string TrackerFile = "tracker.yaml";
    private const string OfficeFile = "office.yaml";
    private const string ChangesFile = "roster/changes.yaml";

    /// <param name="yaml">Reads a file under prompts/; null where there is none.</param>
    public static OfficeParts Read(
        IEnumerable<string> paths, Func<string, YamlEntry?> yaml, Func<string, string?> content, List<Form> forms, List<Ledger> ledgers, Roles roles,
        IReadOnlyList<Campaign> campaigns, IReadOnlyList<FactTable> facts)
    {
        var known = new CampaignParts(
            forms.DistinctBy(form => form.Id).ToDictionary(form => form.Id),
            ledgers.Select(ledger => ledger.Id).ToHashSet(), roles.All.Select(role => role.Id).ToHashSet());
        List<YamlEntry> Under(string folder) =>
            [.. paths.Where(path => path.StartsWith(folder, StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal) && path != AnswersFile)
                .Select(yaml).OfType<YamlEntry>()];
        return new OfficeParts(
            [.. Under("checklists/").Select(root => ChecklistReader.Read(root, name => content($"checklists/{name}"), known))],
            yaml(AnswersFile) is { } answers ? ChecklistWords.Read(answers) : ChecklistWords.Nothing,
            yaml(TrackerFile) is { } tracker ? Tracking.Read(tracker, known.Forms, campaigns) : Tracking.None,
            [.. Under("procedures/").Select(root => CaseFlow.Read(root, known, campaigns, facts)).OrderBy(flow => flow.Campaign, StringComparer.Ordinal).ThenBy(flow => flow.Monitored)],
            yaml(OfficeFile) is { } office ? OfficeWork.Read(office, known, campaigns) : OfficeWork.None,
            yaml(ChangesFile) is { } changes ? ChangeReporting.Read(changes, known.Forms) : ChangeReporting.None);
    }

    public Pack In(Pack pack) => pack with { Checklists = Checklists, ChecklistWords = Words, Tracking = Tracking, CaseFlows = CaseFlows, Office = Office, Changes = Changes };
}
