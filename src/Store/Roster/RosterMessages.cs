using Store.Packs;

namespace Store.Rosters;

/// <summary>What the import says to the clerk who fills the workbook; the sentences are in prompts/messages/roster.yaml.</summary>
public static class RosterMessages
{
    public static readonly MessageKey Unreadable = new("roster.unreadable");
    public static readonly MessageKey SheetMissing = new("roster.sheet_missing", "sheet", "found");
    public static readonly MessageKey SheetTwice = new("roster.sheet_twice", "sheet", "other");
    public static readonly MessageKey HeadingsMissing = new("roster.headings_missing", "columns");
    public static readonly MessageKey ColumnMissing = new("roster.column_missing", "column");
    public static readonly MessageKey ColumnUnclear = new("roster.column_unclear", "column", "found");
    public static readonly MessageKey ColumnTwice = new("roster.column_twice", "column", "cell");

    public static readonly MessageKey CellBlank = new("roster.cell_blank", "column");
    public static readonly MessageKey CellError = new("roster.cell_error");
    public static readonly MessageKey CellBecameDate = new("roster.cell_became_date");
    public static readonly MessageKey CellLostDigits = new("roster.cell_lost_digits");
    public static readonly MessageKey Duplicate = new("roster.duplicate", "column", "value", "cell");

    public static readonly MessageKey LevelUnknown = new("roster.level_unknown", "value", "known");
    public static readonly MessageKey ParentMissing = new("roster.parent_missing");
    public static readonly MessageKey ParentUnknown = new("roster.parent_unknown", "value");
    public static readonly MessageKey ParentNarrower = new("roster.parent_narrower", "value", "level");
    public static readonly MessageKey ParentVillage = new("roster.parent_village", "value");
    public static readonly MessageKey ParentCycle = new("roster.parent_cycle", "units");

    public static readonly MessageKey UserIdForm = new("roster.userid_form", "value");
    public static readonly MessageKey RoleUnknown = new("roster.role_unknown", "value");
    public static readonly MessageKey UnitUnknown = new("roster.unit_unknown", "value");
    public static readonly MessageKey PhoneForm = new("roster.phone_form", "count");

    public static readonly MessageKey VillageUnknown = new("roster.village_unknown", "value");
    public static readonly MessageKey UnitNamed = new("roster.unit_named", "column", "value", "id");
    public static readonly MessageKey VillageLevel = new("roster.village_level", "value", "name", "level");
    public static readonly MessageKey SizeForm = new("roster.size_form", "value");
    public static readonly MessageKey SizeDiffers = new("roster.size_differs", "value", "listed");
    public static readonly MessageKey MonitorTypeUnknown = new("roster.monitor_type_unknown", "value", "known");
    public static readonly MessageKey StatusUnknown = new("roster.status_unknown", "value", "known");
    public static readonly MessageKey DateForm = new("roster.date_form", "value");
    public static readonly MessageKey DateFuture = new("roster.date_future", "value");
    public static readonly MessageKey ContactUnknown = new("roster.contact_unknown", "value");
    public static readonly MessageKey ContactRole = new("roster.contact_role", "value", "name");

    public static readonly MessageKey IdOldStyle = new("roster.id_old_style");
    public static readonly MessageKey IdDamaged = new("roster.id_damaged");
    public static readonly MessageKey IdLength = new("roster.id_length", "count");
    public static readonly MessageKey IdCharacters = new("roster.id_characters");
    public static readonly MessageKey IdBirthDate = new("roster.id_birth_date");
    public static readonly MessageKey IdChecksum = new("roster.id_checksum");
    public static readonly MessageKey IdTwice = new("roster.id_twice", "cell");

    public static readonly MessageKey HouseholdUnknown = new("roster.household_unknown", "value");
    public static readonly MessageKey HeadTwice = new("roster.head_twice", "cell");
    public static readonly MessageKey HeadIdDiffers = new("roster.head_id_differs", "cell");
    public static readonly MessageKey HeadNameDiffers = new("roster.head_name_differs", "cell");

    /// <summary>Between the workbook's name and .xlsx in the name of the marked copy.</summary>
    public static readonly MessageKey CopySuffix = new("roster.copy_suffix");

    /// <summary>Every key above, so that loading can check that each has its sentence.</summary>
    public static IReadOnlyList<MessageKey> All { get; } =
    [
        .. typeof(RosterMessages).GetFields().Select(field => field.GetValue(null)).OfType<MessageKey>(),
    ];
}
