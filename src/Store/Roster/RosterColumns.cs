namespace Store.Rosters;

/// <summary>The keys of sheets and columns that the import understands; prompts/roster/workbook.yaml names every one of them.</summary>
public static class RosterColumns
{
    public const string Units = "units";
    public const string People = "people";
    public const string Households = "households";
    public const string Members = "members";
    public const string Measures = "measures";

    public const string Id = "id";
    public const string Parent = "parent";
    public const string Level = "level";
    public const string Name = "name";
    public const string Kinds = "kinds";

    public const string UserId = "userid";
    public const string Role = "role";
    public const string Unit = "unit";
    public const string Phone = "phone";

    public const string Village = "village";
    public const string Group = "group";
    public const string Head = "head";
    public const string IdNumber = "id_number";
    public const string Types = "types";
    public const string Size = "size";
    public const string MonitorType = "monitor_type";
    public const string RiskTypes = "risk_types";
    public const string IdentifiedOn = "identified_on";
    public const string Contact = "contact";
    public const string Status = "status";

    public const string Household = "household";
    public const string Relation = "relation";
    public const string Labour = "labour";
    public const string Disability = "disability";
    public const string Schooling = "schooling";
    public const string Work = "work";
    public const string Measure = "measure";
    public const string StartedOn = "started_on";

    /// <summary>Sheets and their columns, in the order they are written.</summary>
    public static IReadOnlyList<(string Sheet, IReadOnlyList<string> Columns)> All { get; } =
    [
        (Units, [Id, Parent, Level, Name, Kinds]),
        (People, [UserId, Name, Role, Unit, Phone, Level]),
        (Households, [Id, Village, Group, Head, IdNumber, Types, Size, MonitorType, RiskTypes, IdentifiedOn, Phone, Contact, Status]),
        (Members, [Household, Name, IdNumber, Relation, Labour, Disability, Schooling, Work]),
        (Measures, [Household, Measure, StartedOn]),
    ];
}
