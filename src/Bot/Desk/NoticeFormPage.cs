using System.Globalization;
using System.Text;
using Bot.Conversations.Notices;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>A notice being written.</summary>
/// <param name="Units">Those that the writer looks after.</param>
/// <param name="Roles">Ids of the roles that somebody there has.</param>
/// <param name="Problems">By field.</param>
internal sealed record NoticeToWrite(
    string Id, WrittenNotice Written, IReadOnlyList<Unit> Units, IReadOnlySet<string> Roles, IReadOnlyList<(string Field, string Text)> Problems, DateOnly Today);

/// <summary>The form on which a notice is written.</summary>
internal sealed class NoticeFormPage(Pack pack)
{
    private readonly DeskHtml html = new(pack.Messages);

    public string Of(NoticeToWrite at, DeskReader reader)
    {
        var written = at.Written;
        var page = new StringBuilder();
        page.Append($"<form class=sheet method=post enctype=multipart/form-data action=\"{NoticeWriting.Address(Text(at.Id))}\">")
            .Append($"<input type=hidden name=token value=\"{Text(reader.Token)}\"><input type=hidden name=kind value={Text(written.Kind)}>")
            .Append($"<h2>{html.Say(written.IsFinding ? NoticeDeskTexts.WriteFinding : NoticeDeskTexts.Write)}</h2>");
        if (at.Problems.Count > 0)
            page.Append($"<p class=alarm role=alert>{html.Say(NoticeDeskTexts.Mend)}</p>");
        Field(page, at, "body", written.IsFinding ? NoticeDeskTexts.BodyOfFinding : NoticeDeskTexts.Body,
            $"<textarea id=body name=body rows=6 maxlength={NoticeRules.LongestBody}>\n{Text(written.Body)}</textarea>");
        Field(page, at, "link", NoticeDeskTexts.Link, $"<input id=link name=link inputmode=url placeholder=\"https://\" value=\"{Text(written.Link)}\">");
        Field(page, at, "files", NoticeDeskTexts.Files, Files(written));
        Group(page, at, "audience", NoticeDeskTexts.Audience, Audience(at));
        if (!written.IsFinding)
        {
            Group(page, at, "ask", NoticeDeskTexts.Ask, string.Concat(
                Radio("receipt", NoticeDeskTexts.WantsReceipt, written.Ask), Radio("form", NoticeTexts.AskFormAnswer, written.Ask), Radio("none", NoticeDeskTexts.WantsNothing, written.Ask)));
            Field(page, at, "form", NoticeDeskTexts.Form, Forms(written));
        }
        Field(page, at, "due", NoticeDeskTexts.Due,
            $"<input id=due name=due type=date min={at.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} value=\"{Text(written.Due)}\"><p class=note>{html.Say(NoticeDeskTexts.DueNote)}</p>");
        page.Append($"<p class=buttons><button>{html.Say(NoticeDeskTexts.Next)}</button></p></form>");
        return html.Page(page.ToString(), reader, NoticeDesk.Path);
    }

    /// <summary>pdf、docx.</summary>
    public static string Types(NoticeAttachments rules) => string.Join(' ', rules.Types.Select(type => type[1..]));

    private string Files(WrittenNotice written)
    {
        var rules = pack.Office.NoticeFiles;
        var kept = (written.Files ?? []).Select(file => $"<label><input type=checkbox name=keep value={Text(file.Reference)} checked>{Text(file.Name)}<small>{Size(file.Size)}</small></label>").ToList();
        return (kept.Count > 0 ? $"<div class=picks><span class=note>{html.Say(NoticeDeskTexts.Kept)}</span>{string.Concat(kept)}</div>" : "")
            + $"<input id=files name=files type=file multiple accept=\"{Text(string.Join(',', rules.Types))}\">"
            + $"<p class=note>{html.Say(NoticeDeskTexts.FilesNote, ("most", rules.Most), ("megabytes", rules.MostBytes / (1024 * 1024)), ("types", Types(rules)))}</p>";
    }

