namespace Scheduler.Rules;

/// <summary>What is kept of one group: counts, and what of its first record a message shows.</summary>
/// <param name="key">"" where nobody shows it.</param>
internal sealed class GroupCount(string key, string area, string userid, string[] fields, int distinct, int sums)
{
    /// <summary>A sample is looked at, not a list worked off.</summary>
    private const int Shown = 10;

    private string? first;
    private List<string>? names;

    public string Key => key;

    public string Area => area;

    public string Userid => userid;

    public string[] Fields => fields;

    public int Rows { get; set; }

    public Different[] Distinct { get; } = distinct == 0 ? [] : new Different[distinct];

    public double[] Sum { get; } = sums == 0 ? [] : new double[sums];

    public IEnumerable<string> Names => names ?? (first is null ? [] : [first]);

    public void Name(string name)
    {
        if (name.Length == 0 || name == first)
            return;
        if (first is null)
            first = name;
        else if ((names ??= [first]).Count < Shown && !names.Contains(name))
            names.Add(name);
    }
}

/// <summary>How many different values there are; a single one costs no set.</summary>
internal struct Different
{
    private string? one;
    private HashSet<string>? many;

    public readonly int Count => many?.Count ?? (one is null ? 0 : 1);

    public void Add(string value)
    {
        if (value.Length == 0)
            return;
        if (many is not null)
            many.Add(value);
        else if (one is null)
            one = value;
        else if (one != value)
            many = new(StringComparer.Ordinal) { one, value };
    }
}
