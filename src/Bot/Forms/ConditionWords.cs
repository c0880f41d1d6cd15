using System.Text.RegularExpressions;
using Store.Expressions;
using Store.Packs;

namespace Bot.Forms;

/// <summary>A condition in the words of the form: question names become their captions, choices their labels. What it has no words for stays as written.</summary>
internal sealed partial class ConditionWords(Form form, Messages messages)
{
    public string Say(Expression condition) => Space().Replace(Part().Replace(Space().Replace(condition.Source, " "), Words), " ").Trim();

    /// <summary>What a question is called: its short form, or its wording without the question mark.</summary>
    public string Caption(string name) =>
        form.Find(name) is { } question ? Plain(question.Short ?? question.Plain ?? question.Label) is { Length: > 0 } caption ? caption : name : name;

    /// <summary>A wording that says which other question's answer stands in it.</summary>
    public string Plain(string text) =>
        Space().Replace(Reference().Replace(text, match => messages.Say(FlowTexts.Name, ("question", Named(match.Groups["name"].Value)))), " ").TrimEnd('？', '?', ' ');

    // One step only: two wordings may quote each other.
    private string Named(string name) =>
        form.Find(name) is { } question && (question.Short ?? question.Plain ?? question.Label) is { Length: > 0 } text && !text.Contains("${", StringComparison.Ordinal)
            ? text.TrimEnd('？', '?')
            : name;

    private string Words(Match part)
    {
        var (name, value) = (part.Groups["name"].Value, part.Groups["value"].Value.Trim('\'', '"'));
        if (part.Groups["and"].Success)
            return messages.Say(FlowTexts.And);
        if (part.Groups["or"].Success)
            return messages.Say(FlowTexts.Or);
        if (name.Length == 0)
            return part.Value;
        if (part.Groups["selected"].Success)
            return Say(part.Groups["not"].Success ? FlowTexts.NotSelected : FlowTexts.Selected, name, value);
        if (!part.Groups["sign"].Success)
            return messages.Say(FlowTexts.Name, ("question", Caption(name)));
        var isEqual = part.Groups["sign"].Value == "=";
        return value.Length == 0
            ? messages.Say(isEqual ? FlowTexts.Blank : FlowTexts.Filled, ("question", Caption(name)))
            : Say(isEqual ? FlowTexts.Is : FlowTexts.IsNot, name, value);
    }

    private string Say(MessageKey key, string name, string value) => messages.Say(
        key,
        ("question", Caption(name)),
        ("choice", form.Find(name)?.Choices.FirstOrDefault(choice => choice.Name == value)?.Label ?? value));

    [GeneratedRegex(
        """(?<not>not\(\s*)?(?<selected>selected)\(\s*\$\{\s*(?<name>[^}]+?)\s*\}\s*,\s*(?<value>'[^']*'|"[^"]*")\s*\)(?(not)\s*\))|\$\{\s*(?<name>[^}]+?)\s*\}(\s*(?<sign>!?=)\s*(?<value>'[^']*'|"[^"]*"|[0-9.]+))?|'[^']*'|"[^"]*"|\s(?<and>and)\s|\s(?<or>or)\s""",
        RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"\$\{\s*(?<name>[^}]+?)\s*\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Space();
}
