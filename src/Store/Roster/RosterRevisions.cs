namespace Store.Rosters;

/// <summary>Changes a household of the roster by itself, kept like an import of one row: it can be taken back as one.</summary>
public static class RosterRevisions
{
    /// <param name="source">Where it comes from, for whoever looks at the batches later.</param>
    /// <param name="why">For the journal of the household.</param>
    /// <returns>The batch; see <see cref="RosterBatches.Undo"/>.</returns>
    public static async Task<long> Save(Tx tx, OpenedHousehold after, string source, string why, string by, DateTimeOffset now)
    {
        var id = after.Household.Id;
        var before = (await StoredRoster.HouseholdsOf(tx, [id]))[id];
        var batch = await RosterBatches.Begin(tx, source, by, now);
        await Households.SaveMany(tx, [after.Household]);
        await Households.ForgetLists(tx, [id]);
        await Households.SaveMembers(tx, after.Members);
        await Households.SaveMeasures(tx, after.Measures);
        if (after.Household.HasLeft)
            await Occurrences.Drop(tx, [id], now);
        var left = (await StoredRoster.HouseholdsOf(tx, [id]))[id];
        await RosterBatches.Keep(tx, [new BatchRow(batch, RosterColumns.Households, id, FormerRecord.Write(before.Record), left.Entry.Mark)]);
        await Journal.Append(tx, now, new JournalNote($"household:{id}", by, "household.changed", id,
            left.Entry.Told(before.Entry, value => value.Before), left.Entry.Told(before.Entry, value => value.After), $"{why}; roster batch {batch}"));
        return batch;
    }
}
