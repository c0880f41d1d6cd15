namespace Store.Rosters;

/// <summary>The sheets of households, their members and their help measures.</summary>
internal sealed class HouseholdRows
{
    private readonly RosterSheet sheet;
    private readonly UnitRows? units;
    private readonly PersonRows? people;
    private readonly Func<string, bool> looksAfterHouseholds;
    private readonly DateOnly today;
    private readonly List<Entry> entries = [];
    private readonly Dictionary<string, Entry> byId = new(StringComparer.Ordinal);

    /// <summary>Whose ID number stands where first.</summary>
    private readonly Dictionary<string, RosterRow> identities = new(StringComparer.Ordinal);

    /// <param name="units">Null, as <paramref name="people"/>, where that sheet is missing: its absence is reported once.</param>
    public HouseholdRows(RosterSheet sheet, UnitRows? units, PersonRows? people, Func<string, bool> looksAfterHouseholds, DateOnly today)
    {
        this.sheet = sheet;
        this.units = units;
        this.people = people;
        this.looksAfterHouseholds = looksAfterHouseholds;
        this.today = today;
        foreach (var row in sheet.Rows)
            ReadHousehold(row);
    }

    public IReadOnlyList<RosterHousehold> Households => [.. entries.Select(entry => entry.Household with
    {
        Members = entry.Members,
        Measures = entry.Measures,
    })];

    public void ReadMembers(RosterSheet members)
    {
        foreach (var row in members.Rows)
            ReadMember(row, members.Layout.HeadRelations);
        foreach (var entry in entries)
        {
            var listed = entry.Members.Count + (entry.HeadCell is null ? 1 : 0);
            if (entry.Members.Count > 0 && entry.Household.Size > 0 && entry.Household.Size != listed)
                entry.Row.Complain(RosterColumns.Size, RosterMessages.SizeDiffers, ("value", entry.Household.Size), ("listed", listed));
        }
    }

    public void ReadMeasures(RosterSheet measures)
    {
        foreach (var row in measures.Rows)
        {
            var entry = FindHousehold(row);
            var measure = new RosterMeasure(row.Text(RosterColumns.Measure) ?? "", row.Date(RosterColumns.StartedOn, today));
            entry?.Measures.Add(measure);
        }
    }

    private void ReadHousehold(RosterRow row)
    {
        var (monitorType, eliminated) = ReadMonitorType(row);
        var household = new RosterHousehold(
            row.Code(RosterColumns.Id) ?? "",
            ReadVillage(row) ?? "",
            row.Text(RosterColumns.Group),
            row.Text(RosterColumns.Head) ?? "",
            row.Identity(RosterColumns.IdNumber, today),
            row.Words(RosterColumns.Types),
            row.Count(RosterColumns.Size) ?? 0,
            monitorType,
            eliminated,
            row.Words(RosterColumns.RiskTypes),
            row.Date(RosterColumns.IdentifiedOn, today),
            row.Phone(RosterColumns.Phone),
            ReadContact(row),
            [],
            [])
        { Left = ReadStatus(row) };
        var entry = new Entry(household, row);
        entries.Add(entry);
        if (household.Id.Length > 0 && !byId.TryAdd(household.Id, entry))
            row.Repeats(RosterColumns.Id, household.Id, byId[household.Id].Row);
        if (household.IdNumber is { } identity)
            Register(identity, row);
    }

    private string? ReadVillage(RosterRow row)
    {
        if (row.Code(RosterColumns.Village) is not { } id || units is null)
            return null;
        if (units.Find(id) is not var (unit, level))
            row.UnknownUnit(RosterColumns.Village, id, units.IdOf(id), RosterMessages.VillageUnknown);
        else if (level is { } other and not UnitLevel.Village)
            row.Complain(RosterColumns.Village, RosterMessages.VillageLevel,
                ("value", id), ("name", unit.Name), ("level", sheet.Layout.WordOf(other)));
        return id;
    }

