namespace Bot.Demo;

/// <summary>
/// Chance that is the same on every machine and runtime: SplitMix64, ten lines that nobody changes under us,
/// where System.Random promises no sequence.
/// </summary>
internal sealed class CountyDice(ulong seed)
{
    private ulong state = seed;

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Below(int below) => (int)Math.BigMul(Next(), (ulong)below, out _);

    /// <summary>Both ends included.</summary>
    public int Between(int first, int last) => first + Below(last - first + 1);

    public bool Percent(int chance) => Below(100) < chance;

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <param name="weight">Not negative; at least one is positive.</param>
    public T Pick<T>(IReadOnlyList<T> items, Func<T, int> weight)
    {
        var rest = Below(items.Sum(weight));
        foreach (var item in items)
            if ((rest -= weight(item)) < 0)
                return item;
        throw new ArgumentException("nothing has a weight", nameof(items));
    }

    public string Pick(IReadOnlyList<WeightedWord> words) => Pick(words, word => word.Weight).Word;

    public void Shuffle<T>(List<T> items)
    {
        for (var i = items.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
