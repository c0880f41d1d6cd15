using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Bot.Forms.Plans;

using Table = IReadOnlyList<IReadOnlyDictionary<string, string>>;

/// <summary>Two sets of tables as one, looked through and not copied: what the upper has hides what the lower has.</summary>
internal sealed class TablesOver(IReadOnlyDictionary<string, Table> upper, IReadOnlyDictionary<string, Table> lower) : IReadOnlyDictionary<string, Table>
{
    public IEnumerable<string> Keys => upper.Keys.Union(lower.Keys);

    public IEnumerable<Table> Values => Keys.Select(name => this[name]);

    public int Count => Keys.Count();

    public Table this[string key] => TryGetValue(key, out var table) ? table : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => upper.ContainsKey(key) || lower.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Table value) => upper.TryGetValue(key, out value) || lower.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, Table>> GetEnumerator() => Keys.Select(name => KeyValuePair.Create(name, this[name])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
