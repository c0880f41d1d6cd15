using System.Text.Json;

namespace Bot.WeCom;

/// <summary>The menu under the app's chat: 1 to 3 buttons, each of them may hold 1 to 5.</summary>
public sealed record AppMenu(IReadOnlyList<MenuButton> Button)
{
    public string ToJson() => JsonSerializer.Serialize(this, WireJson.Options);
}

/// <param name="Name">At most 16 bytes, which is five Chinese characters.</param>
/// <param name="Key">Comes back as <see cref="Incoming.MenuClicked.EventKey"/>.</param>
public sealed record MenuButton(
    string Name, string? Type = null, string? Key = null, string? Url = null, IReadOnlyList<MenuButton>? SubButton = null)
{
    public static MenuButton Click(string name, string key) => new(name, "click", key);
    public static MenuButton View(string name, Uri url) => new(name, "view", Url: url.AbsoluteUri);
    public static MenuButton Group(string name, params IReadOnlyList<MenuButton> buttons) => new(name, SubButton: buttons);
}
