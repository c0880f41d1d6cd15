namespace Store.Packs;

/// <summary>What an author probably meant.</summary>
internal static class Nearest
{
    /// <summary>Longer than any name people mistype; longer ones only cost time.</summary>
    private const int Longest = 64;

    /// <summary>"; did you mean 'x'?" where one of the known names is close enough to be a slip, otherwise "".</summary>
    public static string Suggest(string written, IEnumerable<string> known) => Find(written, known) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>The closest of the known names; null where none is close enough to be a slip.</summary>
    public static string? Find(string written, IEnumerable<string> known)
    {
        if (written.Length > Longest)
            return null;
        var (best, fewest) = ((string?)null, (written.Length + 1) / 3 + 1);
        var plain = written.ToLowerInvariant();
        foreach (var name in known)
            if (Math.Abs(name.Length - written.Length) < fewest && Distance(plain, name.ToLowerInvariant()) is var distance && distance < fewest)
                (best, fewest) = (name, distance);
        return best;
    }

    /// <summary>Edits between two words; two neighbouring letters swapped count as one.</summary>
    private static int Distance(string a, string b)
    {
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    cost[i, j] = i + j;
                    continue;
                }
                var replaced = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(replaced, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        return cost[a.Length, b.Length];
    }
}
