using System.Text;
using Store.Packs;

namespace Bot.Forms;

/// <summary>A form as a page to review: its sections and questions, what can be chosen, when each is asked and what stops an answer. Markdown.</summary>
public sealed class FormFlow
{
    private const int MostChoices = 30;

    private readonly Messages messages;
    private readonly ConditionWords words;
    private readonly StringBuilder page = new();
    private int number;

    private FormFlow(Form form, Messages messages)
    {
        this.messages = messages;
        words = new ConditionWords(form, messages);
    }

    public static string Write(Form form, Messages messages)
    {
        var flow = new FormFlow(form, messages);
        flow.page.Append($"# {form.Title}\n\n{messages.Say(FlowTexts.Summary, ("form", form.Id), ("count", form.QuestionCount))}\n");
        flow.Write(form.Items, depth: 2);
        return flow.page.ToString();
    }

    private void Write(IReadOnlyList<FormItem> items, int depth)
    {
        var inList = false;
        foreach (var item in items)
            if (item is Group group)
            {
                Heading(group, depth);
                Write(group.Items, depth + 1);
                inList = false;
            }
            else if (item is Question { IsAsked: true } question)
            {
                if (!inList)
                    page.Append('\n');
                inList = true;
                Write(question);
            }
    }

    private void Heading(Group group, int depth)
    {
        if (group.Label.Length > 0)
            page.Append($"\n{new string('#', Math.Min(depth, 6))} {words.Plain(group.Label)}\n");
        if (group.IsRepeat)
            page.Append($"\n{messages.Say(group.RepeatCount is null ? FlowTexts.RowsOpen : FlowTexts.Rows)}\n");
        if (group.Relevant is { } relevant)
            page.Append($"\n{messages.Say(FlowTexts.WhenGroup, ("condition", words.Say(relevant)))}\n");
    }

    private void Write(Question question)
    {
        if (question.Type == QuestionType.Note)
            page.Append($"- {messages.Say(FlowTexts.Note, ("text", words.Plain(question.Label)))}\n");
        else
            page.Append($"{++number}. {words.Plain(question.Label)}（{string.Join(messages.Say(FlowTexts.ChoiceSeparator), Marks(question))}）\n");
        foreach (var line in Lines(question))
            page.Append($"   - {line}\n");
    }

    private IEnumerable<string> Marks(Question question)
    {
        yield return messages.Say(question.Required is null ? FlowTexts.Optional : FlowTexts.Required);
        if (question.Type == QuestionType.SelectMultiple)
            yield return messages.Say(FlowTexts.Several);
        if (question.Type == QuestionType.Rank)
            yield return messages.Say(FlowTexts.Ranked);
        if (question.Unit is { } unit)
            yield return messages.Say(FlowTexts.Unit, ("unit", unit));
        if (question.PrefillPrevious)
            yield return messages.Say(FlowTexts.Prefill);
    }

    private IEnumerable<string> Lines(Question question)
    {
        if (question.Relevant is { } relevant)
            yield return messages.Say(FlowTexts.When, ("condition", words.Say(relevant)));
        if (question.Choices.Count > 0)
        {
            var shown = string.Join(messages.Say(FlowTexts.ChoiceSeparator), question.Choices.Take(MostChoices)
                .Select(choice => choice.Exclusive ? messages.Say(FlowTexts.Exclusive, ("choice", choice.Label)) : choice.Label));
            yield return question.Choices.Count > MostChoices
                ? messages.Say(FlowTexts.ChoicesCut, ("count", question.Choices.Count), ("choices", shown))
                : messages.Say(FlowTexts.Choices, ("choices", shown));
        }
        if (question.ChoicesFrom is { } from)
            yield return messages.Say(FlowTexts.ChoicesFrom, ("question", words.Caption(from)));
        if (question.ChoiceFilter is not null)
            yield return messages.Say(FlowTexts.ChoicesFiltered);
        if (question.ConstraintMessage is { } message)
            yield return messages.Say(FlowTexts.Constraint, ("message", words.Plain(message)));
        else if (question.Constraint is { } constraint)
            yield return messages.Say(FlowTexts.ConstraintBare, ("condition", words.Say(constraint)));
        if (question.WarningMessage is { } warning)
            yield return messages.Say(FlowTexts.Warning, ("message", words.Plain(warning)));
    }
}
