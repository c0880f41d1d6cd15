using Bot.Forms;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>
/// 有变化: what differs from last month is pointed at, section by section, and only that is asked (and what depends on it).
/// The rest stands as last month's card said it.
/// </summary>
internal static class Differences
{
    // A section with no more questions than this is simply asked; of a longer one it is said which.
    private const int FewEnough = 3;

    private static readonly char[] Marks = [' ', '\u3000', '\n', '、', ',', '，', ';', '；', '/', '。'];

    /// <param name="draft">As nothing had changed.</param>
    public static void Ask(Scene scene, Draft draft) => Ask(scene, new Activity.Differing(draft, [], []));

    public static void Ask(Scene scene, Activity.Differing differing)
    {
        var filled = scene.Fill(differing.Draft);
        scene.Ask(differing, new Prompt
        {
            Context = scene.Title(differing.Draft),
            Title = differing.Sections.Count == 0
                ? scene.Text(Texts.DiffersTitle)
                : scene.Text(Texts.DiffersIn, ("section", differing.Sections[0])),
            Options = [.. differing.Sections.Count == 0
                ? Sections(filled).Select(section => new Option(section.Key, scene.Text(Texts.DiffersSection,
                    ("section", section.Key), ("questions", string.Join(scene.Text(Texts.Comma), section.Select(question => question.Caption))))))
                : In(filled, differing.Sections[0]).Select(question => new Option(question.Path, question.IsAnswered
                    ? $"{question.Caption}{scene.Text(Texts.Is)}{question.Shown}"
                    : question.Caption))],
            Multiple = true,
            Hint = scene.Text(Texts.HintDiffers),
            Actions = [new Option("@back", scene.Text(Texts.ActionBack))],
        });
    }

    public static void Heard(Scene scene, Activity.Differing differing, string typed)
    {
        var filled = scene.Fill(differing.Draft);
        var ids = differing.Sections.Count == 0
            ? Sections(filled).Select(section => section.Key).ToList()
            : [.. In(filled, differing.Sections[0]).Select(question => question.Path)];
        var parts = typed.Split(Marks, StringSplitOptions.RemoveEmptyEntries);
        var numbers = parts.Select(AnswerReader.Position).ToList();
        if (numbers.Count > 0 && numbers.TrueForAll(number => number >= 1 && number <= ids.Count))
        {
            Picked(scene, differing, [.. numbers.Select(number => ids[number!.Value - 1]).Distinct()]);
            return;
        }
        // 工资 看病: the questions themselves, wherever they stand.
        var called = parts.Select(part => Jumps.Called(filled, part)).ToList();
        if (called.Count > 0 && called.TrueForAll(questions => questions.Count > 0))
            Reopen(scene, differing.Draft, [.. called.SelectMany(questions => questions).Select(question => question.Path)]);
        else
        {
            scene.Misunderstood();
            scene.Say(Texts.NotUnderstood(Expected.Choices), ("typed", typed), ("count", ids.Count), ("example", ""));
            Questions.PutAgain(scene);
        }
    }

    /// <param name="ids">Names of sections, or paths within the section that is being asked about.</param>
    public static void Picked(Scene scene, Activity.Differing differing, IReadOnlyList<string> ids)
    {
        scene.Understood();
        var filled = scene.Fill(differing.Draft);
        var paths = differing.Paths.ToList();
        var sections = differing.Sections.Skip(1).ToList();
        if (differing.Sections.Count > 0)
            paths.AddRange(ids);
        else
            foreach (var section in Sections(filled).Where(section => ids.Contains(section.Key)))
                if (section.Count() <= FewEnough)
                    paths.AddRange(section.Select(question => question.Path));
                else
                    sections.Add(section.Key);
        if (sections.Count > 0)
            Ask(scene, new Activity.Differing(differing.Draft, sections, paths));
        else
            Reopen(scene, differing.Draft, paths);
    }

    private static void Reopen(Scene scene, Draft draft, IReadOnlyList<string> paths) => Questions.Go(scene, draft.Without(paths) with
    {
        Unchanged = false,
        Skipped = [.. draft.Skipped.Except(paths)],
    });

    private static IEnumerable<IGrouping<string, FilledQuestion>> Sections(FilledForm filled) =>
        Review.Listed(filled).Where(MayDiffer).GroupBy(question => question.Section);

    private static IEnumerable<FilledQuestion> In(FilledForm filled, string section) =>
        Review.Listed(filled).Where(question => MayDiffer(question) && question.Section == section);

    private static bool MayDiffer(FilledQuestion question) => !question.IsMedia && question.Question.Type != QuestionType.Acknowledge;
}
