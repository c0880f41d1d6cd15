using Store.Expressions;

namespace Store.Packs;

/// <summary>
/// A form as its author wrote it (XLSForm: survey, choices, settings), compiled and checked.
/// Immutable; shared by every conversation that fills it.
/// </summary>
/// <param name="Id">settings.form_id, e.g. <c>monthly-checkin</c>.</param>
/// <param name="Kind">What a submission becomes: <c>checkin</c>, <c>problem</c> or <c>survey</c>.</param>
/// <param name="Root">The name of the instance's root node, <c>data</c> unless settings say otherwise.</param>
/// <param name="Items">Questions, groups and repeats in printed order.</param>
public sealed record Form(
    string Id,
    string Title,
    string Version,
    string Kind,
    string Root,
    IReadOnlyList<FormItem> Items,
    string File)
{
    /// <summary>Every question, groups flattened, in printed order.</summary>
    public IReadOnlyList<Question> Questions { get; } = [.. Flatten(Items)];

    /// <summary>settings.instance_name: what one submission is called in lists.</summary>
    public Expression? InstanceName { get; init; }

    /// <summary>settings.plain_title: what the form is called in chat; the title where there is none.</summary>
    public string? PlainTitle { get; init; }

    public string? DefaultLanguage { get; init; }

    /// <summary>settings.campaign: the only campaign this form belongs to; null = any that names it.</summary>
    public string? Campaign { get; init; }

    /// <summary>settings.ledger: where a submission becomes a row.</summary>
    public string? Ledger { get; init; }

    /// <summary>
    /// The form's own tables for pulldata() and instance(): .csv files beside it, and each choice list (its columns name, label and
    /// further ones). Name → rows → column → value; a draft's data of the same name goes before.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Tables { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();

    /// <summary>What the printed form counts: everything with a wording and an answer, also what the program answers itself.</summary>
    public int QuestionCount => Questions.Count(question => question.Label.Length > 0
        && question.Type is not (QuestionType.Note or QuestionType.Calculate or QuestionType.Metadata));

    /// <summary>What the form costs at most: every asked question once, one row per repeat.</summary>
    public decimal Minutes => Questions.Where(question => question.IsAsked).Sum(question => question.Minutes);

    private readonly Dictionary<string, string> masks = Flatten(Items).Where(question => question.Mask is not null)
        .GroupBy(question => question.Name).ToDictionary(named => named.Key, named => named.First().Mask!, StringComparer.Ordinal);

    private readonly Dictionary<string, Question> byName = Flatten(Items)
        .GroupBy(question => question.Name).ToDictionary(named => named.Key, named => named.First(), StringComparer.Ordinal);

    private readonly HashSet<(string Table, string Column)> pulled =
        [.. FormFormulas.Of(Items).SelectMany(formula => formula.Expression.Pulls).Select(pull => (pull.Table, pull.Column))];

    /// <summary>Whether it reads that table, or that column of it, with pulldata(): what it does not read is not fetched for it.</summary>
    public bool Pulls(string table, string column = "") => pulled.Contains((table, column));

    /// <summary>Whether any of its answers is masked when shown.</summary>
    public bool HasMasks => masks.Count > 0;

    /// <summary>How the answer at a path (<c>m_idcard</c>, <c>people[2]/idcard</c>) is masked; null where it is not.</summary>
    public string? MaskAt(string path) => masks.Count == 0 ? null : masks.GetValueOrDefault(path[(path.LastIndexOf('/') + 1)..]);

    public Question? Find(string name) => byName.GetValueOrDefault(name);

    private static IEnumerable<Question> Flatten(IEnumerable<FormItem> items) =>
        items.SelectMany(item => item is Group group ? Flatten(group.Items) : [(Question)item]);
}

/// <summary>A row of the survey sheet: a question, or a group of them.</summary>
public abstract record FormItem(string Name, string Label, Expression? Relevant, int Line);

/// <summary>begin_group … end_group, or begin_repeat … end_repeat.</summary>
/// <param name="RepeatCount">How many rows a repeat has; null where the person adds rows, or for a plain group.</param>
public sealed record Group(
    string Name,
    string Label,
    Expression? Relevant,
    int Line,
    bool IsRepeat,
    Expression? RepeatCount,
    IReadOnlyList<FormItem> Items) : FormItem(Name, Label, Relevant, Line);

