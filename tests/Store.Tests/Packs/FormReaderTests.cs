using Store.Packs;
using Xunit;
using Group = Store.Packs.Group;

namespace Store.Tests.Packs;

public sealed class FormReaderTests
{
    [Fact]
    public void Headers_types_and_yes_are_read_as_authors_really_write_them()
    {
        var form = Valid("""
            Settings:
              - {Form Title: 家访, id_string: visit, VERSION: 3}
            survey:
              - {Type: Begin Group, Name: g, Label: 一、收入, Relevance: "1 = 1"}
              - {type: select one from yes_no or other, name: a, label: A, Required: "TRUE()"}
              - {type: Select All That Apply from yes_no, name: b, label: B, required: "No", constraint message: 不行}
              - {type: string, name: c, caption: C, read only: Yes}
              - {type: photo, name: d, label: D}
              - {type: GPS, name: e, label: E}
              - {type: int, name: f, label: F, required: "${a} = 1"}
              - {type: date time, name: h, label: H, relevant: "${a_other} != ''"}
              - {type: end group}
              - {type: get device id, name: device}
              - {type: end, name: ended}
            choices:
              - {list name: yes_no, value: 1, label: 是, region: north}
              - {list_name: yes_no, value: 2, label: 否}
            """);

        Assert.Equal(("visit", "家访", "3", "survey", "data"), (form.Id, form.Title, form.Version, form.Kind, form.Root));
        var group = Assert.IsType<Group>(form.Items[0]);
        Assert.Equal(("g", "一、收入", "1 = 1", false), (group.Name, group.Label, group.Relevant!.Source, group.IsRepeat));
        Assert.Equal(
            [
                QuestionType.SelectOne, QuestionType.Text, QuestionType.SelectMultiple, QuestionType.Text, QuestionType.Image, QuestionType.Geopoint,
                QuestionType.Integer, QuestionType.DateTime, QuestionType.Metadata, QuestionType.Metadata,
            ],
            form.Questions.Select(question => question.Type));
        Assert.Equal(("true()", true, "north"), (form.Find("a")!.Required!.Source, form.Find("a")!.OrOther, form.Find("a")!.Choices[0].Columns["region"]));
        Assert.Null(form.Find("b")!.Required);
        Assert.Equal("不行", form.Find("b")!.ConstraintMessage);
        Assert.Equal(("C", true), (form.Find("c")!.Label, form.Find("c")!.ReadOnly));
        Assert.Equal("${a} = 1", form.Find("f")!.Required!.Source);
        Assert.Equal(("deviceid", "end"), (form.Find("device")!.Appearance, form.Find("ended")!.Appearance));
    }

    [Fact]
    public void Bent_quotes_of_a_word_processor_are_straightened_in_expressions_and_kept_in_wordings()
    {
        var form = Valid("""
            survey:
              - {type: text, name: a, label: “两不愁”}
              - {type: text, name: b, label: B, relevant: "${a} = ‘x’ or ${a} = \"y”"}
            """);

        Assert.Equal("""${a} = 'x' or ${a} = "y" """.Trim(), form.Find("b")!.Relevant!.Source);
        Assert.Equal("“两不愁”", form.Find("a")!.Label);
    }

    [Theory]
    [InlineData("default_language: zh", "中")]
    [InlineData("default_language: English (en)", "E")]
    [InlineData("default_language: 中文", "中")]
    [InlineData("version: 1", "中")]
    public void Of_several_translations_the_forms_language_is_kept(string setting, string label)
    {
        var form = Valid($$"""
            settings: { {{setting}} }
            survey:
              - {type: text, name: a, "label::English (en)": E, "label::中文 (zh)": 中}
            """);

        Assert.Equal(label, form.Find("a")!.Label);
    }

