using System.Text;
using Bot.Conversations;
using Bot.Turns;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>What the desk shows.</summary>
/// <param name="Stopped">WeCom refuses the app; null while it does not.</param>
/// <param name="Loose">Photos and files of which nobody has said where they belong.</param>
/// <param name="Names">Of everybody in the roster, by userid.</param>
internal sealed record DeskState(
    int Pending, int Parked, int Evidence, ChannelStop? Stopped, IReadOnlyList<NotReached> NotReached, IReadOnlyList<UnreachablePerson> Unreachable,
    IReadOnlyList<LooseEvidence> Loose, IReadOnlyList<ChannelEvent> News, IReadOnlyDictionary<string, string> Names);

/// <summary>/desk: how the channel is, and whom messages did not reach.</summary>
internal sealed class DeskPage(Messages messages, int days)
{
    private readonly DeskHtml html = new(messages);

    public string Of(DeskState state, DeskReader reader, DateTimeOffset now)
    {
        var page = new StringBuilder();
        page.Append($"<p class=note>{html.Say(DeskTexts.Greeting, ("name", reader.Person.Name), ("time", Day(now)))}</p>");
        if (state.Stopped is { } stopped)
            page.Append($"<p class=alarm>{Text(messages.Say(DeskTexts.Stopped, ("day", Day(stopped.Since)), ("error", PersonalNumbers.Mask(stopped.Error))))}</p>");
        page.Append("<ul class=tiles>");
        Tile(page, DeskTexts.Sending, messages.Say(state.Stopped is null ? DeskTexts.SendingWell : DeskTexts.SendingNot), state.Stopped is not null);
        Tile(page, DeskTexts.NotReachedTile, Number(state.NotReached.Select(person => person.Userid).Distinct().Count()), state.NotReached.Count > 0);
        Tile(page, DeskTexts.Pending, Number(state.Pending), false);
        Tile(page, DeskTexts.Parked, Number(state.Parked), state.Parked > 0);
        Tile(page, DeskTexts.Evidence, Number(state.Evidence), false);
        page.Append("</ul>");
        Section(page, "not-reached", messages.Say(DeskTexts.NotReached, ("days", days)), DeskTexts.NotReachedNote, DeskTexts.Nobody,
            [DeskTexts.Person, DeskTexts.Unit, DeskTexts.Reason, DeskTexts.Count, DeskTexts.Last],
            [.. state.NotReached.Select(person => (string[])[person.Userid == OutboxKind.Robot ? messages.Say(Undelivered.Group) : person.Name, person.UnitName,
                messages.Say(Undelivered.Why(person.Reason)), Number(person.Messages), Day(person.Last)])]);
        Section(page, "unreachable", messages.Say(DeskTexts.UnreachablePeople), DeskTexts.UnreachableNote, null,
            [DeskTexts.Person, DeskTexts.Unit, DeskTexts.Reason, DeskTexts.Since],
            [.. state.Unreachable.Select(person => (string[])[person.Name, person.UnitName, messages.Say(Undelivered.Why(person.Reason)), Day(person.Since)])]);
        Section(page, "loose", messages.Say(DeskTexts.Loose), DeskTexts.LooseNote, null,
            [DeskTexts.Person, DeskTexts.Unit, DeskTexts.Files, DeskTexts.Last],
            [.. state.Loose.Select(sent => (string[])[sent.Name, sent.UnitName, Number(sent.Count), Day(sent.Last)])]);
        Section(page, "news", messages.Say(DeskTexts.News), null, null,
            [DeskTexts.When, DeskTexts.What, DeskTexts.About],
            [.. state.News.Select(news => (string[])[Day(news.At), messages.Say(DeskTexts.NewsOf(news.Kind)), state.Names.GetValueOrDefault(news.Subject.ToLowerInvariant(), news.Subject)])]);
        return html.Page(page.ToString(), reader, DeskDoor.Home);
    }

    private void Tile(StringBuilder page, MessageKey name, string value, bool isBad) =>
        page.Append($"<li{(isBad ? " class=bad" : "")}><b>{Text(value)}</b><span>{Say(name)}</span></li>");

    // An empty list is left out, but for the one that everybody looks for.
    private void Section(StringBuilder page, string id, string title, MessageKey? note, MessageKey? empty, MessageKey[] heads, List<string[]> rows)
    {
        if (rows.Count == 0 && empty is null)
            return;
        page.Append($"<section><h2>{Text(title)}</h2>");
        if (rows.Count == 0)
        {
            page.Append($"<p class=good>{Say(empty!)}</p></section>");
            return;
        }
        if (note is not null)
            page.Append($"<p class=note>{Say(note)}</p>");
        page.Append($"<table id={id}><thead><tr>").AppendJoin("", heads.Select(head => $"<th>{Say(head)}</th>")).Append("</tr></thead><tbody>");
        foreach (var row in rows)
            page.Append("<tr>").AppendJoin("", row.Zip(heads, (cell, head) => $"<td data-label=\"{Say(head)}\">{Text(cell)}</td>")).Append("</tr>");
        page.Append("</tbody></table></section>");
    }

    private string Say(MessageKey key) => html.Say(key);

    private static string Text(string text) => DeskHtml.Text(text);

    private static string Number(int number) => DeskHtml.Number(number);

    private static string Day(DateTimeOffset at) => DeskHtml.Day(at);
}
