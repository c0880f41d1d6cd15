using System.Text;
using Store.Expressions;

namespace Bot.Forms.Plans;

/// <summary>One node of a form's instance.</summary>
/// <param name="Item">Null for the root.</param>
/// <param name="Parent">The parent's place.</param>
/// <param name="Path">Where an answer is kept (<c>m_jobs[2]/m_job</c>), or what a repeat's row is called (<c>m_jobs[2]</c>); a group's is its own only.</param>
internal sealed record Place(PlanItem? Item, int Order, int Parent, string Path)
{
    public bool IsQuestion { get; } = Item?.Question is not null;

    public bool IsAsked { get; } = Item is { IsAsked: true };
}

/// <summary>Where the rows of a repeat stand.</summary>
/// <param name="Wanted">How many rows were asked for; fewer were laid where the form would have become too large.</param>
/// <param name="End">The place after its last row.</param>
internal sealed record RepeatPlace(PlanItem Item, int Parent, string Path, int Wanted, int Rows, int End);

/// <summary>The places of a form for given numbers of rows. Immutable, shared by every filling with as many rows.</summary>
internal sealed class FormShape
{
    private readonly List<Place> places = [];
    private readonly List<RepeatPlace> repeats = [];
    private readonly Dictionary<string, int> byPath = new(StringComparer.Ordinal);
    private readonly string root;
    private string[]? instancePaths;
    private Mapped? before;

    public FormShape(FormPlan plan, IReadOnlyDictionary<string, int> rows)
    {
        root = plan.Form.Root;
        Rows = rows;
        places.Add(new Place(null, 0, -1, ""));
        byPath[""] = 0;
        Lay(plan.Top, 0, "", rows);
        Places = [.. places];
        Repeats = [.. repeats];
        Layout = new Layout(Places.Select(place => new LaidNode(place.Item?.Item.Name ?? plan.Form.Root, place.Item?.Kind ?? ValueKind.Group, place.Parent)));
        var instances = plan.Items.Select(_ => new List<int>()).ToArray();
        foreach (var place in Places.AsSpan(1))
            instances[place.Item!.Index].Add(place.Order);
        Instances = [.. instances.Select(orders => orders.ToArray())];
        Questions = [.. Places.Where(place => place.IsQuestion).Select(place => place.Order)];
    }

    /// <summary>How many rows each repeat was to have, by its path.</summary>
    public IReadOnlyDictionary<string, int> Rows { get; }

    /// <summary>In document order.</summary>
    public Place[] Places { get; }

    /// <summary>Every repeat that could have rows, also one without; inner ones before the repeat they stand in.</summary>
    public RepeatPlace[] Repeats { get; }

    public Layout Layout { get; }

    /// <summary>For each item of the plan the places it has: one, or one for each row.</summary>
    public int[][] Instances { get; }

    /// <summary>The places of all questions.</summary>
    public int[] Questions { get; }

    /// <summary>For each place its path in the instance: <c>/data/group/trip[2]/stop</c>.</summary>
    public IReadOnlyList<string> InstancePaths => instancePaths ??= Instance();

    public int? Find(string path) => byPath.TryGetValue(path, out var order) ? order : null;

    /// <summary>For each place where it was in another shape of the form; -1 where it was not.</summary>
    public int[] Before(FormShape other)
    {
        // Nearly always asked of the blank form.
        if (before is not { } known || known.Other != other)
            before = known = new Mapped(other, Array.ConvertAll(Places, place => other.Find(place.Path) ?? -1));
        return known.Places;
    }

    /// <summary>Tells shapes of one form apart.</summary>
    public static string Signature(FormPlan plan, IReadOnlyDictionary<string, int> rows)
    {
        var text = new StringBuilder();
        Write(plan.Top, "");
        return text.ToString();

        void Write(IReadOnlyList<PlanItem> items, string prefix)
        {
            foreach (var item in items)
                if (!item.IsRepeat)
                    Write(item.Inside, prefix);
                else if (rows.GetValueOrDefault(prefix + item.Key) is var count)
                {
                    text.Append((char)count);
                    for (var row = 1; row <= count && item.HasRepeats; row++)
                        Write(item.Inside, $"{prefix}{item.Key}[{row}]/");
                }
        }
    }

    private string[] Instance()
    {
        var paths = new string[Places.Length];
        paths[0] = $"/{root}";
        foreach (var place in Places.AsSpan(1))
            paths[place.Order] = $"{paths[place.Parent]}/{place.Item!.Item.Name}{(place.Item.IsRepeat ? place.Path[place.Path.LastIndexOf('[')..] : "")}";
        return paths;
    }

    private void Lay(IReadOnlyList<PlanItem> items, int parent, string prefix, IReadOnlyDictionary<string, int> rows)
    {
        foreach (var item in items)
            if (item.IsRepeat)
                LayRepeat(item, parent, prefix + item.Key, rows);
            else if (item.Group is not null)
                Lay(item.Inside, Add(item, parent, $"{prefix}#{item.Index}"), prefix, rows);
            else
                Add(item, parent, prefix + item.Key);
    }

    private void LayRepeat(PlanItem repeat, int parent, string path, IReadOnlyDictionary<string, int> rows)
    {
        var wanted = rows.GetValueOrDefault(path);
        var row = 0;
        for (; row < wanted && places.Count < Limits.Places; row++)
        {
            var name = $"{path}[{row + 1}]";
            Lay(repeat.Inside, Add(repeat, parent, name), name + "/", rows);
        }
        repeats.Add(new RepeatPlace(repeat, parent, path, wanted, row, places.Count));
    }

    private int Add(PlanItem item, int parent, string path)
    {
        places.Add(new Place(item, places.Count, parent, path));
        return byPath[path] = places.Count - 1;
    }

    private sealed record Mapped(FormShape Other, int[] Places);
}
