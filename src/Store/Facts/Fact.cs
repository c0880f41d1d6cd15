namespace Store;

/// <summary>One row of a table of prompts/facts.</summary>
/// <param name="Table">The table's id.</param>
/// <param name="Key">The values of its key columns, separated by |; unique within table and campaign.</param>
/// <param name="HouseholdId">"" where it is about none; so the unit.</param>
/// <param name="Values">Column → value, in plain; dates as yyyy-MM-dd, yes and no so, several words separated by a space. Blank ones are left out.</param>
/// <param name="Source">Where it came from: the name of a workbook, <c>rule:R038</c>, <c>person:userid</c>.</param>
public sealed record Fact(
    string Table,
    string Key,
    string Campaign,
    string HouseholdId,
    string UnitId,
    DateOnly? OnDate,
    IReadOnlyDictionary<string, string> Values,
    string Source)
{
    public string this[string column] => Values.GetValueOrDefault(column, "");
}
