using System.Globalization;
using System.Text;
using Bot.Conversations;
using Bot.Conversations.Notices;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>A notice that was sent.</summary>
/// <param name="Shown">What chat shows of it under 谁没收到.</param>
internal sealed record NoticeShown(Notice Notice, SentNotice Shown, IReadOnlyList<NoticeReceipt> Receipts, IReadOnlyList<NoticeFile> Files, string Sender);

/// <summary>What was sent, who has answered, and calling it back.</summary>
internal sealed class NoticePages(Pack pack)
{
    private const int Live = 30;
    private const int MostNames = 20;

    private readonly DeskHtml html = new(pack.Messages);

    public string List(IReadOnlyList<SentNotice> sent, IReadOnlyList<StoredNoticeDraft> drafts, DeskReader reader)
    {
        var page = new StringBuilder();
        page.Append($"<p class=buttons><a class=button href={NoticeDesk.Path}/new>{html.Say(NoticeDeskTexts.Write)}</a>")
            .Append($"<a href=\"{NoticeDesk.Path}/new?kind=finding\">{html.Say(NoticeDeskTexts.WriteFinding)}</a></p>");
        if (drafts.Count > 0)
            page.Append($"<section id=drafts><h2>{html.Say(NoticeDeskTexts.Drafts)}</h2><ul class=lines>").AppendJoin("", drafts.Select(Draft)).Append("</ul></section>");
        page.Append($"<section id=sent><h2>{html.Say(NoticeDeskTexts.Sent)}</h2>");
        if (sent.Count == 0)
            page.Append($"<p class=note>{html.Say(NoticeDeskTexts.NoneSent)}</p>");
        else
            page.Append("<ul class=lines>").AppendJoin("", sent.Select(Line)).Append($"</ul><p class=note>{html.Say(NoticeDeskTexts.Live)}</p>");
        return html.Page(page.Append("</section>").ToString(), reader, NoticeDesk.Path, Live);
    }

    /// <param name="ordered">The ledger is on its way.</param>
    public string One(NoticeShown sent, DeskReader reader, bool ordered)
    {
        var (notice, isAsked) = (sent.Notice, sent.Notice.Ask != "none");
        var missing = sent.Receipts.Where(receipt => receipt.ConfirmedAt is null).ToList();
        var answered = sent.Receipts.Where(receipt => receipt.ConfirmedAt is not null).ToList();
        var page = new StringBuilder();
        if (ordered)
            page.Append($"<p class=good role=status>{html.Say(NoticeDeskTexts.LedgerComing)}</p>");
        if (notice.RecalledAt is not null)
            page.Append($"<p class=alarm role=alert>{html.Say(NoticeDeskTexts.RecalledAlready)}</p>");
        page.Append($"<section><p class=said>{DeskHtml.Text(notice.Body)}</p><ul class=facts>")
            .AppendJoin("", sent.Files.Select(file => $"<li>{html.Say(NoticeDeskTexts.File)}<a href=\"{NoticeDesk.Of(notice.Id)}/file/{file.Id.ToString(CultureInfo.InvariantCulture)}\">{DeskHtml.Text(file.Name)}</a></li>"));
        if (notice.DueOn is { } due)
            page.Append($"<li>{html.Say(NoticeTexts.WithDue, ("due", NoticeTexts.Day(pack.Messages, due)))}</li>");
        page.Append($"<li>{html.Say(NoticeDeskTexts.By, ("name", sent.Sender), ("time", DeskHtml.Day(notice.At)))}</li></ul>");
        if (notice.RecalledAt is null)
            Buttons(page, sent, missing.Count, reader);
        page.Append("</section>");
        if (!isAsked)
            Waiting(page, "everybody", html.Say(NoticeDeskTexts.Everybody, ("count", missing.Count)), missing);
        else if (missing.Count > 0)
            Waiting(page, "missing", html.Say(NoticeDeskTexts.MissingPeople, ("count", missing.Count)), missing);
        else
            page.Append($"<section><p class=good>{html.Say(NoticeDeskTexts.AllAnswered)}</p></section>");
        if (answered.Count > 0)
            Answered(page, answered);
        return html.Page(page.ToString(), reader, NoticeDesk.Path, isAsked && missing.Count > 0 ? Live : 0);
    }

    public string Recall(NoticeShown sent, DeskReader reader)
    {
        var page = new StringBuilder();
        page.Append($"<section><h2>{html.Say(NoticeTexts.RecallTitle, ("body", NoticeRoom.Short(sent.Notice.Body)), ("total", sent.Shown.Total))}</h2>");
        foreach (var (key, names) in ((MessageKey, IReadOnlyList<string>)[])[(NoticeTexts.RecallBeyond, sent.Shown.Beyond), (NoticeTexts.RecallInWeChat, sent.Shown.InWeChat)])
            if (names.Count > 0)
                page.Append($"<p>{html.Say(key, ("names", string.Join(pack.Messages.Say(Texts.Comma), names.Take(MostNames))))}</p>");
        page.Append($"<div class=buttons>{Button(sent, "recall", html.Say(NoticeTexts.RecallYes), reader)}<a href={NoticeDesk.Of(sent.Notice.Id)}>{html.Say(NoticeTexts.RecallNo)}</a></div></section>");
        return html.Page(page.ToString(), reader, NoticeDesk.Path);
    }

