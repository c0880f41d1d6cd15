using System.Text.RegularExpressions;
using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>BrokenForms holds one small form per rule; its first comments say which problems must be found, and no others.</summary>
public sealed partial class BrokenFormTests
{
    public static TheoryData<string> Forms =>
        [.. Directory.GetFiles(Prompts.Beside("BrokenForms"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void What_is_wrong_is_reported_at_its_line(string file)
    {
        var path = Prompts.Beside("BrokenForms", file);
        var expected = File.ReadLines(path).Select(line => Expectation().Match(line)).Where(match => match.Success)
            .Select(match => (Line: int.Parse(match.Groups["line"].Value), Message: match.Groups["message"].Value))
            .ToList();

        var (form, problems) = FormReader.ReadFile(path);

        Assert.Null(form);
        Assert.NotEmpty(expected);
        Assert.Equal(
            expected.Select(problem => $"{problem.Line}: {problem.Message}"),
            problems.Select(problem => $"{problem.Line}: {Shown(problem, expected)}"));
        Assert.All(problems, problem => Assert.Equal(path, problem.File));
    }

    /// <summary>The message, cut where the expectation of that line ends in … because somebody else words the rest.</summary>
    private static string Shown(Problem problem, List<(int Line, string Message)> expected) => expected
        .Where(other => other.Line == problem.Line && other.Message.EndsWith('…') && problem.Message.StartsWith(other.Message[..^1], StringComparison.Ordinal))
        .Select(other => other.Message)
        .FirstOrDefault(problem.Message);

    [GeneratedRegex(@"^# expect (?<line>\d+): (?<message>.+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Expectation();
}
