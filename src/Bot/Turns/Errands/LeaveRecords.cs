using Bot.Conversations.Errands;
using Bot.Conversations.Leaves;
using Scheduler.Campaigns;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>请假和代办: who may stand in for whom, who agrees, and who is told.</summary>
internal static class LeaveRecords
{
    public static async Task<ErrandFound> Find(Tx tx, Person speaker, Pack pack, LeaveLookup wanted)
    {
        var office = await Office.Open(tx, pack, wanted.Today);
        var person = wanted.Userid.Length == 0 ? speaker : office.Find(wanted.Userid)!;
        var open = office.Leaves.FirstOrDefault(leave => leave.Userid == person.Userid);
        return new LeaveFound(Line(person), open is null ? null : office.Line(open), office.CandidatesFor(person));
    }

    public static async Task<ErrandFound> Desk(Tx tx, Person speaker, Pack pack, LeaveDeskLookup wanted)
    {
        var office = await Office.Open(tx, pack, wanted.Today);
        var below = office.Below(speaker);
        var leaves = office.Leaves.Where(leave => below.Any(person => person.Userid == leave.Userid)).OrderBy(leave => leave.IsConfirmed);
        var doing = (await Leaves.StandIns(tx, wanted.Today)).Where(away => away.Value == speaker.Userid).Select(away => away.Key).ToHashSet();
        return new LeaveDeskFound(
            [.. leaves.Select(office.Line)],
            [.. office.Leaves.Where(leave => leave.IsConfirmed && leave.FromDay <= wanted.Today && doing.Contains(leave.Userid)).Select(office.Line)],
            [.. below.Select(Line)]);
    }

    public static async Task Ask(Tx tx, LeaveAsked asked, Person speaker, Pack pack, DateTimeOffset now)
    {
        var office = await Office.Open(tx, pack, ChinaTime.DayOf(now));
        if (office.Find(asked.Userid) is not { } person || (person.Userid != speaker.Userid && !office.Below(speaker).Contains(person)))
            return;
        var leave = new Leave(asked.Userid, asked.StandIn, asked.From, asked.To);
        var superiors = person.Userid == speaker.Userid ? office.Deciders.For(person) : [];
        var id = await Leaves.Ask(tx, leave, speaker.Userid, now);
        var noted = (await Leaves.Open(tx, ChinaTime.DayOf(now))).Single(each => each.Id == id);
        // Whoever has nobody above them need not wait for anybody.
        if (superiors.Count == 0)
            await Agree(tx, office, noted, asked.StandIn, speaker, isSet: true, pack, now);
        else
            await ErrandEffects.Tell(tx, superiors.Select(each => each.Userid), pack.Messages.Say(LeaveTexts.ToldAsked,
                ("name", person.Name), ("unit", person.UnitName), ("span", Span(pack, noted)), ("stand_in", StandInName(pack, noted.StandInName))), now);
    }

    public static async Task Decide(Tx tx, LeaveDecided decided, Person speaker, Pack pack, DateTimeOffset now)
    {
        var office = await Office.Open(tx, pack, ChinaTime.DayOf(now));
        if (office.Leaves.FirstOrDefault(each => each.Id == decided.Id) is not { IsConfirmed: false } leave || !office.Below(speaker).Any(person => person.Userid == leave.Userid))
            return;
        if (decided.Agreed)
            await Agree(tx, office, leave, decided.StandIn, speaker, isSet: false, pack, now);
        else if (await Leaves.End(tx, leave, speaker.Userid, now))
            await ErrandEffects.Tell(tx, [leave.Userid], pack.Messages.Say(LeaveTexts.ToldRefused, ("span", Span(pack, leave)), ("who", speaker.Name)), now);
    }

    public static async Task End(Tx tx, LeaveEnded ended, Person speaker, Pack pack, DateTimeOffset now)
    {
        var office = await Office.Open(tx, pack, ChinaTime.DayOf(now));
        if (office.Leaves.FirstOrDefault(each => each.Id == ended.Id) is not { } leave || (leave.Userid != speaker.Userid && !office.Below(speaker).Any(person => person.Userid == leave.Userid)))
            return;
        if (await Leaves.End(tx, leave, speaker.Userid, now) && leave is { IsConfirmed: true, StandIn.Length: > 0 })
            await ErrandEffects.Tell(tx, [leave.StandIn], pack.Messages.Say(LeaveTexts.ToldBack, ("name", leave.Name)), now);
    }

