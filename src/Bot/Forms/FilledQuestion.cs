using Bot.Forms.Plans;
using Store;
using Store.Expressions;
using Store.Packs;

namespace Bot.Forms;

/// <summary>One question of a form as it stands in one filling; in a repeat, one per row.</summary>
public sealed class FilledQuestion
{
    private IReadOnlyList<Choice>? choices;

    internal FilledQuestion(FilledForm form, Place place, Node node)
    {
        Form = form;
        Place = place;
        Node = node;
    }

    public FilledForm Form { get; }

    public Question Question => Place.Item!.Question!;

    public Node Node { get; }

    /// <summary>Where its answer is kept, e.g. <c>m_mode</c> or <c>m_jobs[2]/m_job</c>.</summary>
    public string Path => Place.Path;

    /// <summary>The label of the group it is printed under; empty outside groups.</summary>
    public string Section => Place.Item!.Section;

    public string Value => Node.Text;

    /// <summary>What was answered, also where a choice_filter no longer offers it and the value is blank.</summary>
    public string Stored => Form.StoredAt(Place);

    public bool IsAnswered => Value.Length > 0;

    public bool IsRelevant => Node.IsRelevant;

    public bool IsRequired => Question.Required is { } required && Form.IsTrue(required, Node);

    public bool IsMedia => Question.Type is QuestionType.Image or QuestionType.Audio or QuestionType.Video or QuestionType.File;

    /// <summary>What stands before the answer in a list: the short form, or the question without its question mark.</summary>
    public string Caption => Question.Short ?? Wording.Split('？', '?')[0];

    /// <summary>The choices that may be picked now, in printed order.</summary>
    public IReadOnlyList<Choice> Choices => choices ??= Form.Offered(Place, Question.ChoiceFilter);

    /// <summary>The wording for chat, references to other answers filled in.</summary>
    public string Wording => Form.Fill(Place.Item!.Plain, Node);

    /// <summary>The official wording, references filled in.</summary>
    public string Label => Form.Fill(Place.Item!.Label, Node);

    /// <summary>The answer as a person reads it: the labels of choices, numbers with their unit, personal numbers masked.</summary>
    public string Shown => Show(Value);

    internal Place Place { get; }

    public string Show(string value) => value.Length == 0 ? "" : Question switch
    {
        { Mask: { } kind } => Mask.Of(kind, value),
        { Type: QuestionType.SelectOne } => LabelOf(value),
        { Type: QuestionType.SelectMultiple or QuestionType.Rank } => string.Join('、', value.Split(' ').Select(LabelOf)),
        _ => PersonalNumbers.MaskIds(value) + Question.Unit,
    };

    private string LabelOf(string name) => Place.Item!.Choice(name)?.Label ?? name;
}
