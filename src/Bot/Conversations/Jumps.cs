using Bot.Forms;

namespace Bot.Conversations;

/// <summary>改3, 改收入, 改“饮水”: back to a question by its number in the review or a piece of its wording.</summary>
internal static class Jumps
{
    private const int MostToChooseFrom = 6;

    /// <summary>The questions that a typed 改… can mean; empty where it means none, or is no such word.</summary>
    public static IReadOnlyList<FilledQuestion> Meant(Scene scene, FilledForm filled, string typed) =>
        scene.Pack.Words.After("change", typed) is { Length: > 0 } which ? Called(filled, which) : [];

    /// <summary>By number; else the one of exactly this name; else every one whose caption, or wording, has it as a part.</summary>
    public static IReadOnlyList<FilledQuestion> Called(FilledForm filled, string which)
    {
        var listed = Review.Listed(filled).ToList();
        if (AnswerReader.Position(which) is { } number)
            return number >= 1 && number <= listed.Count ? [listed[number - 1]] : [];
        if (listed.FirstOrDefault(question => question.Caption == which || question.Question.Name == which) is { } named)
            return [named];
        var captioned = listed.Where(question => question.Caption.Contains(which, StringComparison.Ordinal)).ToList();
        return captioned.Count > 0 ? captioned : [.. listed.Where(question => question.Wording.Contains(which, StringComparison.Ordinal))];
    }

    public static void To(Scene scene, Draft draft, IReadOnlyList<FilledQuestion> meant, bool changing)
    {
        if (meant.Count == 1)
            Questions.Ask(scene, draft, meant[0].Path, changing);
        else
            AskWhich(scene, new Activity.Aiming(draft, [.. meant.Take(MostToChooseFrom).Select(question => question.Path)], changing));
    }

    public static void AskWhich(Scene scene, Activity.Aiming aiming)
    {
        var filled = scene.Fill(aiming.Draft);
        scene.Ask(aiming, new Prompt
        {
            Title = scene.Text(Texts.AimTitle),
            Options = [.. aiming.Paths.Select(path => filled.Find(path)!).Select(question => new Option(question.Path, question.Caption))],
            Hint = scene.Text(Texts.HintChoice),
            Actions = [new Option("@back", scene.Text(Texts.ActionBack))],
        });
    }

    public static void Aimed(Scene scene, Activity.Aiming aiming, string typed)
    {
        var filled = scene.Fill(aiming.Draft);
        var asked = aiming.Paths.Select(path => filled.Find(path)!).ToList();
        var picked = AnswerReader.Position(typed.Trim()) is { } number
            ? number >= 1 && number <= asked.Count ? asked[number - 1] : null
            : asked.FirstOrDefault(question => question.Caption == typed.Trim());
        if (picked is not null)
            Questions.Ask(scene, aiming.Draft, picked.Path, aiming.Changing);
        else if ((Meant(scene, filled, typed) is { Count: > 0 } changed ? changed : Called(filled, typed.Trim())) is { Count: > 0 } meant)
            To(scene, aiming.Draft, meant, aiming.Changing);
        else
        {
            scene.Say(Texts.NotUnderstood(Expected.Choice), ("typed", typed), ("count", asked.Count), ("example", ""));
            AskWhich(scene, aiming);
        }
    }

    public static void Picked(Scene scene, Activity.Aiming aiming, string path)
    {
        if (aiming.Paths.Contains(path))
            Questions.Ask(scene, aiming.Draft, path, aiming.Changing);
        else
            AskWhich(scene, aiming);
    }

    public static void Back(Scene scene, Activity.Aiming aiming)
    {
        if (aiming.Changing)
            Review.AskAgain(scene, aiming.Draft);
        else
            Questions.Go(scene, aiming.Draft);
    }
}
