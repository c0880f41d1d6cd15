using Store.Packs;

namespace Bot.Forms;

/// <summary>Fills one form many times with made-up answers. Bounded by counting what is evaluated, never by a clock.</summary>
internal sealed class FormTrials
{
    private const int MostRounds = 40;

    /// <summary>More tell nothing new of a small form.</summary>
    private const int MostFills = 400;

    private readonly DateTimeOffset now;
    private readonly FormCandidates candidates;
    private readonly Random chance = new(20220831);
    private readonly HashSet<string> triggers;
    private readonly int budget;
    private int spent;

    public FormTrials(Form form, DateTimeOffset now, int budget)
    {
        this.now = now;
        this.budget = budget;
        Form = FormOffRecord.Of(form, out var fromRecords, out var computed);
        (FromRecords, Computed) = (fromRecords, computed);
        candidates = new FormCandidates(Form, now);
        triggers = [.. Form.Questions.SelectMany(question => question.Triggers)];
    }

    /// <summary>With one row where the number of rows comes from the records, and values from there left open.</summary>
    public Form Form { get; }

    /// <summary>Questions that the records answer before anybody is asked.</summary>
    public IReadOnlyList<string> FromRecords { get; }

    /// <summary>Calculations that read the records.</summary>
    public IReadOnlyList<string> Computed { get; }

    /// <summary>The first half of the budget: one filling with every first choice, one with every last, the others as chance has it.</summary>
    public List<Fill> Sample()
    {
        var fills = new List<Fill>
        {
            Make(new Dictionary<string, string>(), (_, values) => values[0], recordsKnown: true),
            Make(new Dictionary<string, string>(), (_, values) => values[^1], recordsKnown: true),
        };
        while (spent < budget / 2 && fills.Count < MostFills)
            fills.Add(Make(new Dictionary<string, string>(), Any, recordsKnown: fills.Count % 4 != 0));
        return fills;
    }

    /// <summary>Changes one answer at a time as long as that asks less (or more); a quarter of the budget.</summary>
    public Fill Improve(Fill best, bool fewer)
    {
        var end = spent + budget / 4;
        var left = MostFills;
        for (var improved = true; improved;)
        {
            improved = false;
            foreach (var (path, values) in best.Choices.Reverse())
                foreach (var value in values.Where(value => value != best.Given[path]).Take(8))
                {
                    if (spent >= end || left-- == 0)
                        return best;
                    var changed = Make(new Dictionary<string, string>(best.Given) { [path] = value }, Any, best.RecordsKnown);
                    if (fewer ? changed.Asked.Count >= best.Asked.Count : changed.Asked.Count <= best.Asked.Count)
                        continue;
                    (best, improved) = (changed, true);
                    break;
                }
        }
        return best;
    }

    /// <summary>The next filling about the same household, with the same answers.</summary>
    public Fill Again(Fill last) => Make(last.Given, Any, last.RecordsKnown, last.Answers);

    private string Any(FilledQuestion question, IReadOnlyList<string> values) => values[chance.Next(values.Count)];

    private Fill Make(
        IReadOnlyDictionary<string, string> given,
        Func<FilledQuestion, IReadOnlyList<string>, string> pick,
        bool recordsKnown,
        IReadOnlyDictionary<string, string>? previous = null)
    {
        var fill = new Fill(recordsKnown);
        var draft = new Draft { Form = Form.Id, Subject = "1", Period = now.ToString("yyyy-MM"), Previous = previous ?? new Dictionary<string, string>(), StartedAt = now };
        draft = Filling.Start(Form, draft, "1", now);
        if (previous is not null)
            draft = Filling.CarryOver(Form, draft, now);
        var answered = new HashSet<string>(StringComparer.Ordinal);
        FilledForm filled;
        for (var round = 0; ; round++)
        {
            filled = new FilledForm(Form, draft, now);
            spent += filled.All.Count + 1;
            var open = round == MostRounds ? [] : filled.All.Where(question => IsOpen(question, recordsKnown) && !answered.Contains(question.Path)).ToList();
            var moved = false;
            foreach (var question in open)
            {
                var values = candidates.For(filled, question);
                if (values.Count == 0)
                    continue;
                var value = given.GetValueOrDefault(question.Path) is { } known && values.Contains(known) ? known : pick(question, values);
                (fill.Given[question.Path], fill.Choices[question.Path], moved) = (value, values, true);
                answered.Add(question.Path);
                draft = triggers.Contains(question.Question.Name) ? Filling.Answer(Form, draft, question.Path, value, now) : draft.With(question.Path, value);
            }
            if (!moved)
                break;
        }
        foreach (var question in filled.All.Where(question => question is { IsRelevant: true, IsAnswered: true }))
            fill.Answers[question.Path] = question.Value;
        fill.Asked = [.. filled.Asked.Where(question => IsAsked(question)
            && (answered.Contains(question.Path) || !question.IsAnswered)
            && !(recordsKnown && FromRecords.Contains(question.Question.Name)))];
        return fill;
    }

    private bool IsOpen(FilledQuestion question, bool recordsKnown) => question is { IsRelevant: true, IsAnswered: false }
        && (question.Question.IsAsked ? IsAsked(question) : recordsKnown && Computed.Contains(question.Question.Name));

    /// <summary>A photo that nobody insists on is not asked for.</summary>
    private static bool IsAsked(FilledQuestion question) =>
        question.Question.Type != QuestionType.Note && !(question.IsMedia && !question.IsRequired);
}

/// <summary>One made-up filling.</summary>
/// <param name="RecordsKnown">Whether it is about a household that the county's records know.</param>
internal sealed record Fill(bool RecordsKnown)
{
    /// <summary>What was answered, by path, and among which values.</summary>
    public Dictionary<string, string> Given { get; } = new(StringComparer.Ordinal);

    public OrderedDictionary<string, IReadOnlyList<string>> Choices { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<FilledQuestion> Asked { get; set; } = [];

    /// <summary>All that the form holds in the end, by path.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);
}
