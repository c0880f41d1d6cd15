using System.Globalization;
using System.Net;
using System.Text;
using Bot.Conversations;
using Bot.Turns;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>What the desk shows.</summary>
/// <param name="Stopped">WeCom refuses the app; null while it does not.</param>
internal sealed record DeskState(
    int Pending, int Parked, int Evidence, ChannelStop? Stopped, IReadOnlyList<NotReached> NotReached, IReadOnlyList<UnreachablePerson> Unreachable,
    IReadOnlyList<ChannelEvent> News);

/// <summary>The desk as HTML: one page, no script, readable on a phone.</summary>
internal sealed class DeskPage(Messages messages, int days)
{
    private const string Style =
        "body{font:16px/1.6 sans-serif;margin:1rem auto;max-width:60rem;padding:0 1rem}table{border-collapse:collapse;width:100%}"
        + "td,th{border-bottom:1px solid #ddd;padding:.4rem;text-align:left}.bad{color:#b00020}h1{font-size:1.3rem}h2{font-size:1.1rem}";

    public string Of(DeskState state)
    {
        var page = new StringBuilder();
        page.Append($"<h2>{Say(DeskTexts.Health)}</h2><table>");
        Row(page, Say(DeskTexts.Sending), state.Stopped is { } stopped
            ? $"<span class=bad>{Text(Day(stopped.Since))} {Text(PersonalNumbers.Mask(stopped.Error))}</span>"
            : Say(DeskTexts.SendingWell));
        Row(page, Say(DeskTexts.Pending), Number(state.Pending));
        Row(page, Say(DeskTexts.Parked), Number(state.Parked));
        Row(page, Say(DeskTexts.Evidence), Number(state.Evidence));
        page.Append("</table>").Append($"<h2>{Text(messages.Say(DeskTexts.NotReached, ("days", days)))}</h2>");
        if (state.NotReached.Count == 0)
            page.Append($"<p>{Say(DeskTexts.Nobody)}</p>");
        else
        {
            page.Append("<table id=not-reached>");
            Head(page, DeskTexts.Person, DeskTexts.Unit, DeskTexts.Reason, DeskTexts.Count, DeskTexts.Last);
            foreach (var person in state.NotReached)
                Row(page, Text(person.Userid == OutboxKind.Robot ? messages.Say(Undelivered.Group) : person.Name), Text(person.UnitName),
                    Text(messages.Say(Undelivered.Why(person.Reason))), Number(person.Messages), Text(Day(person.Last)));
            page.Append("</table>");
        }
        if (state.Unreachable.Count > 0)
        {
            page.Append($"<h2>{Say(DeskTexts.UnreachablePeople)}</h2><table>");
            foreach (var person in state.Unreachable)
                Row(page, Text(person.Userid), Text(messages.Say(Undelivered.Why(person.Reason))), Text(Day(person.Since)));
            page.Append("</table>");
        }
        if (state.News.Count > 0)
        {
            page.Append($"<h2>{Say(DeskTexts.News)}</h2><table>");
            foreach (var news in state.News)
                Row(page, Text(Day(news.At)), Text(news.Kind), Text(news.Subject), Text(news.Detail));
            page.Append("</table>");
        }
        return Whole(page.ToString());
    }

    /// <summary>A page with one sentence on it.</summary>
    public string Only(MessageKey sentence) => Whole($"<p>{Say(sentence)}</p>");

    private string Whole(string body) =>
        $"<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>{Say(DeskTexts.Title)}</title>"
        + $"<style>{Style}</style><h1>{Say(DeskTexts.Title)}</h1>{body}</html>";

    private void Head(StringBuilder page, params MessageKey[] heads) =>
        page.Append("<tr>").AppendJoin("", heads.Select(head => $"<th>{Say(head)}</th>")).Append("</tr>");

    private static void Row(StringBuilder page, params string[] cells) =>
        page.Append("<tr>").AppendJoin("", cells.Select(cell => $"<td>{cell}</td>")).Append("</tr>");

    private string Say(MessageKey key) => Text(messages.Say(key));

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset at) => ChinaTime.Of(at).ToString("M-d HH:mm", CultureInfo.InvariantCulture);
}
