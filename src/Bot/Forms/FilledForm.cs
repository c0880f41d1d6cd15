using Bot.Forms.Plans;
using Store.Expressions;
using Store.Packs;

namespace Bot.Forms;

/// <summary>
/// A form with a draft's answers in it: what is relevant, what the calculations give, what is asked next, what is wrong.
/// Not changed once made. A draft remembers how it was last filled, so that after an answer only what depends on it is worked out again.
/// </summary>
public sealed class FilledForm
{
    private readonly FormPlan plan;
    private readonly Settled settled;
    private readonly Evaluation at;
    private readonly DateTimeOffset now;
    private FilledQuestion?[]? questions;
    private IReadOnlyList<FilledQuestion>? all;

    public FilledForm(Form form, Draft draft, DateTimeOffset now)
    {
        Form = form;
        Draft = draft;
        this.now = now;
        plan = FormPlan.Of(form);
        settled = draft.LastFilled is { } last && last.plan == plan
            ? Settling.From(last.settled, last.Draft, last.now, plan, draft, now)
            : Settling.FromNothing(plan, draft, now);
        at = Settling.Place(plan, draft, settled.Nodes[0], now);
        draft.LastFilled = this;
    }

    public Form Form { get; }

    public Draft Draft { get; }

    /// <summary>Every question, calculation and hidden value in printed order, relevant or not.</summary>
    public IReadOnlyList<FilledQuestion> All => all ??= [.. Shape.Questions.Select(QuestionAt)];

    /// <summary>The relevant questions that a person answers, in printed order.</summary>
    public IEnumerable<FilledQuestion> Asked
    {
        get
        {
            foreach (var order in Shape.Questions)
                if (IsAsked(order))
                    yield return QuestionAt(order);
        }
    }

    /// <summary>
    /// The first question still open: relevant, unanswered and not passed over; null when the form is through.
    /// A photo that is not required is never asked for: whoever has one sends it, whenever they like.
    /// </summary>
    public FilledQuestion? Next
    {
        get
        {
            foreach (var order in Shape.Questions)
                if (settled.Nodes[order].Text.Length == 0 && IsAsked(order) && IsOpen(QuestionAt(order)))
                    return QuestionAt(order);
            return null;
        }
    }

    /// <summary>
    /// The first thing still open, which may also be whether a repeat has another row: asked after its last row and before what
    /// is printed below it. Null when the form is through.
    /// </summary>
    public NextStep? Open
    {
        get
        {
            var next = Next;
            foreach (var place in Shape.Repeats)
                if ((next is null || place.End <= next.Place.Order) && place.Rows < Limits.RepeatRows
                    && new FilledRepeat(this, place) is { IsOpen: true, IsClosed: false, IsRelevant: true } repeat)
                    return new NextStep.AnotherRow(repeat);
            return next is null ? null : new NextStep.Ask(next);
        }
    }

    /// <summary>Every repeat, also those without rows; inner ones before the one they stand in.</summary>
    public IEnumerable<FilledRepeat> Repeats => Shape.Repeats.Select(place => new FilledRepeat(this, place));

    /// <summary>The stored answers of everything relevant, calculations included, by path.</summary>
    public IReadOnlyDictionary<string, string> Answers
    {
        get
        {
            var answers = new Dictionary<string, string>();
            foreach (var order in Shape.Questions)
                if (settled.Nodes[order] is { Text.Length: > 0, IsRelevant: true } node)
                    answers[Shape.Places[order].Path] = node.Text;
            return answers;
        }
    }

    /// <summary>What stands in the way of submitting, in printed order.</summary>
    public IEnumerable<FormFinding> Problems => Asked.Select(question => Problem(question, question.Node)).OfType<FormFinding>();

    /// <summary>What should be looked at but does not block.</summary>
    public IEnumerable<FormFinding> Warnings =>
        from question in Asked
        where question.IsAnswered && question.Question.Warning is { } warning && !warning.IsTrue(at, question.Node)
        select new FormFinding(question, FindingKind.Warning, question.Question.WarningMessage ?? "");

    internal FormShape Shape => settled.Shape;

    /// <summary>As the constructor, but what is already worked out is given again.</summary>
    public static FilledForm Of(Form form, Draft draft, DateTimeOffset now) =>
        draft.LastFilled is { } last && ReferenceEquals(last.Draft, draft) && ReferenceEquals(last.Form, form) && last.now.EqualsExact(now)
            ? last
            : new FilledForm(form, draft, now);

    /// <summary>The form after one more answer; triggered calculations are not run, see <see cref="Filling.Answer"/>.</summary>
    public FilledForm After(string path, string value) => Of(Form, Draft.With(path, value), now);

    public FilledQuestion? Find(string path) =>
        Shape.Find(path) is { } order && Shape.Places[order].IsQuestion ? QuestionAt(order) : null;

