namespace Store.Rosters;

/// <summary>
/// Holds a file against the store, row by row, and writes what differs. Nothing is removed: what the store has and the file has
/// not is named, or leaves the roster where a reason is given for all of them. Without a batch it only looks.
/// </summary>
/// <param name="endMissing">Why households that the file lacks have left the roster; null = they stay in it.</param>
internal sealed class RosterIntake(Tx tx, RosterRead read, long? batch, string? endMissing, string by, DateTimeOffset now)
{
    /// <summary>So many households are held against the store at a time: a county does not fit into memory twice.</summary>
    private const int ChunkSize = 2000;

    private readonly Roster roster = read.Roster!;
    private readonly List<RosterChange> changes = [];
    private readonly List<RosterHandover> handovers = [];
    private readonly List<string> leftOut = [];
    private readonly List<string> stillLeft = [];
    private int unchanged;

    public async Task<RosterUpdate> Run()
    {
        await TakeUnits();
        await TakePeople();
        foreach (var chunk in roster.Households.Select((household, sort) => (household, sort)).Chunk(ChunkSize))
            await TakeHouseholds(chunk);
        await MissHouseholds();
        return new RosterUpdate(batch ?? 0, changes, handovers, unchanged, stillLeft, leftOut);
    }

    private async Task TakeUnits()
    {
        var stored = await StoredRoster.UnitsOf(tx);
        var taken = new List<(RosterEntry, Unit, StoredRow<Unit>?)>();
        foreach (var (unit, sort) in roster.Units.Select((unit, sort) => (unit, sort)))
        {
            var known = stored.GetValueOrDefault(unit.Id);
            // A town's own file begins with the town; where that lies in the county is not for it to say.
            var entry = new RosterEntry(RosterColumns.Units, unit.Id, unit.Name,
                [unit.ParentId ?? (known is null ? "" : null), unit.Level.ToString().ToLowerInvariant(), unit.Name, Has(RosterColumns.Units, RosterColumns.Kinds, string.Join(' ', unit.Kinds))]);
            var whole = entry.Over(known?.Entry);
            if (Differs(entry, known?.Entry))
                taken.Add((whole, new Unit(unit.Id, whole.Values[0] is { Length: > 0 } parent ? parent : null, whole.Values[1]!, unit.Name, whole.Values[3]!, sort), known));
        }
        var listed = roster.Units.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        // Under a unit of the file and not in it; a town's file says nothing of the other towns.
        foreach (var row in stored.Values.Where(row => !listed.Contains(row.Record.Id) && row.Record.Path.Split('/').Any(listed.Contains)))
            changes.Add(new RosterChange(RosterChangeKind.Gone, RosterColumns.Units, row.Record.Id, row.Record.Name, []));
        if (batch is null)
            return;
        if (taken.Count > 0)
            await Units.Save(tx, [.. taken.Select(row => row.Item2)]);
        await Keep(taken);
    }

    private async Task TakePeople()
    {
        var stored = await StoredRoster.PeopleOf(tx);
        var taken = new List<(RosterEntry, Person, StoredRow<Person>?)>();
        foreach (var (person, sort) in roster.People.Select((person, sort) => (person, sort)))
        {
            var userid = person.UserId.ToLowerInvariant();
            var known = stored.GetValueOrDefault(userid);
            var entry = new RosterEntry(RosterColumns.People, userid, person.Name,
            [
                person.Name, person.Role, person.UnitId, Has(RosterColumns.People, RosterColumns.Phone, Lookup("phone", person.Phone, Normalise.Phone)),
                Has(RosterColumns.People, RosterColumns.Level, person.Level ?? ""), "yes",
            ]);
            if (!Differs(entry, known?.Entry))
                continue;
            var whole = entry.Over(known?.Entry);
            var phone = entry.Values[3] is null ? known?.Record.Phone : tx.Cipher.EncryptUnlessBlank(person.Phone);
            taken.Add((whole, new Person(userid, person.Name, person.Role, person.UnitId, whole.Values[4]!, phone, true, sort), known));
        }
        var listed = roster.People.Select(person => person.UserId.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);
        var units = roster.Units.Select(unit => unit.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var row in stored.Values.Where(row => row.Record.Active && units.Contains(row.Record.UnitId) && !listed.Contains(row.Record.Userid)))
            changes.Add(new RosterChange(RosterChangeKind.Gone, RosterColumns.People, row.Record.Userid, row.Record.Name, []));
        if (batch is null)
            return;
        await People.Save(tx, taken.Select(row => row.Item2));
        await Keep(taken);
    }

