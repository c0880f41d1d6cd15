using System.Globalization;
using Bot.Conversations.Errands;
using Bot.Conversations.SignOffs;
using Scheduler.Campaigns;
using Scheduler.Ledgers;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>Ledgers on their way up. What is handed up is handed in: nobody is reminded of it, until it is sent back.</summary>
internal static class SignOffRecords
{
    private const string SignatureTable = "signature";
    private const int MostColumns = 12;

    public static async Task<ErrandFound> Desk(Tx tx, Person person, Pack pack, DateOnly today)
    {
        var own = new List<OwnLedger>();
        var unit = (await Units.Find(tx, person.UnitId))!;
        var theirs = pack.HandedUp.Where(each => each.Deliverable.HandedUpBy.Contains(person.Role) && unit.ParentId is not null).ToList();
        // Of a campaign that is over or to come nobody thinks while another is on.
        var current = theirs.Where(each => each.Campaign.IsOn(today)).ToList();
        foreach (var (campaign, deliverable) in current.Count > 0 ? current : theirs)
        {
            var versions = await SignOffs.Of(tx, campaign.Id, deliverable.Ledger, person.UnitId);
            var (count, _) = await Content(tx, person, pack, campaign, deliverable);
            var last = versions is [.., var newest] ? newest : null;
            var done = (await Occurrences.OfUnit(tx, campaign.Id, unit.Id)).Where(row => row.DoneAt is not null).Select(row => row.What).ToList();
            own.Add(new OwnLedger(
                IdOf(campaign, deliverable), deliverable.Short, count, last?.State ?? "", last?.Comment ?? "", versions.Count, deliverable.Signature,
                [.. HandIns.Missing(campaign, unit, [deliverable.Id], done).Select(missing => missing.Short)]));
        }
        var waiting = new List<HandedUp>();
        foreach (var pending in await SignOffs.Pending(tx, person.UnitId))
        {
            if (Find(pack, pending) is not var (campaign, deliverable) || !Readers(await People.List(tx), pack, person.UnitId, deliverable).Any(reader => reader.Userid == person.Userid))
                continue;
            var versions = await SignOffs.Of(tx, campaign.Id, pending.Ledger, pending.UnitId);
            var former = versions.LastOrDefault(version => version.Version < pending.Version);
            waiting.Add(new HandedUp(
                pending.Id, (await Units.Find(tx, pending.UnitId))!.Name, deliverable.Short, pending.Version, pending.RowCount,
                pending.Signatures, Lines(pending.Content), former is null ? null : Lines(former.Content), former?.Comment ?? ""));
        }
        return new SignOffDesk(new SignOffDeskView(own, waiting));
    }

    public static async Task HandUp(Tx tx, LedgerHandedUp handed, Person person, Pack pack, DateTimeOffset now)
    {
        var (campaign, deliverable) = pack.HandedUp.First(each => IdOf(each.Campaign, each.Deliverable) == handed.Id);
        var (count, content) = await Content(tx, person, pack, campaign, deliverable);
        var version = (await SignOffs.Of(tx, campaign.Id, deliverable.Ledger, person.UnitId)).Count + 1;
        var signatures = string.Join(pack.Messages.Say(SignOffTexts.MarkBetween), deliverable.Signature.Zip(handed.Marks, (signature, mark) =>
            pack.Messages.Say(SignOffTexts.Mark, ("signature", signature), ("mark", mark))));
        var id = await SignOffs.Add(tx, new SignOff(
            0, campaign.Id, deliverable.Ledger, person.UnitId, person.UnitPath, version, content, count, signatures, person.Userid, now, "pending"));
        await Journal.Append(tx, now, new JournalNote(
            $"person:{person.Userid}", person.Userid, "ledger.handed_up", $"sign_off:{id}", After: $"{deliverable.Ledger} v{version} rows={count} {signatures}".TrimEnd()));
        if (pack.FactTable(SignatureTable) is { } table)
            foreach (var signature in deliverable.Signature)
                await Facts.Save(tx, table, new Dictionary<string, string>
                {
                    ["unit"] = person.UnitId,
                    ["ledger"] = deliverable.Ledger,
                    ["period"] = Period(deliverable),
                    ["who"] = signature,
                    ["signed"] = "yes",
                }, campaign.Id, $"sign_off:{id}", now);
        if (Owes(deliverable, person))
            await Occurrences.Done(tx, new Round(deliverable.Id, campaign.Id, Period(deliverable)), person.UnitId, person.Userid, person.UnitPath, now, null);
        var readers = Readers(await People.List(tx), pack, (await Units.Find(tx, person.UnitId))!.ParentId!, deliverable);
        await ErrandEffects.Tell(tx, readers.Select(other => other.Userid), pack.Messages.Say(SignOffTexts.ToldHandedUp,
            ("unit", person.UnitName), ("ledger", deliverable.Short), ("version", version), ("count", count)), now);
    }

