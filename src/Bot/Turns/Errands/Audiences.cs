using Bot.Conversations.Notices;
using Scheduler.Campaigns;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>
/// Whom a notice means: an audience of office.yaml, a role, a unit, or both as in 大井村的监测联系人; those of a campaign, or those who
/// still owe it something. Only within what the sender looks after, and never the sender.
/// </summary>
internal static class Audiences
{
    private static readonly char[] Between = ['、', '，', ',', ' ', '和', '；'];

    /// <returns>In the roster's order; and the parts of what was written that mean nobody.</returns>
    public static async Task<(IReadOnlyList<Person> People, IReadOnlyList<string> Unknown)> Of(
        Tx tx, Person person, Pack pack, string audience, Month month, DateTimeOffset now)
    {
        var scope = pack.Roles.ScopeOf(person);
        var everybody = (await People.List(tx)).Where(other => scope is Scope.Area(var path) && other.UnitPath.StartsWith(path, StringComparison.Ordinal)).ToList();
        var units = await Units.All(tx, scope);
        var chosen = new HashSet<string>();
        var unknown = new List<string>();
        var known = pack.Office.Audiences.FirstOrDefault(each => each.Name == audience);
        foreach (var part in known is not null ? [audience] : audience.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (unit, rest) = Named(units, part);
            var among = everybody.Where(other => unit is null || other.UnitPath.StartsWith(unit.Path, StringComparison.Ordinal)).ToList();
            var meant = pack.Office.Audiences.FirstOrDefault(each => each.Name == rest);
            if (part.StartsWith(NoticeDraft.OfCampaign, StringComparison.Ordinal) && pack.Campaign(part[NoticeDraft.OfCampaign.Length..]) is { } campaign)
                chosen.UnionWith(Concerned(campaign, units, among));
            else if (part.StartsWith(NoticeDraft.OfOwing, StringComparison.Ordinal) && pack.Campaign(part[NoticeDraft.OfOwing.Length..]) is { } owed)
                chosen.UnionWith(await Owing(tx, [owed], scope, among, month, now));
            else if (meant is { Query: "unfinished" })
                chosen.UnionWith(await Unfinished(tx, pack.Campaigns, scope, among, month));
            else if (meant is { Query: "owing" })
                chosen.UnionWith(await Owing(tx, pack.Campaigns, scope, among, month, now));
            else if (meant is not null)
                chosen.UnionWith(among.Where(other => meant.Roles.Contains(other.Role)).Select(other => other.Userid));
            else if (rest.Length == 0 && unit is not null)
                chosen.UnionWith(among.Select(other => other.Userid));
            else if (pack.Roles.Find(rest) is { } role)
                chosen.UnionWith(among.Where(other => other.Role == role.Id).Select(other => other.Userid));
            else
                unknown.Add(part);
        }
        return ([.. everybody.Where(other => chosen.Contains(other.Userid) && other.Userid != person.Userid)], unknown);
    }

    private static (Unit? Unit, string Left) Named(IReadOnlyList<Unit> units, string part)
    {
        var unit = units.Where(unit => part.StartsWith(unit.Name, StringComparison.Ordinal)).MaxBy(unit => unit.Name.Length);
        return unit is null ? (null, part) : (unit, part[unit.Name.Length..].TrimStart('的'));
    }

    private static IEnumerable<string> Concerned(Campaign campaign, IReadOnlyList<Unit> units, List<Person> among)
    {
        var area = campaign.Area.Within(units);
        return among.Where(other => campaign.Roles.Contains(other.Role) && area.Covers(other.UnitPath)).Select(other => other.Userid);
    }

    private static async Task<IEnumerable<string>> Unfinished(Tx tx, IEnumerable<Campaign> campaigns, Scope scope, List<Person> among, Month month)
    {
        var left = new HashSet<string>();
        foreach (var campaign in campaigns)
            foreach (var cadence in campaign.Cadences)
                left.UnionWith((await Occurrences.Left(tx, scope, new Round(cadence.Id, campaign.Id, month.ToString()))).Select(person => person.Userid));
        return among.Select(person => person.Userid).Where(left.Contains);
    }

    // Whoever answers for what a unit owes, and whoever has households left to visit.
    private static async Task<IEnumerable<string>> Owing(Tx tx, IReadOnlyList<Campaign> campaigns, Scope scope, List<Person> among, Month month, DateTimeOffset now)
    {
        var owing = new HashSet<string>(await Unfinished(tx, campaigns, scope, among, month));
        foreach (var campaign in campaigns)
            foreach (var round in await CampaignStatus.Of(tx, campaign, scope, now))
                foreach (var missing in round.Missing)
                    owing.UnionWith(among.Where(other => other.UnitId == missing.Subject && round.From.Contains(other.Role)).Select(other => other.Userid));
        return among.Select(person => person.Userid).Where(owing.Contains);
    }
}
