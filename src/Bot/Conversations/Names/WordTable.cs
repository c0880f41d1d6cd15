namespace Bot.Conversations.Names;

/// <summary>The tables of the language beside this file, as they were compiled in.</summary>
internal static class WordTable
{
    public static IEnumerable<string> Lines(string file)
    {
        using var reader = new StreamReader(typeof(WordTable).Assembly.GetManifestResourceStream($"Names/{file}")!);
        while (reader.ReadLine() is { } line)
            if (line.Length > 0 && line[0] != '#')
                yield return line;
    }
}
