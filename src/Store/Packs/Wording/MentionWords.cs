namespace Store.Packs;

/// <summary>prompts/messages/mentions.yaml: the words by which a free message says which households it is about. Each list is longest first.</summary>
public sealed record MentionWords
{
    public static readonly MentionWords None = new();

    /// <summary>What follows a name to mean its household: 家, 户.</summary>
    public IReadOnlyList<string> Households { get; private init; } = [];

    /// <summary>Words that only begin like one of <see cref="Households"/>: 家庭, 户口.</summary>
    public IReadOnlyList<string> NotHouseholds { get; private init; } = [];

    /// <summary>Characters before 家 or 户 that make it something else: 搬家, 回家.</summary>
    public IReadOnlyList<string> NotBefore { get; private init; } = [];

    /// <summary>What makes a surname with 家 a place: 张家湾.</summary>
    public IReadOnlyList<string> Places { get; private init; } = [];

    /// <summary>老, 小 before a surname.</summary>
    public IReadOnlyList<string> Before { get; private init; } = [];

    /// <summary>大爷, 婶 after a surname or a name.</summary>
    public IReadOnlyList<string> Titles { get; private init; } = [];

    /// <summary>Names that are words as well.</summary>
    public IReadOnlyList<string> Ordinary { get; private init; } = [];

    public IReadOnlyList<string> All { get; private init; } = [];

    public IReadOnlyList<string> Connectors { get; private init; } = [];

    /// <summary>其他, 剩下 before one of <see cref="Units"/>.</summary>
    public IReadOnlyList<string> Rest { get; private init; } = [];

    /// <summary>Those of <see cref="Rest"/> that mean households without a unit, before one of <see cref="All"/>.</summary>
    public IReadOnlyList<string> RestAlone { get; private init; } = [];

    public IReadOnlyList<string> Units { get; private init; } = [];

    public IReadOnlyList<string> Except { get; private init; } = [];

    public IReadOnlyList<string> Outside { get; private init; } = [];

    public IReadOnlyList<string> LeadIns { get; private init; } = [];

    /// <summary>What ends one household's part, so that the next name may follow without a mark.</summary>
    public IReadOnlyList<string> Closers { get; private init; } = [];

    /// <summary>Characters that cannot be the third of a name of which two are known.</summary>
    public IReadOnlyList<string> Adverbs { get; private init; } = [];

    /// <summary>Words passed over around a question's caption.</summary>
    public IReadOnlyList<string> Fillers { get; private init; } = [];

    /// <summary>没有 before a caption is its answer.</summary>
    public IReadOnlyList<string> Nothing { get; private init; } = [];

    public static MentionWords Read(YamlEntry root)
    {
        root.OnlyKnows(
            "households", "not_households", "not_before", "places", "before", "titles", "ordinary", "all", "connectors", "rest", "rest_alone",
            "units", "except", "outside", "lead_ins", "closers", "adverbs", "fillers", "none");
        return new MentionWords
        {
            Households = List(root, "households"),
            NotHouseholds = List(root, "not_households"),
            NotBefore = List(root, "not_before"),
            Places = List(root, "places"),
            Before = List(root, "before"),
            Titles = List(root, "titles"),
            Ordinary = List(root, "ordinary"),
            All = List(root, "all"),
            Connectors = List(root, "connectors"),
            Rest = List(root, "rest"),
            RestAlone = List(root, "rest_alone"),
            Units = List(root, "units"),
            Except = List(root, "except"),
            Outside = List(root, "outside"),
            LeadIns = List(root, "lead_ins"),
            Closers = List(root, "closers"),
            Adverbs = List(root, "adverbs"),
            Fillers = List(root, "fillers"),
            Nothing = List(root, "none"),
        };
    }

    /// <summary>The length of the longest of these words that stands at this place; 0 where none does.</summary>
    public static int LengthAt(IReadOnlyList<string> words, string text, int at)
    {
        foreach (var word in words)
            if (string.CompareOrdinal(text, at, word, 0, word.Length) == 0)
                return word.Length;
        return 0;
    }

    private static List<string> List(YamlEntry root, string key)
    {
        if (root[key] is not { IsList: true } list)
        {
            root.Complain($"'{key}' is missing: a list of words");
            return [];
        }
        foreach (var blank in list.Items.Where(item => string.IsNullOrEmpty(item.Text)))
            blank.Complain($"a word of '{key}' is blank");
        return [.. list.Items.Select(item => item.Text).OfType<string>().Where(word => word.Length > 0).Distinct().OrderByDescending(word => word.Length)];
    }
}
