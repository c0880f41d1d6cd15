using Bot.Conversations.Errands;
using Store;
using Store.Packs;

namespace Bot.Conversations.Checklists;

/// <summary>我的清单: exactly the unit's items, answered found or not found, many at once; a finding becomes a problem report that cites the item.</summary>
internal sealed class ChecklistRoom : IErrandRoom
{
    // More than a screen: an aspect is picked first.
    private const int MostItems = 15;
    private const int MostReports = 5;
    private const string Later = "later";
    private const string Outstanding = "outstanding";

    public bool Begin(Scene scene, string word, string rest)
    {
        if (word != "checklist")
            return false;
        scene.Park();
        scene.Look(new Lookup.ForErrand(new ChecklistLookup(rest)));
        return true;
    }

    public bool Owns(Errand errand) => errand is ChecklistErrand;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (found is not ChecklistFound checklists)
            return false;
        var errand = new ChecklistErrand("", null, checklists.Unit, checklists.Lines, []);
        var lists = scene.Pack.Checklists.Where(list => checklists.Lists.Count > 0 ? checklists.Lists.Contains(list.Id) : Mine(list, checklists.Unit).Count > 0).ToList();
        if (lists.Count == 0)
        {
            scene.Say(ChecklistTexts.None, ("unit", checklists.Unit.Name));
            Engine.Show(scene);
        }
        else if (lists.Count == 1)
            Open(scene, errand, lists[0]);
        else
            ErrandRooms.Ask(scene, errand);
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand)
    {
        var at = (ChecklistErrand)errand;
        return at switch
        {
            { Waiting.Count: > 0 } => Reports(scene, at),
            { Checklist: "" } => Lists(scene, at),
            { Group: null } => Groups(scene, at),
            _ => Items(scene, at),
        };
    }

    public void Picked(Scene scene, Errand errand, string option)
    {
        var at = (ChecklistErrand)errand;
        if (at.Waiting.Count > 0)
            Report(scene, at, option);
        else if (at.Checklist.Length == 0)
        {
            if (scene.Pack.Checklists.FirstOrDefault(list => list.Id == option) is { } list)
                Open(scene, at, list);
            else
                ErrandRooms.Ask(scene, at);
        }
        else if (option == Outstanding)
            ErrandRooms.Ask(scene, at with { Group = "" });
        else
            ErrandRooms.Ask(scene, at with { Group = option });
    }

    public void Heard(Scene scene, Errand errand, string text)
    {
        var at = (ChecklistErrand)errand;
        if (at.Checklist.Length == 0 || at.Waiting.Count > 0)
        {
            ErrandRooms.NotUnderstood(scene, at, text);
            return;
        }
        if (!at.Unit.Own)
        {
            scene.Say(ChecklistTexts.NotYours, ("unit", at.Unit.Name));
            ErrandRooms.Ask(scene, at);
            return;
        }
        var list = List(scene, at);
        var items = Mine(list, at.Unit);
        var shown = Shown(list, at);
        var read = new ChecklistAnswers(scene.Pack.ChecklistWords, items, [.. shown.Where(item => Line(at, item) is null)]).Of(PersonalNumbers.Mask(text));
        foreach (var unread in read.Unread)
            scene.Say(ChecklistTexts.NotUnderstood, ("typed", unread), ("first", shown[0].Number));
        if (read.Answers.Count > 0)
            at = Take(scene, at, [.. read.Answers.Select(answer => new ChecklistLine(list.Id, answer.Item.Number, answer.Found, answer.Details))]);
        ErrandRooms.Ask(scene, at);
    }

    private static ChecklistErrand Take(Scene scene, ChecklistErrand at, IReadOnlyList<ChecklistLine> lines)
    {
        scene.Do(new TurnEvent.Ran(new ChecklistAnswered(at.Unit, lines)));
        var found = lines.Where(line => line.Found).ToList();
        scene.Say(ChecklistTexts.Taken, ("none", lines.Count - found.Count), ("found", found.Count));
        return at with
        {
            Lines = [.. at.Lines.Where(line => !lines.Any(newer => newer.Item == line.Item && newer.Checklist == line.Checklist)), .. lines],
            Waiting = List(scene, at).Problem is null ? [] : found,
        };
    }

    private static void Open(Scene scene, ChecklistErrand at, Checklist list)
    {
        // Whoever has no item of it looks after the whole: the town and departments read it, the county's office may answer for all.
        var isWhole = list.Of(at.Unit.Name, at.Unit.Level, at.Unit.Role).Count == 0;
        var unit = at.Unit with { Whole = isWhole, Own = at.Unit.Own && (!isWhole || at.Unit.Level == "county") };
        at = at with { Checklist = list.Id, Unit = unit };
        var items = Mine(list, unit);
        var groups = items.Select(item => item.Group).Distinct().Count();
        ErrandRooms.Ask(scene, at with { Group = items.Count <= MostItems || groups < 2 ? "" : null });
    }

    private static Prompt Lists(Scene scene, ChecklistErrand at) => new()
    {
        Title = scene.Text(ChecklistTexts.PickList, ("unit", at.Unit.Name)),
        Options = [.. scene.Pack.Checklists.Where(list => Mine(list, at.Unit).Count > 0).Select(list => new Option(list.Id, scene.Text(ChecklistTexts.ListLine,
            ("list", list.Short), ("total", Mine(list, at.Unit).Count), ("done", Mine(list, at.Unit).Count(item => Line(at, list, item) is not null)))))],
        Hint = scene.Text(ErrandTexts.HintPick),
    };

    private static Prompt Groups(Scene scene, ChecklistErrand at)
    {
        var list = List(scene, at);
        var items = Mine(list, at.Unit);
        var done = items.Count(item => Line(at, item) is not null);
        var options = items.GroupBy(item => item.Group).Select((group, index) => new Option(group.Key, scene.Text(at.Unit.Whole ? ChecklistTexts.WholeLine : ChecklistTexts.GroupLine,
            ("group", group.Key), ("total", group.Count()), ("units", Units(scene, group)),
            ("done", group.Count(item => Line(at, item) is not null)), ("found", group.Count(item => Line(at, item)?.Found is true))))
        { Number = NumberOf(group.Key) is { } number && number != index + 1 ? number : null }).ToList();
        return new Prompt
        {
            Title = scene.Text(ChecklistTexts.PickGroup, ("list", list.Short), ("unit", at.Unit.Name), ("total", items.Count), ("done", done)),
            Options = done > 0 && done < items.Count ? [.. options, new Option(Outstanding, scene.Text(ChecklistTexts.Outstanding)) { Number = Behind(options) }] : options,
            Hint = scene.Text(ErrandTexts.HintPick),
        };
    }

    // A part that the paper numbers (3 看产业扶贫) is called by that number, whatever its place among those that are the unit's.
    private static int? NumberOf(string group) => int.TryParse(group.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    private static int? Behind(List<Option> options) => options.Max(option => option.Number) is { } last ? Math.Max(last, options.Count) + 1 : null;

    private static Prompt Items(Scene scene, ChecklistErrand at)
    {
        var list = List(scene, at);
        var items = Shown(list, at);
        var open = items.Where(item => Line(at, item) is null).ToList();
        var found = items.Where(item => Line(at, item)?.Found is true).ToList();
        var lines = open.Select(item => at.Unit.Whole
            ? scene.Text(ChecklistTexts.ItemUnits, ("number", item.Number), ("text", item.Text), ("units", Units(scene, [item])))
            : scene.Text(list.Leads(item, at.Unit.Name) && item.Responsible.Count > 0 ? ChecklistTexts.ItemLeads : ChecklistTexts.ItemLine, ("number", item.Number), ("text", item.Text)))
            .Concat(found.Select(item => scene.Text(ChecklistTexts.AnsweredFound, ("number", item.Number), ("details", Line(at, item)!.Details))));
        return new Prompt
        {
            Title = open.Count == 0
                ? scene.Text(ChecklistTexts.ItemsDone, ("list", list.Short), ("unit", at.Unit.Name), ("total", items.Count), ("found", found.Count))
                : scene.Text(ChecklistTexts.Items, ("list", list.Short), ("unit", at.Unit.Name), ("total", items.Count), ("done", items.Count - open.Count), ("left", open.Count)),
            Body = string.Join('\n', lines),
            Hint = scene.Text(!at.Unit.Own ? ChecklistTexts.HintReadOnly : open.Count > 0 ? ChecklistTexts.Hint : ChecklistTexts.HintDone, ("first", (open.Count > 0 ? open : items)[0].Number)),
            Actions = [new Option("@back", scene.Text(ErrandTexts.Back))],
            Unnumbered = true,
        };
    }

    private static Prompt Reports(Scene scene, ChecklistErrand at) => new()
    {
        Title = scene.Text(ChecklistTexts.ReportTitle, ("count", at.Waiting.Count)),
        Options =
        [
            .. at.Waiting.Take(MostReports).Select(line => new Option(line.Item, scene.Text(ChecklistTexts.ReportLine, ("number", line.Item)))),
            new Option(Later, scene.Text(ChecklistTexts.ReportLater)),
        ],
        Hint = scene.Text(ErrandTexts.HintPick),
    };

    private static void Report(Scene scene, ChecklistErrand at, string option)
    {
        if (option == Later || at.Waiting.FirstOrDefault(line => line.Item == option) is not { } line)
        {
            ErrandRooms.Ask(scene, at with { Waiting = [] });
            return;
        }
        var list = List(scene, at);
        var campaign = scene.Pack.Campaigns.First(campaign => campaign.Id == list.Campaign);
        scene.Idle();
        OtherForms.Open(scene, campaign, scene.Pack.Form(list.Problem!.Form)!, list.Problem.For(list.Find(line.Item)!, at.Unit.Name, line.Details));
    }

    /// <summary>From the items to the aspects, from those to the lists.</summary>
    public bool Back(Scene scene, Errand errand)
    {
        var at = (ChecklistErrand)errand;
        var list = scene.Pack.Checklists.FirstOrDefault(list => list.Id == at.Checklist);
        if (list is not null && at.Group is not null && Mine(list, at.Unit) is var items && items.Count > MostItems && items.Select(item => item.Group).Distinct().Count() > 1)
            ErrandRooms.Ask(scene, at with { Group = null, Waiting = [] });
        else
            scene.Look(new Lookup.ForErrand(new ChecklistLookup("")));
        return true;
    }

    private static Checklist List(Scene scene, ChecklistErrand at) => scene.Pack.Checklists.First(list => list.Id == at.Checklist);

    private static IReadOnlyList<ChecklistItem> Mine(Checklist list, ChecklistUnit unit) => unit.Whole ? list.Items : list.Of(unit.Name, unit.Level, unit.Role);

    private static IReadOnlyList<ChecklistItem> Shown(Checklist list, ChecklistErrand at) =>
        [.. Mine(list, at.Unit).Where(item => string.IsNullOrEmpty(at.Group) || item.Group == at.Group)];

    private static ChecklistLine? Line(ChecklistErrand at, ChecklistItem item) => at.Lines.LastOrDefault(line => line.Checklist == at.Checklist && line.Item == item.Number);

    private static ChecklistLine? Line(ChecklistErrand at, Checklist list, ChecklistItem item) => at.Lines.LastOrDefault(line => line.Checklist == list.Id && line.Item == item.Number);

    private static string Units(Scene scene, IEnumerable<ChecklistItem> items) =>
        string.Join(scene.Text(Texts.Comma), items.SelectMany(item => item.Lead.Concat(item.Responsible)).Distinct());
}
