using System.Globalization;
using System.Runtime.CompilerServices;
using Store.Expressions;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>A filled form as the records that rules know it by. Pure.</summary>
public sealed class FormRecords
{
    private static readonly ConditionalWeakTable<RuleBook, FormRecords> Known = [];

    private readonly ILookup<string, Source> byForm;

    private FormRecords(Pack pack, RuleBook book) => byForm = (
        from record in pack.FormRecords
        from form in record.Forms
        let read = book.Checks.Where(check => check.Check.Over == record.Kind || check.Tables.Contains(record.Kind))
            .SelectMany(check => check.Names.Concat(check.Check.Needs)).ToHashSet(StringComparer.Ordinal)
        select new Source(
            form.Key, record.Kind, [.. form.Value.Fields.Where(field => book.Names.Contains(field.Key))], [.. form.Value.Only],
            form.Value.Fields.Where(field => field.Value.Question.Length > 0 || field.Value.Said.Length == 0).Select(field => field.Key).ToHashSet(StringComparer.Ordinal),
            form.Value.Fields.Keys.ToHashSet(StringComparer.Ordinal), read)).ToLookup(source => source.Form, StringComparer.Ordinal);

    public static FormRecords Of(Pack pack) => Known.GetValue(RuleBook.Of(pack), book => new FormRecords(pack, book));

    /// <summary>Every record that the form is: a problem, a check-in; none where rules do not know the form.</summary>
    /// <param name="key">Of the filled form, e.g. its submission's id.</param>
    /// <param name="answers">By path, in plain.</param>
    /// <param name="filler">The name of who filled it; "" where it does not matter.</param>
    /// <param name="said">What the steps on its way said, by name; null where it has taken none.</param>
    public IEnumerable<SubjectRecord> Of(
        Form form, string key, string campaign, string period, string userid, string filler, string area, DateOnly on, IReadOnlyDictionary<string, string> answers,
        IReadOnlyDictionary<string, string>? said = null)
    {
        foreach (var source in byForm[form.Id])
        {
            var byName = ByName(answers);
            if (Array.Exists(source.Only, only => byName.GetValueOrDefault(only.Key, "") != only.Value))
                continue;
            var fields = new Dictionary<string, string>(source.Fields.Length + 8, StringComparer.Ordinal)
            {
                ["form"] = form.Id,
                ["campaign"] = campaign,
                ["period"] = period,
                ["filled_by"] = userid,
                ["filler"] = filler,
                ["on"] = on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            };
            foreach (var (field, from) in source.Fields)
                fields[field] = Value(form, from, byName.GetValueOrDefault(from.Question, "")) is { Length: > 0 } value ? value : said?.GetValueOrDefault(from.Said) ?? "";
            Count(form, byName, source.Read, fields);
            yield return new SubjectRecord(source.Kind, key, fields) { Carries = said is null ? source.Asked : source.Carried, Area = area, Userid = userid };
        }
    }

    /// <summary>What a person wrote in their own words, and the pictures: one record each.</summary>
    public static IEnumerable<SubjectRecord> Texts(Form form, string userid, string filler, string household, string name, string village, string area, IReadOnlyDictionary<string, string> answers)
    {
        foreach (var (question, answer) in ByName(answers))
            if (form.Find(question) is { Type: QuestionType.Text or QuestionType.Image, Lookup: null, Calculation: null, Default: null } asked && answer.Length > 0)
                yield return new SubjectRecord("text", $"{household}/{question}", new Dictionary<string, string>
                {
                    ["form"] = form.Id,
                    ["question"] = question,
                    ["text"] = asked.Type == QuestionType.Text ? answer : "",
                    ["image"] = asked.Type == QuestionType.Image ? answer : "",
                    ["filled_by"] = userid,
                    ["filler"] = filler,
                    ["household"] = household,
                    ["name"] = name,
                    ["village"] = village,
                })
                { Area = area, Userid = "" };
    }

    private static string Value(Form form, FieldSource source, string answer) => source.Label && answer.Length > 0
        ? form.Find(source.Question)?.Choices.FirstOrDefault(choice => choice.Name == answer)?.Label ?? answer
        : source.Of(answer);

    // The rows of a repeat are one text, row by row: 1 2 ; 4.
    private static IReadOnlyDictionary<string, string> ByName(IReadOnlyDictionary<string, string> answers)
    {
        if (!answers.Keys.Any(path => path.Contains('/')))
            return answers;
        var byName = new Dictionary<string, string>();
        foreach (var (path, value) in answers)
        {
            var name = path[(path.LastIndexOf('/') + 1)..];
            byName[name] = byName.TryGetValue(name, out var before) ? $"{before} ; {value}" : value;
        }
        return byName;
    }

    private static void Count(Form form, IReadOnlyDictionary<string, string> answers, IReadOnlySet<string> read, Dictionary<string, string> fields)
    {
        if (read.Contains("photos"))
            fields["photos"] = Number(form.Questions.Count(question => question.Type == QuestionType.Image && answers.GetValueOrDefault(question.Name, "").Length > 0));
        if (read.Contains("unlisted"))
            fields["unlisted"] = Number(form.Questions.Count(question => question.Choices.Count > 0 && !question.OrOther && IsUnlisted(question, answers.GetValueOrDefault(question.Name, ""))));
        if (form.Kind == "survey" && (read.Contains("hidden_answers") || read.Contains("blanks")))
        {
            var (hidden, blanks) = Skipped(form, answers);
            (fields["hidden_answers"], fields["blanks"]) = (Number(hidden), Number(blanks));
        }
    }

    private static bool IsUnlisted(Question question, string answer) =>
        answer.Length > 0 && answer.Split([' ', ';'], StringSplitOptions.RemoveEmptyEntries).Any(chosen => question.Choices.All(choice => choice.Name != chosen));

    /// <summary>Answers that the form's jumps pass over, and questions it asks that hold none.</summary>
    private static (int Hidden, int Blanks) Skipped(Form form, IReadOnlyDictionary<string, string> answers)
    {
        var root = new Node(form.Root, ValueKind.Group);
        foreach (var question in form.Questions)
            root.Add(new Node(question.Name, ValueKind.Text) { Text = answers.GetValueOrDefault(question.Name, "") });
        var at = new Evaluation(root, DateTimeOffset.UnixEpoch);
        var (hidden, blanks) = (0, 0);
        Walk(form.Items, true);
        return (hidden, blanks);

        void Walk(IEnumerable<FormItem> items, bool shown)
        {
            foreach (var item in items)
            {
                var relevant = shown && item.Relevant?.IsTrue(at) != false;
                if (item is Group { IsRepeat: false } group)
                    Walk(group.Items, relevant);
                else if (item is Question { IsAsked: true } question && question.Type != QuestionType.Note)
                {
                    var answered = answers.GetValueOrDefault(question.Name, "").Length > 0;
                    hidden += answered && !relevant ? 1 : 0;
                    blanks += !answered && relevant && question.Required?.IsTrue(at) == true ? 1 : 0;
                }
            }
        }
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Asked">The fields that the form itself can fill; the others come from the steps on its way.</param>
    /// <param name="Read">The names that any rule over such records mentions; what costs something to count is counted for them.</param>
    private sealed record Source(
        string Form, string Kind, KeyValuePair<string, FieldSource>[] Fields, KeyValuePair<string, string>[] Only, IReadOnlySet<string> Asked, IReadOnlySet<string> Carried,
        IReadOnlySet<string> Read);
}
