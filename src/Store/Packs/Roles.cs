namespace Store.Packs;

/// <summary>The roles of prompts/roles.yaml.</summary>
public sealed class Roles
{
    private static readonly Dictionary<string, RoleScope> Scopes = new(StringComparer.Ordinal)
    {
        ["none"] = RoleScope.None,
        ["own-households"] = RoleScope.OwnHouseholds,
        ["village"] = RoleScope.Village,
        ["town"] = RoleScope.Town,
        ["county"] = RoleScope.County,
    };

    private readonly List<Role> all = [];
    private readonly Dictionary<string, Role> byWord = new(StringComparer.Ordinal);

    public static Roles None { get; } = new();

    public IReadOnlyList<Role> All => all;

    /// <summary>By id, name or alias, as a roster's column holds it; null where no role is called that.</summary>
    public Role? Find(string text) => byWord.GetValueOrDefault(Words.Plain(text));

    /// <summary>What a person may see: their role's reach, over their unit.</summary>
    public Scope ScopeOf(Person person) => Find(person.Role)?.Scope switch
    {
        RoleScope.OwnHouseholds => new Scope.Contact(person.Userid),
        RoleScope.Village or RoleScope.Town => new Scope.Area(person.UnitPath),
        // A store holds one county, and what its offices may see does not depend on which office they sit in.
        RoleScope.County => Store.Scope.Everything,
        _ => Store.Scope.Nothing,
    };

    internal static Roles Read(YamlEntry root)
    {
        var roles = new Roles();
        if (!root.IsList)
            root.Complain("roles.yaml is a list of roles: id, name, aliases, level, scope");
        foreach (var entry in root.Items)
        {
            entry.OnlyKnows("id", "name", "aliases", "level", "scope", "reports_to", "decides_for", "numbers");
            var aliases = entry["aliases"]?.Items.ToList() ?? [];
            var role = new Role(
                entry.Required("id"),
                entry.Required("name"),
                [.. aliases.Select(alias => alias.Text ?? "")],
                entry.Required("level"),
                Scope(entry))
            {
                ReportsTo = [.. (entry["reports_to"]?.Items ?? []).Select(item => item.Text ?? "")],
                DecidesFor = [.. (entry["decides_for"]?.Items ?? []).Select(item => item.Text ?? "")],
                GetsWholeNumbers = entry.Optional("numbers") == "whole",
            };
            if (entry.Optional("numbers") is { } numbers and not "whole" and not "masked")
                entry["numbers"]!.Complain($"'numbers' is whole or masked, not '{numbers}'");
            roles.all.Add(role);
            foreach (var word in (YamlEntry?[])[entry["id"], entry["name"], .. aliases])
                if (word?.Text is { Length: > 0 } text && !roles.byWord.TryAdd(Words.Plain(text), role))
                    word.Complain($"'{text}' already names the role '{roles.byWord[Words.Plain(text)].Id}'");
        }
        roles.CheckChain(root);
        return roles;
    }

    private void CheckChain(YamlEntry root)
    {
        foreach (var item in root.Items.SelectMany(entry => entry["decides_for"]?.Items ?? []).Where(item => all.TrueForAll(role => role.Id != item.Text)))
            item.Complain($"there is no role '{item.Text}'{Nearest.Suggest(item.Text ?? "", all.Select(role => role.Id))}");
        foreach (var entry in root.Items)
            foreach (var item in entry["reports_to"]?.Items ?? [])
                if (all.Find(role => role.Id == item.Text) is not { } above)
                    item.Complain($"there is no role '{item.Text}'{Nearest.Suggest(item.Text ?? "", all.Select(role => role.Id))}");
                else if (Reaches(above, entry["id"]?.Text ?? "", []))
                    item.Complain($"a cycle in the chain: '{entry["id"]?.Text}' reports to '{above.Id}', which reports back to it");
    }

    private bool Reaches(Role from, string wanted, HashSet<string> seen) =>
        from.Id == wanted || (seen.Add(from.Id) && from.ReportsTo.Any(above => all.Find(role => role.Id == above) is { } next && Reaches(next, wanted, seen)));

    private static RoleScope Scope(YamlEntry entry)
    {
        var written = entry.Required("scope");
        if (Scopes.TryGetValue(written, out var scope) || written.Length == 0)
            return scope;
        entry["scope"]!.Complain($"unknown scope '{written}'; known: {string.Join(", ", Scopes.Keys)}");
        return RoleScope.None;
    }
}
