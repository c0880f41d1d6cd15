using Store.Packs;
using Store.Tests.Rosters;
using Xunit;
using Group = Store.Packs.Group;

namespace Store.Tests.Packs;

/// <summary>Forms as authors leave them in Excel.</summary>
public sealed class FormWorkbookTests : IDisposable
{
    private readonly FormFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_workbook_is_read_as_the_same_form_in_yaml_would_be()
    {
        var form = Valid(new Workbook()
            .Sheet("Survey ")
            .Row("Type", "NAME", "label::English", "label::中文 (zh)", "Relevance", "Required", "constraint message", "constraint")
            .Row("begin group", "g", "Water", "饮水")
            .Row("select one from water", " kind ", "Kind", "饮水有没有问题？\u00A0", null, true)
            .Row("integer", "days", "Days", "缺水多少天", "${kind} = ‘2’", "yes", "天数在 1 到 366 之间", ". >= 1 and . <= 366")
            .Row("end group")
            .Sheet("CHOICES")
            .Row("list name", "name", "label::English", "label::中文 (zh)", "town")
            .Row("water", 1.0, "none", "没有", 7)
            .Row("water", 2, "some", "缺水")
            .Sheet("Settings")
            .Row("form_id", "form title", "version", "default_language")
            .Row("water-check", "饮水排查", 20220801, "中文 (zh)"));

        Assert.Equal(("water-check", "饮水排查", "20220801"), (form.Id, form.Title, form.Version));
        Assert.Equal("饮水", Assert.IsType<Group>(Assert.Single(form.Items)).Label);
        var (kind, days) = (form.Find("kind")!, form.Find("days")!);
        Assert.Equal(("饮水有没有问题？", "true()"), (kind.Label, kind.Required!.Source));
        Assert.Equal([("1", "没有"), ("2", "缺水")], kind.Choices.Select(choice => (choice.Name, choice.Label)));
        Assert.Equal("7", kind.Choices[0].Columns["town"]);
        Assert.Equal("${kind} = '2'", days.Relevant!.Source);
        Assert.Equal("天数在 1 到 366 之间", days.ConstraintMessage);
    }

    [Fact]
    public void Every_problem_names_its_sheet_and_cell()
    {
        folder.Put("bad.xlsx", new Workbook()
            .Sheet("survey")
            .Row("type", "name", "label", "relevent", "constraint", "我的备注")
            .Row("nonsense", "a", "A", null, null, "x")
            .Row("text", "a", "A")
            .Row("integer", "b", "B", "1 = 1", ". >")
            .Row("select_one yn", "c", "C")
            .Row("begin repeat", "r", "R")
            .Sheet("choices")
            .Row("list_name", "name", "label")
            .Row("yes_no", "1", "是")
            .Row("yes_no", "1", "是"));

        Assert.Equal(
            [
                "bad.xlsx:choices!B3: choice '1' is in list 'yes_no' twice",
                "bad.xlsx:survey!D1: unknown column 'relevent'; did you mean 'relevant'?",
                "bad.xlsx:survey!A2: unknown type 'nonsense'",
                "bad.xlsx:survey!B3: the name 'a' is used twice (also in survey!B2)",
                "bad.xlsx:survey!E4: constraint: character 4: something is missing after '>'",
                "bad.xlsx:survey!A5: there is no choice list 'yn'",
                "bad.xlsx:survey!A6: begin_repeat 'r' is never ended",
            ],
            folder.Problems("bad.xlsx"));
        Assert.Equal(["bad.xlsx:survey!F1: column '我的备注' is not read"], folder.Notes("bad.xlsx"));
    }

    [Fact]
    public void A_heading_above_the_header_and_blank_rows_between_are_passed_over()
    {
        var form = Valid(new Workbook()
            .Sheet("survey")
            .RowAt(2, "2022 年排查表，请勿改动表头")
            .RowAt(4, "type", "name", "label")
            .RowAt(7, "text", "a", "A")
            .RowAt(9, new Formatted(), new Formatted())
            .RowAt(12, "text", "b", "B"));

        Assert.Equal(["a", "b"], form.Questions.Select(question => question.Name));
        Assert.Equal(12, form.Questions[1].Line);
    }

    [Fact]
    public void A_list_name_merged_down_counts_for_every_choice()
    {
        var form = Valid(new Workbook()
            .Sheet("survey").Row("type", "name", "label").Row("select_one l", "a", "A")
            .Sheet("choices").Row("list_name", "name", "label").Row("l", "1", "甲").Row(null, "2", "乙").Row(null, "3", "丙").Merge("A2:A4"));

        Assert.Equal(["甲", "乙", "丙"], form.Find("a")!.Choices.Select(choice => choice.Label));
    }

    [Fact]
    public void Cells_give_what_Excel_shows()
    {
        var form = Valid(new Workbook()
            .Sheet("survey")
            .Row("type", "name", "label", "default", "read only", "minutes")
            .Row("text", "a", "A", new LeadingZeros(7), false, 0.5)
            .Row("date", "b", "B", new DateTime(2022, 8, 31), "no")
            .Row("text", "c", new Formula("CONCATENATE(\"甲\",\"乙\")", "甲乙", IsText: true), new Formula("1+1", "2"), "FALSE")
            .Row("integer", "d", "D", 3.0, "1"));

        Assert.Equal(["'0007'", "'2022-08-31'", "'2'", "'3'"], form.Questions.Select(question => question.Default!.Source));
        Assert.Equal((0.5m, "甲乙", true), (form.Find("a")!.Minutes, form.Find("c")!.Label, form.Find("d")!.ReadOnly));
    }

