namespace Store.Packs;

/// <summary>prompts/vocabulary.yaml: which of the roster's own words mean what to the program.</summary>
/// <param name="Labourers">Words for the ability to work that make somebody one of the household's labourers.</param>
/// <param name="AdministratorRole">The role of whoever starts a live county (Admin__UserIds); "" where none is named.</param>
/// <param name="AdministratorUnit">What their unit is called until a roster says.</param>
public sealed record Vocabulary(IReadOnlySet<string> Labourers, string AdministratorRole, string AdministratorUnit)
{
    public static readonly Vocabulary None = new(new HashSet<string>(), "", "");

    public static Vocabulary Read(YamlEntry root)
    {
        root.OnlyKnows("labourers", "administrator");
        if (root["labourers"] is not { IsList: true } list)
        {
            root.Complain("'labourers' is missing: a list of the roster's words");
            return None;
        }
        root["administrator"]?.OnlyKnows("role", "unit");
        return new Vocabulary(
            list.Items.Select(item => item.Text ?? "").ToHashSet(),
            root["administrator"]?.Required("role") ?? "",
            root["administrator"]?.Required("unit") ?? "");
    }
}
