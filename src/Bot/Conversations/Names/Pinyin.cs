namespace Bot.Conversations.Names;

/// <summary>How Chinese characters sound, without tones; pinyin.txt beside this file says where the readings come from.</summary>
public static class Pinyin
{
    private static readonly Lazy<Dictionary<char, Sounds>> Table = new(Load);

    /// <summary>All the readings of a character (ü is v), the table's order; empty for one it does not hold.</summary>
    public static IReadOnlyList<string> Of(char character) => Table.Value.TryGetValue(character, out var sounds) ? sounds.Readings : [];

    /// <summary>Whether the two can be read alike.</summary>
    public static bool SoundAlike(char one, char other) =>
        one == other || Table.Value.TryGetValue(one, out var first) && Table.Value.TryGetValue(other, out var second) && Meet(first.Readings, second.Readings);

    /// <summary>Whether the two can be taken for each other where l and n, zh and z, hu and f, ang and an … are not told apart.</summary>
    public static bool SoundNear(char one, char other) =>
        one == other || Table.Value.TryGetValue(one, out var first) && Table.Value.TryGetValue(other, out var second) && Meet(first.Blurred, second.Blurred);

    private static bool Meet(string[] some, string[] others)
    {
        foreach (var reading in some)
            if (Array.IndexOf(others, reading) >= 0)
                return true;
        return false;
    }

    private static Dictionary<char, Sounds> Load()
    {
        var readings = new Dictionary<char, List<string>>();
        foreach (var line in WordTable.Lines("pinyin.txt"))
        {
            var gap = line.IndexOf(' ', StringComparison.Ordinal);
            foreach (var character in line.AsSpan(gap + 1))
                if (readings.TryGetValue(character, out var known))
                    known.Add(line[..gap]);
                else
                    readings.Add(character, [line[..gap]]);
        }
        return readings.ToDictionary(
            entry => entry.Key,
            entry => new Sounds([.. entry.Value], [.. entry.Value.Select(Blur).Distinct()]));
    }

    private static string Blur(string syllable)
    {
        var (initial, final) = syllable switch
        {
            "hong" => ("f", "eng"),
            "hu" => ("f", "u"),
            "hui" => ("f", "ei"),
            "hun" => ("f", "en"),
            _ when syllable.StartsWith("hu", StringComparison.Ordinal) => ("f", syllable[2..]),
            _ when syllable.Length > 1 && syllable[1] == 'h' => (syllable[..1], syllable[2..]),
            _ when syllable[0] is 'n' or 'r' => ("l", syllable[1..]),
            _ => (syllable[..1], syllable[1..]),
        };
        return initial + (final.EndsWith("ang", StringComparison.Ordinal) || final.EndsWith("eng", StringComparison.Ordinal) || final.EndsWith("ing", StringComparison.Ordinal)
            || final is "ng" ? final[..^1] : final);
    }

    private sealed record Sounds(string[] Readings, string[] Blurred);
}
