namespace Store.Packs;

/// <summary>prompts/vocabulary.yaml: which of the roster's own words mean what to the program.</summary>
/// <param name="Labourers">Words for the ability to work that make somebody one of the household's labourers.</param>
public sealed record Vocabulary(IReadOnlySet<string> Labourers)
{
    public static readonly Vocabulary None = new(new HashSet<string>());

    public static Vocabulary Read(YamlEntry root)
    {
        root.OnlyKnows("labourers");
        if (root["labourers"] is not { IsList: true } list)
        {
            root.Complain("'labourers' is missing: a list of the roster's words");
            return None;
        }
        return new Vocabulary(list.Items.Select(item => item.Text ?? "").ToHashSet());
    }
}