    private static async Task Agree(Tx tx, Office office, NotedLeave leave, string standIn, Person by, bool isSet, Pack pack, DateTimeOffset now)
    {
        // What one sees of others is looked up by as many indexes, see Scope.
        if (standIn.Length > 0 && office.Leaves.Count(each => each.StandIn == standIn && each.Id != leave.Id && each.FromDay <= leave.ToDay && leave.FromDay <= each.ToDay) >= Leaves.MostStoodInFor)
        {
            await ErrandEffects.Tell(tx, [by.Userid], pack.Messages.Say(LeaveTexts.ToldTooMany, ("name", office.Find(standIn)!.Name), ("most", Leaves.MostStoodInFor)), now);
            return;
        }
        if (!await Leaves.Confirm(tx, leave, standIn, by.Userid, now))
            return;
        await ErrandEffects.Tell(tx, [leave.Userid], pack.Messages.Say(isSet ? LeaveTexts.ToldSet : LeaveTexts.ToldAgreed,
            ("span", Span(pack, leave)), ("stand_in", StandInName(pack, office.Find(standIn)?.Name ?? "")), ("who", by.Name)), now);
        if (standIn.Length > 0)
            await ErrandEffects.Tell(tx, [standIn], pack.Messages.Say(LeaveTexts.ToldStandIn, ("name", leave.Name), ("span", Span(pack, leave))), now);
    }

    private static string Span(Pack pack, NotedLeave leave) => leave.FromDay == leave.ToDay
        ? Day(pack, leave.FromDay)
        : pack.Messages.Say(LeaveTexts.Span, ("from", Day(pack, leave.FromDay)), ("to", Day(pack, leave.ToDay)));

    private static string Day(Pack pack, DateOnly day) => pack.Messages.Say(LeaveTexts.Day, ("month", day.Month), ("day", day.Day));

    private static string StandInName(Pack pack, string name) => name.Length > 0 ? name : pack.Messages.Say(LeaveTexts.Nobody);

    private static LeavePerson Line(Person person) => new(person.Userid, person.Name, person.UnitName);

    /// <summary>Everybody and their leaves at the moment.</summary>
    private sealed class Office(IReadOnlyList<Person> people, IReadOnlyList<NotedLeave> leaves, Pack pack, IReadOnlySet<string> away)
    {
        public IReadOnlyList<NotedLeave> Leaves => leaves;

        public Deciders Deciders { get; } = new(people, pack.Roles, away);

        public static async Task<Office> Open(Tx tx, Pack pack, DateOnly today) =>
            new(await People.List(tx), await Store.Leaves.Open(tx, today), pack, (await Store.Leaves.StandIns(tx, today)).Keys.ToHashSet(StringComparer.Ordinal));

        public Person? Find(string userid) => people.FirstOrDefault(person => person.Userid == userid);

        public LeaveLine Line(NotedLeave leave) => new(
            leave.Id, new LeavePerson(leave.Userid, leave.Name, leave.UnitName), leave.StandIn, leave.StandInName, leave.FromDay, leave.ToDay, leave.IsConfirmed,
            Find(leave.Userid) is { } person ? CandidatesFor(person) : []);

        /// <summary>Those of the same kind of work in the same unit; in a village with one contact, those of the town.</summary>
        public IReadOnlyList<LeavePerson> CandidatesFor(Person away)
        {
            var alike = people.Where(person => person.Userid != away.Userid && Deciders.LooksAfter(person) == Deciders.LooksAfter(away) && Reach(person) is not RoleScope.None).ToList();
            var near = alike.Where(person => person.UnitId == away.UnitId).ToList();
            if (near.Count == 0 && Deciders.LooksAfter(away))
                near = alike.FindAll(person => person.TownName.Length > 0 && person.TownName == away.TownName);
            return [.. near.Select(LeaveRecords.Line)];
        }

        /// <summary>Those whose leaves somebody decides.</summary>
        public IReadOnlyList<Person> Below(Person speaker) => [.. people.Where(person => Deciders.May(speaker, person))];

        private RoleScope? Reach(Person person) => pack.Roles.Find(person.Role)?.Scope;
    }
}