/// <summary>One question, note, calculation or hidden value.</summary>
public sealed record Question(string Name, string Label, Expression? Relevant, int Line, QuestionType Type)
    : FormItem(Name, Label, Relevant, Line)
{
    public string? Hint { get; init; }

    /// <summary>Shorter wording for chat (column <c>plain</c>); the label where there is none.</summary>
    public string? Plain { get; init; }

    public Expression? Constraint { get; init; }
    public string? ConstraintMessage { get; init; }

    /// <summary>Null = never required. A plain yes is the expression true().</summary>
    public Expression? Required { get; init; }
    public string? RequiredMessage { get; init; }

    public Expression? Default { get; init; }

    /// <summary>With a trigger: set when one of those answers changes. Without: always computed, never asked.</summary>
    public Expression? Calculation { get; init; }

    /// <summary>Names of the questions whose change runs the calculation.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];

    /// <summary>Empty unless a select or a rank.</summary>
    public IReadOnlyList<Choice> Choices { get; init; } = [];
    public Expression? ChoiceFilter { get; init; }

    /// <summary>select_one ${name}: the choices are the answers to that question of a repeat, one for each of its rows; null for lists.</summary>
    public string? ChoicesFrom { get; init; }

    /// <summary>The choices end with one named other, and a question NAME_other asks which.</summary>
    public bool OrOther { get; init; }

    public bool ReadOnly { get; init; }
    public string? Appearance { get; init; }
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Column <c>unit</c>, e.g. 元, shown after the number.</summary>
    public string? Unit { get; init; }

    /// <summary>Column <c>short</c>: a few characters for last month's card; a question without it does not stand there.</summary>
    public string? Short { get; init; }

    /// <summary>Column <c>aliases</c>: what else people call it in a message, e.g. 打工收入.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Column <c>preset</c>: what the program fills in, <c>subject</c> (the household's id) or <c>period</c> (2022-08).</summary>
    public string? Preset { get; init; }

    /// <summary>Column <c>mask</c>: <c>id-number</c>, <c>phone</c>, or null.</summary>
    public string? Mask { get; init; }

    /// <summary>Column <c>prefill</c> = previous: the value of the last submission about the same subject stands until changed.</summary>
    public bool PrefillPrevious { get; init; }

    /// <summary>Column <c>unchanged</c>, evaluated over the last submission: what "nothing changed" states here; blank = must be asked.</summary>
    public Expression? Unchanged { get; init; }

    /// <summary>Column <c>states</c>: what the one tap says of this question in words, e.g. that there is no new risk.</summary>
    public string? States { get; init; }

    /// <summary>Column <c>lookup</c>: the kind of record the typed text names (<c>household</c>, or <c>member</c> of the visited one), searched within what the person may see.</summary>
    public string? Lookup { get; init; }

    /// <summary>Column <c>warning</c>: must hold or be confirmed; unlike a constraint it never blocks.</summary>
    public Expression? Warning { get; init; }
    public string? WarningMessage { get; init; }

    /// <summary>Column <c>minutes</c>: what answering costs, for the author's estimate.</summary>
    public decimal Minutes { get; init; } = 0.1m;

    /// <summary>How expressions understand its answer.</summary>
    public ValueKind ValueKind => Type switch
    {
        QuestionType.SelectOne => ValueKind.SelectOne,
        QuestionType.SelectMultiple or QuestionType.Rank => ValueKind.SelectMultiple,
        QuestionType.Integer => ValueKind.Integer,
        QuestionType.Decimal or QuestionType.Range => ValueKind.Decimal,
        QuestionType.Date => ValueKind.Date,
        QuestionType.Time => ValueKind.Time,
        QuestionType.DateTime => ValueKind.DateTime,
        _ => ValueKind.Text,
    };

    /// <summary>True where a person is asked (or, for a note, told) something.</summary>
    public bool IsAsked => Type is not (QuestionType.Calculate or QuestionType.Hidden or QuestionType.Metadata)
        && !(Calculation is not null && Triggers.Count == 0) && !ReadOnly;
}

/// <param name="Name">What is stored; 1, 2, 3 … where the source numbers ①②③.</param>
/// <param name="Exclusive">Column <c>exclusive</c>: cannot be chosen together with others.</param>
/// <param name="Columns">Further columns of the choices sheet, for choice_filter and calculations.</param>
public sealed record Choice(string Name, string Label, bool Exclusive, IReadOnlyDictionary<string, string> Columns);

public enum QuestionType
{
    SelectOne, SelectMultiple, Rank, Integer, Decimal, Range, Text, Date, Time, DateTime,
    Note, Acknowledge, Calculate, Hidden, Image, Audio, Video, File, Barcode, Geopoint,

    /// <summary>start, end, today, username, deviceid: filled by the program; which one is in <see cref="Question.Appearance"/>.</summary>
    Metadata,
}
