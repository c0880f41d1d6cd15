using Store.Packs;

namespace Store;

/// <summary>What the import of fact tables says to the clerk who fills the workbook; the sentences are in prompts/messages/facts.yaml.</summary>
public static class FactMessages
{
    public static readonly MessageKey NoTable = new("facts.no_table", "found", "known");
    public static readonly MessageKey NumberForm = new("facts.number_form", "column", "value");
    public static readonly MessageKey WholeForm = new("facts.whole_form", "column", "value");
    public static readonly MessageKey MonthForm = new("facts.month_form", "column", "value");
    public static readonly MessageKey YesNoForm = new("facts.yes_no_form", "column", "value");
    public static readonly MessageKey ChoiceUnknown = new("facts.choice_unknown", "column", "value", "known");
    public static readonly MessageKey HouseholdUnknown = new("facts.household_unknown", "value");
    public static readonly MessageKey UnitUnknown = new("facts.unit_unknown", "value");
    public static readonly MessageKey PersonUnknown = new("facts.person_unknown", "value");
    public static readonly MessageKey CampaignUnknown = new("facts.campaign_unknown", "value", "known");
    public static readonly MessageKey Twice = new("facts.twice", "columns", "cell");

    public static IReadOnlyList<MessageKey> All { get; } =
    [
        .. typeof(FactMessages).GetFields().Select(field => field.GetValue(null)).OfType<MessageKey>(),
    ];
}
