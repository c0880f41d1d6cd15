namespace Store.Packs;

/// <summary>A button of the chat's menu (prompts/menu.yaml).</summary>
/// <param name="Says">The command word's id that a tap stands for.</param>
public sealed record MenuButton(string Name, string Says)
{
    // WeCom: three buttons, names of at most 16 bytes.
    private const int Most = 3;
    private const int LongestName = 5;

    internal static IReadOnlyList<MenuButton> Read(YamlEntry root)
    {
        var buttons = new List<MenuButton>();
        foreach (var entry in root.Items)
        {
            entry.OnlyKnows("name", "says");
            var button = new MenuButton(entry.Required("name"), entry.Required("says"));
            if (button.Name.Length > LongestName)
                entry["name"]!.Complain($"'{button.Name}' is longer than {LongestName} characters");
            buttons.Add(button);
        }
        if (buttons.Count is 0 or > Most)
            root.Complain($"the menu has {buttons.Count} buttons; 1 to {Most} are possible");
        return buttons;
    }
}
