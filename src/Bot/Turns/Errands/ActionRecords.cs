using System.Globalization;
using Bot.Conversations.Actions;
using Bot.Conversations.Errands;
using Bot.Conversations.Notices;
using Scheduler.Campaigns;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>How far a campaign is: what units owe, households left to visit, items of checklists, problems; each with who and why.</summary>
internal static class ActionRecords
{
    public static async Task<ErrandFound> View(Tx tx, Person person, Pack pack, ActionLookup wanted)
    {
        var campaign = pack.Campaign(wanted.Campaign)!;
        var scope = pack.Roles.ScopeOf(person);
        var units = await Units.All(tx, Scope.Everything);
        var everybody = await People.List(tx);
        var reasons = await Reasons.Open(tx, pack, campaign, everybody, wanted.Now);
        var names = units.ToDictionary(unit => unit.Id, unit => unit.Name);
        var (open, late) = await ProblemRecords.Count(tx, person, pack, campaign, ChinaTime.DayOf(wanted.Now));
        async Task<int> Count(string audience) => (await Audiences.Of(tx, person, pack, audience, wanted.Month, wanted.Now)).People.Count;
        return new ActionFound(new ActionView(
            campaign.Id,
            [.. (await CampaignStatus.Of(tx, campaign, scope, wanted.Now)).GroupBy(round => (round.DueAt, round.Period, Who: string.Join(' ', round.Missing.Select(row => row.Subject))))
                .Select(same => Round(pack, [.. same], names, reasons))],
            [.. await Households(tx, pack, campaign, scope, everybody, wanted.Month, reasons)],
            [.. await Checklists(tx, pack, campaign, scope, everybody, reasons)],
            open, late, await Count(NoticeDraft.OwingTo(campaign.Id)), await Count(NoticeDraft.ConcernedBy(campaign.Id)),
            [.. campaign.Area.Names.Where(name => units.All(unit => unit.Name != name))]));
    }

    // What goes together and is missing from the same units is one line.
    private static ActionRound Round(Pack pack, IReadOnlyList<RoundStatus> same, Dictionary<string, string> names, Reasons reasons)
    {
        var first = same[0];
        var due = ChinaTime.Of(first.DueAt);
        return new ActionRound(
            string.Join(pack.Messages.Say(DutyTexts.Comma), same.Select(round => round.Name)),
            pack.Messages.Say(DutyTexts.Deadline, ("month", due.Month), ("day", due.Day), ("time", due.ToString("HH:mm", CultureInfo.InvariantCulture))),
            first.Done, first.Done + first.Missing.Count,
            [.. first.Missing.Select(row => reasons.Of(names.GetValueOrDefault(row.Subject, row.Subject), row.Subject, first.From, [.. same.Select(round => (round.What, round.Period))]))]);
    }

    private static async Task<IReadOnlyList<ActionRound>> Households(
        Tx tx, Pack pack, Campaign campaign, Scope scope, IReadOnlyList<Person> everybody, Month month, Reasons reasons)
    {
        var rounds = new List<ActionRound>();
        foreach (var cadence in campaign.Cadences)
        {
            var round = new Round(cadence.Id, campaign.Id, month.ToString());
            var villages = await Occurrences.Progress(tx, scope, round);
            var left = (await Occurrences.Left(tx, scope, round)).ToDictionary(one => one.Userid, one => one.Missing.Count);
            if (villages.Count > 0)
                rounds.Add(new ActionRound(
                    pack.Messages.Say(ActionTexts.CheckIn, ("what", cadence.Title), ("month", month.Number)), "", villages.Sum(village => village.Done), villages.Sum(village => village.Total),
                    [.. everybody.Where(person => left.ContainsKey(person.Userid)).Select(person => reasons.Of(
                        pack.Messages.Say(ActionTexts.Households, ("who", person.Name), ("count", left[person.Userid])), person))]));
        }
        // A survey goes to every household of the list.
        if (campaign.Forms.Intersect(pack.Office.CoverageForms).Where(form => pack.Form(form)?.Kind != "checkin").ToList() is { Count: > 0 } surveys)
        {
            var villages = await Coverage.Of(tx, scope, surveys);
            rounds.Add(new ActionRound(
                pack.Messages.Say(ActionTexts.Visited), "", villages.Sum(village => village.Total - village.Missing.Count), villages.Sum(village => village.Total),
                [.. villages.Where(village => village.Missing.Count > 0).Select(village => pack.Messages.Say(ActionTexts.VillageMissing, ("village", village.Village),
                    ("count", village.Missing.Count), ("names", Few(pack, village.Missing))))]));
        }
        return rounds;
    }

