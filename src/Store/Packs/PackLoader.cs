using Store.Rosters;

namespace Store.Packs;

/// <summary>Loads a prompts folder all or nothing, and lists everything that is wrong with it at once.</summary>
public sealed class PackLoader
{
    private const string WordsFile = "messages/words.yaml";
    private const string MentionsFile = "messages/mentions.yaml";
    private const string RolesFile = "roles.yaml";
    private const string VocabularyFile = "vocabulary.yaml";
    private const string ValuesFile = "values.yaml";
    private const string RecordsFile = "rules/records.yaml";
    private const string RuleDayFile = "rules/daily.yaml";
    private const string MenuFile = "menu.yaml";
    private const string SendingFile = "sending.yaml";
    private const string RosterFile = "roster/workbook.yaml";

    private readonly string folder;
    private readonly List<Problem> problems = [];

    /// <summary>Ordered by path, so that the version does not depend on the file system.</summary>
    private readonly SortedDictionary<string, string> files = new(StringComparer.Ordinal);

    private PackLoader(string folder) => this.folder = folder;

    /// <param name="folder">Usually <c>prompts</c>; relative to where the program was called.</param>
    /// <param name="requiredMessages">Every sentence the program can say.</param>
    public static PackLoad Load(string folder, IReadOnlyCollection<MessageKey> requiredMessages) =>
        new PackLoader(folder).Load(requiredMessages);

    private PackLoad Load(IReadOnlyCollection<MessageKey> requiredMessages)
    {
        // Of a folder that is not there, every file would be missed one by one.
        if (!Directory.Exists(folder))
            return new PackLoad(null, [new Problem(folder, 0, "there is no such folder")]);
        ReadFiles();
        var forms = ReadForms();
        var facts = Distinct(Under("facts/").Select(Only).OfType<YamlEntry>(), FactTableReader.Read, table => table.Id);
        var parts = PartsOf(forms, facts);
        var ledgers = ReadLedgers(parts);
        var reports = Distinct(Under("reports/").Select(Only).OfType<YamlEntry>(), root => ReportReader.Read(root, parts, ledgers), report => report.Id);
        var messages = ReadMessages(requiredMessages);
        var words = Only(WordsFile) is { } wordList ? Words.Read(wordList) : Words.None;
        var mentions = Only(MentionsFile) is { } mentionLists ? MentionWords.Read(mentionLists) : MentionWords.None;
        var roles = Only(RolesFile) is { } roleList ? Roles.Read(roleList) : Roles.None;
        var calendar = ReadCalendar();
        var campaigns = ReadCampaigns(forms, ledgers, roles, calendar);
        var vocabulary = Only(VocabularyFile) is { } terms ? Vocabulary.Read(terms) : Vocabulary.None;
        var values = Only(ValuesFile) is { } valueWords ? ValueWordsReader.Read(valueWords) : ValueWords.None;
        var layout = files.TryGetValue(RosterFile, out var sheets) ? RosterLayout.Read(PathOf(RosterFile), sheets, problems) : null;
        var records = Only(RecordsFile) is { } named ? FormRecordReader.Read(named, forms.DistinctBy(form => form.Id).ToDictionary(form => form.Id)) : [];
        var kinds = new RecordKinds(records, facts);
        var rules = ReadRules(kinds, campaigns, roles);
        var ruleDay = Only(RuleDayFile) is { } day ? RuleDay.Read(day, roles.All.Select(role => role.Id).ToHashSet()) : RuleDay.None;
        var menu = Only(MenuFile) is { } buttons ? MenuButton.Read(buttons) : [];
        var sending = Only(SendingFile) is { } limits ? Sending.Read(limits) : Sending.None;
        var office = OfficeParts.Read(files.Keys, Only, files.GetValueOrDefault, forms, ledgers, roles, campaigns, facts);

        if (problems.Count > 0)
            return new PackLoad(null, Problem.Sorted(problems));
        var version = PromptFile.Version(string.Concat(files.Select(file => $"{file.Key}\0{file.Value}\0")));
        return new PackLoad(office.In(new Pack(version, forms, messages, words, mentions, roles, campaigns, ledgers, vocabulary, values, layout, menu, files)
        {
            Calendar = calendar,
            Sending = sending,
            FactTables = facts,
            Reports = reports,
            Rules = rules,
            RuleDay = ruleDay,
            RecordKinds = kinds,
            FormRecords = records,
        }), []);
    }