    /// <summary>How often it has been sent to whoever has not answered.</summary>
    public static string Pushes(NoticeShown sent) =>
        sent.Receipts.Where(receipt => receipt.ConfirmedAt is null).Select(receipt => receipt.Pushes).DefaultIfEmpty().Max().ToString(CultureInfo.InvariantCulture);

    private void Buttons(StringBuilder page, NoticeShown sent, int missing, DeskReader reader)
    {
        page.Append("<div class=buttons>");
        if (sent.Notice.Ask != "none" && missing > 0)
            page.Append(Button(sent, "push", html.Say(NoticeTexts.Push, ("count", missing)), reader, $"<input type=hidden name=pushes value={Pushes(sent)}>"));
        if (sent.Notice.Ask != "none" && pack.Office.NoticeLedger.Length > 0)
            page.Append(Button(sent, "ledger", html.Say(NoticeDeskTexts.Ledger), reader));
        if (sent.Shown.CanRecall)
            page.Append($"<a href=\"{NoticeDesk.Of(sent.Notice.Id)}/recall\">{html.Say(NoticeTexts.Recall)}</a>");
        page.Append("</div>");
    }

    private static string Button(NoticeShown sent, string act, string label, DeskReader reader, string more = "") =>
        $"<form method=post action=\"{NoticeDesk.Of(sent.Notice.Id)}/{act}\"><input type=hidden name=token value=\"{DeskHtml.Text(reader.Token)}\">{more}<button>{label}</button></form>";

    private void Waiting(StringBuilder page, string id, string title, IReadOnlyList<NoticeReceipt> people)
    {
        page.Append($"<section><h2>{title}</h2><ul id={id} class=people>");
        foreach (var person in people)
            page.Append($"<li><small>{DeskHtml.Text(person.Unit)}</small>{DeskHtml.Text(person.Name)}")
                .Append(person.Pushes > 1 ? $" <small>{html.Say(NoticeDeskTexts.Pushes, ("count", person.Pushes))}</small></li>" : "</li>");
        page.Append("</ul></section>");
    }

    private void Answered(StringBuilder page, List<NoticeReceipt> people)
    {
        MessageKey[] heads = [DeskTexts.Person, DeskTexts.Unit, NoticeDeskTexts.At, NoticeDeskTexts.Answer];
        page.Append($"<section><h2>{html.Say(NoticeDeskTexts.AnsweredPeople, ("count", people.Count))}</h2><table id=answered><thead><tr>")
            .AppendJoin("", heads.Select(head => $"<th>{html.Say(head)}</th>")).Append("</tr></thead><tbody>");
        foreach (var person in people)
        {
            string[] cells = [person.Name, person.Unit, DeskHtml.Day(person.ConfirmedAt!.Value), person.Answer.Length > 0 ? person.Answer : pack.Messages.Say(NoticeDeskTexts.Received)];
            page.Append("<tr>").AppendJoin("", cells.Zip(heads, (cell, head) => $"<td data-label=\"{html.Say(head)}\">{DeskHtml.Text(cell)}</td>")).Append("</tr>");
        }
        page.Append("</tbody></table></section>");
    }

    private string Line(SentNotice notice)
    {
        var done = notice.Total - notice.Missing.Count;
        var isDone = notice.Ask != "none" && notice.Missing.Count == 0;
        var state = notice.Ask == "none" ? html.Say(NoticeDeskTexts.SentTo, ("total", notice.Total)) : html.Say(NoticeDeskTexts.AnsweredOf, ("done", done), ("total", notice.Total));
        var due = notice.Due.Length > 0 ? $"<small>{html.Say(NoticeTexts.WithDue, ("due", NoticeTexts.Day(pack.Messages, DateOnly.ParseExact(notice.Due, "yyyy-MM-dd"))))}</small>" : "";
        return $"<li><a href={NoticeDesk.Of(notice.Id)}><span>{DeskHtml.Text(NoticeRoom.Short(notice.Body))}{due}</span><b{(isDone ? " class=good" : "")}>{state}</b></a></li>";
    }

    private string Draft(StoredNoticeDraft draft)
    {
        var body = WrittenNotice.Read(draft.Content)?.Body ?? "";
        return $"<li><a href=\"{NoticeWriting.Address(DeskHtml.Text(draft.Id))}\"><span>{html.Say(NoticeDeskTexts.DraftLine, ("body", NoticeRoom.Short(body)), ("time", DeskHtml.Day(draft.At)))}</span></a></li>";
    }
}
