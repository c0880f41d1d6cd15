namespace Store.Packs;

/// <summary>One thing that is wrong with a file under prompts/, for the person who edits it.</summary>
/// <param name="File">Path as the caller gave it, e.g. <c>prompts/forms/monthly-checkin.yaml</c>.</param>
/// <param name="Line">1-based line, or row of a sheet; 0 where the file as a whole is meant.</param>
/// <param name="Message">What is wrong and, where it helps, what would be right.</param>
public sealed record Problem(string File, int Line, string Message)
{
    /// <summary>Of a workbook: <c>survey!C5</c>, a sheet alone, or "" where the workbook as a whole is meant; null for text files.</summary>
    public string? Cell { get; init; }

    /// <summary>In the order of the file; what one line has several of stays as it was found.</summary>
    public static IReadOnlyList<Problem> Sorted(IEnumerable<Problem> problems) =>
    [
        .. problems
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Cell?.Split('!')[0], StringComparer.Ordinal)
            .ThenBy(problem => problem.Line),
    ];

    public override string ToString() => Cell switch
    {
        null => $"{File}:{Line}: {Message}",
        "" => $"{File}: {Message}",
        _ => $"{File}:{Cell}: {Message}",
    };
}
