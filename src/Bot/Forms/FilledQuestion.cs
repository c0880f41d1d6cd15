using System.Text.RegularExpressions;
using Store.Expressions;
using Store.Packs;

namespace Bot.Forms;

/// <summary>One question of a form as it stands in one filling; in a repeat, one per row.</summary>
/// <param name="Path">Where its answer is kept, e.g. <c>m_mode</c> or <c>m_jobs[2]/m_job</c>.</param>
/// <param name="Section">The label of the group it is printed under; empty outside groups.</param>
public sealed partial record FilledQuestion(FilledForm Form, Question Question, Node Node, string Path, string Section)
{
    public string Value => Node.Text;

    public bool IsAnswered => Value.Length > 0;

    public bool IsRelevant => Node.IsRelevant;

    public bool IsRequired => Question.Required?.IsTrue(Form.At(Node)) ?? false;

    public bool IsMedia => Question.Type is QuestionType.Image or QuestionType.Audio or QuestionType.Video or QuestionType.File;

    /// <summary>What stands before the answer in a list: the short form, or the question without its question mark.</summary>
    public string Caption => Question.Short ?? Wording.Split('？', '?')[0];

    /// <summary>The choices that may be picked now, in printed order.</summary>
    public IReadOnlyList<Choice> Choices => Question.ChoiceFilter is not { } filter
        ? Question.Choices
        : [.. Question.Choices.Where(choice => Admits(filter, choice))];

    /// <summary>The wording for chat, references to other answers filled in.</summary>
    public string Wording => Fill(Question.Plain ?? Question.Label);

    /// <summary>The official wording, references filled in.</summary>
    public string Label => Fill(Question.Label);

    /// <summary>The answer as a person reads it: the labels of choices, numbers with their unit.</summary>
    public string Shown => Show(Value);

    public string Show(string value) => value.Length == 0 ? "" : Question.Type switch
    {
        QuestionType.SelectOne => LabelOf(value),
        QuestionType.SelectMultiple or QuestionType.Rank => string.Join('、', value.Split(' ').Select(LabelOf)),
        _ => value + Question.Unit,
    };

    private string LabelOf(string name) => Question.Choices.FirstOrDefault(choice => choice.Name == name)?.Label ?? name;

    // In a filter, bare names are the choice's own columns.
    private bool Admits(Expression filter, Choice choice)
    {
        var item = new Node("item", ValueKind.Group);
        item.Add(new Node("name", ValueKind.Text) { Text = choice.Name });
        foreach (var (column, value) in choice.Columns)
            item.Add(new Node(column, ValueKind.Text) { Text = value });
        return filter.IsTrue(Form.At(Node) with { Item = item });
    }

    private string Fill(string text) => text.Contains("${", StringComparison.Ordinal)
        ? Reference().Replace(text, match => Expression.Parse(match.Value).AsText(Form.At(Node)))
        : text;

    [GeneratedRegex(@"\$\{[^}]+\}", RegexOptions.NonBacktracking)]
    private static partial Regex Reference();
}
