namespace Bot.Forms;

/// <summary>
/// What has been answered so far in one form about one subject: all that must survive a restart.
/// Answers are keyed by path (<c>m_mode</c>, <c>m_jobs[2]/m_job</c>) and stored as the form language stores them.
/// </summary>
public sealed record Draft
{
    private static readonly IReadOnlyDictionary<string, int> NoRows = new Dictionary<string, int>();

    private Remembered last;

    public required string Form { get; init; }

    /// <summary>The form's version when it was begun; it is finished in that one. "" = as it is now.</summary>
    public string Version { get; init; } = "";

    public string Campaign { get; init; } = "";

    /// <summary>The household's id; empty where the form is about no household, or not yet.</summary>
    public string Subject { get; init; } = "";

    public string SubjectName { get; init; } = "";

    /// <summary>The month a check-in is for, e.g. <c>2022-08</c>; empty for a form that belongs to no period.</summary>
    public string Period { get; init; } = "";

    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>();

    /// <summary>How many rows the person has added to a repeat without repeat_count, by the repeat's path (<c>m_jobs</c>, <c>trip[2]/stop</c>).</summary>
    public IReadOnlyDictionary<string, int> Rows { get; init; } = NoRows;

    /// <summary>Paths of the repeats to which the person adds no further rows.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    /// <summary>Tables for pulldata(): name → rows → column → value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();

    /// <summary>The answers of the last submission about the same subject; empty where there is none.</summary>
    public IReadOnlyDictionary<string, string> Previous { get; init; } = new Dictionary<string, string>();

    /// <summary>Paths of optional questions that the person passed over.</summary>
    public IReadOnlyList<string> Skipped { get; init; } = [];

    /// <summary>True when the person said in one tap that nothing changed.</summary>
    public bool Unchanged { get; init; }

    /// <summary>The submission this one corrects; null for a first one.</summary>
    public long? Replaces { get; init; }

    /// <summary>Of a problem that a check-in suggested: which answer of which month, e.g. <c>2022-08/water</c>; empty otherwise.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Of a step of a procedure or a second look: <c>case:12/visit</c>, <c>recheck:5</c>; empty otherwise.</summary>
    public string Errand { get; init; } = "";

    /// <summary>Of such a problem: what was found, in a few words.</summary>
    public string Says { get; init; } = "";

    /// <summary>Of a correction: the answers as they were handed in; empty otherwise.</summary>
    public IReadOnlyDictionary<string, string> Handed { get; init; } = new Dictionary<string, string>();

    public DateTimeOffset StartedAt { get; init; }

    /// <summary>
    /// The form as it was last filled from this draft or from the one it came from: the next filling works out only what differs.
    /// Nothing depends on it but the time that takes.
    /// </summary>
    internal FilledForm? LastFilled
    {
        get => last.Form;
        set => last = new Remembered(value);
    }

    public Draft With(string path, string value)
    {
        if (Answers.GetValueOrDefault(path, "") == value)
            return this;
        var answers = new Dictionary<string, string>(Answers);
        if (value.Length == 0)
            answers.Remove(path);
        else
            answers[path] = value;
        return this with { Answers = answers };
    }

    /// <param name="given">Those that are blank are passed over.</param>
    internal Draft With(IEnumerable<(string Path, string Value)> given)
    {
        var answers = new Dictionary<string, string>(Answers);
        var changed = false;
        foreach (var (path, value) in given.Where(answer => answer.Value.Length > 0))
        {
            answers[path] = value;
            changed = true;
        }
        return changed ? this with { Answers = answers } : this;
    }

    public Draft Without(IEnumerable<string> paths)
    {
        var answers = new Dictionary<string, string>(Answers);
        foreach (var path in paths)
            answers.Remove(path);
        return answers.Count == Answers.Count ? this : this with { Answers = answers };
    }

    // Two drafts are equal whether or not either has been looked at.
    private readonly struct Remembered(FilledForm? form) : IEquatable<Remembered>
    {
        public FilledForm? Form => form;

        public bool Equals(Remembered other) => true;

        public override bool Equals(object? obj) => obj is Remembered;

        public override int GetHashCode() => 0;
    }
}