    private static async Task<IReadOnlyList<ActionRound>> Checklists(
        Tx tx, Pack pack, Campaign campaign, Scope scope, IReadOnlyList<Person> everybody, Reasons reasons)
    {
        var rounds = new List<ActionRound>();
        foreach (var list in pack.Checklists.Where(list => list.Campaign == campaign.Id && list.IsDivided))
        {
            var answered = (await ChecklistReplies.Of(tx, list.Id, null)).Select(reply => (reply.UnitId, reply.Item)).ToHashSet();
            var owed = everybody.Where(person => scope is Scope.Area(var path) && person.UnitPath.StartsWith(path, StringComparison.Ordinal))
                .Select(person => (Person: person, Items: list.Of(person.UnitName, person.UnitLevel, person.Role)))
                .Where(each => each.Items.Count > 0 && campaign.Roles.Contains(each.Person.Role)).DistinctBy(each => each.Person.UnitId)
                .Select(each => (each.Person, each.Items.Count, Left: each.Items.Count(item => !answered.Contains((each.Person.UnitId, item.Number))))).ToList();
            if (owed.Count > 0)
                rounds.Add(new ActionRound(pack.Messages.Say(ActionTexts.Checklist, ("list", list.Short)), "", owed.Sum(each => each.Count - each.Left), owed.Sum(each => each.Count),
                    [.. owed.Where(each => each.Left > 0).Select(each => reasons.Of(
                        pack.Messages.Say(ActionTexts.Items, ("who", each.Person.UnitName), ("count", each.Left)), each.Person))]));
        }
        return rounds;
    }

    private static string Few(Pack pack, IReadOnlyList<string> names)
    {
        const int most = 3;
        var few = string.Join(pack.Messages.Say(DutyTexts.Comma), names.Take(most));
        return names.Count > most ? $"{few}…" : few;
    }

    /// <summary>Why something is missing, as far as anybody knows.</summary>
    private sealed record Reasons(
        Pack Pack, IReadOnlyList<Person> Everybody, IReadOnlyDictionary<string, Excuse> Excuses, IReadOnlyDictionary<(string What, string Unit), string> Returned,
        IReadOnlyDictionary<string, string> Away, IReadOnlySet<string> Unreached)
    {
        public static async Task<Reasons> Open(Tx tx, Pack pack, Campaign campaign, IReadOnlyList<Person> everybody, DateTimeOffset now)
        {
            var returned = new Dictionary<(string, string), string>();
            foreach (var deliverable in campaign.Deliverables.Where(deliverable => deliverable.HandedUpBy.Count > 0))
                foreach (var version in await SignOffs.Returned(tx, campaign.Id, deliverable.Ledger))
                    returned[(deliverable.Id, version.UnitId)] = version.Comment;
            var names = everybody.ToDictionary(person => person.Userid, person => person.Name);
            return new Reasons(
                pack, everybody, (await Store.Excuses.Of(tx, campaign.Id)).ToDictionary(excuse => $"{excuse.What}/{excuse.Period}/{excuse.Subject}"), returned,
                (await Leaves.StandIns(tx, ChinaTime.DayOf(now))).ToDictionary(leave => leave.Key, leave => names.GetValueOrDefault(leave.Value, leave.Value)),
                (await Unreachable.List(tx)).Select(person => person.Userid).ToHashSet(StringComparer.Ordinal));
        }

        public string Of(string who, string unit, IReadOnlyList<string> roles, IReadOnlyList<(string What, string Period)> rounds)
        {
            foreach (var (what, period) in rounds)
                if (Excuses.TryGetValue($"{what}/{period}/{unit}", out var excuse))
                    return Because(who, Pack.Messages.Say(ActionTexts.WhyExcuse,
                        ("month", ChinaTime.DayOf(excuse.At).Month), ("day", ChinaTime.DayOf(excuse.At).Day), ("reason", excuse.Reason)));
            foreach (var (what, _) in rounds)
                if (Returned.TryGetValue((what, unit), out var comment))
                    return Because(who, Pack.Messages.Say(ActionTexts.WhyReturned, ("comment", comment)));
            var holders = Everybody.Where(person => person.UnitId == unit && roles.Contains(person.Role)).ToList();
            return holders.Count == 0 ? Because(who, Pack.Messages.Say(ActionTexts.WhyNobody)) : Of(who, holders[0]);
        }

        public string Of(string who, Person person) =>
            Away.TryGetValue(person.Userid, out var standIn) ? Because(who, Pack.Messages.Say(ActionTexts.WhyAway, ("stand_in", standIn)))
            : Unreached.Contains(person.Userid) ? Because(who, Pack.Messages.Say(ActionTexts.WhyUnreached))
            : who;

        private string Because(string who, string why) => Pack.Messages.Say(ActionTexts.Why, ("who", who), ("why", why));
    }
}
