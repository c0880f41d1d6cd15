using System.Globalization;
using System.Text.Json.Nodes;
using Store;
using Store.Expressions;
using Store.Packs;

namespace Bot.Forms;

/// <summary>
/// A form filled from a file instead of a chat, and everything that can be said about it. Evaluation never stops at a missing
/// answer; a constraint or warning waits only for the answers it reads itself.
/// </summary>
public sealed class FormRun
{
    private readonly Form form;
    private readonly FilledForm filled;
    private readonly ILookup<string, FilledQuestion> byName;
    private readonly List<(int Order, NamedMessage Message)> problems = [];
    private readonly Form written;

    private FormRun(Form written, Form form, Draft draft, GivenAnswers given, DateTimeOffset now)
    {
        this.written = written;
        this.form = form;
        filled = FilledForm.Of(form, draft, now);
        byName = filled.All.ToLookup(question => question.Question.Name, StringComparer.Ordinal);
        foreach (var problem in given.Problems)
            Add(problem, blocks: true);
        foreach (var (repeat, rows) in given.Rows)
            if (RowsOf(repeat) is var room && rows > room)
                Add(NamedMessage.At(repeat, $"{rows} rows are given, the form has room for {room}"), blocks: true);
        foreach (var question in filled.All.Where(question => question.IsRelevant && !given.Refused.Contains(question.Path)))
            Check(question);
        Warnings =
        [
            .. from warning in filled.Warnings
               where AllThere(warning.Question.Question.Warning, warning.Question)
               select NamedMessage.At(warning.Question.Path, warning.Message),
        ];
    }

    public FormRunStatus Status { get; private set; } = FormRunStatus.Complete;