    private void ReadFiles()
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            if (Read(path) is { } content)
                files[Path.GetRelativePath(folder, path).Replace('\\', '/')] = content;
            else if (Path.GetExtension(path) is ".yml")
                problems.Add(new Problem(path, 0, "only .yaml files are read; rename it"));
        if (!files.ContainsKey(RolesFile))
            problems.Add(new Problem(PathOf(RolesFile), 0, "is missing: the roles that a roster's people hold"));
    }

    private string? Read(string path) => Path.GetExtension(path) switch
    {
        ".yaml" or ".tsv" or ".csv" => PromptFile.Read(path, problems),
        ".xml" or ".geojson" when IsForm(path) => PromptFile.Read(path, problems),
        // What Excel keeps beside an open workbook is none.
        ".xlsx" or ".xls" when (IsForm(path) || IsLedger(path)) && !Path.GetFileName(path).StartsWith("~$", StringComparison.Ordinal) => PromptFile.ReadForm(path, problems),
        _ => null,
    };

    private bool IsLedger(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/').StartsWith("ledgers/", StringComparison.Ordinal);

    private bool IsForm(string path) => Path.GetRelativePath(folder, path).Replace('\\', '/').StartsWith("forms/", StringComparison.Ordinal);

    private List<Form> ReadForms()
    {
        var forms = new List<Form>();
        foreach (var path in files.Keys.Where(path => path.StartsWith("forms/", StringComparison.Ordinal) && FormReader.Extensions.Contains(Path.GetExtension(path))).ToList())
        {
            var home = path[..(path.LastIndexOf('/') + 1)];
            if (FormReader.Check(PathOf(path), files[path], problems, name => files.GetValueOrDefault(home + name), inPack: true).Form is not { } form)
                continue;
            if (forms.Find(other => other.Id == form.Id) is { } first)
                problems.Add(new Problem(form.File, 0, $"form_id '{form.Id}' is already that of {first.File}"));
            forms.Add(form);
        }
        return forms;
    }

    private LedgerParts PartsOf(List<Form> forms, List<FactTable> facts) => new(forms.DistinctBy(form => form.Id).ToDictionary(form => form.Id))
    {
        File = files.GetValueOrDefault,
        Tables = facts.DistinctBy(table => table.Id).ToDictionary(table => table.Id, LedgerInput.Shape),
    };

    private List<Ledger> ReadLedgers(LedgerParts parts)
    {
        var ledgers = new List<Ledger>();
        foreach (var path in Under("ledgers/"))
            if (LedgerReader.Read(PathOf(path), files[path], parts, problems) is { } ledger)
                ledgers.Add(ledger);
        // A workbook of the county's own takes the place of the layout, or fills the slot, of the same name.
        foreach (var path in files.Keys.Where(path => path.StartsWith("ledgers/", StringComparison.Ordinal) && path.EndsWith(".xlsx", StringComparison.Ordinal)).ToList())
        {
            var place = ledgers.FindIndex(ledger => ledger.Id == Path.GetFileNameWithoutExtension(path));
            if (LedgerTemplateReader.Read(PathOf(path), files[path], parts, place < 0 ? null : ledgers[place], problems) is not { } own)
                continue;
            if (place < 0)
                ledgers.Add(own);
            else
                ledgers[place] = own;
        }
        LedgerNames.Check(ledgers, problems);
        return ledgers;
    }

    // What is wrong with these is said at their own files; who names them is not to blame.
    private IEnumerable<string> Broken(string home) =>
        Under(home).Where(path => problems.Exists(problem => problem.File == PathOf(path))).Select(path => Path.GetFileNameWithoutExtension(path));

    private List<Campaign> ReadCampaigns(List<Form> forms, List<Ledger> ledgers, Roles roles, WorkCalendar calendar)
    {
        var known = new CampaignParts(
            forms.DistinctBy(form => form.Id).ToDictionary(form => form.Id),
            ledgers.Select(ledger => ledger.Id).Concat(Broken("ledgers/")).ToHashSet(),
            roles.All.Select(role => role.Id).ToHashSet())
        {
            Calendar = calendar,
        };
        var campaigns = new List<Campaign>();
        foreach (var root in Under("campaigns/").Select(Only).OfType<YamlEntry>())
        {
            var campaign = CampaignReader.Read(root, known);
            if (campaign.Id.Length > 0 && campaigns.Exists(other => other.Id == campaign.Id))
                root["id"]!.Complain($"the id '{campaign.Id}' is already that of another campaign");
            campaigns.Add(campaign);
        }
        return campaigns;
    }

    private WorkCalendar ReadCalendar()
    {
        var calendars = Under("calendars/");
        foreach (var path in calendars.Skip(1))
            problems.Add(new Problem(PathOf(path), 0, $"there is one calendar only, and that is {PathOf(calendars[0])}"));
        return calendars.Count > 0 && Only(calendars[0]) is { } root ? WorkCalendarReader.Read(root) : WorkCalendar.Plain;
    }

    private List<Rule> ReadRules(RecordKinds kinds, List<Campaign> campaigns, Roles roles)
    {
        var reader = new RuleReader(kinds, campaigns.DistinctBy(campaign => campaign.Id).ToDictionary(campaign => campaign.Id, RuleReader.NormsOf),
            roles.All.Select(role => role.Id).ToHashSet());
        return [.. Under("rules/").Where(path => path is not (RecordsFile or RuleDayFile)).Select(Only).OfType<YamlEntry>().SelectMany(reader.Read)];
    }

    private static List<T> Distinct<T>(IEnumerable<YamlEntry> roots, Func<YamlEntry, T> read, Func<T, string> id)
    {
        var all = new List<T>();
        foreach (var root in roots)
        {
            var one = read(root);
            if (all.Exists(other => id(other) == id(one)))
                root["id"]?.Complain($"the id '{id(one)}' is used twice");
            all.Add(one);
        }
        return all;
    }

    private Messages ReadMessages(IReadOnlyCollection<MessageKey> required)
    {
        var reader = new MessagesReader(required);
        foreach (var path in Under("messages/").Where(path => path is not (WordsFile or MentionsFile)))
            if (Only(path) is { } root)
                reader.Read(root);
        return reader.Finish(PathOf("messages"), problems);
    }

    private List<string> Under(string subfolder) =>
        [.. files.Keys.Where(path => path.StartsWith(subfolder, StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal))];

    private YamlEntry? Only(string path) =>
        files.TryGetValue(path, out var content) ? YamlEntry.Read(PathOf(path), content, problems) : null;

    private string PathOf(string path) => $"{folder.TrimEnd('/', '\\')}/{path}";
}
