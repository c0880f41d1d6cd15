namespace Store.Rosters;

/// <summary>The sheet of units: a forest whose roots are the widest level that the file has.</summary>
internal sealed class UnitRows
{
    private readonly RosterSheet sheet;
    private readonly List<Entry> entries = [];
    private readonly Dictionary<string, Entry> byId = new(StringComparer.Ordinal);

    public UnitRows(RosterSheet sheet)
    {
        this.sheet = sheet;
        foreach (var row in sheet.Rows)
            Read(row);
        var top = entries.Min(entry => entry.Level);
        foreach (var entry in entries)
            CheckParent(entry, top);
        FindCycles();
    }

    public IReadOnlyList<RosterUnit> Units => [.. entries.Select(entry => entry.Unit)];

    /// <summary>The unit, and its level unless that is a problem of its own already.</summary>
    public (RosterUnit Unit, UnitLevel? Level)? Find(string id) => byId.TryGetValue(id, out var found) ? (found.Unit, found.Level) : null;

    /// <summary>The id of the only unit that is called so; null where none is, or several are.</summary>
    public string? IdOf(string name) =>
        entries.FindAll(entry => RosterText.Compact(entry.Unit.Name) == name) is [{ Unit.Id: { Length: > 0 } id }] ? id : null;

    private void Read(RosterRow row)
    {
        var level = ReadLevel(row);
        var unit = new RosterUnit(
            row.Code(RosterColumns.Id) ?? "",
            row.Code(RosterColumns.Parent),
            level ?? UnitLevel.County,
            row.Text(RosterColumns.Name) ?? "",
            row.Words(RosterColumns.Kinds));
        var entry = new Entry(unit, level, row);
        entries.Add(entry);
        if (unit.Id.Length > 0 && !byId.TryAdd(unit.Id, entry))
            row.Repeats(RosterColumns.Id, unit.Id, byId[unit.Id].Row);
    }

    private UnitLevel? ReadLevel(RosterRow row)
    {
        if (row.Text(RosterColumns.Level) is not { } word)
            return null;
        if (sheet.Layout.LevelOf(word) is { } level)
            return level;
        var known = string.Join(sheet.Layout.Separator, Enum.GetValues<UnitLevel>().Select(sheet.Layout.WordOf));
        row.Complain(RosterColumns.Level, RosterMessages.LevelUnknown, ("value", word), ("known", known));
        return null;
    }

    private void CheckParent(Entry entry, UnitLevel? top)
    {
        var (unit, level, row) = entry;
        if (unit.ParentId is not { } id)
        {
            if (level > top)
                row.Complain(RosterColumns.Parent, RosterMessages.ParentMissing);
        }
        else if (Find(id) is not var (parent, above))
            row.Complain(RosterColumns.Parent, RosterMessages.ParentUnknown, ("value", id));
        else if (above > level)
            row.Complain(RosterColumns.Parent, RosterMessages.ParentNarrower, ("value", id), ("level", sheet.Layout.WordOf(parent.Level)));
        else if (above == UnitLevel.Village && level == UnitLevel.Village && parent.Id != unit.Id)
            row.Complain(RosterColumns.Parent, RosterMessages.ParentVillage, ("value", id));
    }

    /// <summary>Each unit is walked once: a walk that meets its own trail has found a circle, one that meets an older trail has not.</summary>
    private void FindCycles()
    {
        var walked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var start in entries.Select(entry => entry.Unit))
        {
            var trail = new List<string>();
            string? id = start.Id;
            while (id is not null && byId.TryGetValue(id, out var step) && walked.Add(id))
            {
                trail.Add(id);
                id = step.Unit.ParentId;
            }
            if (id is null || trail.IndexOf(id) is not (>= 0 and var first))
                continue;
            byId[id].Row.Complain(RosterColumns.Parent, RosterMessages.ParentCycle, ("units", string.Join(" → ", trail.Skip(first).Append(id))));
        }
    }

    private sealed record Entry(RosterUnit Unit, UnitLevel? Level, RosterRow Row);
}
