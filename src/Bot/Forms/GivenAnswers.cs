using System.Globalization;
using System.Text.Json;
using Bot.Forms.Plans;
using Store.Packs;

namespace Bot.Forms;

/// <summary>
/// Answers as a file holds them: <c>{"m_mode": "1", "m_jobs": [{"m_jobs_state": "1 2"}]}</c>. A select has the choice's name,
/// a select_multiple several with a space between; a repeat is an array of such objects; groups are not nested.
/// </summary>
public sealed class GivenAnswers
{
    private readonly Form form;
    private readonly Dictionary<string, string> byPath = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> rows = new(StringComparer.Ordinal);
    private readonly List<NamedMessage> problems = [];
    private readonly HashSet<string> refused = new(StringComparer.Ordinal);

    private readonly Dictionary<Question, string> keys = new(ReferenceEqualityComparer.Instance);

    private GivenAnswers(Form form)
    {
        this.form = form;
        foreach (var item in FormPlan.Of(form).Items)
            if (item.Question is { } question)
                keys[question] = item.Key;
    }


    /// <summary>What can be stored, by the path a <see cref="Draft"/> keeps it under; a blank one was left blank on purpose.</summary>
    public IReadOnlyDictionary<string, string> ByPath => byPath;

    /// <summary>How many rows were given, by the repeat's path.</summary>
    public IReadOnlyDictionary<string, int> Rows => rows;

    /// <summary>Names the form does not have, and values that cannot be stored.</summary>
    public IReadOnlyList<NamedMessage> Problems => problems;

    /// <summary>Paths that were given a value which cannot be stored.</summary>
    public IReadOnlySet<string> Refused => refused;

    /// <param name="answers">An object.</param>
    public static GivenAnswers Read(Form form, JsonElement answers)
    {
        var given = new GivenAnswers(form);
        given.ReadLevel(answers, form.Items, "");
        return given;
    }

    public bool Names(string question) =>
        byPath.Keys.Any(path => path == question || path.EndsWith($"/{question}", StringComparison.Ordinal));

    private void ReadLevel(JsonElement answers, IReadOnlyList<FormItem> items, string prefix)
    {
        foreach (var answer in answers.EnumerateObject())
            switch (Find(items, answer.Name))
            {
                case Group { IsRepeat: true } repeat:
                    ReadRows(repeat, answer.Value, prefix + repeat.Name);
                    break;
                case Group:
                    Refuse(prefix, answer.Name, "is a group; its questions stand beside it, not in it");
                    break;
                case Question question:
                    ReadAnswer(question, answer.Value, prefix);
                    break;
                default:
                    Refuse(prefix, answer.Name, Elsewhere(form.Items, answer.Name) is { } home
                        ? $"stands in the repeat {home}: give it in a row of its array"
                        : "the form has no such question");
                    break;
            }
    }

    private void ReadRows(Group repeat, JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(row => row.ValueKind != JsonValueKind.Object))
        {
            problems.Add(new NamedMessage(repeat.Name, "is a repeat: an array of objects, one for each row"));
            return;
        }
        rows[path] = value.GetArrayLength();
        var number = 0;
        foreach (var row in value.EnumerateArray())
            ReadLevel(row, repeat.Items, $"{path}[{++number}]/");
    }

    private void ReadAnswer(Question question, JsonElement value, string prefix)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.Null => "",
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Object or JsonValueKind.Array => null,
            _ => value.GetRawText(),
        };
        if (text is null)
            Refuse(prefix, question.Name, "is one value, not an object or an array");
        else if (Flaw(question, text) is { } flaw)
            Refuse(prefix, question.Name, flaw);
        else
            byPath[prefix + keys[question]] = text;
    }

    private void Refuse(string prefix, string name, string message)
    {
        refused.Add(prefix + name);
        problems.Add(NamedMessage.At(prefix + name, message));
    }

    /// <summary>Those of another version's answers that this form could store: the question is still there, of a type that the value fits.</summary>
    public static IReadOnlyDictionary<string, string> ThatFit(Form form, IReadOnlyDictionary<string, string> answers) => answers
        .Where(answer => form.Find(answer.Key[(answer.Key.LastIndexOf('/') + 1)..]) is { } question && Flaw(question, answer.Value) is null)
        .ToDictionary();

    /// <summary>Why the form could not store this text; null where it can.</summary>
    private static string? Flaw(Question question, string text)
    {
        if (text.Length == 0)
            return null;
        return question.Type switch
        {
            QuestionType.SelectOne => Unknown(question, [text]),
            QuestionType.SelectMultiple or QuestionType.Rank => Chosen(question, text.Split(' ', StringSplitOptions.RemoveEmptyEntries)),
            QuestionType.Integer when Number(text) is not { } whole || whole != decimal.Truncate(whole) => $"'{text}' is not a whole number",
            QuestionType.Decimal or QuestionType.Range when Number(text) is null => $"'{text}' is not a number",
            QuestionType.Date when !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                => $"'{text}' is not a date such as 2022-08-31",
            QuestionType.Time when !TimeOnly.TryParse(text[..Math.Min(text.Length, 8)], CultureInfo.InvariantCulture, out _)
                => $"'{text}' is not a time such as 08:30",
            QuestionType.DateTime when !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _)
                => $"'{text}' is not a date and time such as 2022-08-31T08:30:00+08:00",
            QuestionType.Note => "is a note and takes no answer",
            _ => null,
        };
    }

    private static string? Chosen(Question question, string[] names)
    {
        if (Unknown(question, names) is { } unknown)
            return unknown;
        return names.Length > 1 && question.Choices.FirstOrDefault(choice => choice.Exclusive && names.Contains(choice.Name)) is { } alone
            ? $"choice '{alone.Name}' ({alone.Label}) cannot stand beside others"
            : null;
    }

    private static string? Unknown(Question question, string[] names) =>
        names.FirstOrDefault(name => question.Choices.All(choice => choice.Name != name)) is { } unknown
            ? $"there is no choice '{unknown}'; known: {string.Join(", ", question.Choices.Select(choice => choice.Name))}"
            : null;

    private static decimal? Number(string text) => decimal.TryParse(
        text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Within plain groups, but not within repeats: their rows are a level of their own.</summary>
    private static FormItem? Find(IReadOnlyList<FormItem> items, string name) =>
        items.FirstOrDefault(item => item.Name == name && item is not Group { IsRepeat: false })
        ?? items.OfType<Group>().Where(group => !group.IsRepeat).Select(group => Find(group.Items, name)).FirstOrDefault(found => found is not null)
        ?? items.FirstOrDefault(item => item.Name == name);

    private static string? Elsewhere(IReadOnlyList<FormItem> items, string name) => items.OfType<Group>()
        .Select(group => group.IsRepeat && Find(group.Items, name) is not null ? group.Name : Elsewhere(group.Items, name))
        .FirstOrDefault(found => found is not null);
}

/// <summary>Something to say about one question. A row of a repeat is named in the message.</summary>
public sealed record NamedMessage(string Name, string Message)
{
    /// <param name="path"><c>m_jobs[2]/m_jobs_state</c></param>
    public static NamedMessage At(string path, string message) => path.LastIndexOf('/') is >= 0 and var end
        ? new(path[(end + 1)..], $"{path[..end]}: {message}")
        : new(path, message);
}
