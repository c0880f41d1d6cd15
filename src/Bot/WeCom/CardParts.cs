namespace Bot.WeCom;

// The blocks of a template card, named as in WeCom's JSON (snake_case there).
// Source: developer.work.weixin.qq.com/document/path/90236. Limits in characters are recommendations; list lengths and bytes are errors.

/// <param name="DescColor">0 grey, 1 black, 2 red, 3 green.</param>
public sealed record CardSource(string? Desc = null, int? DescColor = null, string? IconUrl = null);

public sealed record CardTitle(string? Title = null, string? Desc = null);

/// <param name="Type">1 when <paramref name="Url"/> opens on a tap.</param>
public sealed record CardQuote(string? Title = null, string? QuoteText = null, int? Type = null, string? Url = null);

public sealed record CardEmphasis(string? Title = null, string? Desc = null);

/// <param name="Type">1 opens <paramref name="Url"/>, 2 downloads <paramref name="MediaId"/>, 3 shows the member <paramref name="Userid"/>.</param>
public sealed record CardLine(
    string Keyname, string? Value = null, int? Type = null, string? Url = null, string? MediaId = null, string? Userid = null);

public sealed record CardJump(string Title, string? Url = null, int? Type = null);

/// <param name="Type">1 opens <paramref name="Url"/>.</param>
public sealed record CardAction(int Type, string? Url = null);

public sealed record CardMenu(IReadOnlyList<CardMenuItem> ActionList, string? Desc = null);

public sealed record CardMenuItem(string Text, string Key);

/// <param name="Key">Comes back as the click's EventKey; null for a button that opens <paramref name="Url"/> (type 1).</param>
/// <param name="Style">1 to 4.</param>
public sealed record CardButton(string Text, string? Key, int? Style = null, int? Type = null, string? Url = null);

/// <param name="Disable">Only in a card that replaces another.</param>
public sealed record CardSelect(
    string QuestionKey, IReadOnlyList<CardOption> OptionList, string? Title = null, string? SelectedId = null, bool? Disable = null);

/// <param name="Mode">0 one, 1 several.</param>
/// <param name="Disable">Only in a card that replaces another.</param>
public sealed record CardCheckbox(string QuestionKey, IReadOnlyList<CardOption> OptionList, int Mode = 0, bool? Disable = null);

/// <param name="IsChecked">Only in a checkbox.</param>
public sealed record CardOption(string Id, string Text, bool? IsChecked = null);

public sealed record CardSubmit(string Text, string Key);
