using System.Text;
using Bot.Conversations;
using Bot.Conversations.Notices;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>A notice that is about to be sent.</summary>
/// <param name="Seen">Stands for this text to these people: what is sent is what was looked at.</param>
/// <param name="Changed">Something of it has changed since it was looked at last.</param>
internal sealed record NoticeToConfirm(string Id, WrittenNotice Written, NoticeDraft Draft, IReadOnlyList<Person> People, bool FitForGroup, bool Changed, string Seen);

/// <summary>How many and who, before it is sent.</summary>
internal sealed class NoticeConfirmPage(Pack pack)
{
    private readonly DeskHtml html = new(pack.Messages);

    public string Of(NoticeToConfirm at, DeskReader reader)
    {
        var token = $"<input type=hidden name=token value=\"{DeskHtml.Text(reader.Token)}\">";
        var address = NoticeWriting.Address(DeskHtml.Text(at.Id));
        var page = new StringBuilder();
        if (at.Changed)
            page.Append($"<p class=alarm role=alert>{html.Say(NoticeDeskTexts.Changed)}</p>");
        page.Append($"<section><h2>{html.Say(NoticeDeskTexts.Confirm, ("count", at.People.Count))}</h2><p class=said>{DeskHtml.Text(at.Draft.Body)}</p><ul class=facts>")
            .AppendJoin("", (at.Written.Files ?? []).Select(file => $"<li class=file>{DeskHtml.Text(file.Name)}</li>"))
            .Append($"<li>{Wants(at.Draft)}</li>");
        if (at.Draft.Due.Length > 0)
            page.Append($"<li>{html.Say(NoticeTexts.WithDue, ("due", NoticeTexts.Day(pack.Messages, DateOnly.ParseExact(at.Draft.Due, "yyyy-MM-dd"))))}</li>");
        page.Append($"</ul></section><section id=people><h2>{html.Say(NoticeDeskTexts.Everybody, ("count", at.People.Count))}</h2>")
            .Append($"<p class=note>{html.Say(NoticeDeskTexts.ConfirmRoles, ("roles", Roles(at.People)))}</p>");
        foreach (var unit in at.People.GroupBy(person => (person.TownName, person.UnitName)))
            page.Append($"<details><summary>{html.Say(NoticeDeskTexts.UnitCount, ("unit", unit.Key.UnitName == unit.Key.TownName ? unit.Key.UnitName : $"{unit.Key.TownName}{unit.Key.UnitName}"), ("count", unit.Count()))}</summary>")
                .Append($"<p>{DeskHtml.Text(string.Join(pack.Messages.Say(Texts.Comma), unit.Select(person => person.Name)))}</p></details>");
        page.Append($"</section><form class=\"sheet buttons\" method=post action=\"{address}/send\">{token}<input type=hidden name=seen value={at.Seen}>");
        if (at.FitForGroup)
            page.Append($"<label class=pick><input type=checkbox name=group>{html.Say(NoticeDeskTexts.InGroup)}</label>");
        page.Append($"<button>{html.Say(NoticeDeskTexts.Send, ("count", at.People.Count))}</button><a href=\"{address}\">{html.Say(NoticeDeskTexts.Edit)}</a></form>")
            .Append($"<form class=\"sheet buttons\" method=post action=\"{address}/drop\">{token}<button class=quiet>{html.Say(NoticeDeskTexts.Drop)}</button></form>");
        return html.Page(page.ToString(), reader, NoticeDesk.Path);
    }

    private string Wants(NoticeDraft draft) => draft.Ask switch
    {
        "receipt" => html.Say(NoticeDeskTexts.WantsReceipt),
        "form" => html.Say(NoticeDeskTexts.WantsForm, ("form", NoticeRoom.Called(pack.Form(draft.Form)!))),
        "answer" => html.Say(NoticeDeskTexts.WantsAnswer),
        _ => html.Say(NoticeDeskTexts.WantsNothing),
    };

    private string Roles(IReadOnlyList<Person> people) => string.Join(pack.Messages.Say(Texts.Comma), people.GroupBy(person => person.Role)
        .Select(role => pack.Messages.Say(NoticeDeskTexts.RoleCount, ("role", pack.Roles.Find(role.Key)?.Name ?? role.Key), ("count", role.Count()))));
}
