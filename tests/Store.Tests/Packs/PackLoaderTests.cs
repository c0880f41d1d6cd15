using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

public sealed class PackLoaderTests : IDisposable
{
    private static readonly MessageKey Greeting = new("home.greeting", "name", "left");
    private static readonly MessageKey Done = new("home.done");

    private readonly string folder = Directory.CreateTempSubdirectory("prompts").FullName;

    public PackLoaderTests()
    {
        Write("roles.yaml", "- {id: contact, name: 监测联系人, aliases: [帮扶联系人], level: village, scope: own-households}\n");
        Write("forms/a.yaml", "settings: {form_id: a}\nsurvey: [{type: text, name: x, label: X}]\n");
        Write("messages/home.yaml", "home.greeting: |\n  {name}，你好，\n  还有 {left} 户。\nhome.done: 都走完了。\n");
        Write("messages/words.yaml", "rounds: [走访, 月走访]\n");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_whole_folder_becomes_one_pack()
    {
        var pack = Load().Pack!;

        Assert.Equal("a", pack.Form("a")!.Id);
        Assert.Equal("王芳，你好，\n还有 3 户。", pack.Messages.Say(Greeting, ("name", "王芳"), ("left", 3)));
        Assert.Equal("rounds", pack.Words.Match("走访"));
        Assert.Equal("contact", pack.Roles.Find("帮扶联系人")!.Id);
        Assert.Equal(["forms/a.yaml", "messages/home.yaml", "messages/words.yaml", "roles.yaml"], pack.Files.Keys);
    }

    [Fact]
    public void The_version_follows_every_content_and_every_path_and_nothing_else()
    {
        var before = Load().Pack!.Version;
        Assert.Matches("^[0-9a-f]{12}$", before);

        Write("forms/a.yaml", "settings: {form_id: a}\r\nsurvey: [{type: text, name: x, label: X}]\r\n");
        Write("README.md", "not a part of it");
        Assert.Equal(before, Load().Pack!.Version);

        File.Move(Path.Combine(folder, "forms/a.yaml"), Path.Combine(folder, "forms/b.yaml"));
        var moved = Load().Pack!.Version;
        Write("messages/home.yaml", "home.greeting: 你好\nhome.done: 好\n");
        Assert.Equal(3, new[] { before, moved, Load().Pack!.Version }.Distinct().Count());
    }

    [Fact]
    public void A_suspicion_names_questions_and_choices_that_exist_or_each_mistake_is_named()
    {
        Write("forms/b.yaml", """
            settings: {form_id: b}
            survey: [{type: select_one kind, name: kind, label: K}]
            choices: [{list_name: kind, name: 1, label: 水}]
            """);
        const string campaign = """
            id: c
            title: C
            suspicions:
              form: a
              problem: b
              ask_at: "08:40"
              cases:
                - {id: good, if: "${x} = '1'", says: "水：${x}", answers: {kind: 1}}
                - {id: bad, if: "${y} = '1'", says: "水：${z}", answers: {kind: 2, colour: red}}
                - {id: good, if: "${x} =", says: 水}
            """;
        Write("campaigns/c.yaml", campaign);

        string[] expected =
            ["'kind' has no choice '2'", "the form 'a' has no question 'y'", "the form 'a' has no question 'z'", "the form 'b' has no question 'colour'"];
        Assert.Equal(expected, Load().Problems.Where(problem => problem.Line == 9)
            .Select(problem => problem.Message.Split("; did")[0]).Order(StringComparer.Ordinal));
        Assert.Contains(Load().Problems, problem => problem.Line == 10);

        Write("campaigns/c.yaml", string.Join('\n', campaign.Split('\n')[..8]));
        var suspicion = Assert.Single(Assert.Single(Load().Pack!.Campaigns).Suspicions);
        Assert.Equal(("good", "b", new TimeOnly(8, 40)), (suspicion.Id, suspicion.Problem, suspicion.AskAt));
    }

    [Fact]
    public void A_form_that_pulls_from_a_table_or_column_nobody_fills_is_a_problem_here_and_a_note_by_itself()
    {
        const string form = """
            settings: {form_id: a}
            survey:
              - {type: text, name: x, label: X, default: "pulldata('household', 'colour', 'id', '1')"}
              - {type: text, name: y, label: Y, relevant: "instance('houses')/root/item[name = ${x}]/size > 1"}
              - {type: text, name: z, label: Z, default: "pulldata('household', 'size', 'id', '1')"}
            """;
        Write("forms/a.yaml", form);
        Assert.Equal(
            [(3, "'colour'"), (4, "'houses'")],
            Load().Problems.Select(problem => (problem.Line, problem.Message.Contains("'colour'", StringComparison.Ordinal) ? "'colour'" : "'houses'")));

        var alone = FormReader.Check(Path.Combine(folder, "forms/a.yaml"));
        Assert.NotNull(alone.Form);
        Assert.Equal([3, 4], alone.Notes.Where(note => note.Message.Contains("no table", StringComparison.Ordinal) || note.Message.Contains("no column", StringComparison.Ordinal)).Select(note => note.Line));
    }

    [Fact]
    public void Every_problem_of_every_file_is_reported_at_once_and_nothing_is_used()
    {
        Write("forms/a.yaml", "settings: {form_id: a}\nsurvey: [{type: txt, name: x, label: X}]\n");
        Write("forms/b.yaml", "settings: {form_id: b}\nsurvey:\n  - {type: text, name: x}\n");
        Write("messages/home.yaml", "home.greeting: '{nmae}'\nhome.don: x\n");
        Write("messages/more.yaml", "home.greeting: again\n");
        Write("messages/words.yaml", "rounds: [走访]\nreport:\n  - 上报\n  - 走访！\n");
        Write("roles.yaml", "- {id: a, name: 网格员, level: village, scope: village}\n- {id: b, name: 乙, aliases: [网格员], level: x, scope: hamlet}\n");
        Write("ledgers/l.yaml", "");
        Write("forms/c.yml", "");

        var (pack, problems) = Load();

        Assert.Null(pack);
        Assert.Equal(
            [
                "forms/a.yaml:2: unknown type 'txt'; did you mean 'text'?",
                "forms/b.yaml:3: 'x' has no label",
                "forms/c.yml:0: only .yaml files are read; rename it",
                "ledgers/l.yaml:1: the file is empty",
                "messages:0: message 'home.done' is missing",
                "messages/home.yaml:1: message 'home.greeting' cannot use {nmae}; it may use {name}, {left}",
                "messages/home.yaml:2: nothing says this: 'home.don'; did you mean 'home.done'?",
                $"messages/more.yaml:1: message 'home.greeting' is already in {folder}/messages/home.yaml:1",
                "messages/words.yaml:4: '走访！' already means 'rounds'",
                "roles.yaml:2: unknown scope 'hamlet'; known: none, own-households, village, town, county",
                "roles.yaml:2: '网格员' already names the role 'a'",
            ],
            problems.Select(problem => problem.ToString()[(folder.Length + 1)..]));
    }

    [Fact]
    public void A_name_in_two_groups_is_read_alike_in_a_pack_and_alone_but_no_ledger_may_take_it()
    {
        Write("forms/a.yaml", """
            survey:
              - {type: begin_group, name: g}
              - {type: text, name: x, label: X}
              - {type: end_group}
              - {type: text, name: x, label: X}
            """);

        Assert.Empty(Load().Problems);
        Assert.Equal(
            "the name 'x' is used twice (also in line 3); neither ${x} nor a ledger can tell which is meant",
            Assert.Single(FormReader.Check(Path.Combine(folder, "forms/a.yaml")).Notes).Message);
        Write("ledgers/l.yaml", "id: l\ntitle: L\nform: a\ncampaign: c\nlevel: town\ncolumns:\n  - {id: c, path: [C], type: text, source: {answer: x}}\n");
        Assert.Contains("form 'a' has more than one question 'x'; give them different names", Load().Problems.Select(problem => problem.Message));
    }

    [Fact]
    public void Two_forms_cannot_have_one_id()
    {
        Write("forms/b.yaml", "settings: {form_id: a}\nsurvey: [{type: text, name: x, label: X}]\n");

        var problem = Assert.Single(Load().Problems);
        Assert.Equal(($"{folder}/forms/b.yaml", $"form_id 'a' is already that of {folder}/forms/a.yaml"), (problem.File, problem.Message));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_one_problem()
    {
        var (pack, problems) = PackLoader.Load(Path.Combine(folder, "nowhere"), [Greeting, Done]);

        Assert.Null(pack);
        Assert.Equal("there is no such folder", Assert.Single(problems).Message);
    }

    private PackLoad Load() => PackLoader.Load(folder, [Greeting, Done]);

    private void Write(string path, string content)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content);
    }
}
