using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>What a campaign's tables call the households of a roster, worked out once for each kind of them.</summary>
internal sealed class PrintedTypes(HouseholdTypes types)
{
    private readonly Dictionary<(string Types, string MonitorType), (string First, string All)> known = [];

    /// <summary>See <see cref="HouseholdTypes.Of"/> and <see cref="HouseholdTypes.AllOf"/>.</summary>
    public (string First, string All) Of(HouseholdEntry home)
    {
        var kind = (home.Types, home.MonitorType);
        if (!known.TryGetValue(kind, out var printed))
            known[kind] = printed = (types.Of(home.Types, home.MonitorType), types.AllOf(home.Types, home.MonitorType));
        return printed;
    }
}
