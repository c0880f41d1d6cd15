using System.Security.Cryptography;
using System.Text;
using Store.Packs;

namespace Scheduler.Rules;

/// <summary>Random re-checks (抽查复核): which households a reviewer looks at, and what they found beside what was said. Pure.</summary>
public static class Recheck
{
    /// <summary>
    /// So many of them, by chance but always the same for the same word: a list can be drawn again and nobody can have picked it.
    /// </summary>
    /// <param name="word">E.g. the day and the unit.</param>
    public static IReadOnlyList<T> Sample<T>(IEnumerable<T> all, Func<T, string> id, int count, string word) =>
        [.. all.OrderBy(one => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{word}\n{id(one)}"))), StringComparer.Ordinal).Take(count)];

    /// <summary>What was said and what the reviewer found, question by question, in printed order; only questions that were looked at again.</summary>
    /// <param name="said">By name, as stored.</param>
    /// <param name="found">By name; as stored, or in the words of the choices.</param>
    public static IReadOnlyList<RecheckedAnswer> Compare(Form form, IReadOnlyDictionary<string, string> said, IReadOnlyDictionary<string, string> found) =>
    [
        .. from question in form.Questions
           where found.ContainsKey(question.Name)
           let before = Shown(question, said.GetValueOrDefault(question.Name, ""))
           let after = Shown(question, found[question.Name])
           select new RecheckedAnswer(question.Name, question.Plain ?? question.Label, before, after),
    ];

    private static string Shown(Question question, string answer) => question.Choices.Count == 0
        ? answer
        : string.Join('、', answer.Split([' ', '、'], StringSplitOptions.RemoveEmptyEntries)
            .Select(chosen => question.Choices.FirstOrDefault(choice => choice.Name == chosen)?.Label ?? chosen));
}

public sealed record RecheckedAnswer(string Question, string Wording, string Said, string Found)
{
    public bool Differs => Said != Found;
}
