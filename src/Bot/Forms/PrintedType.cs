using Store.Packs;
using Table = System.Collections.Generic.IReadOnlyList<System.Collections.Generic.IReadOnlyDictionary<string, string>>;

namespace Bot.Forms;

/// <summary>What a form's campaign calls the household that the form is about: columns of the table <c>household</c> (see <see cref="RecordTables"/>).</summary>
public static class PrintedType
{
    /// <summary>Fills them from what the roster calls it.</summary>
    public static void Fill(Dictionary<string, string> household, HouseholdTypes types)
    {
        var (known, monitorType) = (household.GetValueOrDefault("types", ""), household.GetValueOrDefault("monitor_type", ""));
        household["printed_type"] = types.Of(known, monitorType);
        household["printed_types"] = types.AllOf(known, monitorType);
    }

    /// <summary>Tables that another form pulled, as this one's campaign names the household.</summary>
    public static IReadOnlyDictionary<string, Table> In(IReadOnlyDictionary<string, Table> tables, HouseholdTypes types)
    {
        if (!tables.TryGetValue("household", out var households))
            return tables;
        var named = households.Select(household => new Dictionary<string, string>(household)).ToList();
        foreach (var household in named)
            Fill(household, types);
        return new Dictionary<string, Table>(tables) { ["household"] = named };
    }
}
