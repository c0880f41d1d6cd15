using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>
/// A record as expressions see it. One tree per form is laid out with the names that are read, and filled anew for each record:
/// what is counted over a quarter of a million households must not build a tree for each.
/// </summary>
internal sealed class RecordTree
{
    private readonly HashSet<string> names;
    private readonly bool readsMoment;
    private readonly Dictionary<Form, Laid> laid = new(ReferenceEqualityComparer.Instance);
    private Laid? last;
    private Evaluation at = new(new Node("data", ValueKind.Group), DateTimeOffset.UnixEpoch);
    private LedgerRecord? current;

    public RecordTree(IEnumerable<Expression> expressions)
    {
        var all = expressions.ToList();
        names = [.. all.SelectMany(expression => expression.References)];
        readsMoment = all.Exists(expression => expression.ReadsMoment || expression.ReadsAnything);
    }

    public bool IsTrue(LedgerRecord record, Expression expression) => expression.IsTrue(On(record));

    public string AsText(LedgerRecord record, Expression expression) => expression.AsText(On(record));

    /// <summary>0 for what is no number.</summary>
    public decimal AsNumber(LedgerRecord record, Expression expression)
    {
        var number = expression.AsNumber(On(record));
        return double.IsFinite(number) ? (decimal)number : 0;
    }

    /// <summary>Everything the expressions see of a record, in one line; false where that does not say it all, or does not fit.</summary>
    public bool TrySay(LedgerRecord record, Span<char> line, out int length)
    {
        length = 0;
        return !readsMoment && TreeOf(record.Form).TrySay(record, line, out length);
    }

    private Evaluation On(LedgerRecord record)
    {
        if (ReferenceEquals(record, current))
            return at;
        var tree = TreeOf(record.Form);
        tree.Fill(record);
        current = record;
        return at = readsMoment ? tree.At with { Now = record.SubmittedAt.ToOffset(LedgerComputation.ChinaStandardTime) } : tree.At;
    }

    private Laid TreeOf(Form form)
    {
        if (ReferenceEquals(form, last?.Form))
            return last!;
        if (!laid.TryGetValue(form, out var tree))
            laid[form] = tree = new Laid(form, names);
        return last = tree;
    }

    private sealed class Laid
    {
        /// <summary>No answer has it in it.</summary>
        private const char Apart = '\u001f';

        private readonly List<(Node Node, bool IsAnswer)> places = [];
        private readonly List<(Node Node, string Ending)> inRepeats = [];

        private RecordValues? facing;
        private RecordNames? faced;
        private int[] answers = [];

        public Laid(Form form, HashSet<string> names)
        {
            Form = form;
            Root = new Node(form.Root, ValueKind.Group);
            foreach (var name in names)
                if (form.Questions.FirstOrDefault(question => question.Name == name) is { } question)
                {
                    var node = Root.Add(new Node(name, RecordAnswers.Kind(question.Type)));
                    places.Add((node, true));
                    if (IsRepeated(form.Items, name))
                        inRepeats.Add((node, $"/{name}"));
                }
                else if (Ledger.RecordContext.Contains(name))
                    places.Add((Root.Add(new Node(name, RecordAnswers.ContextKind(name))), false));
            At = new Evaluation(Root, DateTimeOffset.UnixEpoch.ToOffset(LedgerComputation.ChinaStandardTime))
            {
                ChoiceLabel = (question, choice) => form.Find(question)?.Choices.FirstOrDefault(each => each.Name == choice)?.Label,
            };
        }

        public Form Form { get; }

        /// <summary>At no moment in particular.</summary>
        public Evaluation At { get; }

        private Node Root { get; }

        public bool TrySay(LedgerRecord record, Span<char> line, out int length)
        {
            length = 0;
            if (inRepeats.Count > 0)
                return false;
            Face(record);
            for (var place = 0; place < places.Count; place++)
            {
                var text = TextOf(record, place);
                if (text.Length >= line.Length - length)
                    return false;
                text.CopyTo(line[length..]);
                length += text.Length;
                line[length++] = Apart;
            }
            return true;
        }

        public void Fill(LedgerRecord record)
        {
            Face(record);
            for (var place = 0; place < places.Count; place++)
                places[place].Node.Text = TextOf(record, place);
            // The answers of a repeat's rows stand one after the other, as several choices do.
            foreach (var (node, ending) in inRepeats)
                node.Text = string.Join(' ', record.Answers.Where(answer => answer.Key.EndsWith(ending, StringComparison.Ordinal)).Select(answer => answer.Value));
        }

        // Records of a kind have their answers in the same places, so that names are looked up once for all of them.
        private void Face(LedgerRecord record)
        {
            facing = record.Answers as RecordValues;
            if (facing is null || ReferenceEquals(facing.Names, faced))
                return;
            faced = facing.Names;
            answers = [.. places.Select(place => place.IsAnswer ? faced.Place(place.Node.Name) : -1)];
        }

        private string TextOf(LedgerRecord record, int place)
        {
            if (facing is not null && answers[place] >= 0 && facing.At(answers[place]) is { } own)
                return own;
            var (node, isAnswer) = places[place];
            return isAnswer && record.Answers.TryGetValue(node.Name, out var answer) ? answer : RecordAnswers.Known(record, node.Name);
        }

        private static bool IsRepeated(IEnumerable<FormItem> items, string name) => items.OfType<Group>().Any(group =>
            group.IsRepeat ? Holds(group.Items, name) : IsRepeated(group.Items, name));

        private static bool Holds(IEnumerable<FormItem> items, string name) =>
            items.Any(item => item is Group group ? Holds(group.Items, name) : item.Name == name);
    }
}
