using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Store.Packs;

namespace Bot.Forms.Plans;

/// <summary>
/// A form made ready for filling: its rows numbered, and everything that is computed put into an order in which each comes
/// after all it reads, so that one round settles a form and a changed answer touches only what depends on it.
/// Made once for each form and shared by all who fill it.
/// </summary>
internal sealed class FormPlan
{
    private const int MostPlacesKept = 20_000;

    private static readonly ConditionalWeakTable<Form, FormPlan> Known = [];

    private readonly ConcurrentDictionary<string, FormShape> shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PlanItem> byName = new(StringComparer.Ordinal);
    private int placesKept;

    private FormPlan(Form form)
    {
        Form = form;
        Top = Lay(form.Items, parent: null);
        (Steps, IsSound) = StepOrder.Of(Items);
        ReadersOf = StepOrder.Readers(Items, Steps);
        OwnStep = [.. Items.Select(item => Array.FindIndex(Steps, step => step.Item == item && step.Kind is StepKind.Calculation or StepKind.Offer))];
        ReadsMoment = Steps.Any(step => step.Expression.ReadsMoment);
        Remembered = [.. Items.Where(item => item is { IsComputed: true, Question.Calculation: { } calculation }
            && calculation.Source.Contains("once(", StringComparison.Ordinal))];
        HasRowDefaults = Items.Exists(item => item.Question?.Default is not null && item.IsInRepeat);
        LabelOf = (question, choice) => Find(question)?.Choice(choice)?.Label;
        Blank = Shape(new Dictionary<string, int>());
    }

    public Form Form { get; }

    /// <summary>Every row of the form, in printed order.</summary>
    public List<PlanItem> Items { get; } = [];

    public IReadOnlyList<PlanItem> Top { get; }

    public PlanStep[] Steps { get; }

    /// <summary>For each item the steps that read its value.</summary>
    public int[][] ReadersOf { get; }

    /// <summary>For each item the step that works its value out; -1 for an answer.</summary>
    public int[] OwnStep { get; }

    /// <summary>Some value may change with time alone.</summary>
    public bool ReadsMoment { get; }

    /// <summary>The label of a choice, as jr:choice-name() asks for it: question, choice.</summary>
    public Func<string, string, string?> LabelOf { get; }

    /// <summary>False where values wait for each other in a circle; then rounds are made until nothing moves any more.</summary>
    public bool IsSound { get; }

    /// <summary>The form with no rows in its repeats: for most forms the only shape there is.</summary>
    public FormShape Blank { get; }

    public bool HasRepeats { get; private set; }

    /// <summary>Some repeat has as many rows as the person adds.</summary>
    public bool HasOpenRepeats { get; private set; }

    public bool HasTriggers { get; private set; }

    /// <summary>Calculations with once(): what they first come to has to be kept in the draft.</summary>
    public IReadOnlyList<PlanItem> Remembered { get; }

    /// <summary>New rows of some repeat begin with defaults.</summary>
    public bool HasRowDefaults { get; }

    public static FormPlan Of(Form form) => Known.GetValue(form, static form => new FormPlan(form));

    /// <summary>The question of that name.</summary>
    public PlanItem? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The places whose answers are the choices of a question (select_one ${name}).</summary>
    public IEnumerable<int> RowsOffered(PlanItem item, FormShape shape) =>
        item.Question?.ChoicesFrom is { } name && Find(name) is { } offered ? shape.Instances[offered.Index] : [];

    /// <param name="rows">How many rows each repeat has, by its path; none where it is not named.</param>
    public FormShape Shape(IReadOnlyDictionary<string, int> rows)
    {
        if (!HasRepeats && Blank is not null)
            return Blank;
        var signature = FormShape.Signature(this, rows);
        if (shapes.TryGetValue(signature, out var known))
            return known;
        var shape = new FormShape(this, rows);
        // Forgetting all of them now and then is cheaper than keeping track of which are in use.
        if (Interlocked.Add(ref placesKept, shape.Places.Length) > MostPlacesKept)
        {
            shapes.Clear();
            placesKept = shape.Places.Length;
        }
        return shapes[signature] = shape;
    }

    private List<PlanItem> Lay(IReadOnlyList<FormItem> items, PlanItem? parent)
    {
        var names = TimesNamed(items, []);
        return Lay(items, parent, "", names);
    }

    // A level is what has one set of names: the form outside its repeats, or one row of a repeat; plain groups lie within it.
    private List<PlanItem> Lay(IReadOnlyList<FormItem> items, PlanItem? parent, string groups, Dictionary<string, int> names)
    {
        var laid = new List<PlanItem>();
        foreach (var item in items)
        {
            var planned = new PlanItem(Items.Count, item, parent, names.GetValueOrDefault(item.Name) > 1 ? groups + item.Name : item.Name, Form);
            Items.Add(planned);
            laid.Add(planned);
            if (item is Question question)
            {
                HasTriggers |= question.Triggers.Count > 0;
                byName.TryAdd(item.Name, planned);
            }
            if (item is not Group group)
                continue;
            HasRepeats |= group.IsRepeat;
            HasOpenRepeats |= group is { IsRepeat: true, RepeatCount: null };
            planned.Inside.AddRange(group.IsRepeat ? Lay(group.Items, planned) : Lay(group.Items, planned, $"{groups}{group.Name}/", names));
        }
        return laid;
    }

    private static Dictionary<string, int> TimesNamed(IReadOnlyList<FormItem> items, Dictionary<string, int> names)
    {
        foreach (var item in items)
            if (item is Group { IsRepeat: false } group)
                TimesNamed(group.Items, names);
            else
                names[item.Name] = names.GetValueOrDefault(item.Name) + 1;
        return names;
    }
}
