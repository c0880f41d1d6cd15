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
        if (stored.Length == 0 && record.Answers.Keys.Any(path => path.EndsWith($"]/{source.Question}", StringComparison.Ordinal)))
            return InRows(record, source);
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

    // What was asked row by row is listed in the order of the rows.
    private static string InRows(LedgerRecord record, LedgerSource.Answer source) => string.Join('、', record.Answers
        .Where(answer => answer.Key.EndsWith($"]/{source.Question}", StringComparison.Ordinal) && answer.Value.Length > 0)
        .Select(answer => source.Stored || record.Form.Find(source.Question) is not { Choices.Count: > 0 } question
            ? answer.Value
            : string.Join('、', answer.Value.Split(' ').Select(name => Label(record, question, name)))));

    public static string Known(LedgerRecord record, string name) => name == Ledger.SubmittedOn && record.SubmittedAt > DateTimeOffset.MinValue
        ? record.SubmittedAt.ToOffset(LedgerComputation.ChinaStandardTime).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : record.Context.GetValueOrDefault(name, "");

    /// <summary>or_other stores the choice <c>other</c> and the words in a question beside it: the words are what a ledger wants.</summary>
    private static string Label(LedgerRecord record, Question question, string choice) =>
        question.OrOther && choice == "other" && record.Answers.GetValueOrDefault(question.Name + "_other") is { Length: > 0 } words
            ? words
            : question.Choices.FirstOrDefault(each => each.Name == choice)?.Label ?? choice;

    private static bool IsPersonal(Form form, KeyValuePair<string, string> answer) =>
        form.MaskAt(answer.Key) is not null || PersonalNumbers.In(answer.Value);

    public static ValueKind ContextKind(string name) => name switch
    {
        Ledger.SubmittedOn or Ledger.ReportDate or "identified_on" => ValueKind.Date,
        "household_size" => ValueKind.Integer,
        _ => ValueKind.Text,
    };

    public static ValueKind Kind(QuestionType type) => type switch
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
