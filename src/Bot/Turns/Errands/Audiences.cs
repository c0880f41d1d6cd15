using Bot.Conversations.Notices;
using Scheduler.Campaigns;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>Whom a notice means.</summary>
/// <param name="People">In the roster's order.</param>
/// <param name="Unknown">Parts of what was written that mean nobody.</param>
/// <param name="Several">Parts that begin with the name of several units, and those units with where they lie.</param>
internal sealed record Meant(IReadOnlyList<Person> People, IReadOnlyList<string> Unknown, IReadOnlyList<(string Typed, IReadOnlyList<string> Units)> Several);

/// <summary>
/// Whom a notice means: an audience of office.yaml, a role, a unit, or both as in 大井村的监测联系人 or 清溪镇大井村; those of a campaign, or
/// those who still owe it something. Only within what the sender looks after, and never the sender.
/// </summary>
internal static class Audiences
{
    private const char And = '和';

    private static readonly char[] Between = ['、', '，', ',', ' ', '；', ';', '\n', '\u3000'];

    public static async Task<Meant> Of(
        Tx tx, Person person, Pack pack, string audience, Month month, DateTimeOffset now)
    {
        var scope = pack.Roles.ScopeOf(person);
        var everybody = (await People.List(tx)).Where(other => scope is Scope.Area(var path) && other.UnitPath.StartsWith(path, StringComparison.Ordinal)).ToList();
        var units = await Units.All(tx, scope);
        var chosen = new HashSet<string>();
        var unknown = new List<string>();
        var several = new List<(string, IReadOnlyList<string>)>();
        var known = pack.Office.Audiences.FirstOrDefault(each => each.IsCalled(audience));
        var parts = new Queue<string>(known is not null ? [audience] : audience.Split(Between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        while (parts.TryDequeue(out var part))
        {
            var (found, rest) = Named(units, part);
            if (found.Count > 1)
            {
                several.Add((part, [.. found.Select(each => Whole(units, each))]));
                continue;
            }
            var unit = found.Count == 0 ? null : found[0];
            var among = everybody.Where(other => unit is null || other.UnitPath.StartsWith(unit.Path, StringComparison.Ordinal)).ToList();
            var meant = pack.Office.Audiences.FirstOrDefault(each => each.IsCalled(rest));
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
            else if (part.IndexOf(And, StringComparison.Ordinal) is > 0 and var at && at < part.Length - 1)
            {
                // Names have it in them too (和平镇), so it parts only what means nobody as a whole.
                parts.Enqueue(part[..at]);
                parts.Enqueue(part[(at + 1)..]);
            }
            else
                unknown.Add(part);
        }
        return new Meant([.. everybody.Where(other => chosen.Contains(other.Userid) && other.Userid != person.Userid)], unknown, several);
    }

    /// <summary>A unit's name with that of the one above it, as it can be written where the name alone is that of several.</summary>
    public static string Whole(IReadOnlyList<Unit> units, Unit unit) => $"{units.FirstOrDefault(above => above.Id == unit.ParentId && above.ParentId is not null)?.Name}{unit.Name}";

    // One unit after the other, each within the one before; several where several are called the same.
    private static (IReadOnlyList<Unit> Units, string Left) Named(IReadOnlyList<Unit> units, string part)
    {
        IReadOnlyList<Unit> found = [];
        for (var left = part; ;)
        {
            var next = units.Where(unit => left.StartsWith(unit.Name, StringComparison.Ordinal) && (found.Count == 0 || found.Any(above => IsBelow(unit, above))))
                .GroupBy(unit => unit.Name.Length).MaxBy(units => units.Key);
            if (next is null)
                return (found, found.Count == 0 ? left : left.TrimStart('的'));
            (found, left) = ([.. next], left[next.Key..]);
        }
    }

    private static bool IsBelow(Unit unit, Unit above) => unit.Id != above.Id && unit.Path.StartsWith(above.Path, StringComparison.Ordinal);

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
