using System.Globalization;
using Bot.Conversations;
using Store;
using Store.Packs;
using Table = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, string>>;

namespace Bot.Turns;

/// <summary>Answers the engine's lookups from the store, within what the person may see.</summary>
public sealed class Lookups(Tx tx, Person person, Pack pack)
{
    private const int MostNamesakes = 10;

    private readonly Scope scope = pack.Roles.ScopeOf(person);

    public Task<Found> Find(Lookup lookup) => lookup switch
    {
        Lookup.MyHouseholds mine => Mine(mine.Month),
        Lookup.ForCheckIn wanted => ForCheckIn(wanted),
        Lookup.ForSeveral several => ForSeveral(several),
        Lookup.Named named => Named(named.Name),
        Lookup.ForQuestion wanted => ForQuestion(wanted.Household),
        Lookup.SomebodyToAsk => SomebodyToAsk(),
        Lookup.Progress progress => Progress(progress.Month),
        _ => throw new NotSupportedException(lookup.GetType().Name),
    };

    private async Task<Found> Mine(Month month)
    {
        if (Round(month) is not { } round)
            return new Found.Households([]);
        var households = await Households.InCare(tx, scope, round);
        return new Found.Households([.. households.Select(line =>
            new HouseholdLine(line.Id, line.HeadName, line.VillageName, line.GroupNo, 0, line.MonitorType, line.Done))]);
    }

    private async Task<Found> ForCheckIn(Lookup.ForCheckIn wanted)
    {
        if (await Households.Open(tx, scope, wanted.Household) is not { } opened)
            return new Found.Nothing();
        var month = wanted.Month.ToString();
        var current = await Submissions.Of(tx, wanted.Form, wanted.Household, month);
        var previous = await Submissions.Latest(tx, wanted.Form, wanted.Household, month);
        return new Found.Household(
            Line(opened.Household), Tables(opened), Answers(previous), previous?.Period ?? "",
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

    private async Task<Found> ForQuestion(string household) =>
        await Households.Open(tx, scope, household) is { } opened
            ? new Found.Household(Line(opened.Household), Tables(opened), new Dictionary<string, string>(), "", null)
            : new Found.Nothing();

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

    /// <summary>What a form can pull about a household: pulldata('household', 'size', 'id', …), and its people and measures row by row.</summary>
    private Dictionary<string, Table> Tables(OpenedHousehold opened)
    {
        var (household, members, measures) = opened;
        var labourers = members.Where(member => pack.Vocabulary.Labourers.Contains(member.Labour)).ToList();
        return new Dictionary<string, Table>
        {
            ["household"] =
            [
                new Dictionary<string, string>
                {
                    ["id"] = household.Id,
                    ["name"] = household.HeadName,
                    ["village"] = household.VillageName,
                    ["town"] = household.TownName,
                    ["size"] = household.Size.ToString(CultureInfo.InvariantCulture),
                    ["types"] = household.Types,
                    ["monitor_type"] = household.MonitorType,
                    ["risk_types"] = household.RiskTypes,
                    ["risk_status"] = household.RiskStatus,
                    ["identified_on"] = household.IdentifiedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                    ["labourers"] = labourers.Count.ToString(CultureInfo.InvariantCulture),
                    ["measures"] = measures.Count.ToString(CultureInfo.InvariantCulture),
                },
            ],
            ["member"] = Rows(household.Id, members, member => [("name", member.Name), ("relation", member.Relation)]),
            ["labourer"] = Rows(household.Id, labourers, member => [("name", member.Name), ("relation", member.Relation), ("working", member.Working)]),
            ["measure"] = Rows(household.Id, measures, measure => [("name", measure.Name)]),
        };
    }

    // The key is what position(..) can build in a repeat: the household's id and the row's number.
    private static Table Rows<T>(string household, IReadOnlyList<T> records, Func<T, (string Column, string Value)[]> columns) =>
    [
        .. records.Select((record, index) => new Dictionary<string, string>(
            columns(record).Select(pair => KeyValuePair.Create(pair.Column, pair.Value)))
        {
            ["key"] = $"{household}-{index + 1}",
        }),
    ];

    private static HouseholdLine Line(Household household) => new(
        household.Id, household.HeadName, household.VillageName, household.GroupNo, household.Size, household.MonitorType, false);

    private Dictionary<string, string> Answers(Submission? submission) => submission is null ? [] : SealedAnswers.Read(tx.Cipher, submission.Answers);
}
