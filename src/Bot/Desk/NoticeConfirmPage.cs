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
    private const int AtAGlance = 100;

    private readonly DeskHtml html = new(pack.Messages);

    public string Of(NoticeToConfirm at, DeskReader reader)
    {
        var token = $"<input type=hidden name=token value=\"{DeskHtml.Text(reader.Token)}\">";
        var address = NoticeWriting.Address(DeskHtml.Text(at.Id));
        var page = new StringBuilder();
        if (at.Changed)
            page.Append($"<p class=alarm role=alert>{html.Say(NoticeDeskTexts.Changed)}</p>");
        page.Append($"<section><h2>{html.Say(NoticeDeskTexts.Confirm, ("count", at.People.Count))}</h2><p class=said>{DeskHtml.Text(at.Draft.Body)}</p><ul class=facts>")
            .AppendJoin("", (at.Written.Files ?? []).Select(file => $"<li>{html.Say(NoticeDeskTexts.File)}{DeskHtml.Text(file.Name)}</li>"))
            .Append($"<li>{Wants(at.Draft)}</li>");
        if (at.Draft.Due.Length > 0)
            page.Append($"<li>{html.Say(NoticeTexts.WithDue, ("due", NoticeTexts.Day(pack.Messages, DateOnly.ParseExact(at.Draft.Due, "yyyy-MM-dd"))))}</li>");
        page.Append($"</ul></section><section id=people><h2>{html.Say(NoticeDeskTexts.ConfirmPeople, ("count", at.People.Count))}</h2>")
            .Append($"<p class=note>{html.Say(NoticeDeskTexts.ConfirmRoles, ("roles", Roles(at.People)))}</p>");
        People(page, at.People);
        page.Append($"</section><form class=\"sheet buttons at-hand\" method=post action=\"{address}/send\">{token}<input type=hidden name=seen value={at.Seen}>");
        if (at.FitForGroup)
            page.Append($"<label class=pick><input type=checkbox name=group>{html.Say(NoticeDeskTexts.InGroup)}</label>");
        page.Append($"<button>{html.Say(NoticeDeskTexts.Send, ("count", at.People.Count))}</button><a href=\"{address}\">{html.Say(NoticeDeskTexts.Edit)}</a></form>")
            .Append($"<form class=\"sheet buttons\" method=post action=\"{address}/drop\">{token}<button class=quiet>{html.Say(NoticeDeskTexts.Drop)}</button></form>");
        return html.Page(page.ToString(), reader, NoticeDesk.Path);
    }

    // Few are read at a glance; of many each unit unfolds.
    private void People(StringBuilder page, IReadOnlyList<Person> people)
    {
        var units = people.GroupBy(person => person.UnitName == person.TownName ? person.UnitName : $"{person.TownName}{person.UnitName}")
            .Select(unit => (Name: unit.Key, Count: unit.Count(), Names: DeskHtml.Text(string.Join(pack.Messages.Say(Texts.Comma), unit.Select(person => person.Name))))).ToList();
        if (people.Count <= AtAGlance)
            page.Append("<ul class=people>").AppendJoin("", units.Select(unit => $"<li><small>{DeskHtml.Text(unit.Name)}</small>{unit.Names}</li>")).Append("</ul>");
        else
            page.AppendJoin("", units.Select(unit => $"<details><summary>{html.Say(NoticeDeskTexts.UnitCount, ("unit", unit.Name), ("count", unit.Count))}</summary><p>{unit.Names}</p></details>"));
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
