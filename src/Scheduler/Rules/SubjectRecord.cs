namespace Scheduler.Rules;

/// <summary>Something that rules look at: its fields by name, and rows of other kinds that stand beside it.</summary>
/// <param name="Kind">One of the pack's kinds of records.</param>
/// <param name="Key">Tells it from others of its kind, e.g. a household's id.</param>
public sealed record SubjectRecord(string Kind, string Key, IReadOnlyDictionary<string, string> Fields)
{
    /// <summary>The fields it can have at all; null = every field of its kind. What it cannot have is not checked, rather than blank.</summary>
    public IReadOnlySet<string>? Carries { get; init; }

    /// <summary>Kind → rows, the newest first. A kind that is not there was not read.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<SubjectRecord>> Tables { get; init; } = Nothing;

    /// <summary>The path of the unit that may see it.</summary>
    public string Area { get; init; } = "/";

    /// <summary>Whom it concerns first; "" where nobody is named.</summary>
    public string Userid { get; init; } = "";

    public string this[string field] => Fields.GetValueOrDefault(field, "");

    private static readonly IReadOnlyDictionary<string, IReadOnlyList<SubjectRecord>> Nothing = new Dictionary<string, IReadOnlyList<SubjectRecord>>();
}
