using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Scheduler.Ledgers;

/// <summary>Named values whose names are shared by all records of a kind: a dictionary for each of a quarter of a million takes too much room.</summary>
/// <param name="values">One place for each name; null = not there.</param>
internal sealed class RecordValues(RecordNames names, string?[] values) : IReadOnlyDictionary<string, string>
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    /// <summary>Answers of a repeat's rows, by whole path.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> InRows { get; init; } = [];

    /// <summary>What many records have in common, such as the names of the units they lie in.</summary>
    public IReadOnlyDictionary<string, string> Shared { get; init; } = None;

    public RecordNames Names => names;

    public int Count => Keys.Count();

    public IEnumerable<string> Keys => this.Select(value => value.Key);

    public IEnumerable<string> Values => this.Select(value => value.Value);

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    /// <param name="place">See <see cref="RecordNames.Place"/>.</param>
    public string? At(int place) => values[place];

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        if (names.Place(key) is var place and >= 0 && values[place] is { } own)
        {
            value = own;
            return true;
        }
        foreach (var (path, answer) in InRows)
            if (path == key)
            {
                value = answer;
                return true;
            }
        return Shared.TryGetValue(key, out value);
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        foreach (var (place, name) in names.All.Index())
            if (values[place] is { } own)
                yield return new(name, own);
        foreach (var answer in InRows)
            yield return answer;
        foreach (var known in Shared)
            if (names.Place(known.Key) is var place && (place < 0 || values[place] is null))
                yield return known;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>The names of <see cref="RecordValues"/>, each with its place.</summary>
internal sealed class RecordNames
{
    private readonly Dictionary<string, int> places;

    public RecordNames(IEnumerable<string> names)
    {
        All = [.. names.Distinct()];
        places = All.Index().ToDictionary(name => name.Item, name => name.Index, StringComparer.Ordinal);
    }

    public IReadOnlyList<string> All { get; }

    public int Place(string name) => places.TryGetValue(name, out var place) ? place : -1;
}
