using Store.Expressions;
using Store.Packs;

namespace Bot.Forms.Plans;

/// <summary>One row of a form, with what is the same in every filling of it.</summary>
/// <param name="index">Place among all rows of the form, in printed order.</param>
/// <param name="key">Its part of a path: the name, with its group's where two groups of a level have the name.</param>
internal sealed class PlanItem(int index, FormItem item, PlanItem? parent, string key, Form form)
{
    private ILookup<string, int>? choices;
    private Node[]? choiceNodes;
    private Wording? label;
    private Wording? plain;

    public int Index => index;

    public FormItem Item => item;

    public PlanItem? Parent => parent;

    public string Key => key;

    public Question? Question { get; } = item as Question;

    public Group? Group { get; } = item as Group;

    /// <summary>The official wording.</summary>
    public Wording Label => label ??= new Wording(item.Label, form);

    /// <summary>The wording for chat.</summary>
    public Wording Plain => plain ??= Question?.Plain is { } written ? new Wording(written, form) : Label;

    /// <summary>What stands in the group, or in each row of the repeat.</summary>
    public List<PlanItem> Inside { get; } = [];

    /// <summary>Something in it, however deep, is a repeat.</summary>
    public bool HasRepeats { get; } = item is Group { Items: var items } && AnyRepeat(items);

    public bool IsRepeat { get; } = item is Group { IsRepeat: true };

    public bool IsInRepeat { get; } = parent is { IsRepeat: true } or { IsInRepeat: true };

    /// <summary>The label of the group it is printed under.</summary>
    public string Section => parent?.Item.Label ?? "";

    /// <summary>Its value is worked out, never answered.</summary>
    public bool IsComputed { get; } = item is Question { Calculation: not null, Triggers.Count: 0 };

    public bool IsAsked { get; } = item is Question { IsAsked: true };

    public ValueKind Kind { get; } = item is Question question ? question.ValueKind : ValueKind.Group;

    public Choice? Choice(string name) => ChoicesNamed(name) is { } found && found.Any() ? Question!.Choices[found.First()] : null;

    /// <summary>Where among the choices those of a name stand; several under one name are told apart by a choice_filter.</summary>
    public IEnumerable<int> ChoicesNamed(string name) =>
        (choices ??= Question!.Choices.Index().ToLookup(choice => choice.Item.Name, choice => choice.Index, StringComparer.Ordinal))[name];

    /// <summary>The choices as a choice_filter sees them: bare names are a choice's own columns.</summary>
    public Node[] ChoiceNodes => choiceNodes ??= [.. Question!.Choices.Select(Laid)];

    private static bool AnyRepeat(IReadOnlyList<FormItem> items) =>
        items.Any(item => item is Group group && (group.IsRepeat || AnyRepeat(group.Items)));

    private static Node Laid(Choice choice)
    {
        var item = new Node("item", ValueKind.Group);
        item.Add(new Node("name", ValueKind.Text) { Text = choice.Name });
        foreach (var (column, value) in choice.Columns)
            item.Add(new Node(column, ValueKind.Text) { Text = value });
        return item;
    }
}
