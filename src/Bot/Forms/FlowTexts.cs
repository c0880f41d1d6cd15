using System.Reflection;
using Store.Packs;

namespace Bot.Forms;

/// <summary>The words of a form's flow.</summary>
public static class FlowTexts
{
    public static readonly MessageKey Summary = new("flow.summary", "form", "count");
    public static readonly MessageKey Required = new("flow.required");
    public static readonly MessageKey Optional = new("flow.optional");
    public static readonly MessageKey Several = new("flow.several");
    public static readonly MessageKey Ranked = new("flow.ranked");
    public static readonly MessageKey Unit = new("flow.unit", "unit");
    public static readonly MessageKey Choices = new("flow.choices", "choices");
    public static readonly MessageKey ChoicesCut = new("flow.choices_cut", "count", "choices");
    public static readonly MessageKey ChoicesFrom = new("flow.choices_from", "question");
    public static readonly MessageKey ChoicesFiltered = new("flow.choices_filtered");
    public static readonly MessageKey ChoiceSeparator = new("flow.choice_separator");
    public static readonly MessageKey Exclusive = new("flow.exclusive", "choice");
    public static readonly MessageKey When = new("flow.when", "condition");
    public static readonly MessageKey WhenGroup = new("flow.when_group", "condition");
    public static readonly MessageKey Rows = new("flow.rows");
    public static readonly MessageKey RowsOpen = new("flow.rows_open");
    public static readonly MessageKey Constraint = new("flow.constraint", "message");
    public static readonly MessageKey ConstraintBare = new("flow.constraint_bare", "condition");
    public static readonly MessageKey Warning = new("flow.warning", "message");
    public static readonly MessageKey Prefill = new("flow.prefill");
    public static readonly MessageKey Note = new("flow.note", "text");
    public static readonly MessageKey And = new("flow.and");
    public static readonly MessageKey Or = new("flow.or");
    public static readonly MessageKey Selected = new("flow.selected", "question", "choice");
    public static readonly MessageKey NotSelected = new("flow.not_selected", "question", "choice");
    public static readonly MessageKey Is = new("flow.is", "question", "choice");
    public static readonly MessageKey IsNot = new("flow.is_not", "question", "choice");
    public static readonly MessageKey Blank = new("flow.blank", "question");
    public static readonly MessageKey Filled = new("flow.filled", "question");
    public static readonly MessageKey Name = new("flow.name", "question");

    public static IReadOnlyCollection<MessageKey> All { get; } =
        [.. typeof(FlowTexts).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (MessageKey)field.GetValue(null)!)];
}
