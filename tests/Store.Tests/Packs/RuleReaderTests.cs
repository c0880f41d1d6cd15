using System.Text.RegularExpressions;
using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>Every mistake in a file of rules or of a fact table is named with its line.</summary>
public sealed partial class RuleReaderTests : IDisposable
{
    private const string Good = """
        rules:
          - id: X1
            title: T
            statement: S
            severity: warn
            at: daily
            scope: all
            source: here
            params: {most: 3}
            over: loan
            if: ${amount} > ${params.most}
            message: ${amount} is much.
            do: Pay.
            example:
              trips: {amount: 4}
              passes: {amount: 3}
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("prompts").FullName;

    public RuleReaderTests()
    {
        Write("roles.yaml", "- {id: contact, name: C, level: village, scope: own-households}\n");
        Write("facts/loan.yaml", "id: loan\ntitle: L\nkey: [household]\ncolumns:\n  - {id: household, heading: H, type: household}\n  - {id: amount, heading: A, type: decimal}\n");
        Write("rules/x.yaml", Good);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_good_rule_is_read_with_its_table()
    {
        var load = PackLoader.Load(folder, []);

        Assert.Empty(load.Problems);
        Assert.Equal("X1", Assert.Single(load.Pack!.Rules).Id);
        Assert.Equal("loan", load.Pack.FactTable("loan")!.Id);
    }

    [Theory]
    [InlineData("${amount} > ${params.most}", "${amout} > 1", 11, "'amout' is neither a field of loan")]
    [InlineData("${params.most}", "${params.least}", 11, "there is no parameter 'least'")]
    [InlineData("${amount} > ${params.most}", "${amount} >", 11, "not an expression")]
    [InlineData("over: loan", "over: lone", 10, "there is no kind of record 'lone'")]
    [InlineData("severity: warn", "severity: bad", 5, "'severity' is one of block, warn, info")]
    [InlineData("scope: all", "scope: [nowhere]", 7, "there is no campaign 'nowhere'")]
    [InlineData("{most: 3}", "{most: {norm: line}}", 9, "no campaign of this rule has the norm 'line'")]
    [InlineData("message: ${amount}", "message: ${sum}", 11, "'sum' is no field of loan")]
    [InlineData("trips: {amount: 4}", "trips: {amont: 4}", 11, "'amont' is no field of loan")]
    [InlineData("      passes: {amount: 3}", "", 15, "'passes' is missing")]
    [InlineData("at: daily", "at: dayly", 6, "there is no moment 'dayly'; did you mean 'daily'?")]
    [InlineData("{most: 3}", "{most: '${params.least} + 1', least: '${params.most}'}", 9, "a parameter is a value")]
    [InlineData("source: here", "origin: here", 8, "unknown key 'origin'")]
    public void A_mistake_is_named_at_its_line(string right, string wrong, int line, string says)
    {
        Write("rules/x.yaml", Good.Replace(right, wrong, StringComparison.Ordinal));

        var load = PackLoader.Load(folder, []);

        Assert.Null(load.Pack);
        Assert.Contains(load.Problems, problem => problem.File.EndsWith("rules/x.yaml", StringComparison.Ordinal) && problem.Line == line && problem.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_without_examples_and_a_second_rule_of_the_same_id_are_refused()
    {
        Write("rules/x.yaml", Good[..Good.IndexOf("    example:", StringComparison.Ordinal)]);
        Assert.Contains(PackLoader.Load(folder, []).Problems, problem => problem.Message.Contains("'example' is missing", StringComparison.Ordinal));

        Write("rules/x.yaml", Good);
        Write("rules/y.yaml", Good);
        Assert.Contains(PackLoader.Load(folder, []).Problems, problem => problem.Message == "a second rule has the id 'X1'");
    }

    [Fact]
    public void A_table_without_a_key_or_with_an_unknown_type_is_refused()
    {
        Write("facts/loan.yaml", "id: loan\ntitle: L\ncolumns:\n  - {id: household, heading: H, type: household}\n  - {id: amount, heading: A, type: money}\n");

        var problems = PackLoader.Load(folder, []).Problems;
        Assert.Contains(problems, problem => problem.Line == 5 && problem.Message.StartsWith("unknown column type 'money'", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Message.StartsWith("'key' is missing", StringComparison.Ordinal));
    }

    [Fact]
    public void The_examples_of_the_readme_read_without_a_problem()
    {
        var examples = Example().Matches(File.ReadAllText(Path.Combine(Prompts.Folder, "README.md")).ReplaceLineEndings("\n")).ToLookup(
            example => example.Groups["kind"].Value, example => example.Groups["yaml"].Value);
        Write("facts/loan.yaml", Assert.Single(examples["fact"]));
        Write("rules/x.yaml", Assert.Single(examples["rule"]));

        Assert.Empty(PackLoader.Load(folder, []).Problems);
    }

    [GeneratedRegex(@"```yaml (?<kind>fact|rule)\n(?<yaml>[^`]*)```", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Example();

    private void Write(string path, string content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
