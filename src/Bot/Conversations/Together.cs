using Bot.Forms;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>
/// Questions of one section that are answered in one go: numbers written in a row (3200 500 0 0 800), or up to three choices on
/// one card, each with last month's answer already on it.
/// </summary>
internal sealed class Together
{
    private const int MostNumbers = 8;
    private const int MostChoices = 3;
    private const int MostOptions = 10;

    private static readonly char[] Gaps = [' ', '\u3000', '\t', '\n'];
    private static readonly char[] Marks = [.. Gaps, '、', ',', '，', ';', '；', '/'];

    private Together(IReadOnlyList<FilledQuestion> questions) => Questions = questions;

    public IReadOnlyList<FilledQuestion> Questions { get; }

    private bool AreChoices => Questions[0].Question.Type == QuestionType.SelectOne;

    /// <summary>Those that are asked together with <paramref name="first"/>; null where it is asked alone.</summary>
    public static Together? Starting(FilledForm filled, FilledQuestion first)
    {
        if (first.Path != filled.Next?.Path)
            return null;
        var (fits, most) = first.Question.Type == QuestionType.SelectOne
            ? ((Func<FilledQuestion, bool>)(question => IsChosenBefore(filled.Draft, question)), MostChoices)
            : (IsNumber, MostNumbers);
        var questions = new List<FilledQuestion>();
        foreach (var question in filled.Asked.SkipWhile(question => question.Path != first.Path).TakeWhile(question => Home(question) == Home(first)))
        {
            if (question.IsAnswered || filled.Draft.Skipped.Contains(question.Path))
                continue;
            if (questions.Count == most || !fits(question) || Hangs(question, questions))
                break;
            questions.Add(question);
        }
        return questions.Count > 1 ? new Together(questions) : null;
    }

    public void Ask(Scene scene, Draft draft)
    {
        var before = Before(draft);
        scene.Ask(new Activity.Asking(draft, Questions[0].Path, Changing: false), AreChoices
            ? new Prompt
            {
                Context = Conversations.Questions.Context(scene, [.. Questions]),
                Title = scene.Text(Texts.TogetherChoices),
                Parts = [.. Questions.Select(question => new PromptPart(
                    question.Path, question.Wording, question.Caption,
                    [.. question.Choices.Select(choice => new Option(choice.Name, choice.Label))],
                    draft.Previous.GetValueOrDefault(question.Path, "")))],
                Hint = scene.Text(Texts.HintTogetherChoices),
                Actions = [.. Actions(scene)],
            }
            : new Prompt
            {
                Context = Conversations.Questions.Context(scene, [.. Questions]),
                Title = scene.Text(Texts.TogetherNumbers, ("count", Questions.Count)),
                Body = string.Join('\n', Questions.Select((question, index) => Line(scene, draft, question, index + 1))),
                Hint = string.Join('\n', Hints(scene, before)),
                Actions = [.. Actions(scene)],
            });
    }

    /// <summary>Takes what was typed as the answers in their order; false where it is an answer to the first alone.</summary>
    public bool Answer(Scene scene, Draft draft, string typed)
    {
        var parts = Split(scene, typed);
        if (parts.Count == 1)
            return false;
        if (parts.Count != Questions.Count)
        {
            scene.Misunderstood();
            scene.Say(Texts.TogetherCount, ("count", Questions.Count), ("given", parts.Count), ("typed", typed));
            Conversations.Questions.PutAgain(scene);
            return true;
        }
        Take(scene, draft, [.. Questions.Zip(parts, (question, part) => (question, AnswerReader.Read(question, part, scene.Pack.ValueWords, scene.Now)))]);
        return true;
    }

    /// <summary>都没有: none of these amounts; false where they are no amounts.</summary>
    public bool Zero(Scene scene, Draft draft)
    {
        if (AreChoices)
            return false;
        Take(scene, draft, [.. Questions.Select(question => (question, (Reading)new Reading.Understood("0")))]);
        return true;
    }

    /// <summary>What was chosen on the card, by the question's path.</summary>
    public void Tapped(Scene scene, Draft draft, IReadOnlyDictionary<string, string> chosen) =>
        Take(scene, draft, [.. Questions.Where(question => chosen.ContainsKey(question.Path))
            .Select(question => (question, AnswerReader.Tapped(question, [chosen[question.Path]])))]);

    /// <summary>同上月 for all of them; false where last month does not know every one.</summary>
    public bool Same(Scene scene, Draft draft)
    {
        if (Before(draft) is not { } before)
            return false;
        Take(scene, draft, [.. Questions.Zip(before, (question, last) => (question, (Reading)new Reading.Understood(last)))]);
        return true;
    }

