namespace Store;

/// <summary>Somebody's leave (请假) and who does their work meanwhile (代办).</summary>
/// <param name="StandIn">"" where nobody does: the person goes on being reminded.</param>
/// <param name="ToDay">The last day away.</param>
public sealed record Leave(string Userid, string StandIn, DateOnly FromDay, DateOnly ToDay);