    private async Task TakeHouseholds(IReadOnlyCollection<(RosterHousehold Household, int Sort)> chunk)
    {
        var stored = await StoredRoster.HouseholdsOf(tx, [.. chunk.Select(row => row.Household.Id)]);
        var taken = new List<(RosterEntry Entry, FormerHousehold Record, StoredRow<FormerHousehold>? Known)>();
        foreach (var (household, sort) in chunk)
        {
            var known = stored.GetValueOrDefault(household.Id);
            var entry = EntryOf(household);
            if (known is { Record.Household: { HasLeft: true } left } && entry.Values[^1] is null)
                stillLeft.Add($"{left.Id} {left.HeadName} ({left.EndedWhy}, {left.EndedOn:yyyy-MM-dd})");
            if (!Differs(entry, known?.Entry))
                continue;
            var whole = entry.Over(known?.Entry);
            taken.Add((whole, RecordOf(household, sort, entry, whole, known?.Record), known));
            if (known is not null && known.Record.Household.Contact != whole.Values[10])
                handovers.Add(new RosterHandover(household.Id, household.Head, known.Record.Household.Contact, whole.Values[10]!));
        }
        if (batch is null)
            return;
        await Households.SaveMany(tx, [.. taken.Select(row => row.Record.Household)]);
        await Occurrences.Drop(tx, [.. taken.Where(row => row.Record.Household.HasLeft).Select(row => row.Entry.Id)], now);
        var changed = taken.Where(row => row.Known is not null).ToList();
        await Households.SaveMembers(tx, [.. changed.SelectMany(row => row.Record.Members)]);
        await Households.SaveMeasures(tx, [.. changed.SelectMany(row => row.Record.Measures)]);
        var added = taken.Where(row => row.Known is null).ToList();
        await Households.AddLists(tx, [.. added.SelectMany(row => row.Record.Members)], [.. added.SelectMany(row => row.Record.Measures)]);
        await Keep(taken);
    }

    private RosterEntry EntryOf(RosterHousehold household)
    {
        string? Given(string column, string? value) => Has(RosterColumns.Households, column, value ?? "");
        return new RosterEntry(RosterColumns.Households, household.Id, household.Head,
        [
            household.VillageId, Given(RosterColumns.Group, household.Group), household.Head, Lookup("id", household.IdNumber, Normalise.IdNumber),
            string.Join(' ', household.Types), $"{household.Size}", Given(RosterColumns.MonitorType, $"{household.MonitorType} {StatusOf(household)}".Trim()),
            Given(RosterColumns.RiskTypes, string.Join(' ', household.RiskTypes)), Given(RosterColumns.IdentifiedOn, $"{household.IdentifiedOn:yyyy-MM-dd}"),
            Given(RosterColumns.Phone, Lookup("phone", household.Phone, Normalise.Phone)), Given(RosterColumns.Contact, household.ContactUserId?.ToLowerInvariant()),
            household.Members.Count == 0 ? null : string.Join('\n', household.Members.Select(member => RosterEntry.Line(
                member.Name, member.IdNumber is null ? null : Lookup("id", member.IdNumber, Normalise.IdNumber), member.Relation, member.Labour, member.Disability,
                member.Schooling, member.Work))),
            household.Measures.Count == 0 ? null : string.Join('\n', household.Measures.Select(measure => RosterEntry.Line(measure.Name, $"{measure.StartedOn:yyyy-MM-dd}"))),
            Given(RosterColumns.Status, household.Left),
        ]);
    }

    // What the file has no column for stays as it is stored.
    private FormerHousehold RecordOf(RosterHousehold household, int sort, RosterEntry entry, RosterEntry whole, FormerHousehold? known)
    {
        var before = known?.Household;
        var monitored = entry.Values[6] is not null;
        var record = new Household(
            household.Id, household.VillageId, whole.Values[1]!, household.Head, tx.Cipher.EncryptUnlessBlank(household.IdNumber), whole.Values[4]!, household.Size,
            monitored ? household.MonitorType ?? "" : before?.MonitorType ?? "", whole.Values[7]!, monitored ? StatusOf(household) : before?.RiskStatus ?? "",
            entry.Values[8] is null ? before?.IdentifiedOn : household.IdentifiedOn, entry.Values[9] is null ? before?.Phone : tx.Cipher.EncryptUnlessBlank(household.Phone),
            whole.Values[10]!, sort)
        {
            EndedOn = whole.Values[^1] is not { Length: > 0 } why ? null : before is { HasLeft: true } left && left.EndedWhy == why ? left.EndedOn : ChinaTime.DayOf(now),
            EndedWhy = whole.Values[^1]!,
        };
        return new FormerHousehold(
            record,
            entry.Values[11] is null ? known?.Members ?? [] :
            [
                .. household.Members.Select((member, index) => new Member(
                    household.Id, index + 1, member.Name, tx.Cipher.EncryptUnlessBlank(member.IdNumber), member.Relation ?? "", member.Labour ?? "",
                    member.Disability ?? "", member.Schooling ?? "", member.Work ?? "")),
            ],
            entry.Values[12] is null ? known?.Measures ?? [] : [.. household.Measures.Select((measure, index) => new Measure(household.Id, index + 1, measure.Name, measure.StartedOn))]);
    }

