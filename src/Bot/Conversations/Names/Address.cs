using Store.Packs;

namespace Bot.Conversations.Names;

/// <summary>What somebody was called, taken apart.</summary>
/// <param name="Whole">As it stands, and without 家.</param>
/// <param name="Names">What may be the name in it: as it stands, without 家, without the form of address.</param>
/// <param name="SurnameAlone">The surname, where only that was said (老张, 张大爷, 张家); otherwise null.</param>
internal sealed record Address(IReadOnlyList<string> Whole, IReadOnlyList<string> Names, string? SurnameAlone)
{
    public static Address Of(string plain, MentionWords words)
    {
        var names = new List<string> { plain };
        if (Without(plain, words.Households) is { } household)
            names.Add(household);
        var whole = names.ToList();
        foreach (var name in whole)
            if (Without(name, words.Titles) is { } person)
                names.Add(person);
        foreach (var name in names.ToList())
            if (MentionWords.LengthAt(words.Before, name, 0) is > 0 and var length && length < name.Length)
                names.Add(name[length..]);
        // What is left when something was taken away: a bare 张 was nobody's surname until 老 or 家 said so.
        var surname = names.Skip(1).LastOrDefault(name => name.Length == 1 || name.Length == 2 && Surname.Of(name + name) == name);
        return new Address(whole, names, surname);
    }

    private static string? Without(string name, IReadOnlyList<string> endings)
    {
        var ending = endings.FirstOrDefault(ending => name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal));
        return ending is null ? null : name[..^ending.Length];
    }
}