    // What was understood stands and is read back; what was not is said, and asked again with whatever is still open.
    private static void Take(Scene scene, Draft draft, IReadOnlyList<(FilledQuestion Question, Reading Reading)> readings)
    {
        var form = scene.Form(draft);
        var taken = new List<FilledQuestion>();
        var refused = new List<string>();
        foreach (var (asked, reading) in readings)
        {
            // Each is held against those before it in the same message, too.
            var question = scene.Fill(draft).Find(asked.Path)!;
            if (reading is not Reading.Understood understood)
                refused.Add(Named(scene, question, Conversations.Questions.Unread(scene, reading, question)));
            else if (question.Form.Check(question, understood.Value) is { } finding)
                refused.Add(Named(scene, question, Conversations.Questions.Flaw(scene, finding, question, understood.Value)));
            else
            {
                draft = Filling.Answer(form, draft, question.Path, understood.Value, scene.Now);
                taken.Add(question);
            }
        }
        var filled = scene.Fill(draft);
        if (taken.Count > 0)
            scene.Say(Texts.TogetherTaken, ("answers", string.Join(scene.Text(Texts.Separator), taken.Select(question =>
                $"{question.Caption}{scene.Text(Texts.Is)}{filled.Find(question.Path)!.Shown}"))));
        foreach (var sentence in refused)
            scene.Say(sentence);
        if (refused.Count == 0)
            scene.Understood();
        else
            scene.Misunderstood();
        Conversations.Questions.Go(scene, draft);
    }

    // Several were answered: the sentence alone would not say which of them it is about.
    private static string Named(Scene scene, FilledQuestion question, string sentence) =>
        sentence.Contains(question.Caption, StringComparison.Ordinal) ? sentence : $"{question.Caption}{scene.Text(Texts.Is)}{sentence}";

    private IEnumerable<string> Hints(Scene scene, IReadOnlyList<string>? before)
    {
        var example = scene.Text(Questions.Any(question => question.Question.Unit?.Contains('元') == true) ? Texts.TogetherExample : Texts.TogetherExampleCounts).Split(' ').Take(Questions.Count);
        yield return scene.Text(Texts.HintTogetherNumbers, ("count", Questions.Count), ("example", string.Join(' ', example)));
        if (before is not null)
            yield return scene.Text(Texts.HintSame, ("value", string.Join(' ', before)));
    }

    private IEnumerable<Option> Actions(Scene scene)
    {
        if (Questions[0].Form.Asked.First().Path != Questions[0].Path)
            yield return new Option("@back", scene.Text(Texts.ActionBack));
    }

    private static string Line(Scene scene, Draft draft, FilledQuestion question, int number)
    {
        var unit = question.Question.Unit ?? "";
        return draft.Previous.TryGetValue(question.Path, out var last)
            ? scene.Text(Texts.TogetherLineBefore, ("number", number), ("question", question.Caption), ("unit", unit), ("value", question.Show(last)))
            : scene.Text(unit.Length > 0 ? Texts.TogetherLine : Texts.TogetherLinePlain, ("number", number), ("question", question.Caption), ("unit", unit));
    }

    private List<string>? Before(Draft draft)
    {
        var before = Questions.Select(question => draft.Previous.GetValueOrDefault(question.Path)).OfType<string>().ToList();
        return before.Count == Questions.Count ? before : null;
    }

    // 1,100 is one number: commas part the answers only where no blank does, and where it is not one answer as it stands.
    private List<string> Split(Scene scene, string typed)
    {
        var apart = typed.Split(Gaps, StringSplitOptions.RemoveEmptyEntries);
        return apart.Length > 1 || AnswerReader.Read(Questions[0], typed, scene.Pack.ValueWords, scene.Now) is Reading.Understood
            ? [.. apart]
            : [.. typed.Split(Marks, StringSplitOptions.RemoveEmptyEntries)];
    }

    private static bool IsNumber(FilledQuestion question) =>
        question.Question is { Type: QuestionType.Integer or QuestionType.Decimal, Hint: null, Lookup: null };

    private static bool IsChosenBefore(Draft draft, FilledQuestion question) =>
        question.Question is { Type: QuestionType.SelectOne, Hint: null, PrefillPrevious: true }
        && question.Choices.Count <= MostOptions
        && draft.Previous.TryGetValue(question.Path, out var last) && question.Choices.Any(choice => choice.Name == last);

    /// <summary>The repeat's row it stands in, and its section.</summary>
    private static (string Row, string Section) Home(FilledQuestion question) =>
        (question.Path[..(question.Path.LastIndexOf('/') + 1)], question.Section);

    // Whether it is asked at all hangs on an answer that is not there yet.
    private static bool Hangs(FilledQuestion question, List<FilledQuestion> earlier) => question.Question.Relevant is { } relevant
        && earlier.Any(other => relevant.References.Contains(other.Question.Name));
}
