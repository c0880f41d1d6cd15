using System.Globalization;
using Store;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>What a ledger prints of one record: its answers with the labels of what was chosen, and what is known of it.</summary>
internal static class RecordAnswers
{
    /// <summary>The record with its personal numbers masked, for every column whose layout does not ask for them whole.</summary>
    public static LedgerRecord Masked(LedgerRecord record) => record.Answers.Any(answer => IsPersonal(record.Form, answer))
        ? record with
        {
            Answers = record.Answers.ToDictionary(answer => answer.Key, answer => record.Form.MaskAt(answer.Key) is { } kind
                ? Mask.Of(kind, answer.Value)
                : PersonalNumbers.MaskIds(answer.Value)),
        }
        : record;

    public static string Shown(LedgerRecord record, LedgerSource.Answer source)
    {
        var stored = record.Answers.GetValueOrDefault(source.Question, "");
        return source.Stored || stored.Length == 0 || record.Form.Find(source.Question) is not { } question
            ? stored
            : question.Type switch
            {
                QuestionType.SelectOne => Label(record, question, stored),
                QuestionType.SelectMultiple or QuestionType.Rank =>
                    string.Join('、', stored.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => Label(record, question, name))),
                _ => stored,
            };
    }

    public static string Known(LedgerRecord record, string name) => name == Ledger.SubmittedOn
        ? record.SubmittedAt.ToOffset(LedgerComputation.ChinaStandardTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : record.Context.GetValueOrDefault(name, "");

    /// <summary>Answers shadow context values of the same name: what was said about this record wins.</summary>
    public static string Evaluate(LedgerRecord record, Expression expression)
    {
        var root = new Node(record.Form.Root, ValueKind.Group);
        foreach (var question in record.Form.Questions)
            root.Add(new Node(question.Name, Kind(question.Type)) { Text = record.Answers.GetValueOrDefault(question.Name, "") });
        foreach (var name in Ledger.RecordContext)
            if (record.Form.Find(name) is null)
                root.Add(new Node(name, name == Ledger.SubmittedOn ? ValueKind.Date : ValueKind.Text) { Text = Known(record, name) });
        return expression.AsText(new Evaluation(root, record.SubmittedAt.ToOffset(LedgerComputation.ChinaStandardTime))
        {
            ChoiceLabel = (question, choice) => record.Form.Find(question)?.Choices.FirstOrDefault(each => each.Name == choice)?.Label,
        });
    }

    /// <summary>or_other stores the choice <c>other</c> and the words in a question beside it: the words are what a ledger wants.</summary>
    private static string Label(LedgerRecord record, Question question, string choice) =>
        question.OrOther && choice == "other" && record.Answers.GetValueOrDefault(question.Name + "_other") is { Length: > 0 } words
            ? words
            : question.Choices.FirstOrDefault(each => each.Name == choice)?.Label ?? choice;

    private static bool IsPersonal(Form form, KeyValuePair<string, string> answer) =>
        form.MaskAt(answer.Key) is not null || PersonalNumbers.In(answer.Value);

    private static ValueKind Kind(QuestionType type) => type switch
    {
        QuestionType.SelectOne => ValueKind.SelectOne,
        QuestionType.SelectMultiple or QuestionType.Rank => ValueKind.SelectMultiple,
        QuestionType.Integer or QuestionType.Range => ValueKind.Integer,
        QuestionType.Decimal => ValueKind.Decimal,
        QuestionType.Date => ValueKind.Date,
        QuestionType.Time => ValueKind.Time,
        QuestionType.DateTime => ValueKind.DateTime,
        _ => ValueKind.Text,
    };
}
