namespace Store.Packs;

/// <summary>An official list of what is to be checked, item by item, and by which units.</summary>
/// <param name="Items">In printed order.</param>
/// <param name="Everybody">A level (town, village …) → what the list calls every unit of it, such as 各镇（街道）.</param>
/// <param name="ByRole">A role id → what the list calls its holders.</param>
/// <param name="Aliases">Names that mean the same unit.</param>
/// <param name="Problem">The form a finding is reported with, citing the item; null where the list has none.</param>
/// <param name="None">The form that is handed in where an item has no finding; null where a reply is all there is.</param>
public sealed record Checklist(
    string Id,
    string Campaign,
    string Title,
    string Short,
    IReadOnlyList<ChecklistItem> Items,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Everybody,
    IReadOnlyDictionary<string, IReadOnlyList<string>> ByRole,
    IReadOnlyList<IReadOnlyList<string>> Aliases,
    ChecklistForm? Problem,
    ChecklistForm? None)
{
    /// <summary>False for a list that is not divided among units and is only there to compare with.</summary>
    public bool IsDivided { get; } = Items.Any(item => item.Lead.Count + item.Responsible.Count > 0);

    /// <summary>The unit's items in printed order: those it leads, those it answers for, and those of every unit of its level.</summary>
    public IReadOnlyList<ChecklistItem> Of(string unit, string level, string role)
    {
        var names = NamesOf(unit, level, role);
        return [.. Items.Where(item => item.Lead.Concat(item.Responsible).Any(name => Means(name, names)))];
    }

    public bool Leads(ChecklistItem item, string unit) => item.Lead.Any(name => Means(name, NamesOf(unit, "", "")));

    public ChecklistItem? Find(string number) => Items.FirstOrDefault(item => item.Number == number);

    private HashSet<string> NamesOf(string unit, string level, string role)
    {
        var plain = Words.Plain(unit);
        var names = new HashSet<string>(StringComparer.Ordinal) { plain };
        foreach (var alias in Aliases.Where(alias => alias.Any(name => EndsWith(plain, Words.Plain(name)))))
            names.UnionWith(alias.Select(Words.Plain));
        names.UnionWith(Everybody.GetValueOrDefault(level, []).Select(Words.Plain));
        names.UnionWith(ByRole.GetValueOrDefault(role, []).Select(Words.Plain));
        return names;
    }

    // The list says 县水利局 where the roster may say 大英县水利局.
    private static bool Means(string written, HashSet<string> names) => Words.Plain(written) is var plain && names.Any(name => EndsWith(name, plain));

    private static bool EndsWith(string name, string written) => written.Length >= 3 ? name.EndsWith(written, StringComparison.Ordinal) : name == written;
}

/// <param name="Number">As printed, <c>132</c>, <c>2-13</c>; unique within the list.</param>
/// <param name="Group">The aspect, task or category it stands under.</param>
/// <param name="Lead">Units that lead, as the list calls them.</param>
/// <param name="Responsible">Units that answer for it, as the list calls them.</param>
public sealed record ChecklistItem(string Number, string Group, string Text, IReadOnlyList<string> Lead, IReadOnlyList<string> Responsible);

/// <summary>A form that is begun, or handed in, from an item.</summary>
/// <param name="Answers">Question → text with {number}, {text}, {unit} and {details} in it.</param>
public sealed record ChecklistForm(string Form, IReadOnlyDictionary<string, string> Answers)
{
    public IReadOnlyDictionary<string, string> For(ChecklistItem item, string unit, string details) => Answers.ToDictionary(answer => answer.Key, answer => answer.Value
        .Replace("{number}", item.Number, StringComparison.Ordinal).Replace("{text}", item.Text, StringComparison.Ordinal)
        .Replace("{unit}", unit, StringComparison.Ordinal).Replace("{details}", details, StringComparison.Ordinal));
}

/// <summary>Words that an answer to a checklist is made of (checklists/answers.yaml).</summary>
/// <param name="To">What stands between the first and the last number of a range.</param>
public sealed record ChecklistWords(IReadOnlyList<string> None, IReadOnlyList<string> Found, IReadOnlyList<string> Rest, IReadOnlyList<string> To)
{
    public static readonly ChecklistWords Nothing = new([], [], [], []);

    internal static ChecklistWords Read(YamlEntry root)
    {
        root.OnlyKnows("none", "found", "rest", "to");
        return new ChecklistWords(Of("none"), Of("found"), Of("rest"), Of("to"));

        List<string> Of(string key)
        {
            if (root[key] is not { IsList: true } list)
            {
                root.Complain($"'{key}' is missing: a list of words");
                return [];
            }
            return [.. list.Items.Select(item => item.Text ?? "").OrderByDescending(word => word.Length)];
        }
    }
}
