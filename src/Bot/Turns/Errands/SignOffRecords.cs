using Bot.Conversations.Errands;
using Bot.Conversations.SignOffs;
using Scheduler.Ledgers;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

internal static class SignOffRecords
{
    public static async Task<ErrandFound> Desk(Tx tx, Person person, Pack pack)
    {
        var own = new List<OwnLedger>();
        if (person.UnitLevel is "village" or "town")
            foreach (var signed in pack.Office.SignOffs)
            {
                var versions = await SignOffs.Of(tx, signed.Ledger, person.UnitId);
                var (count, _) = await Content(tx, person, pack, signed);
                var last = versions is [.., var newest] ? newest : null;
                own.Add(new OwnLedger(signed.Ledger, pack.Ledger(signed.Ledger)!.Title, count, last?.State ?? "", last?.Comment ?? "", versions.Count));
            }
        var waiting = new List<HandedUp>();
        foreach (var pending in await SignOffs.Pending(tx, person.UnitId))
        {
            var versions = await SignOffs.Of(tx, pending.Ledger, pending.UnitId);
            var former = versions.LastOrDefault(version => version.Version < pending.Version);
            waiting.Add(new HandedUp(
                pending.Id, (await Units.Find(tx, pending.UnitId))!.Name, pack.Ledger(pending.Ledger)?.Title ?? pending.Ledger, pending.Version, pending.RowCount,
                pending.Signatures, Lines(pending.Content), former is null ? null : Lines(former.Content), former?.Comment ?? ""));
        }
        return new SignOffDesk(new SignOffDeskView(own, waiting));
    }

    public static async Task HandUp(Tx tx, LedgerHandedUp handed, Person person, Pack pack, DateTimeOffset now)
    {
        var signed = pack.Office.SignOffs.First(each => each.Ledger == handed.Ledger);
        var (count, content) = await Content(tx, person, pack, signed);
        var version = (await SignOffs.Of(tx, signed.Ledger, person.UnitId)).Count + 1;
        var id = await SignOffs.Add(tx, new SignOff(
            0, signed.Campaign, signed.Ledger, person.UnitId, person.UnitPath, version, content, count, handed.Signatures, person.Userid, now, "pending"));
        await Journal.Append(tx, now, new JournalNote($"person:{person.Userid}", person.Userid, "ledger.handed_up", $"sign_off:{id}", After: $"{signed.Ledger} v{version} rows={count}"));
        var above = (await Units.Find(tx, person.UnitId))!.ParentId;
        var readers = (await People.List(tx)).Where(other => other.UnitId == above && pack.Office.SignOffTo.Contains(other.Role));
        await ErrandEffects.Tell(tx, readers.Select(other => other.Userid), pack.Messages.Say(SignOffTexts.ToldHandedUp,
            ("unit", person.UnitName), ("ledger", pack.Ledger(signed.Ledger)!.Title), ("version", version), ("count", count)), now);
    }

    public static async Task Decide(Tx tx, LedgerDecided decided, Person person, Pack pack, DateTimeOffset now)
    {
        if (await SignOffs.Find(tx, decided.Id) is not { } signOff
            || !await SignOffs.Decide(tx, decided.Id, decided.Accepted ? "accepted" : "returned", decided.Comment, person.Userid, now))
            return;
        await Journal.Append(tx, now, new JournalNote(
            $"person:{signOff.Userid}", person.Userid, decided.Accepted ? "ledger.accepted" : "ledger.returned", $"sign_off:{signOff.Id}", After: decided.Comment));
        await ErrandEffects.Tell(tx, [signOff.Userid], pack.Messages.Say(decided.Accepted ? SignOffTexts.ToldAccepted : SignOffTexts.ToldReturned,
            ("ledger", pack.Ledger(signOff.Ledger)?.Title ?? signOff.Ledger), ("version", signOff.Version), ("unit", person.UnitName), ("name", person.Name), ("comment", decided.Comment)), now);
    }

    // The unit's rows as they are now, kept so that what was handed up can be held against the next version.
    private static async Task<(int Count, string Content)> Content(Tx tx, Person person, Pack pack, SignedLedger signed)
    {
        var table = await LedgerRounds.Compute(
            tx, pack, pack.Ledger(signed.Ledger)!, new Scope.Area(person.UnitPath), await Units.Find(tx, person.UnitId), signed.Campaign, null);
        return (table.Rows.Count, PersonalNumbers.Mask(string.Join('\n', table.Rows.Select(row => string.Join(" | ", row.Select(cell => $"{cell}".ReplaceLineEndings(" ")))))));
    }

    private static string[] Lines(string content) => content.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
