using System.Globalization;
using System.Text.RegularExpressions;
using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>The extracts of the documents that the official forms come from, and their notation as XLSForm writes it.</summary>
internal static partial class OfficialSource
{
    private const string Circled = "①②③④⑤⑥⑦⑧⑨";

    public static IEnumerable<string> Ids =>
        Directory.GetFiles(Prompts.Beside("Sources"), "*.yaml").Select(Path.GetFileNameWithoutExtension).OfType<string>().Order(StringComparer.Ordinal);

    /// <summary>The source's questions in printed order, with those of the paper's head and foot.</summary>
    public static List<YamlEntry> Questions(string id)
    {
        var form = Root(id);
        return
        [
            .. form["header"]?.Items ?? [],
            .. form["questions"]?.Items ?? [],
            .. form["sections"]?.Items.SelectMany(section => section["items"]!.Items) ?? [],
            .. form["footer"]?.Items ?? [],
        ];
    }

    /// <summary>What the printed form has no column for, while a summary or another annex of the same document asks for it.</summary>
    public static IEnumerable<YamlEntry> Further(string id) =>
        (Root(id)["process_fields"]?.Items ?? []).Concat(Root(id)["system_fields"]?.Items ?? []);

    public static YamlEntry Root(string id)
    {
        var problems = new List<Problem>();
        var path = Prompts.Beside("Sources", id + ".yaml");
        var form = YamlEntry.Read(path, File.ReadAllText(path), problems)!.Items.Single();
        Assert.Empty(problems);
        return form;
    }

    // The extract's own remark on where the source's list ends is no wording of the source.
    public static string Printed(string label) => label.Replace("（原文列举以“等”结尾）", "", StringComparison.Ordinal);

    /// <summary>The printed ① of the choice 1.</summary>
    public static char Circle(string choice) => Circled[int.Parse(choice, CultureInfo.InvariantCulture) - 1];

    public static string Plain(string code) => Circled.IndexOf(code, StringComparison.Ordinal) is var at and >= 0 ? $"{at + 1}" : code;

    public static QuestionType[] Types(string source) => source switch
    {
        "single" => [QuestionType.SelectOne],
        "multi" => [QuestionType.SelectMultiple],
        "repeat" => [QuestionType.SelectOne, QuestionType.SelectMultiple],
        "money" => [QuestionType.Decimal],
        "decimal" => [QuestionType.Decimal],
        "int" or "year" => [QuestionType.Integer],
        "text" or "textarea" or "org" or "id_card" => [QuestionType.Text],
        "date" => [QuestionType.Date, QuestionType.Metadata],
        "ref" => [QuestionType.Hidden, QuestionType.Text, QuestionType.SelectOne],
        "signature" => [QuestionType.Image, QuestionType.Hidden],
        "seal" => [QuestionType.Hidden],
        "month" => [QuestionType.Hidden],
        "photo" => [QuestionType.Image],
        "computed" => [QuestionType.Calculate],
        _ => [],
    };

    /// <summary>The source's own notation as XLSForm writes it, one entry per part joined by "and".</summary>
    public static List<string> Translated(string condition) =>
    [
        .. condition.Replace("household.status == '风险已消除'", "risk_status == 'eliminated'").Split(" and ").Select(part =>
        {
            part = Numbered().Replace(part, match => Plain(match.Value));
            if (AnyRow().Match(part) is { Success: true } any)
                return $"selected(join(' ', ${{{any.Groups["repeat"].Value}_state}}), '{any.Groups["code"].Value}')";
            if (OneOf().Match(part) is { Success: true } oneOf)
                return string.Join(" or ", oneOf.Groups["codes"].Value.Split(',').Select(code => $"${{{oneOf.Groups["name"].Value}}} = {code}"));
            part = part.Replace("['", "'").Replace("']", "'").Replace("==", "=");
            return Name().Replace(part, "${${name}} ${comparison} ");
        }),
    ];

    public static string Joined(IReadOnlyList<string> parts) => parts.Count == 1
        ? parts[0]
        : string.Join(" and ", parts.Select(part => part.Contains(" or ", StringComparison.Ordinal) ? $"({part})" : part));

    // A remark in brackets, or how much of it there is, is said in the question's other words.
    public static string Unhinted(string text) => text.Split('（')[0].Replace("及人数", "", StringComparison.Ordinal);

    [GeneratedRegex("[①②③④⑤⑥⑦⑧⑨]", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^any\((x == )?'(?<code>\d)'( in x)? for x in (?<repeat>\w+)\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AnyRow();

    [GeneratedRegex(@"^(?<name>\w+) in \[(?<codes>.+)\]$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OneOf();

    [GeneratedRegex(@"\b(?<name>[a-z]\w*) (?<comparison>=|!=|>) ", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
