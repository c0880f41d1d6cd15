using Store.Expressions;
using Store.Packs;

namespace Bot.Forms;

/// <summary>
/// A form with a draft's answers in it: what is relevant, what the calculations give, what is asked next, what is wrong.
/// Evaluated once when made; make a new one after every answer (a form of fifty questions takes a fraction of a millisecond).
/// </summary>
public sealed class FilledForm
{
    // Answers depend forwards on answers, so two passes settle nearly every form; the loader refuses cycles.
    private const int MostPasses = 12;

    private readonly List<Place> places;
    private readonly Evaluation at;

    public FilledForm(Form form, Draft draft, DateTimeOffset now)
    {
        Form = form;
        Draft = draft;
        var root = new Node(form.Root, ValueKind.Group);
        at = new Evaluation(root, now) { Data = draft.Data, ChoiceLabel = ChoiceLabel };
        places = Lay(form.Items, root, "", "");
        for (var pass = 0; pass < MostPasses && Settle(places); pass++)
        {
        }
        All = [.. Flatten(places)];
    }

    public Form Form { get; }

    public Draft Draft { get; }

    /// <summary>Every question, calculation and hidden value in printed order, relevant or not.</summary>
    public IReadOnlyList<FilledQuestion> All { get; }

    /// <summary>The relevant questions that a person answers, in printed order.</summary>
    public IEnumerable<FilledQuestion> Asked => All.Where(question => question.Question.IsAsked && question.IsRelevant);

    /// <summary>
    /// The first question still open: relevant, unanswered and not passed over; null when the form is through.
    /// A photo that is not required is never asked for: whoever has one sends it, whenever they like.
    /// </summary>
    public FilledQuestion? Next => Asked.FirstOrDefault(question =>
        !question.IsAnswered && question.Question.Type != QuestionType.Note && !Draft.Skipped.Contains(question.Path)
        && !(question.IsMedia && !question.IsRequired));

    public FilledQuestion? Find(string path) => All.FirstOrDefault(question => question.Path == path);

    /// <summary>The stored answers of everything relevant, calculations included, by path.</summary>
    public IReadOnlyDictionary<string, string> Answers => All
        .Where(question => question is { IsRelevant: true, IsAnswered: true })
        .ToDictionary(question => question.Path, question => question.Value);

    /// <summary>What stands in the way of submitting, in printed order.</summary>
    public IEnumerable<FormFinding> Problems => Asked.Select(Problem).OfType<FormFinding>();

    /// <summary>What should be looked at but does not block.</summary>
    public IEnumerable<FormFinding> Warnings =>
        from question in Asked
        where question.IsAnswered && question.Question.Warning is { } warning && !warning.IsTrue(At(question.Node))
        select new FormFinding(question, FindingKind.Warning, question.Question.WarningMessage ?? "");

    /// <summary>Whether <paramref name="value"/> would be refused here; null when it is fine.</summary>
    public FormFinding? Check(FilledQuestion question, string value)
    {
        var before = question.Node.Text;
        question.Node.Text = value;
        var finding = Problem(question);
        question.Node.Text = before;
        return finding;
    }

    internal Evaluation At(Node node) => at with { Self = node };

    private FormFinding? Problem(FilledQuestion question)
    {
        if (!question.IsAnswered)
            return question.IsRequired && question.Question.Type != QuestionType.Note
                ? new FormFinding(question, FindingKind.Required, question.Question.RequiredMessage ?? "")
                : null;
        return question.Question.Constraint is { } constraint && !constraint.IsTrue(At(question.Node))
            ? new FormFinding(question, FindingKind.Constraint, question.Question.ConstraintMessage ?? "")
            : null;
    }

    private List<Place> Lay(IEnumerable<FormItem> items, Node parent, string prefix, string section)
    {
        var laid = new List<Place>();
        foreach (var item in items)
            laid.Add(item switch
            {
                Group { IsRepeat: true } repeat => new Place.Repeat(repeat, parent, prefix, []),
                Group group => LayGroup(group, parent, prefix),
                _ => LayQuestion((Question)item, parent, prefix, section),
            });
        return laid;
    }

    private Place.Group LayGroup(Group group, Node parent, string prefix)
    {
        var node = parent.Add(new Node(group.Name, ValueKind.Group));
        return new Place.Group(group, node, Lay(group.Items, node, prefix, group.Label));
    }