    public static async Task Decide(Tx tx, LedgerDecided decided, Person person, Pack pack, DateTimeOffset now)
    {
        if (await SignOffs.Find(tx, decided.Id) is not { } signOff
            || !await SignOffs.Decide(tx, decided.Id, decided.Accepted ? "accepted" : "returned", decided.Comment, person.Userid, now))
            return;
        await Journal.Append(tx, now, new JournalNote(
            $"person:{signOff.Userid}", person.Userid, decided.Accepted ? "ledger.accepted" : "ledger.returned", $"sign_off:{signOff.Id}", After: decided.Comment));
        var found = Find(pack, signOff);
        if (!decided.Accepted && found is var (campaign, deliverable))
            await Occurrences.Reopen(tx, new Round(deliverable.Id, campaign.Id, Period(deliverable)), signOff.UnitId);
        await ErrandEffects.Tell(tx, [signOff.Userid], pack.Messages.Say(decided.Accepted ? SignOffTexts.ToldAccepted : SignOffTexts.ToldReturned,
            ("ledger", found?.Deliverable.Short ?? signOff.Ledger), ("version", signOff.Version), ("unit", person.UnitName), ("name", person.Name), ("comment", decided.Comment)), now);
    }

    // The roles that the campaign names, where somebody in the unit above holds one; whoever takes such things in there otherwise.
    private static List<Person> Readers(IReadOnlyList<Person> people, Pack pack, string above, Deliverable deliverable)
    {
        var there = people.Where(person => person.UnitId == above).ToList();
        var named = there.Where(person => deliverable.To.Contains(person.Role)).ToList();
        return named.Count > 0 ? named : [.. there.Where(person => pack.Office.SignOffTo.Contains(person.Role))];
    }

    // The unit's rows as they are now, kept so that what was handed up can be held against the next version.
    private static async Task<(int Count, string Content)> Content(Tx tx, Person person, Pack pack, Campaign campaign, Deliverable deliverable)
    {
        var table = await LedgerRounds.Compute(
            tx, pack, pack.Ledger(deliverable.Ledger)!, new Scope.Area(person.UnitPath), await Units.Find(tx, person.UnitId), campaign.Id, null);
        // Of a printed list (72 items) only what the unit has filled in is its own to hand up.
        if (pack.Ledger(deliverable.Ledger)!.Rows is LedgerRows.Items { Printed: var printed })
        {
            var texts = printed.SelectMany(row => row.Texts.Values).ToHashSet(StringComparer.Ordinal);
            var own = table.Rows.Where(row => row.Any(cell => Plain(cell) is { Length: > 0 } text && !texts.Contains(text))).ToList();
            return (own.Count, PersonalNumbers.Mask(string.Join('\n', own.Select(row => string.Join(" | ", row.Select(Plain))))));
        }
        var lines = table.Columns.Count > MostColumns ? table.Rows.Select(row => Filled(table.Columns, row)).Where(line => line.Length > 0) : table.Rows.Select(row => string.Join(" | ", row.Select(Plain)));
        return (table.Rows.Count, PersonalNumbers.Mask(string.Join('\n', lines)));
    }

    // Of a table too wide for a line only what is filled in, under its column's name; "" for a row without any number.
    private static string Filled(IReadOnlyList<LedgerColumn> columns, IReadOnlyList<LedgerCell> row)
    {
        var cells = columns.Zip(row.Select(Plain)).Where(cell => cell.Second is not ("" or "0" or "—")).ToList();
        return cells.Exists(cell => cell.First.IsNumeric)
            ? string.Join(" | ", cells.Select(cell => cell.First.IsNumeric ? $"{string.Join('/', cell.First.Path)} {cell.Second}" : cell.Second))
            : "";
    }

    private static string Plain(LedgerCell cell) => $"{cell}".ReplaceLineEndings(" ");

    private static (Campaign Campaign, Deliverable Deliverable)? Find(Pack pack, SignOff signOff)
    {
        var found = pack.HandedUp.FirstOrDefault(each => each.Campaign.Id == signOff.Campaign && each.Deliverable.Ledger == signOff.Ledger);
        return found.Campaign is null ? null : found;
    }

    private static bool Owes(Deliverable deliverable, Person person) => deliverable.Due is not null && deliverable.From.Contains(person.Role);

    private static string Period(Deliverable deliverable) => deliverable.Due?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string IdOf(Campaign campaign, Deliverable deliverable) => $"{campaign.Id}/{deliverable.Id}";

    private static string[] Lines(string content) => content.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