    private (string? Type, bool Eliminated) ReadMonitorType(RosterRow row)
    {
        if (row.Text(RosterColumns.MonitorType) is not { } text)
            return (null, false);
        if (sheet.Layout.MonitorTypeOf(text) is { } known)
            return known;
        row.Complain(RosterColumns.MonitorType, RosterMessages.MonitorTypeUnknown,
            ("value", text), ("known", string.Join(sheet.Layout.Separator, sheet.Layout.MonitorTypes.Select(names => names[0]))));
        return (null, false);
    }

    private string? ReadStatus(RosterRow row)
    {
        if (row.Text(RosterColumns.Status) is not { } text || sheet.Layout.InRoster.Contains(RosterText.Heading(text)))
            return null;
        if (sheet.Layout.LeftWordOf(text) is { } known)
            return known;
        row.Complain(RosterColumns.Status, RosterMessages.StatusUnknown,
            ("value", text), ("known", string.Join(sheet.Layout.Separator, sheet.Layout.Left.Select(names => names[0]))));
        return null;
    }

    /// <summary>The userid as the sheet of people writes it.</summary>
    private string? ReadContact(RosterRow row)
    {
        if (row.Code(RosterColumns.Contact) is not { } userId || people is null)
            return null;
        if (people.Find(userId) is not { } contact)
        {
            row.Complain(RosterColumns.Contact, RosterMessages.ContactUnknown, ("value", userId));
            return null;
        }
        if (contact.Role.Length > 0 && !looksAfterHouseholds(contact.Role))
            row.Complain(RosterColumns.Contact, RosterMessages.ContactRole, ("value", userId), ("name", contact.Name));
        return contact.UserId;
    }

    private void ReadMember(RosterRow row, IReadOnlySet<string> headRelations)
    {
        var entry = FindHousehold(row);
        var relation = row.Text(RosterColumns.Relation);
        var member = new RosterMember(
            row.Text(RosterColumns.Name) ?? "",
            row.Identity(RosterColumns.IdNumber, today),
            relation,
            relation is not null && headRelations.Contains(relation),
            row.Text(RosterColumns.Labour),
            row.Text(RosterColumns.Disability),
            row.Text(RosterColumns.Schooling),
            row.Text(RosterColumns.Work));
        if (entry is null)
            return;
        entry.Members.Add(member);
        if (member.IsHead)
            CheckHead(member, entry, row);
        else if (member.IdNumber is { } identity)
            Register(identity, row);
    }

    /// <summary>The householder listed among the members is the same person once more, not a second one.</summary>
    private static void CheckHead(RosterMember member, Entry entry, RosterRow row)
    {
        if (entry.HeadCell is { } first)
        {
            row.Complain(RosterColumns.Relation, RosterMessages.HeadTwice, ("cell", first));
            return;
        }
        entry.HeadCell = row.CellOf(RosterColumns.Relation);
        if (member.IdNumber is { } listed && entry.Household.IdNumber is { } known && listed != known)
            row.Complain(RosterColumns.IdNumber, RosterMessages.HeadIdDiffers, ("cell", entry.Row.CellOf(RosterColumns.IdNumber)));
        if (member.Name.Length > 0 && entry.Household.Head.Length > 0 && member.Name != entry.Household.Head)
            row.Complain(RosterColumns.Name, RosterMessages.HeadNameDiffers, ("cell", entry.Row.CellOf(RosterColumns.Head)));
    }

    private Entry? FindHousehold(RosterRow row)
    {
        if (row.Code(RosterColumns.Household) is not { } id)
            return null;
        if (byId.TryGetValue(id, out var entry))
            return entry;
        row.Complain(RosterColumns.Household, RosterMessages.HouseholdUnknown, ("value", id));
        return null;
    }

    private void Register(string identity, RosterRow row)
    {
        if (!identities.TryAdd(identity, row))
            row.Complain(RosterColumns.IdNumber, RosterMessages.IdTwice, ("cell", identities[identity].CellOf(RosterColumns.IdNumber)));
    }

    private sealed class Entry(RosterHousehold household, RosterRow row)
    {
        public RosterHousehold Household => household;
        public RosterRow Row => row;
        public List<RosterMember> Members { get; } = [];
        public List<RosterMeasure> Measures { get; } = [];

        /// <summary>Where the householder stands among the members.</summary>
        public string? HeadCell { get; set; }
    }
}
