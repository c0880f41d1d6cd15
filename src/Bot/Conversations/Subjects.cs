using Bot.Forms;

namespace Bot.Conversations;

/// <summary>Finding the household that a typed name means (a question with <c>lookup: household</c>).</summary>
internal static class Subjects
{
    public static void Named(Scene scene, Lookup.Named named, IReadOnlyList<HouseholdLine> found)
    {
        if (scene.Session.Activity is not Activity.Asking asking)
            return;
        if (Practice.Is(asking.Draft))
        {
            Bind(scene, named.Path, Practice.Household(scene, scene.Pack.Form(asking.Draft.Form)!));
            return;
        }
        var exact = found.Where(line => line.Name == named.Name || line.Id == named.Name).ToList();
        if (exact.Count == 1)
            Choose(scene, asking.Draft, exact[0], named.Path);
        else if (found.Count > 0)
            AskMatching(scene, new Activity.Matching(asking.Draft, named.Path, asking.Changing, named.Name, found));
        else
        {
            scene.Say(Texts.NotInRoster, ("typed", named.Name));
            Keep(scene, asking, named.Name);
        }
    }

    public static void AskMatching(Scene scene, Activity.Matching matching) => scene.Ask(matching, new Prompt
    {
        Title = scene.Text(Texts.MatchTitle, ("typed", matching.Typed), ("count", matching.Households.Count)),
        Options =
        [
            .. matching.Households.Select(line => new Option(line.Id, scene.Text(Texts.MatchLine,
                ("household", line.Name), ("village", line.Village), ("group", line.GroupNo), ("size", line.Size)))),
            new Option("@none", scene.Text(Texts.MatchNone)),
        ],
        Hint = scene.Text(Texts.HintChoice),
    });

    public static void Matched(Scene scene, Activity.Matching matching, string typed)
    {
        if (AnswerReader.Position(typed.Trim()) is { } position && position >= 1 && position <= matching.Households.Count + 1)
        {
            if (position > matching.Households.Count)
                KeepTyped(scene, matching);
            else
                Picked(scene, matching, matching.Households[position - 1].Id);
            return;
        }
        scene.Session = scene.Session with { Activity = new Activity.Asking(matching.Draft, matching.Path, matching.Changing) };
        scene.Look(new Lookup.Named(typed.Trim(), matching.Path));
    }

    public static void Picked(Scene scene, Activity.Matching matching, string household)
    {
        if (matching.Households.FirstOrDefault(line => line.Id == household) is not { } line)
        {
            AskMatching(scene, matching);
            return;
        }
        scene.Session = scene.Session with { Activity = new Activity.Asking(matching.Draft, matching.Path, matching.Changing) };
        Choose(scene, matching.Draft, line, matching.Path);
    }

    /// <summary>None of those: the name stands as typed, and what the roster would have known is asked.</summary>
    public static void KeepTyped(Scene scene, Activity.Matching matching) =>
        Keep(scene, new Activity.Asking(matching.Draft, matching.Path, matching.Changing), matching.Typed);

    public static void Bind(Scene scene, string path, Found.Household household)
    {
        if (scene.Session.Activity is not Activity.Asking asking)
            return;
        var draft = asking.Draft with { Subject = household.Line.Id, SubjectName = household.Line.Name, Data = Merge(asking.Draft, household) };
        draft = PresetSubject(scene, draft);
        asking = asking with { Draft = draft };
        Questions.Store(scene, asking, scene.Fill(draft).Find(path)!, household.Line.Name);
    }

    private static void Choose(Scene scene, Draft draft, HouseholdLine line, string path) => scene.Look(new Lookup.ForQuestion(line.Id, path, draft.Form));

    private static void Keep(Scene scene, Activity.Asking asking, string typed)
    {
        var draft = PresetSubject(scene, asking.Draft with { Subject = "", SubjectName = typed });
        Questions.Store(scene, asking with { Draft = draft }, scene.Fill(draft).Find(asking.Path)!, typed);
    }

    public static Draft PresetSubject(Scene scene, Draft draft)
    {
        var form = scene.Form(draft);
        foreach (var question in form.Questions.Where(question => question.Preset == "subject"))
            draft = Filling.Answer(form, draft, question.Name, draft.Subject, scene.Now);
        return draft;
    }

    private static Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Merge(Draft draft, Found.Household household)
    {
        var data = new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>(draft.Data);
        foreach (var (table, rows) in household.Data)
            data[table] = rows;
        return data;
    }
}