    [Theory]
    [InlineData("1", "'1'")]
    [InlineData("2022-08-01", "'2022-08-01'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("John (father)", "'John (father)'")]
    [InlineData("today()", "today()")]
    [InlineData("${b}", "${b}")]
    public void A_default_is_a_constant_unless_it_computes_something(string written, string source)
    {
        var form = Valid($$"""
            survey:
              - {type: text, name: a, label: A, default: "{{written}}"}
              - {type: text, name: b, label: B}
            """);

        Assert.Equal(source, form.Find("a")!.Default!.Source);
    }

    [Fact]
    public void The_products_own_columns_reach_the_question()
    {
        var form = Valid("""
            settings: {kind: problem, ledger: l, campaign: c, instance_name: "concat(${a}, '')", name: root}
            survey:
              - type: integer
                name: a
                label: 本户人口
                plain: 几口人？
                unit: 人
                mask: phone
                minutes: 0.5
                prefill: previous
                unchanged: ${a}
                lookup: household
                warning: . < 12
                warning_message: 超过 12 人，对吗？
                parameters: start=1 end=5, step=2
                source: 附件6
              - {type: select_multiple l, name: b, label: B}
              - {type: text, name: c, label: C, calculation: 1 + 1, trigger: "${a}, ${b}"}
            choices:
              - {list_name: l, name: 1, label: 没有, exclusive: yes}
              - {list_name: l, name: 2, label: 缺水}
            """);

        Assert.Equal(("problem", "l", "c", "root"), (form.Kind, form.Ledger, form.Campaign, form.Root));
        Assert.Equal("concat(${a}, '')", form.InstanceName!.Source);
        var a = form.Find("a")!;
        Assert.Equal(("几口人？", "人", "phone", 0.5m, true), (a.Plain, a.Unit, a.Mask, a.Minutes, a.PrefillPrevious));
        Assert.Equal(("${a}", "household", ". < 12", "超过 12 人，对吗？"), (a.Unchanged!.Source, a.Lookup, a.Warning!.Source, a.WarningMessage));
        Assert.Equal(("1", "5", "2"), (a.Parameters["start"], a.Parameters["end"], a.Parameters["step"]));
        Assert.Equal([true, false], form.Find("b")!.Choices.Select(choice => choice.Exclusive));
        Assert.Equal(["a", "b"], form.Find("c")!.Triggers);
        Assert.Equal(3, form.QuestionCount);
        Assert.Equal(0.7m, form.Minutes);
    }

    [Fact]
    public void Repeats_and_groups_nest_and_disabled_or_blank_rows_are_left_out()
    {
        var form = Valid("""
            survey:
              - {type: begin_repeat, name: members, label: 成员, repeat_count: "3"}
              - {type: begin_group, name: work}
              - {type: text, name: a, label: A}
              - {type: text, name: b, label: B, disabled: yes}
              - {type: end_group}
              - {type: end_repeat}
              - {}
              - {comment: 以后再加}
            """);

        var members = Assert.IsType<Group>(Assert.Single(form.Items));
        Assert.Equal((true, "3"), (members.IsRepeat, members.RepeatCount!.Source));
        Assert.Equal(["a"], form.Questions.Select(question => question.Name));
        Assert.Equal("a", Assert.Single(Assert.IsType<Group>(Assert.Single(members.Items)).Items).Name);
    }

    [Fact]
    public void Further_columns_of_the_choices_keep_their_names_to_the_letter()
    {
        var form = Valid("""
            survey:
              - {type: select_one village, name: v, label: 村, choice_filter: "Town = '1' and id < 9"}
            choices:
              - {list_name: village, name: 1, label: 甲, Town: 1, id: 7, title: x}
              - {list_name: village, name: 2, "media::image": b.png, Town: 2}
            """);

        var (first, second) = (form.Find("v")!.Choices[0], form.Find("v")!.Choices[1]);
        Assert.Equal(("1", "7", "x"), (first.Columns["Town"], first.Columns["id"], first.Columns["title"]));
        Assert.Equal("2", second.Label);
    }

    [Fact]
    public void A_running_total_over_the_rows_of_a_repeat_is_no_cycle() => Valid("""
        survey:
          - {type: begin_repeat, name: rows, label: R}
          - {type: integer, name: n, label: N}
          - {type: calculate, name: total, calculation: "${n} + coalesce(indexed-repeat(${total}, ${rows}, position(..) - 1), 0)"}
          - {type: end_repeat}
        """);

    [Fact]
    public void A_version_that_nobody_wrote_follows_the_content()
    {
        var first = Valid("survey: [{type: text, name: a, label: A}]").Version;

        Assert.Equal(12, first.Length);
        Assert.Equal(first, Valid("survey: [{type: text, name: a, label: A}]").Version);
        Assert.NotEqual(first, Valid("survey: [{type: text, name: a, label: B}]").Version);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_a_problem_and_no_exception()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".yaml");
        Assert.Contains("cannot be read", Assert.Single(FormReader.ReadFile(path).Problems).Message);

        File.WriteAllBytes(path, [0xD6, 0xD0, 0xCE, 0xC4]);
        Assert.Contains("not UTF-8", Assert.Single(FormReader.ReadFile(path).Problems).Message);
        File.Delete(path);
    }

    private static Form Valid(string yaml)
    {
        var (form, problems) = Prompts.Read(yaml);
        Assert.Empty(problems);
        return form!;
    }
}
