using Store.Packs;

namespace Store.Rosters;

/// <summary>Takes a roster workbook into the store: all of it in one transaction, or nothing and every problem at once.</summary>
public static class RosterImport
{
    internal const string JournalChain = "roster";

    /// <param name="workbook">Read from its present position.</param>
    /// <param name="by">The userid or command that imports, for the journal.</param>
    public static async Task<RosterRead> Run(Database database, Pack pack, Stream workbook, bool dryRun, string by, DateTimeOffset now)
    {
        var read = Read(pack, workbook, now);
        if (read.Roster is not null && !dryRun)
            await database.Write(tx => Save(tx, read, "", null, by, now));
        return read;
    }

    /// <summary>Only looks at the workbook: needs no store, and makes none.</summary>
    public static RosterRead Read(Pack pack, Stream workbook, DateTimeOffset now) => new RosterReader(
        pack.RosterLayout ?? throw new InvalidOperationException("prompts/roster/workbook.yaml is missing: nothing says how a roster is laid out"),
        text => pack.Roles.Find(text)?.Id,
        id => pack.Roles.Find(id)?.Scope == RoleScope.OwnHouseholds,
        ChinaTime.DayOf(now)).Read(workbook);

    /// <summary>What <see cref="Save"/> would do.</summary>
    public static Task<RosterUpdate> Compare(Tx tx, RosterRead read, string? endMissing, DateTimeOffset now) =>
        new RosterIntake(tx, read, null, endMissing, "", now).Run();

    /// <summary>
    /// Takes the roster in: what is new is added, what differs is changed, what the file lacks stays. What it did can be taken back
    /// as one, see <see cref="RosterBatches.Undo"/>.
    /// </summary>
    /// <param name="read">Has a roster.</param>
    /// <param name="endMissing">Why the households that the file lacks, of villages that it has others of, have left the roster; null = they stay in it.</param>
    /// <param name="source">Where it comes from, for whoever looks at the batches later.</param>
    public static async Task<RosterUpdate> Save(Tx tx, RosterRead read, string source, string? endMissing, string by, DateTimeOffset now)
    {
        var batch = await RosterBatches.Begin(tx, source, by, now);
        var update = await new RosterIntake(tx, read, batch, endMissing, by, now).Run();
        if (update.Changes.All(change => change.Kind == RosterChangeKind.Gone))
        {
            await RosterBatches.Forget(tx, batch);
            return update with { Batch = 0 };
        }
        var roster = read.Roster!;
        await Journal.Append(tx, now, new JournalNote(JournalChain, by, "roster.imported", $"batch:{batch}",
            After: $"units={roster.Units.Count} people={roster.People.Count} households={roster.Households.Count} "
                + $"added={update.Count(RosterChangeKind.Added)} changed={update.Count(RosterChangeKind.Changed)} moved={update.Count(RosterChangeKind.Moved)}"
                + (update.Count(RosterChangeKind.Ended) + update.Count(RosterChangeKind.Back) is > 0 ? $" ended={update.Count(RosterChangeKind.Ended)} back={update.Count(RosterChangeKind.Back)}" : "")));
        // The last thing, so that nobody waits for it who holds what this waits for.
        await tx.Recount(update.Changes.Count, "unit, person, household, member, measure, roster_change");
        return update;
    }
}
