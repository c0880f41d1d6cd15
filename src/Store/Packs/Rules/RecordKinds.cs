using Store.Expressions;

namespace Store.Packs;

/// <summary>A kind of record that rules speak of: its fields, and the rows that can be seen from it.</summary>
/// <param name="Tree">The kind at the top of the tree it stands in: itself, or <c>household</c> or <c>unit</c> where it is a row of theirs.</param>
public sealed record RecordKind(string Name, IReadOnlyDictionary<string, ValueKind> Fields, string Tree);

/// <summary>
/// What rules can be about: the county's records (fixed, below), what forms were filled with (prompts/rules/records.yaml names them),
/// and the fact tables.
/// </summary>
public sealed class RecordKinds
{
    public const string Household = "household";
    public const string Unit = "unit";

    /// <summary>The top of every tree.</summary>
    public const string Root = "record";

    private readonly Dictionary<string, RecordKind> kinds = new(StringComparer.Ordinal);

    public RecordKinds(IEnumerable<FormRecord> forms, IEnumerable<FactTable> facts)
    {
        foreach (var kind in Fixed)
            kinds[kind.Name] = kind;
        foreach (var form in forms)
            kinds[form.Kind] = new RecordKind(form.Kind, form.Fields, form.Tree);
        foreach (var table in facts)
            kinds.TryAdd(table.Id, new RecordKind(
                table.Id,
                table.Columns.ToDictionary(column => column.Id, column => KindOf(column.Type)),
                table.Household is not null ? Household : table.Unit is not null ? Unit : table.Id));
    }

    public IEnumerable<string> Names => kinds.Keys;

    public RecordKind? Find(string name) => kinds.GetValueOrDefault(name);

    /// <summary>The kinds whose rows stand in the same tree, the top itself not among them.</summary>
    public IEnumerable<RecordKind> TablesOf(string tree) => kinds.Values.Where(kind => kind.Tree == tree && kind.Name != tree);

    /// <summary>What every filled form has beside its answers.</summary>
    public static IReadOnlyDictionary<string, ValueKind> Filled { get; } = Fields(
        "form campaign period filled_by filler", on: ValueKind.Date,
        ("photos", ValueKind.Integer), ("unlisted", ValueKind.Integer), ("hidden_answers", ValueKind.Integer), ("blanks", ValueKind.Integer));

    private static IReadOnlyList<RecordKind> Fixed { get; } =
    [
        new(Household, Fields("id name village village_id town county group types monitor_type risk_types risk_status contact", null,
            ("size", ValueKind.Integer), ("members", ValueKind.Integer), ("labourers", ValueKind.Integer), ("identified_on", ValueKind.Date)), Household),
        new("member", Fields("name relation labour labourer disability schooling working", null), Household),
        new("support", Fields("name", null, ("since", ValueKind.Date)), Household),
        new("visit", Fields("form kind campaign period filled_by mode", ValueKind.Date), Household),
        new(Unit, Fields("id name level kind town", null, ("households", ValueKind.Integer), ("monitored", ValueKind.Integer),
            ("problems", ValueKind.Integer), ("problems_closed", ValueKind.Integer)), Unit),
        new("problem_total", Fields("ledger title campaign", null, ("problems", ValueKind.Integer), ("closed", ValueKind.Integer)), Unit),
        new("person", Fields("userid name role unit unit_name level phone", null,
            ("households", ValueKind.Integer), ("monitored", ValueKind.Integer), ("visited", ValueKind.Integer)), "person"),
        Due("round"),
        Due("suspicion"),
        Due("deliverable"),
        new("entry", Fields("form campaign filled_by filler household name village day", ValueKind.Date, ("minutes_before", ValueKind.Decimal)), "entry"),
        new("text", Fields("form question text filled_by filler household name village image", null), "text"),
        new("identity", Fields("ledger check ok said", null), "identity"),
        new("ledger", Fields("ledger unit", null, ("unsigned", ValueKind.Integer), ("counted", ValueKind.Integer), ("records", ValueKind.Integer)), "ledger"),
        new("counted", Fields("ledger household counted_as", null, ("types", ValueKind.SelectMultiple)), "counted"),
        new("message", Fields("text to refused", ValueKind.Date), "message"),
    ];

    // After what it is made of.
    public static RecordKinds None { get; } = new([], []);

    /// <summary>Something to be done once: a visit of a month's round, a suspicion to be reported or dismissed, a unit's deliverable.</summary>
    private static RecordKind Due(string kind) => new(kind, Fields("what campaign period subject name unit_name userid title bundle missing", null,
        ("opened", ValueKind.DateTime), ("due", ValueKind.DateTime), ("done", ValueKind.DateTime)), kind);

    private static Dictionary<string, ValueKind> Fields(string texts, ValueKind? on, params (string Name, ValueKind Kind)[] others)
    {
        var fields = texts.Split(' ').ToDictionary(name => name, _ => ValueKind.Text, StringComparer.Ordinal);
        if (on is { } kind)
            fields["on"] = kind;
        foreach (var (name, other) in others)
            fields[name] = other;
        return fields;
    }

    private static ValueKind KindOf(FactType type) => type switch
    {
        FactType.Int => ValueKind.Integer,
        FactType.Decimal => ValueKind.Decimal,
        FactType.Date => ValueKind.Date,
        FactType.Words => ValueKind.SelectMultiple,
        _ => ValueKind.Text,
    };
}
