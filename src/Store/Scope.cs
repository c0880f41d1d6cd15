using System.Data;
using Dapper;

namespace Store;

/// <summary>
/// What a person may see: a contact their households, a town its town, the county all.
/// Every query that a person can trigger takes one and puts <see cref="On"/> into its WHERE.
/// </summary>
public abstract record Scope
{
    private Scope()
    {
    }

    /// <summary>Only what is in this person's care, and in that of those whom they stand in for just now.</summary>
    public sealed record Contact(string Userid) : Scope;

    /// <summary>Everything in one unit and below it.</summary>
    /// <param name="Path">The unit's path, e.g. <c>/county/town/</c>; <c>/</c> is everything.</param>
    public sealed record Area(string Path) : Scope;

    public sealed record None : Scope;

    public static readonly Scope Everything = new Area("/");

    public static readonly Scope Nothing = new None();

    /// <summary>The condition on the column that names the person in charge and the column that holds the unit's path.</summary>
    /// <remarks>
    /// An area is the range of paths that begin with it, so an index serves it; '0' is the character after '/'.
    /// The parameters come from <see cref="Values"/>.
    /// </remarks>
    internal static string On(string contact, string area) =>
        $"({contact} = @scopeContact OR {string.Join(" OR ", StoodInFor.Select(person => $"{contact} = {person}"))} OR {OnArea(area)})";

    // One by one rather than as a list: each is a single value to the planner, so the index on the column serves it.
    private static readonly string[] StoodInFor =
    [
        .. Enumerable.Range(0, Leaves.MostStoodInFor)
            .Select(nth => $"(SELECT l.userid FROM leave l WHERE l.acting = @scopeContact AND l.acting <> '' ORDER BY l.userid LIMIT 1 OFFSET {nth})"),
    ];

    /// <summary>The same for what nobody is in charge of, such as units.</summary>
    internal static string OnArea(string area) => $"({area} >= @scopeFrom AND {area} < @scopeTo)";

    /// <summary>The parameters of <see cref="On"/>, and those given.</summary>
    internal DynamicParameters Values(object? others = null)
    {
        var values = new DynamicParameters(others);
        var (contact, from, to) = this switch
        {
            Contact { Userid: { Length: > 0 } userid } => (userid, "", ""),
            Area { Path: var path } when path.EndsWith('/') => (null, path, path[..^1] + '0'),
            // No name or half a path sees nothing, rather than whatever happens to match.
            _ => ((string?)null, "", ""),
        };
        values.Add("scopeContact", contact, DbType.String);
        values.Add("scopeFrom", from);
        values.Add("scopeTo", to);
        return values;
    }
}