    // Of a village that the file has households of, each that is missing is named; of another that there are none.
    private async Task MissHouseholds()
    {
        var listed = roster.Households.Select(household => household.Id).ToHashSet(StringComparer.Ordinal);
        var villages = roster.Households.Select(household => household.VillageId).ToHashSet(StringComparer.Ordinal);
        var units = roster.Units.ToDictionary(unit => unit.Id, unit => unit.Name, StringComparer.Ordinal);
        foreach (var village in (await StoredRoster.Standing(tx)).GroupBy(household => household.VillageId))
            if (villages.Contains(village.Key) && endMissing is { } why)
                await EndMissing([.. village.Where(household => !listed.Contains(household.Id)).Select(household => household.Id)], why);
            else if (villages.Contains(village.Key))
                changes.AddRange(village.Where(household => !listed.Contains(household.Id))
                    .Select(household => new RosterChange(RosterChangeKind.Gone, RosterColumns.Households, household.Id, household.Name, [])));
            else if (units.TryGetValue(village.Key, out var name))
                leftOut.Add(name);
    }

    private async Task EndMissing(IReadOnlyList<string> ids, string why)
    {
        foreach (var chunk in ids.Chunk(ChunkSize))
        {
            var taken = (await StoredRoster.HouseholdsOf(tx, chunk)).Values.Select(known => (
                Entry: known.Entry with { Values = [.. known.Entry.Values[..^1], why] },
                Record: known.Record with { Household = known.Record.Household with { EndedOn = ChinaTime.DayOf(now), EndedWhy = why } },
                Known: (StoredRow<FormerHousehold>?)known)).Where(row => Differs(row.Entry, row.Known!.Entry)).ToList();
            if (batch is null)
                continue;
            await Households.SaveMany(tx, [.. taken.Select(row => row.Record.Household)]);
            await Occurrences.Drop(tx, chunk, now);
            await Keep(taken);
        }
    }

    private bool Differs(RosterEntry entry, RosterEntry? stored)
    {
        if (entry.Since(stored) is { } change)
        {
            changes.Add(change);
            return true;
        }
        unchanged++;
        return false;
    }

    private async Task Keep<T>(IReadOnlyList<(RosterEntry Entry, T Record, StoredRow<T>? Known)> taken)
    {
        await RosterBatches.Keep(tx, [.. taken.Select(row => new BatchRow(
            batch!.Value, row.Entry.Sheet, row.Entry.Id, row.Known is { } known ? FormerRecord.Write(known.Record) : null, row.Entry.Mark))]);
        // Whoever was there before has a history to which this belongs.
        await Journal.Append(tx, now, [.. taken.Where(row => row.Known is not null).Select(row => new JournalNote(
            $"{NounOf(row.Entry.Sheet)}:{row.Entry.Id}", by, $"{NounOf(row.Entry.Sheet)}.imported", row.Entry.Id,
            row.Entry.Told(row.Known!.Entry, value => value.Before), row.Entry.Told(row.Known.Entry, value => value.After), $"roster batch {batch}"))]);
    }

    private static string NounOf(string sheet) => sheet switch
    {
        RosterColumns.Units => "unit",
        RosterColumns.People => "person",
        _ => "household",
    };

    private static string StatusOf(RosterHousehold household) => household.MonitorType is null ? "" : household.RiskEliminated ? "eliminated" : "open";

    private string Lookup(string kind, string? plain, Func<string, string> normalise) =>
        string.IsNullOrEmpty(plain) ? "" : tx.Cipher.Lookup(kind, normalise(plain));

    private string? Has(string sheet, string column, string value) => read.Has(sheet, column) ? value : null;
}