    [Fact]
    public void A_formula_that_failed_or_was_never_computed_is_a_problem_at_its_cell()
    {
        folder.Put("f.xlsx", new Workbook()
            .Sheet("survey")
            .Row("type", "name", "label")
            .Row("text", "a", new FormulaError("#REF!"))
            .Row("text", "b", new Formula("A1", Cached: null))
            .Row("text", "c", new Formula("A1", Cached: "")));

        Assert.Equal(
            ["survey!C2", "survey!C3", "survey!C4"],
            folder.Check("f.xlsx").Problems.Where(problem => problem.Message.StartsWith("the formula here has no value", StringComparison.Ordinal)).Select(problem => problem.Cell));
    }

    [Fact]
    public void The_version_follows_what_the_workbook_says_not_how_it_was_saved()
    {
        Workbook Book(string label) => new Workbook().Sheet("survey").Row("type", "name", "label").Row("text", "a", label);

        var (first, again, other) = (Valid(Book("A")).Version, Valid(Book("A")).Version, Valid(Book("B")).Version);

        Assert.Matches("^[0-9a-f]{12}$", first);
        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
    }

    [Fact]
    public void An_old_xls_is_read_in_the_code_page_it_was_written_in()
    {
        folder.Put("old.xls", new OldWorkbook()
            .Sheet("survey", ["type", "name", "label"], ["select_one l", "a", "饮水安全"], ["integer", "b", "缺水多少天"])
            .Sheet("choices", ["list_name", "name", "label"], ["l", 1, "有"], ["l", 2, "没有"])
            .Save());

        var (form, problems, _) = folder.Check("old.xls");

        Assert.Empty(problems);
        Assert.Equal("饮水安全", form!.Find("a")!.Label);
        Assert.Equal([("1", "有"), ("2", "没有")], form.Find("a")!.Choices.Select(choice => (choice.Name, choice.Label)));
    }

    [Fact]
    public void A_sheet_that_is_missing_or_misspelt_is_named()
    {
        folder.Put("none.xlsx", new Workbook().Sheet("Sheet1").Row("type", "name"));
        folder.Put("slip.xlsx", new Workbook()
            .Sheet("survey").Row("type", "name", "label").Row("select_one l", "a", "A")
            .Sheet("choises").Row("list_name", "name", "label").Row("l", "1", "甲"));
        folder.Put("empty.xlsx", new Workbook().Sheet("survey").Sheet("choices"));
        folder.Put("headless.xlsx", new Workbook().Sheet("survey").Row("text", "a", "A"));

        Assert.Equal(["none.xlsx: 'survey' is missing: the sheet with the questions; there is Sheet1"], folder.Problems("none.xlsx"));
        Assert.Equal(
            ["slip.xlsx:choises: unknown sheet 'choises'; did you mean 'choices'?", "slip.xlsx:survey!A2: there is no choice list 'l'"],
            folder.Problems("slip.xlsx"));
        Assert.Equal(["empty.xlsx:survey: the sheet is empty"], folder.Problems("empty.xlsx"));
        Assert.Contains("headless.xlsx:survey: there is no column 'type': the first row names the columns type, name, label …", folder.Problems("headless.xlsx"));
    }

    [Fact]
    public void A_workbook_dropped_into_the_prompts_works_like_yaml()
    {
        var prompts = Directory.CreateTempSubdirectory("prompts").FullName;
        Directory.CreateDirectory(Path.Combine(prompts, "forms", "towns-media"));
        File.WriteAllText(Path.Combine(prompts, "roles.yaml"), "- {id: contact, name: 监测联系人, level: village, scope: own-households}\n");
        File.WriteAllText(Path.Combine(prompts, "forms", "towns-media", "towns.csv"), "name,label\n1,甲镇\n");
        File.WriteAllBytes(Path.Combine(prompts, "forms", "towns.xlsx"), new Workbook()
            .Sheet("survey").Row("type", "name", "label").Row("select_one_from_file towns.csv", "town", "镇").Save().ToArray());

        var (pack, problems) = PackLoader.Load(prompts, []);
        File.WriteAllBytes(Path.Combine(prompts, "forms", "bad.xlsx"), [1, 2, 3]);
        var broken = PackLoader.Load(prompts, []);
        Directory.Delete(prompts, recursive: true);

        Assert.Empty(problems);
        Assert.Equal("甲镇", Assert.Single(pack!.Form("towns")!.Find("town")!.Choices).Label);
        Assert.Contains("forms/towns.xlsx", pack.Files.Keys);
        Assert.Equal($"{prompts}/forms/bad.xlsx", Assert.Single(broken.Problems).File);
    }

    private Form Valid(Workbook workbook)
    {
        var (form, problems, _) = folder.Put("form.xlsx", workbook).Check("form.xlsx");
        Assert.Empty(problems);
        return form!;
    }
}
