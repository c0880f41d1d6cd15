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
    public static readonly MessageKey TemplateSheet = new("facts.template_sheet");
    public static readonly MessageKey TemplateTable = new("facts.template_table");
    public static readonly MessageKey TemplateColumn = new("facts.template_column");
    public static readonly MessageKey TemplateRequired = new("facts.template_required");
    public static readonly MessageKey TemplateHow = new("facts.template_how");
    public static readonly MessageKey HowOneOf = new("facts.how_one_of", "known");
    public static readonly MessageKey HowText = new("facts.how_text");
    public static readonly MessageKey HowWhole = new("facts.how_whole");
    public static readonly MessageKey HowNumber = new("facts.how_number");
    public static readonly MessageKey HowDate = new("facts.how_date");
    public static readonly MessageKey HowMonth = new("facts.how_month");
    public static readonly MessageKey HowWords = new("facts.how_words");
    public static readonly MessageKey HowHousehold = new("facts.how_household");
    public static readonly MessageKey HowUnit = new("facts.how_unit");
    public static readonly MessageKey HowPerson = new("facts.how_person");

    /// <summary>What to write into a column of that type.</summary>
    public static MessageKey HowOf(FactType type) => type switch
    {
        FactType.Int => HowWhole,
        FactType.Decimal => HowNumber,
        FactType.Date => HowDate,
        FactType.Month => HowMonth,
        FactType.Words => HowWords,
        FactType.Household => HowHousehold,
        FactType.Unit => HowUnit,
        FactType.Person => HowPerson,
        _ => HowText,
    };

    public static IReadOnlyList<MessageKey> All { get; } =
    [
        .. typeof(FactMessages).GetFields().Select(field => field.GetValue(null)).OfType<MessageKey>(),
    ];
}
