namespace Bot.Conversations.Names;

/// <summary>Where a person's surname ends.</summary>
internal static class Surname
{
    private static readonly Lazy<(HashSet<char> Single, string[] Compound)> Table = new(Load);

    public static bool IsCommon(char character) => Table.Value.Single.Contains(character);

    /// <summary>Whether a word begins as a name can: with a surname of the table.</summary>
    public static bool Begins(string word) => word.Length > 0 && (IsCommon(word[0]) || CompoundOf(word) is not null);

    /// <summary>The surname of a person's full name; "" for a name in parts (买买提·艾力), which has none.</summary>
    public static string Of(string name)
    {
        if (name.Length < 2 || name.Contains(PersonName.Dot, StringComparison.Ordinal))
            return "";
        return name.Length > 2 && CompoundOf(name) is { } compound ? compound : name[..1];
    }

    private static string? CompoundOf(string word) => Array.Find(Table.Value.Compound, compound => word.StartsWith(compound, StringComparison.Ordinal));

    private static (HashSet<char> Single, string[] Compound) Load()
    {
        var lines = WordTable.Lines("surnames.txt").ToList();
        return ([.. lines[0]], lines[1].Split(','));
    }
}
