using System.Text.Json;
using System.Text.RegularExpressions;
using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>The prompts folder of this repository, as it is delivered.</summary>
public sealed partial class PromptsFolderTests
{
    public static TheoryData<string> FormFiles =>
        [.. Directory.GetFiles(Path.Combine(Prompts.Folder, "forms"), "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Fact]
    public void All_27_roles_are_found_by_id_name_and_alias_in_either_width()
    {
        var roles = Roles();

        Assert.Equal(27, roles.All.Count);
        Assert.All(roles.All, role => Assert.All([role.Id, role.Name, .. role.Aliases], word => Assert.Same(role, roles.Find(word))));
        Assert.Equal("village_committee", roles.Find("村(社区)书记")!.Id);
        Assert.Equal(RoleScope.OwnHouseholds, roles.Find("帮扶联系人")!.Scope);
        Assert.Equal(RoleScope.Village, roles.Find("第一书记")!.Scope);
        Assert.Equal(RoleScope.Town, roles.Find("镇扶贫办")!.Scope);
        Assert.Equal(RoleScope.County, roles.Find("县乡村振兴局")!.Scope);
        Assert.Equal(RoleScope.None, roles.Find("村民小组长")!.Scope);
        Assert.Null(roles.Find("村长"));
    }

    [Theory]
    [MemberData(nameof(FormFiles))]
    public void Every_form_reads_without_a_problem(string file) =>
        Assert.Empty(FormReader.ReadFile(Path.Combine(Prompts.Folder, "forms", file)).Problems);

    [Theory]
    [MemberData(nameof(FormFiles))]
    public void Every_form_stays_within_the_schema_that_editors_use(string file)
    {
        var problems = new List<Problem>();
        var path = Path.Combine(Prompts.Folder, "forms", file);
        var root = YamlEntry.Read(path, File.ReadAllText(path), problems)!;
        // The choices sheet may have any further column, for a choice_filter.
        foreach (var sheet in (string[])["survey", "settings"])
            foreach (var row in root[sheet] is { IsMapping: true } only ? [only] : root[sheet]?.Items ?? [])
                row.OnlyKnows(Schema(sheet));
        Assert.Empty(problems);
    }

    [Fact]
    public void The_schema_lists_exactly_the_columns_that_are_read()
    {
        Assert.Equal(FormColumns.Survey.Order(), Schema("survey").Order());
        Assert.Equal(FormColumns.Choices.Order(), Schema("choices").Order());
        Assert.Equal(FormColumns.Settings.Order(), Schema("settings").Order());
    }

    [Fact]
    public void Every_example_of_the_readme_reads_without_a_problem()
    {
        var examples = Example().Matches(File.ReadAllText(Path.Combine(Prompts.Folder, "README.md")).ReplaceLineEndings("\n"));

        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(Prompts.Read(example.Groups["yaml"].Value).Problems));
    }

    private static string[] Schema(string sheet)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(Prompts.Folder, "schema", "form.schema.json")));
        return [.. schema.RootElement.GetProperty("$defs").GetProperty(sheet).GetProperty("properties").EnumerateObject().Select(column => column.Name)];
    }

    private static Roles Roles()
    {
        var folder = Directory.CreateTempSubdirectory("roles").FullName;
        File.Copy(Path.Combine(Prompts.Folder, "roles.yaml"), Path.Combine(folder, "roles.yaml"));
        var (pack, problems) = PackLoader.Load(folder, []);
        Directory.Delete(folder, recursive: true);
        Assert.Empty(problems);
        return pack!.Roles;
    }

    [GeneratedRegex(@"```yaml form\n(?<yaml>[^`]*)```", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Example();
}
