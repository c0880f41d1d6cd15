using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>
/// A record as expressions see it. One tree per form is laid out with the names that are read, and filled anew for each record:
/// what is counted over a quarter of a million households must not build a tree for each.
/// </summary>
internal sealed class RecordTree(IEnumerable<Expression> expressions)
{
    private readonly HashSet<string> names = [.. expressions.SelectMany(expression => expression.References)];
    private readonly Dictionary<Form, Laid> laid = new(ReferenceEqualityComparer.Instance);
    private Evaluation at = new(new Node("data", ValueKind.Group), DateTimeOffset.UnixEpoch);
    private LedgerRecord? current;

    public bool IsTrue(LedgerRecord record, Expression expression) => expression.IsTrue(On(record));

    public string AsText(LedgerRecord record, Expression expression) => expression.AsText(On(record));

    /// <summary>0 for what is no number.</summary>
    public decimal AsNumber(LedgerRecord record, Expression expression)
    {
        var number = expression.AsNumber(On(record));
        return double.IsFinite(number) ? (decimal)number : 0;
    }

    private Evaluation On(LedgerRecord record)
    {
        if (ReferenceEquals(record, current))
            return at;
        if (!laid.TryGetValue(record.Form, out var tree))
            laid[record.Form] = tree = new Laid(record.Form, names);
        tree.Fill(record);
        current = record;
        return at = new Evaluation(tree.Root, record.SubmittedAt.ToOffset(LedgerComputation.ChinaStandardTime))
        {
            ChoiceLabel = (question, choice) => record.Form.Find(question)?.Choices.FirstOrDefault(each => each.Name == choice)?.Label,
        };
    }

    private sealed class Laid
    {
        private readonly List<(Node Node, bool IsAnswer)> places = [];
        private readonly List<(Node Node, string Ending)> inRepeats = [];

        public Laid(Form form, HashSet<string> names)
        {
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
        }

        public Node Root { get; }

        public void Fill(LedgerRecord record)
        {
            foreach (var (node, isAnswer) in places)
                node.Text = isAnswer && record.Answers.TryGetValue(node.Name, out var answer) ? answer : RecordAnswers.Known(record, node.Name);
            // The answers of a repeat's rows stand one after the other, as several choices do.
            foreach (var (node, ending) in inRepeats)
                node.Text = string.Join(' ', record.Answers.Where(answer => answer.Key.EndsWith(ending, StringComparison.Ordinal)).Select(answer => answer.Value));
        }

        private static bool IsRepeated(IEnumerable<FormItem> items, string name) => items.OfType<Group>().Any(group =>
            group.IsRepeat ? Holds(group.Items, name) : IsRepeated(group.Items, name));

        private static bool Holds(IEnumerable<FormItem> items, string name) =>
            items.Any(item => item is Group group ? Holds(group.Items, name) : item.Name == name);
    }
}