    /// <summary>The name of every relevant question in form order, answered or not; one in a repeat once, however many rows.</summary>
    public IReadOnlyList<string> Asked => [.. filled.Asked
        .Where(question => question.Question.Type != QuestionType.Note)
        .Select(question => question.Question.Name).Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<NamedMessage> Warnings { get; }

    /// <summary>In form order; what the form does not have comes last.</summary>
    public IReadOnlyList<NamedMessage> Problems => [.. problems.OrderBy(problem => problem.Order).Select(problem => problem.Message)];

    /// <param name="previous">The last submission about the same subject; what may stand from it does, unless given anew.</param>
    /// <param name="now">In China Standard Time.</param>
    public static FormRun Fill(Form form, GivenAnswers given, GivenAnswers? previous, DateTimeOffset now)
    {
        var alone = WithoutStore(form, given);
        var draft = Apply(given, new Draft
        {
            Form = alone.Id,
            Period = alone.Kind == "checkin" ? Month.Of(now).ToString() : "",
            Previous = previous?.ByPath ?? new Dictionary<string, string>(),
            StartedAt = now,
        });
        draft = Apply(given, Filling.Start(alone, draft, "", now));
        foreach (var (path, value) in given.ByPath)
            draft = Filling.Answer(alone, draft, path, value, now);
        draft = Apply(given, Filling.CarryOver(alone, Apply(given, draft), now));
        return new FormRun(form, alone, draft, given, now);
    }

    public JsonObject ToJson() => new()
    {
        ["form"] = form.Id,
        ["version"] = form.Version,
        ["status"] = Status.ToString().ToLowerInvariant(),
        ["answers"] = Answers(),
        ["asked"] = new JsonArray([.. Asked.Select(name => JsonValue.Create(name))]),
        ["warnings"] = Listed(Warnings),
        ["problems"] = Listed(Problems),
    };

    private static Draft Apply(GivenAnswers given, Draft draft) =>
        given.ByPath.Aggregate(draft, (filling, answer) => filling.With(answer.Key, answer.Value));

    private void Check(FilledQuestion question)
    {
        if (question.IsAnswered && !IsOffered(question))
            Add(NamedMessage.At(question.Path, $"choice '{question.Value}' is not offered after these answers"), blocks: true);
        if (!question.IsAnswered && !question.Question.IsAsked)
            return;
        switch (filled.Check(question, question.Value))
        {
            case { Kind: FindingKind.Required } missing:
                Add(NamedMessage.At(question.Path, Said(missing, "is required and not answered")), blocks: false);
                break;
            case { Kind: FindingKind.Constraint } broken when AllThere(question.Question.Constraint, question):
                Add(NamedMessage.At(question.Path, Said(broken, $"'{question.Value}' does not meet {question.Question.Constraint}")), blocks: true);
                break;
        }
    }

    /// <summary>The author's sentence, or ours where there is none.</summary>
    private static string Said(FormFinding finding, string otherwise) => finding.Message.Length > 0 ? finding.Message : otherwise;

    private bool IsOffered(FilledQuestion question) =>
        written.Find(question.Question.Name)?.ChoiceFilter is not { } filter || !AllThere(filter, question)
        || filled.Offered(question.Place, filter) is var offered && question.Value.Split(' ').All(name => offered.Any(choice => choice.Name == name));

    private void Add(NamedMessage problem, bool blocks)
    {
        var order = form.Questions.TakeWhile(question => question.Name != problem.Name).Count();
        problems.Add((order, problem));
        if (blocks)
            Status = FormRunStatus.Blocked;
        else if (Status == FormRunStatus.Complete)
            Status = FormRunStatus.Incomplete;
    }

    /// <summary>Whether everything that an expression reads has been answered, calculations looked through.</summary>
    private bool AllThere(Expression? expression, FilledQuestion from) =>
        expression is null || Inputs(expression, from, new HashSet<string>(StringComparer.Ordinal) { from.Question.Name })
            .All(input => input.IsAnswered || !input.Question.IsAsked || !input.IsRequired);

    private IEnumerable<FilledQuestion> Inputs(Expression expression, FilledQuestion from, HashSet<string> seen) => expression.References
        .Where(seen.Add)
        .SelectMany(name => InSameRow(byName[name], from))
        .Where(input => input.IsRelevant)
        .SelectMany(input => input.Question is { Calculation: { } calculation, Triggers.Count: 0 }
            ? Inputs(calculation, input, seen)
            : new[] { input });

    private static IEnumerable<FilledQuestion> InSameRow(IEnumerable<FilledQuestion> places, FilledQuestion from)
    {
        var row = from.Path[..(from.Path.LastIndexOf('/') + 1)];
        var here = places.Where(place => place.Path == row + place.Question.Name).ToList();
        return here.Count > 0 ? here : places;
    }

    private int RowsOf(string repeat) => filled.All
        .Where(question => question.Path.StartsWith($"{repeat}[", StringComparison.Ordinal))
        .Select(question => int.Parse(question.Path.AsSpan(repeat.Length + 1, question.Path.IndexOf(']', repeat.Length) - repeat.Length - 1), CultureInfo.InvariantCulture))
        .DefaultIfEmpty(0).Max();

    /// <summary>Stored answers and calculations, laid out as answers are given; a blank one is left out, a row never is.</summary>
    private JsonObject Answers()
    {
        var answers = new JsonObject();
        foreach (var question in filled.All.Where(question => question.IsRelevant && question.Question.Type != QuestionType.Note))
        {
            var level = question.Path.Split('/').Where(step => step.EndsWith(']')).Aggregate(answers, Row);
            if (question.IsAnswered)
                level[question.Question.Name] = question.Value;
        }
        return answers;
    }

    private static JsonObject Row(JsonObject level, string step)
    {
        var open = step.IndexOf('[');
        var name = step[..open];
        if (level[name] is not JsonArray rows)
            level[name] = rows = [];
        var number = int.Parse(step.AsSpan(open + 1, step.Length - open - 2), CultureInfo.InvariantCulture);
        while (rows.Count < number)
            rows.Add(new JsonObject());
        return rows[number - 1]!.AsObject();
    }

    private static JsonArray Listed(IEnumerable<NamedMessage> messages) =>
        new([.. messages.Select(message => new JsonObject { ["name"] = message.Name, ["message"] = message.Message })]);

    // A file has no store behind it: what the form would pull from there (a household's people, a risk status) may be given
    // instead, and stays as given; the rows of a repeat are as many as are given. A choice that its filter does not leave is
    // a problem to be shown, not an answer to be dropped.
    private static Form WithoutStore(Form form, GivenAnswers given) =>
        new(form.Id, form.Title, form.Version, form.Kind, form.Root, [.. form.Items.Select(item => WithoutStore(item, form, given, depth: 0))], form.File)
        {
            InstanceName = form.InstanceName,
            DefaultLanguage = form.DefaultLanguage,
            Campaign = form.Campaign,
            Ledger = form.Ledger,
            Tables = form.Tables,
        };

    private static FormItem WithoutStore(FormItem item, Form form, GivenAnswers given, int depth) => item switch
    {
        Group group => group with
        {
            Items = [.. group.Items.Select(inner => WithoutStore(inner, form, given, depth + (group.IsRepeat ? 1 : 0)))],
            RepeatCount = group.IsRepeat ? RowsGiven(group, form, given, depth) : group.RepeatCount,
        },
        Question { Calculation: { } calculation, Triggers.Count: 0 } question when given.Names(question.Name) && ReadsStore(calculation, form, [])
            => question with { Calculation = Expression.Parse(".") },
        Question { ChoiceFilter: not null } question => question with { ChoiceFilter = null },
        _ => item,
    };

    private static Expression? RowsGiven(Group repeat, Form form, GivenAnswers given, int depth)
    {
        if (repeat.RepeatCount is { } count && !ReadsStore(count, form, []))
            return count;
        if (depth > 0)
            return given.Rows.Keys.Any(path => path.EndsWith($"/{repeat.Name}", StringComparison.Ordinal)) ? null : repeat.RepeatCount;
        return given.Rows.TryGetValue(repeat.Name, out var rows)
            ? Expression.Parse(rows.ToString(CultureInfo.InvariantCulture))
            : repeat.RepeatCount;
    }

    private static bool ReadsStore(Expression expression, Form form, HashSet<string> seen) =>
        expression.Tables.Any(table => !form.Tables.ContainsKey(table)) || expression.References.Any(name =>
            seen.Add(name) && form.Find(name) is { Calculation: { } calculation, Triggers.Count: 0 } && ReadsStore(calculation, form, seen));
}

public enum FormRunStatus
{
    Complete,

    /// <summary>Only required answers are missing.</summary>
    Incomplete,

    /// <summary>Something given cannot stand.</summary>
    Blocked,
}
