namespace Store;

/// <summary>What is asked about many subjects in one period.</summary>
/// <param name="What">A form or a deliverable: <c>monthly-checkin</c>.</param>
/// <param name="Campaign">"" outside any campaign.</param>
/// <param name="Period"><c>2022-08</c>, a day, or "" where it is asked once.</param>
public sealed record Round(string What, string Campaign, string Period);
