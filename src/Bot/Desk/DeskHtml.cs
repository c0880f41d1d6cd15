using System.Globalization;
using System.Net;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>What all pages of the desk have in common: no script, as readable on a phone as on a desk. Their looks are desk.css.</summary>
internal sealed class DeskHtml(Messages messages)
{
    private static readonly string Style = ReadStyle();

    /// <summary>A page with one sentence on it.</summary>
    public string Only(MessageKey sentence, params (string, object?)[] values) => Page($"<p class=only>{Text(messages.Say(sentence, values))}</p>");

    /// <param name="reader">Whose ways through the desk are shown; null = none.</param>
    /// <param name="again">The page is fetched anew after so many seconds; 0 = never.</param>
    public string Page(string body, DeskReader? reader = null, string path = "", int again = 0) =>
        "<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content=\"width=device-width\">"
        + (again > 0 ? $"<meta http-equiv=refresh content={again}>" : "")
        + $"<title>{Say(DeskTexts.Title)}</title><style>{Style}</style><header><h1>{Say(DeskTexts.Title)}</h1>{Ways(reader, path)}</header><main>{body}</main></html>";

    public string Say(MessageKey key, params (string, object?)[] values) => Text(messages.Say(key, values));

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset at) => ChinaTime.Of(at).ToString("M-d HH:mm", CultureInfo.InvariantCulture);

    private string Ways(DeskReader? reader, string path) => reader is not { SeesCounty: true, WritesNotices: true }
        ? ""
        : $"<nav>{Way("/desk", DeskTexts.WayState, path)}{Way("/desk/notices", DeskTexts.WayNotices, path)}</nav>";

    private string Way(string to, MessageKey name, string path) => $"<a href={to}{(to == path ? " aria-current=page" : "")}>{Say(name)}</a>";

    private static string ReadStyle()
    {
        using var reader = new StreamReader(typeof(DeskHtml).Assembly.GetManifestResourceStream("Page/desk.css")!);
        return reader.ReadToEnd();
    }
}