    /// <summary>Whether <paramref name="value"/> would be refused here; null when it is fine.</summary>
    public FormFinding? Check(FilledQuestion question, string value)
    {
        if (value == question.Value)
            return Problem(question, question.Node);
        var asked = value.Length > 0 ? question.Question.Constraint : question.Question.Required;
        return Problem(question, asked is { ReadsAnything: true } || asked?.References.Contains(question.Question.Name) == true
            ? Replaced(question.Place.Order, value)
            : Node.Instead(question.Node, value));
    }

    /// <summary>Which of the questions now asked it is, from 1, and how many there are; notes are not counted.</summary>
    public (int Number, int Count) Numbered(FilledQuestion question)
    {
        int number = 0, count = 0;
        foreach (var order in Shape.Questions)
        {
            if (!IsAsked(order) || IsNote(order))
                continue;
            count++;
            if (order == question.Place.Order)
                number = count;
        }
        return (number, count);
    }

    /// <summary>The notes printed just above a question, which are read together with it.</summary>
    public IReadOnlyList<FilledQuestion> NotesAbove(FilledQuestion question)
    {
        var notes = new List<FilledQuestion>();
        for (var order = question.Place.Order - 1; order > 0; order--)
            if (IsAsked(order))
            {
                if (!IsNote(order))
                    break;
                notes.Insert(0, QuestionAt(order));
            }
        return notes;
    }

    /// <summary>The answered questions that <paramref name="after"/> no longer asks, or answers that it no longer offers.</summary>
    internal IReadOnlyList<FilledQuestion> LostIn(FilledForm after)
    {
        var lost = new List<FilledQuestion>();
        foreach (var order in Shape.Questions)
            if (settled.Nodes[order].Text.Length > 0 && IsAsked(order) && after.Loses(Shape.Places[order].Path))
                lost.Add(QuestionAt(order));
        return lost;
    }

    internal string Fill(Wording wording, Node self) => wording.Fill(at, self);

    internal Evaluation At(Node node) => at with { Self = node };

    internal bool IsTrue(Expression expression, Node self) => expression.IsTrue(at, self);

    internal IReadOnlyList<Choice> Offered(Place place, Expression? filter) =>
        Offers.Of(place.Item!, filter, at, settled.Nodes[place.Order], plan.RowsOffered(place.Item!, Shape).Select(order => settled.Nodes[order]));

    internal Node ParentOf(RepeatPlace repeat) => settled.Nodes[repeat.Parent];

    internal bool IsRelevant(RepeatPlace repeat)
    {
        var parent = settled.Nodes[repeat.Parent];
        return parent.IsRelevant
            && repeat.Item.Item.Relevant?.IsTrue(at, Node.Absent(parent, repeat.Item.Item.Name)) != false;
    }

    /// <summary>What the draft holds there, also where a choice_filter no longer offers it.</summary>
    internal string StoredAt(Place place) => settled.Stored[place.Order];

    private Node Replaced(int order, string value)
    {
        var node = Shape.Layout.Copy(settled.Nodes)[order];
        node.Text = value;
        return node;
    }

    private FormFinding? Problem(FilledQuestion question, Node node)
    {
        if (node.Text.Length == 0)
            return question.Question is { Type: not QuestionType.Note, Required: { } required } && required.IsTrue(at, node)
                ? new FormFinding(question, FindingKind.Required, question.Question.RequiredMessage ?? "")
                : null;
        return question.Question.Constraint is { } constraint && !constraint.IsTrue(at, node)
            ? new FormFinding(question, FindingKind.Constraint, question.Question.ConstraintMessage ?? "")
            : null;
    }

    private bool Loses(string path) => Shape.Find(path) is not { } order || !IsAsked(order)
        || (settled.Nodes[order].Text.Length == 0 && settled.Stored[order].Length > 0);

    private bool IsNote(int order) => Shape.Places[order].Item!.Question!.Type == QuestionType.Note;

    private bool IsAsked(int order) => Shape.Places[order].IsAsked && settled.Nodes[order].IsRelevant;

    private bool IsOpen(FilledQuestion question) => question.Question.Type != QuestionType.Note
        && !Draft.Skipped.Contains(question.Path)
        && !(question.IsMedia && !question.IsRequired);

    private FilledQuestion QuestionAt(int order)
    {
        questions ??= new FilledQuestion?[Shape.Places.Length];
        return questions[order] ??= new FilledQuestion(this, Shape.Places[order], settled.Nodes[order]);
    }
}

/// <summary>What is wrong with one answer, or with its absence.</summary>
/// <param name="Message">The form's own sentence; empty where the author wrote none.</param>
public sealed record FormFinding(FilledQuestion Question, FindingKind Kind, string Message);

public enum FindingKind { Required, Constraint, Warning }