    private string Audience(NoticeToWrite at)
    {
        var written = at.Written;
        var page = new StringBuilder($"<p class=note>{html.Say(NoticeDeskTexts.AudienceNote)}</p>");
        Picks(page, NoticeDeskTexts.Often, pack.Office.Audiences.Select(audience => Tick("audience", audience.Name, audience.Name, written.Audiences)));
        page.Append($"<h3>{html.Say(NoticeDeskTexts.Units)}</h3><p class=note>{html.Say(NoticeDeskTexts.UnitsNote)}</p>");
        var towns = at.Units.Where(unit => unit.Level == "town").ToList();
        Fold(page, pack.Messages.Say(NoticeDeskTexts.Departments), [.. at.Units.Where(unit => unit.Level == "county" && unit.ParentId is not null)], written);
        foreach (var town in towns)
            Fold(page, town.Name, [town, .. at.Units.Where(unit => unit.Id != town.Id && unit.Path.StartsWith(town.Path, StringComparison.Ordinal))], written);
        Picks(page, NoticeDeskTexts.Roles, pack.Roles.All.Where(role => at.Roles.Contains(role.Id)).Select(role => Tick("role", role.Id, role.Name, written.Roles)));
        page.Append($"<h3><label for=among>{html.Say(NoticeDeskTexts.Campaign)}</label></h3><select id=among name=among>{Choice("", pack.Messages.Say(NoticeDeskTexts.NoCampaign), written.Among)}");
        foreach (var campaign in pack.Campaigns)
            page.Append(Choice(NoticeDraft.ConcernedBy(campaign.Id), pack.Messages.Say(NoticeDeskTexts.OfCampaign, ("campaign", campaign.Short)), written.Among))
                .Append(Choice(NoticeDraft.OwingTo(campaign.Id), pack.Messages.Say(NoticeDeskTexts.OwingCampaign, ("campaign", campaign.Short)), written.Among));
        return page.Append($"</select><label class=typed>{html.Say(NoticeDeskTexts.Typed)}<input name=typed value=\"{Text(written.Typed)}\"></label>").ToString();
    }

    // A town's villages lie folded below it, open where one is ticked.
    private void Fold(StringBuilder page, string title, List<Unit> units, WrittenNotice written)
    {
        if (units.Count == 0)
            return;
        page.Append($"<details{(units.Any(unit => written.Units?.Contains(unit.Id) == true) ? " open" : "")}><summary>{Text(title)}</summary><div class=picks>")
            .AppendJoin("", units.Select(unit => Tick("unit", unit.Id, unit.Level == "town" ? pack.Messages.Say(NoticeDeskTexts.WholeUnit, ("unit", unit.Name)) : unit.Name, written.Units)))
            .Append("</div></details>");
    }

    private void Picks(StringBuilder page, MessageKey title, IEnumerable<string> picks) => page.Append($"<h3>{html.Say(title)}</h3><div class=picks>").AppendJoin("", picks).Append("</div>");

    private string Forms(WrittenNotice written)
    {
        var often = pack.Office.NoticeForms;
        var forms = NoticeRules.Forms(pack).OrderBy(form => often.Contains(form.Id) ? often.ToList().IndexOf(form.Id) : often.Count);
        return $"<select id=form name=form>{Choice("", pack.Messages.Say(NoticeDeskTexts.NoForm), written.Form)}{string.Concat(forms.Select(form => Choice(form.Id, NoticeRoom.Called(form), written.Form)))}</select>";
    }

    private void Field(StringBuilder page, NoticeToWrite at, string id, MessageKey label, string control) =>
        page.Append($"<div class=\"field{Bad(at, id)}\" data-field={id}><label for={id}>{html.Say(label)}</label>{Wrong(at, id)}{control}</div>");

    private void Group(StringBuilder page, NoticeToWrite at, string id, MessageKey label, string controls) =>
        page.Append($"<fieldset class=\"field{Bad(at, id)}\" data-field={id}><legend>{html.Say(label)}</legend>{Wrong(at, id)}{controls}</fieldset>");

    private static string Bad(NoticeToWrite at, string id) => at.Problems.Any(problem => problem.Field == id) ? " bad" : "";

    private static string Wrong(NoticeToWrite at, string id) => string.Concat(at.Problems.Where(problem => problem.Field == id).Select(problem => $"<p class=wrong>{Text(problem.Text)}</p>"));

    private string Radio(string value, MessageKey label, string picked) =>
        $"<label class=pick><input type=radio name=ask value={value}{(value == picked ? " checked" : "")}>{html.Say(label, ("form", ""))}</label>";

    private static string Tick(string name, string value, string label, IReadOnlyList<string>? picked) =>
        $"<label><input type=checkbox name={name} value=\"{Text(value)}\"{(picked?.Contains(value) == true ? " checked" : "")}>{Text(label)}</label>";

    private static string Choice(string value, string label, string picked) => $"<option value=\"{Text(value)}\"{(value == picked ? " selected" : "")}>{Text(label)}</option>";

    private static string Size(long bytes) => bytes < 1024 * 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, bytes / 1024)} KB") : string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.0} MB");

    private static string Text(string text) => DeskHtml.Text(text);
}
