namespace Store;

/// <summary>Somebody's leave (请假) and who does their work meanwhile (代办).</summary>
/// <param name="StandIn">"" where nobody does: the person goes on being reminded.</param>
/// <param name="ToDay">The last day away.</param>
public sealed record Leave(string Userid, string StandIn, DateOnly FromDay, DateOnly ToDay);

/// <param name="Area">The path of the unit that the person belongs to.</param>
/// <param name="StandInName">"" where nobody stands in.</param>
/// <param name="ConfirmedAt">Null while nobody above has agreed to it.</param>
public sealed record NotedLeave(
    long Id, string Userid, string Name, string UnitName, string Area, string StandIn, string StandInName, DateOnly FromDay, DateOnly ToDay, DateTimeOffset? ConfirmedAt)
{
    public bool IsConfirmed => ConfirmedAt is not null;
}
