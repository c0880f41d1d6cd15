using System.Globalization;
using Store;

namespace Scheduler.Ledgers;

/// <summary>What the roster knows of a household, under the names that ledgers use.</summary>
internal static class KnownOfHousehold
{
    private static readonly RecordNames WithSubject;

    static KnownOfHousehold() => WithSubject = new([.. Names, "subject"]);

    public static IReadOnlyList<string> Names { get; } =
    [
        "household", "householder", "household_types", "household_size", "group", "contact", "monitor_type", "risk_status", "risk_types", "identified_on",
        "printed_type", "printed_types",
    ];

    public static IReadOnlyDictionary<string, string> Of(HouseholdEntry home, PrintedTypes printed, TextPool pool, IReadOnlyDictionary<string, string> area) => new RecordValues(WithSubject,
    [
        home.Id, home.HeadName, pool.Of(home.Types), Size(home.Size, pool), pool.Of(home.GroupNo), pool.Of(home.Contact), pool.Of(home.MonitorType),
        pool.Of(home.RiskStatus), pool.Of(home.RiskTypes), Day(home.IdentifiedOn, pool), printed.Of(home).First,
        printed.Of(home).All, home.Id,
    ])
    { Shared = area };

    /// <summary>One of <see cref="Names"/>; null where the roster has no such household.</summary>
    public static string? Of(HouseholdEntry? home, string name, PrintedTypes printed, TextPool pool) => home is null ? null : name switch
    {
        "household" => home.Id,
        "householder" => home.HeadName,
        "household_types" => pool.Of(home.Types),
        "household_size" => Size(home.Size, pool),
        "group" => pool.Of(home.GroupNo),
        "contact" => pool.Of(home.Contact),
        "monitor_type" => pool.Of(home.MonitorType),
        "risk_status" => pool.Of(home.RiskStatus),
        "risk_types" => pool.Of(home.RiskTypes),
        "identified_on" => Day(home.IdentifiedOn, pool),
        "printed_type" => printed.Of(home).First,
        "printed_types" => printed.Of(home).All,
        _ => null,
    };

    private static string Size(int size, TextPool pool) => pool.Of(size.ToString(CultureInfo.InvariantCulture));

    private static string Day(DateOnly? day, TextPool pool) => pool.Of(day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "");
}
