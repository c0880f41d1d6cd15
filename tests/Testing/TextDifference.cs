namespace Testing;

/// <summary>Two texts line by line, for a person to read.</summary>
public static class TextDifference
{
    private const int LinesAround = 2;

    /// <summary>Lines only in the first with '-', only in the second with '+', two around them; null where the texts are the same.</summary>
    public static string? Of(string first, string second)
    {
        if (first == second)
            return null;
        var merged = Merge(first.Split('\n'), second.Split('\n'));
        var near = merged.Select((_, at) =>
            merged[Math.Max(0, at - LinesAround)..Math.Min(merged.Count, at + LinesAround + 1)].Exists(line => line.Mark != ' ')).ToList();
        return string.Join('\n', merged.Select((line, at) => (line, at)).Where(entry => near[entry.at])
            .Select(entry => $"{(entry.at > 0 && !near[entry.at - 1] ? "  …\n" : "")}{entry.line.Mark} {entry.line.Text}"));
    }

    private static List<(char Mark, string Text)> Merge(string[] first, string[] second)
    {
        var common = new int[first.Length + 1, second.Length + 1];
        for (var i = first.Length - 1; i >= 0; i--)
            for (var j = second.Length - 1; j >= 0; j--)
                common[i, j] = first[i] == second[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);

        var merged = new List<(char, string)>();
        for (int i = 0, j = 0; i < first.Length || j < second.Length;)
            if (i < first.Length && j < second.Length && first[i] == second[j])
            {
                merged.Add((' ', first[i++]));
                j++;
            }
            else if (j >= second.Length || (i < first.Length && common[i + 1, j] >= common[i, j + 1]))
                merged.Add(('-', first[i++]));
            else
                merged.Add(('+', second[j++]));
        return merged;
    }
}
