using Store.Packs;
using Testing;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>prompts/roster/changes.yaml, delivered and broken.</summary>
public sealed class ChangeReportingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("changes").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_sort_of_change_that_can_be_reported_says_what_it_does()
    {
        var delivered = Repository.Pack.Changes;
        Assert.Equal(
            Repository.Pack.Form(delivered.Form)!.Find("change_kind")!.Choices.Select(choice => choice.Name).Order(StringComparer.Ordinal),
            delivered.Effects.Keys.Order(StringComparer.Ordinal));
        // Whoever leaves the roster leaves it for a reason that the roster knows.
        Assert.All(delivered.Effects.Where(effect => effect.Value == ChangeEffect.Leave), effect => Assert.NotNull(Repository.Pack.RosterLayout!.LeftWordOf(
            Repository.Pack.Form(delivered.Form)!.Find("change_kind")!.Choices.First(choice => choice.Name == effect.Key).Label)));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_line()
    {
        foreach (var (path, content) in Repository.Pack.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            File.WriteAllText(Path.Combine(folder, path), content);
        }
        File.WriteAllText(Path.Combine(folder, "roster/changes.yaml"), """
            form: household-change
            questions: {kind: change_kind, relation: kinship}
            effects: {1: add, 2: vanish, 77: note}
            head: 户主
            former_head: 其他
            pass_up: soon
            """);
        var problems = PackLoader.Load(folder, []).Problems.Select(problem => $"{problem}"[($"{problem}".LastIndexOf('/') + 1)..]).ToList();
        Assert.Equal(
            [
                "changes.yaml:2: 'member' is missing: the question that says it",
                "changes.yaml:2: form 'household-change' has no question 'kinship'",
                "changes.yaml:3: 'vanish' is none of add, remove, change, head, leave, note",
                "changes.yaml:3: the question has no choice '77'",
                "changes.yaml:6: 'soon' is not a number of days between 0 and 366",
            ],
            problems.Where(line => line.StartsWith("changes.yaml:", StringComparison.Ordinal) && !line.Contains("nothing says what", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("nothing says what '3' (去世) does to the roster", StringComparison.Ordinal));
    }
}