    private Place.Leaf LayQuestion(Question question, Node parent, string prefix, string section)
    {
        var path = prefix + question.Name;
        var node = parent.Add(new Node(question.Name, KindOf(question.Type)) { Text = Draft.Answers.GetValueOrDefault(path, "") });
        return new Place.Leaf(new FilledQuestion(this, question, node, path, section));
    }

    /// <summary>One round over everything that is computed, in printed order; true where something moved.</summary>
    private bool Settle(List<Place> inside)
    {
        var moved = false;
        foreach (var place in inside)
            moved |= place switch
            {
                Place.Leaf leaf => Settle(leaf.Question.Question, leaf.Question.Node) | Calculate(leaf.Question),
                Place.Group group => Settle(group.Item, group.Node) | Settle(group.Inside),
                Place.Repeat repeat => Grow(repeat) | repeat.Rows.Aggregate(false, (any, row) => any | Settle(row.Item, row.Node) | Settle(row.Inside)),
                _ => false,
            };
        return moved;
    }

    private bool Settle(FormItem item, Node node)
    {
        var relevant = item.Relevant?.IsTrue(At(node)) ?? true;
        var moved = node.Relevant != relevant;
        node.Relevant = relevant;
        return moved;
    }

    private bool Calculate(FilledQuestion question)
    {
        if (question.Question is not { Calculation: { } calculation, Triggers.Count: 0 })
            return false;
        var value = calculation.AsText(At(question.Node));
        var moved = value != question.Node.Text;
        question.Node.Text = value;
        return moved;
    }

    private bool Grow(Place.Repeat repeat)
    {
        var wanted = repeat.Item.RepeatCount is { } count ? Rows(count.AsNumber(At(repeat.Parent))) : RowsAnswered(repeat);
        var moved = wanted != repeat.Rows.Count;
        while (repeat.Rows.Count < wanted)
            repeat.Rows.Add(LayGroup(repeat.Item, repeat.Parent, $"{repeat.Prefix}{repeat.Item.Name}[{repeat.Rows.Count + 1}]/"));
        while (repeat.Rows.Count > wanted)
        {
            repeat.Parent.Remove(repeat.Rows[^1].Node);
            repeat.Rows.RemoveAt(repeat.Rows.Count - 1);
        }
        return moved;
    }

    private static int Rows(double count) => double.IsNaN(count) ? 0 : (int)Math.Clamp(count, 0, Limits.RepeatRows);

    private int RowsAnswered(Place.Repeat repeat)
    {
        var row = 0;
        while (Draft.Answers.Keys.Any(path => path.StartsWith($"{repeat.Prefix}{repeat.Item.Name}[{row + 1}]/", StringComparison.Ordinal)))
            row++;
        return row;
    }

    private static IEnumerable<FilledQuestion> Flatten(IEnumerable<Place> inside) => inside.SelectMany(place => place switch
    {
        Place.Leaf leaf => [leaf.Question],
        Place.Group group => Flatten(group.Inside),
        Place.Repeat repeat => repeat.Rows.SelectMany(row => Flatten(row.Inside)),
        _ => [],
    });

    private string? ChoiceLabel(string question, string choice) =>
        Form.Find(question)?.Choices.FirstOrDefault(candidate => candidate.Name == choice)?.Label;

    private static ValueKind KindOf(QuestionType type) => type switch
    {
        QuestionType.SelectOne => ValueKind.SelectOne,
        QuestionType.SelectMultiple or QuestionType.Rank => ValueKind.SelectMultiple,
        QuestionType.Integer => ValueKind.Integer,
        QuestionType.Decimal or QuestionType.Range => ValueKind.Decimal,
        QuestionType.Date => ValueKind.Date,
        QuestionType.Time => ValueKind.Time,
        QuestionType.DateTime => ValueKind.DateTime,
        _ => ValueKind.Text,
    };

    /// <summary>A row of the form with the nodes that stand for it.</summary>
    private abstract record Place
    {
        public sealed record Leaf(FilledQuestion Question) : Place;

        public sealed record Group(Store.Packs.Group Item, Node Node, List<Place> Inside) : Place;

        public sealed record Repeat(Store.Packs.Group Item, Node Parent, string Prefix, List<Group> Rows) : Place;
    }
}

/// <summary>What is wrong with one answer, or with its absence.</summary>
/// <param name="Message">The form's own sentence; empty where the author wrote none.</param>
public sealed record FormFinding(FilledQuestion Question, FindingKind Kind, string Message);

public enum FindingKind { Required, Constraint, Warning }
