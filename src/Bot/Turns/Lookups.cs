using Bot.Conversations;
using Bot.Conversations.Errands;
using Bot.Turns.Errands;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>Answers the engine's lookups from the store, within what the person may see.</summary>
public sealed class Lookups(Tx tx, Person person, Pack pack)
{
    private const int MostNamesakes = 10;

    private readonly Scope scope = pack.Roles.ScopeOf(person);
    private readonly Records records = new(tx, person, pack);

    public Task<Found> Find(Lookup lookup) => lookup switch
    {
        Lookup.MyHouseholds mine => Mine(mine.Month),
        Lookup.ForCheckIn wanted => ForCheckIn(wanted),
        Lookup.ForSeveral several => ForSeveral(several),
        Lookup.Named named => Named(named.Name),
        Lookup.ForQuestion wanted => ForQuestion(wanted),
        Lookup.ForForm wanted => ForForm(wanted),
        Lookup.SomebodyToAsk => SomebodyToAsk(),
        Lookup.NotReached since => NotReached(since.Since),
        Lookup.Progress progress => Progress(progress.Month),
        Lookup.ForErrand errand => ForErrand(errand.Wanted),
        _ => throw new NotSupportedException(lookup.GetType().Name),
    };

    // Whoever sees everything sees those too whom no roster knows.
    private async Task<Found> NotReached(DateTimeOffset since)
    {
        var stopped = await ChannelAlarm.Read(tx);
        return new Found.NotReached(
            await Outbox.NotReached(tx, scope, since, 200), stopped is null ? null : new StoppedChannel(stopped.Since, stopped.Error));
    }

    private async Task<Found> ForErrand(ErrandLookup wanted) => new Found.ForErrand(await ErrandLookups.Find(tx, person, pack, wanted));

    private async Task<Found> Mine(Month month)
    {
        if (Round(month) is not { } round)
            return new Found.Households([]);
        var households = await Households.InCare(tx, scope, round);
        var away = new Dictionary<string, string>();
        if (scope is Scope.Contact)
            foreach (var other in households.Select(line => line.Contact).Where(contact => contact != person.Userid).Distinct())
                away[other] = (await People.Find(tx, other))?.Name ?? other;
        return new Found.Households([.. households.OrderBy(line => away.ContainsKey(line.Contact)).Select(line =>
            new HouseholdLine(line.Id, line.HeadName, line.VillageName, line.GroupNo, 0, line.MonitorType, line.Done) { For = away.GetValueOrDefault(line.Contact, "") })]);
    }

    private async Task<Found> ForCheckIn(Lookup.ForCheckIn wanted)
    {
        if (await Households.Open(tx, scope, wanted.Household) is not { } opened)
            return new Found.Nothing();
        var month = wanted.Month.ToString();
        var current = await Submissions.Of(tx, wanted.Form, wanted.Household, month);
        var previous = await Submissions.Latest(tx, wanted.Form, wanted.Household, month);
        return new Found.Household(
            Line(opened.Household), records.Of(opened, pack.Form(wanted.Form)!), Answers(previous), previous?.Period ?? "",
            current is null ? null : new SubmittedBefore(current.Id, current.SubmittedAt, Answers(current)));
    }

    // Whoever gets the counts of the month answers for them; the nearest one is asked first.
    private async Task<Found> SomebodyToAsk()
    {
        if (pack.CheckIn(person.Role) is not var (_, cadence))
            return new Found.Nothing();
        var near = (await People.List(tx))
            .Where(other => other.Userid != person.Userid && cadence.ReportTo.Contains(other.Role)
                && person.UnitPath.StartsWith(other.UnitPath, StringComparison.Ordinal))
            .MaxBy(other => other.UnitPath.Length);
        return near is null
            ? new Found.Nothing()
            : new Found.Somebody(near.Name, near.UnitName, near.Phone is { } phone ? tx.Cipher.Decrypt(phone) : "");
    }

    private async Task<Found> ForSeveral(Lookup.ForSeveral several)
    {
        var found = new List<Found.Household>();
        foreach (var household in several.Households)
            if (await ForCheckIn(new Lookup.ForCheckIn(household, several.Form, several.Month)) is Found.Household one)
                found.Add(one);
        return new Found.Several(found);
    }

    private async Task<Found> Named(string name)
    {
        var found = await Households.Named(tx, scope, name.Trim(), MostNamesakes);
        return new Found.Households([.. found.Select(Line)]);
    }

    private async Task<Found> ForQuestion(Lookup.ForQuestion wanted) =>
        await Households.Open(tx, scope, wanted.Household) is { } opened
            ? new Found.Household(Line(opened.Household), records.Of(opened, pack.Form(wanted.Form)!), new Dictionary<string, string>(), "", null)
            : new Found.Nothing();

    private async Task<Found> ForForm(Lookup.ForForm wanted) =>
        new Found.Records(await records.Of(pack.Form(wanted.Form)!, wanted.Campaign, wanted.Today));

    private async Task<Found> Progress(Month month)
    {
        if (Round(month) is not { } round)
            return new Found.Progress([]);
        var villages = await Occurrences.Progress(tx, scope, round);
        return new Found.Progress([.. villages.Select(village =>
            new Conversations.VillageProgress(village.VillageName, village.Done, village.Total, village.Missing))]);
    }

    private Round? Round(Month month) => pack.Campaigns
        .SelectMany(campaign => campaign.Cadences.Select(cadence => new Round(cadence.Id, campaign.Id, month.ToString())))
        .FirstOrDefault();

    private static HouseholdLine Line(Household household) => new(
        household.Id, household.HeadName, household.VillageName, household.GroupNo, household.Size, household.MonitorType, false);

    private Dictionary<string, string> Answers(Submission? submission) => submission is null ? [] : SealedAnswers.Read(tx.Cipher, submission.Answers);
}
