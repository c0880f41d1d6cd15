namespace Store.Packs;

/// <summary>Steps that a case goes through in order, e.g. the identification of a household at risk.</summary>
/// <param name="Steps">As printed, in order.</param>
/// <param name="Since">From when the order holds; null = always.</param>
public sealed record Procedure(string Id, string Name, IReadOnlyList<string> Steps, DateOnly? Since, string Ref)
{
    public IReadOnlyList<TimeLimit> Limits { get; init; } = [];

    /// <summary>The table of prompts/facts that holds a row for every case; "" where there is none.</summary>
    public string Table { get; init; } = "";
}

/// <summary>How long a case may take from one event to another.</summary>
/// <param name="From">The event that starts the count, on day 0: a column that holds its day, <c>verify_date</c>.</param>
/// <param name="Until">The event that ends it.</param>
/// <param name="Norm">The campaign's norm that holds the number of days.</param>
/// <param name="RemindAt">On which day whoever handles the case is reminded.</param>
public sealed record TimeLimit(string Id, string What, string From, string Until, string Norm, int? RemindAt, IReadOnlyList<string> To)
{
    /// <summary>Role ids of those who hear, besides, that the days are over.</summary>
    public IReadOnlyList<string> LateTo { get; init; } = [];
}
