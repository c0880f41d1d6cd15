using Store.Expressions;

namespace Store.Packs;

/// <summary>A kind of record made of filled forms: which forms, and what their questions are called as fields.</summary>
/// <param name="Tree"><c>household</c> where its rows are seen from the household they are about; otherwise its own.</param>
public sealed record FormRecord(
    string Kind, string Tree, IReadOnlyDictionary<string, ValueKind> Fields, IReadOnlyDictionary<string, RecordForm> Forms)
{
    /// <summary>The words of the field <c>status</c> that mean that nothing is left to do.</summary>
    public IReadOnlyList<string> Closed { get; init; } = [];

    public bool IsClosed(string status) => Closed.Contains(status);
}

/// <param name="Fields">Field → where its value comes from.</param>
/// <param name="Only">Question → the answer without which the form is no such record.</param>
public sealed record RecordForm(IReadOnlyDictionary<string, FieldSource> Fields, IReadOnlyDictionary<string, string> Only);

/// <param name="Question">Whose answer it is; "" where the form does not ask it.</param>
/// <param name="Values">Stored answer → the word the field holds; an answer that is not among them stays as it is. Empty = all stay.</param>
/// <param name="Label">The field holds the words of the choice.</param>
/// <param name="Said">What a step on the way to being closed said under this name stands for a blank answer; "" = no step does.</param>
public sealed record FieldSource(string Question, IReadOnlyDictionary<string, string> Values, bool Label = false, string Said = "")
{
    public string Of(string answer) => Values.GetValueOrDefault(answer, answer);
}

/// <summary>Reads prompts/rules/records.yaml.</summary>
internal static class FormRecordReader
{
    public static IReadOnlyList<FormRecord> Read(YamlEntry root, IReadOnlyDictionary<string, Form> forms) =>
        [.. root.Pairs.Select(pair => Kind(pair.Key, pair.Value, forms)).OfType<FormRecord>()];

    private static FormRecord? Kind(YamlEntry name, YamlEntry entry, IReadOnlyDictionary<string, Form> forms)
    {
        entry.OnlyKnows("form", "tree", "fields", "closed", "forms");
        var fields = new Dictionary<string, ValueKind>(RecordKinds.Filled, StringComparer.Ordinal);
        var tree = entry.Optional("tree") ?? name.Text ?? "";
        if (entry["tree"] is { Text: not (RecordKinds.Household or RecordKinds.Unit) } wrong)
            wrong.Complain($"'tree' is {RecordKinds.Household} or {RecordKinds.Unit}");
        if (entry.Optional("form") is { } id)
        {
            if (!forms.TryGetValue(id, out var form))
            {
                entry["form"]!.Complain($"there is no form '{id}'");
                return null;
            }
            foreach (var question in form.Questions)
                fields[question.Name] = KindOf(question.Type);
            var own = form.Questions.Select(question => question.Name).Distinct(StringComparer.Ordinal).ToDictionary(
                question => question, question => new FieldSource(question, new Dictionary<string, string>()), StringComparer.Ordinal);
            return new FormRecord(name.Text ?? "", tree, fields, new Dictionary<string, RecordForm> { [id] = new(own, new Dictionary<string, string>()) });
        }
        foreach (var (field, type) in entry["fields"]?.Pairs ?? [])
            fields[field.Text ?? ""] = type.Text switch
            {
                "date" => ValueKind.Date,
                "int" => ValueKind.Integer,
                "decimal" => ValueKind.Decimal,
                "words" => ValueKind.SelectMultiple,
                "text" => ValueKind.Text,
                _ => Unknown(type),
            };
        var sources = new Dictionary<string, RecordForm>(StringComparer.Ordinal);
        foreach (var (formId, mapped) in entry["forms"]?.Pairs ?? [])
            if (forms.TryGetValue(formId.Text ?? "", out var form))
                sources[form.Id] = new RecordForm(Sources(mapped, form, fields), (mapped["only"]?.Pairs ?? []).ToDictionary(
                    only => only.Key.Text ?? "", only => only.Value.Text ?? "", StringComparer.Ordinal));
            else
                formId.Complain($"there is no form '{formId.Text}'");
        return new FormRecord(name.Text ?? "", tree, fields, sources) { Closed = [.. (entry["closed"]?.Items ?? []).Select(item => item.Text ?? "")] };
    }

    private static Dictionary<string, FieldSource> Sources(YamlEntry mapped, Form form, Dictionary<string, ValueKind> fields)
    {
        var sources = new Dictionary<string, FieldSource>(StringComparer.Ordinal);
        foreach (var (field, source) in mapped.Pairs.Where(pair => pair.Key.Text != "only"))
        {
            source.OnlyKnows("from", "values", "label", "said");
            var said = source.Optional("said") ?? "";
            var question = source.Text ?? (said.Length > 0 ? source.Optional("from") ?? "" : source.Required("from"));
            if (!fields.ContainsKey(field.Text ?? ""))
                field.Complain($"'fields' does not list '{field.Text}'{Nearest.Suggest(field.Text ?? "", fields.Keys)}");
            if (question.Length > 0 && form.Find(question) is null)
                source.Complain($"the form '{form.Id}' has no question '{question}'{Nearest.Suggest(question, form.Questions.Select(known => known.Name))}");
            sources[field.Text ?? ""] = new FieldSource(
                question, (source["values"]?.Pairs ?? []).ToDictionary(value => value.Key.Text ?? "", value => value.Value.Text ?? "", StringComparer.Ordinal),
                source.Optional("label") == "yes", said);
        }
        return sources;
    }

    private static ValueKind Unknown(YamlEntry type)
    {
        type.Complain("a field is text, date, int, decimal or words");
        return ValueKind.Text;
    }

    private static ValueKind KindOf(QuestionType type) => type switch
    {
        QuestionType.SelectOne => ValueKind.SelectOne,
        QuestionType.SelectMultiple or QuestionType.Rank => ValueKind.SelectMultiple,
        QuestionType.Integer or QuestionType.Range => ValueKind.Integer,
        QuestionType.Decimal => ValueKind.Decimal,
        QuestionType.Date => ValueKind.Date,
        QuestionType.DateTime => ValueKind.DateTime,
        _ => ValueKind.Text,
    };
}
