using System.Globalization;
using System.Text.RegularExpressions;
using Store.Expressions;
using Store.Packs;
using Group = Store.Packs.Group;

namespace Bot.Forms;

/// <summary>Answers worth trying: every choice, and of numbers and texts those that the form's own expressions compare with.</summary>
internal sealed partial class FormCandidates
{
    private const int Most = 12;

    private readonly Dictionary<string, SortedSet<string>> compared = new(StringComparer.Ordinal);
    private readonly string day;

    public FormCandidates(Form form, DateTimeOffset now)
    {
        day = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var (item, expressions) in Items(form.Items))
            foreach (var expression in expressions.OfType<Expression>())
                foreach (var name in expression.References.Append(item.Name))
                    foreach (Match literal in Literal().Matches(expression.Source))
                        (compared.TryGetValue(name, out var known) ? known : compared[name] = new(StringComparer.Ordinal))
                            .Add(literal.Groups["text"].Success ? literal.Groups["text"].Value : literal.Value);
    }

    /// <summary>Those that the question takes first; none where a choice_filter leaves no choice yet.</summary>
    public IReadOnlyList<string> For(FilledForm filled, FilledQuestion question)
    {
        var all = question.Question.Type switch
        {
            QuestionType.SelectOne => question.Question.ChoicesFrom is null ? Names(question) : [day],
            QuestionType.SelectMultiple => Several(question),
            QuestionType.Rank => question.Choices.Count == 0 ? [] : [string.Join(' ', Names(question))],
            QuestionType.Integer => [.. Numbers(question).Where(number => number == decimal.Truncate(number)).Select(Text)],
            QuestionType.Decimal or QuestionType.Range => [.. Numbers(question).Select(Text)],
            QuestionType.Date => [day, .. Compared(question).Where(text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))],
            QuestionType.Time => ["08:00:00.000+08:00"],
            QuestionType.DateTime => [$"{day}T08:00:00.000+08:00"],
            QuestionType.Acknowledge => ["OK"],
            QuestionType.Geopoint => ["30.6 104.1 0 0"],
            _ => (IReadOnlyList<string>)["x", .. Compared(question).Where(text => text.Length > 0)],
        };
        if (all.Count > Most)
            all = [.. all.Take(Most - 1), all[^1]];
        var taken = question.Question.Constraint is null ? all : [.. all.Where(value => filled.Check(question, value) is null)];
        return taken.Count > 0 ? taken : all;
    }

    private static IReadOnlyList<string> Names(FilledQuestion question) => [.. question.Choices.Select(choice => choice.Name).Distinct()];

    private static IReadOnlyList<string> Several(FilledQuestion question)
    {
        var names = Names(question);
        var together = question.Choices.Where(choice => !choice.Exclusive).Select(choice => choice.Name).Distinct().ToList();
        return together.Count > 1 ? [.. names, string.Join(' ', together)] : names;
    }

    /// <summary>What the form compares with, and one below and above.</summary>
    private IEnumerable<decimal> Numbers(FilledQuestion question) => Compared(question)
        .Select(text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < 1_000_000_000 ? number : (decimal?)null)
        .OfType<decimal>().SelectMany(number => new[] { number, number - 1, number + 1 }).Prepend(2).Prepend(1).Append(0).Distinct();

    private IEnumerable<string> Compared(FilledQuestion question) => compared.GetValueOrDefault(question.Question.Name) ?? [];

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<(FormItem Item, Expression?[] Expressions)> Items(IEnumerable<FormItem> items) => items.SelectMany(item => item switch
    {
        Group group => Items(group.Items).Prepend((group, [group.Relevant, group.RepeatCount])),
        Question question => [(question, [question.Relevant, question.Constraint, question.Required, question.Calculation])],
        _ => Array.Empty<(FormItem, Expression?[])>(),
    });

    [GeneratedRegex("'(?<text>[^']*)'|\"(?<text>[^\"]*)\"|[0-9]+(\\.[0-9]+)?", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Literal();
}
