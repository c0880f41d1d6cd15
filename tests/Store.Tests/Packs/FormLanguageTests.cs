using Store.Expressions;
using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>What XLSForm has beyond the plain question.</summary>
public sealed class FormLanguageTests : IDisposable
{
    private readonly FormFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Choices_come_from_a_csv_beside_the_form_or_in_its_media_folder()
    {
        var form = Valid(folder
            .Put("f-media/towns.csv", "\uFEFFcode,名称,county\r\n1,\"甲镇, 东\",大英\r\n2,\"乙\"\"镇\",大英\r\n\r\n")
            .Put("villages.csv", "name,label,label::English,town\n11,A村,A village,1\n")
            .Put("f.yaml", """
                settings: {default_language: English}
                survey:
                  - {type: select_one_from_file towns.csv, name: t, label: T, parameters: value=code label=名称}
                  - {type: select multiple from file villages.csv, name: v, label: V, choice_filter: "town = ${t}"}
                """));

        var (towns, villages) = (form.Find("t")!.Choices, form.Find("v")!.Choices);
        Assert.Equal([("1", "甲镇, 东"), ("2", "乙\"镇")], towns.Select(choice => (choice.Name, choice.Label)));
        Assert.Equal("大英", towns[0].Columns["county"]);
        Assert.Equal(("11", "A village", "1"), (villages[0].Name, villages[0].Label, villages[0].Columns["town"]));
        Assert.Equal((QuestionType.SelectOne, QuestionType.SelectMultiple), (form.Find("t")!.Type, form.Find("v")!.Type));
    }

    [Fact]
    public void Choices_come_from_xml_and_geojson_too()
    {
        var form = Valid(folder
            .Put("towns.xml", "<root>\n<item><name>1</name><label>甲镇</label><county>大英</county></item>\n<item><name>2</name><label>乙镇</label></item>\n</root>")
            .Put("wells.geojson", """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "id": "w1", "properties": {"title": "东井", "depth": 12}, "geometry": {"type": "Point", "coordinates": [105.3, 30.6]}},
                  {"type": "Feature", "properties": {"id": "w2", "title": "西井"}, "geometry": {"type": "Polygon", "coordinates": []}}]}
                """)
            .Put("f.yaml", """
                survey:
                  - {type: select_one_from_file towns.xml, name: t, label: T}
                  - {type: select_one_from_file wells.geojson, name: w, label: W}
                """));

        var (towns, wells) = (form.Find("t")!.Choices, form.Find("w")!.Choices);
        Assert.Equal([("1", "甲镇"), ("2", "乙镇")], towns.Select(choice => (choice.Name, choice.Label)));
        Assert.Equal("大英", towns[0].Columns["county"]);
        Assert.Equal([("w1", "东井"), ("w2", "西井")], wells.Select(choice => (choice.Name, choice.Label)));
        Assert.Equal(("12", "30.6 105.3 0 0"), (wells[0].Columns["depth"], wells[0].Columns["geometry"]));
    }

    [Fact]
    public void What_is_wrong_with_a_file_of_choices_is_said_at_its_own_line()
    {
        folder
            .Put("rows.csv", "name,label\na,A,x\n,B\n")
            .Put("columns.csv", "id,title\n1,A\n")
            .Put("open.csv", "name,label\n1,\"A\n")
            .Put("gbk.csv", [0xD6, 0xD0, 0xCE, 0xC4])
            .Put("cut.xml", "<root>\n<item><name>1</name>\n")
            .Put("flat.geojson", "{}")
            .Put("f.yaml", """
                survey:
                  - {type: select_one_from_file rows.csv, name: a, label: A}
                  - {type: select_one_from_file columns.csv, name: b, label: B}
                  - {type: select_one_from_file open.csv, name: c, label: C}
                  - {type: select_one_from_file gbk.csv, name: d, label: D}
                  - {type: select_one_from_file map.kml, name: e, label: E}
                  - {type: select_one_from_file ../secret.csv, name: f, label: F}
                  - {type: csv-external, name: prices}
                  - {type: xml-external, name: old}
                  - {type: select_one_from_file cut.xml, name: g, label: G}
                  - {type: select_one_from_file flat.geojson, name: h, label: H}
                """);

        var problems = folder.Problems("f.yaml");

        foreach (var expected in (string[])
            [
                "rows.csv:2: 3 cells, but the header has 2; put a cell that holds a comma in double quotes",
                "rows.csv:3: a choice of 'rows.csv' has no name",
                "columns.csv:1: there is no column 'name'; there are id, title",
                "open.csv:2: a double quote is opened here and never closed",
                "gbk.csv:0: not UTF-8; save it again with that encoding",
                "f.yaml:6: 'map.kml': choices are read from .csv, .xml and .geojson files, not .kml; save it as .csv",
                "flat.geojson:1: there are no features: it wants {\"type\": \"FeatureCollection\", \"features\": […]}",
                "f.yaml:7: no file '../secret.csv' can be read beside the form",
                "f.yaml:8: no file 'prices.csv' can be read beside the form",
                "f.yaml:9: 'xml-external': an .xml table is not read; save it as .csv and write csv-external",
            ])
            Assert.Contains(expected, problems);
        Assert.Contains(problems, problem => problem.StartsWith("cut.xml:3: this is no XML", StringComparison.Ordinal));
    }

    [Fact]
    public void Tables_beside_the_form_and_choice_lists_can_be_looked_up()
    {
        var form = Valid(folder
            .Put("prices.csv", "crop,price\nrice,3\n")
            .Put("fruit.csv", "key,name\n1,pear\n")
            .Put("f.yaml", """
                survey:
                  - {type: csv-external, name: prices}
                  - {type: calculate, name: a, calculation: "instance('prices')/root/item[crop = 'rice']/price"}
                  - {type: calculate, name: b, calculation: "instance('towns')/root/item[name = '1']/label"}
                  - {type: calculate, name: c, calculation: "pulldata('fruit', 'name', 'key', '1')"}
                choices:
                  - {list_name: towns, name: 1, label: 甲镇}
                """));

        var at = new Evaluation(new Node("data", ValueKind.Group), DateTimeOffset.UnixEpoch) { Data = form.Tables };
        Assert.Equal(["3", "甲镇", "pear"], form.Questions.Select(question => question.Calculation!.AsText(at)));
    }

    [Fact]
    public void The_version_follows_the_files_that_are_read_too()
    {
        folder.Put("f.yaml", "survey: [{type: select_one_from_file t.csv, name: t, label: T}]\n");
        var first = Valid(folder.Put("t.csv", "name,label\n1,A\n")).Version;

        Assert.NotEqual(first, Valid(folder.Put("t.csv", "name,label\n1,B\n")).Version);
    }

    [Fact]
    public void Or_other_adds_the_choice_and_asks_which()
    {
        var form = Valid("""
            settings: {other_label: 其他}
            survey:
              - {type: select_multiple l or_other, name: a, label: 主要困难, plain: 有什么困难？, prefill: previous}
              - {type: select_one l, name: b, label: B}
            choices:
              - {list_name: l, name: 1, label: 饮水}
            """);

        Assert.Equal([("1", "饮水"), ("other", "其他")], form.Find("a")!.Choices.Select(choice => (choice.Name, choice.Label)));
        Assert.Single(form.Find("b")!.Choices);
        var which = form.Questions[1];
        Assert.Equal(("a_other", "主要困难（其他）", "有什么困难？（其他）", true), (which.Name, which.Label, which.Plain, which.PrefillPrevious));
        Assert.Equal("selected(${a}, 'other')", which.Relevant!.Source);
        Assert.Contains("other_label", Assert.Single(Check("""
            survey: [{type: select_one l or_other, name: a, label: A}]
            choices: [{list_name: l, name: 1, label: 甲}]
            """).Notes).Message);
    }

    [Fact]
    public void A_range_checks_its_steps_and_says_where_it_ends()
    {
        var range = Valid("""
            survey:
              - {type: range, name: a, label: A, parameters: start=0 end=1 step=0.1, constraint: ". != 0.5"}
            """).Find("a")!;

        bool Takes(string value) => range.Constraint!.IsTrue(new Evaluation(new Node("a", ValueKind.Decimal) { Text = value }, DateTimeOffset.UnixEpoch));
        Assert.Equal("0–1", range.Hint);
        Assert.True(Takes("0") && Takes("0.3") && Takes("0.7") && Takes("1"));
        Assert.False(Takes("0.5") || Takes("0.25") || Takes("1.1") || Takes("-0.1"));
        Assert.Equal(
            ["start=5 end=1: a range ends above its start", "step=0: a range goes up in steps above 0", "start is a number, e.g. start=1, not 'x'"],
            Check("""
                survey:
                  - {type: range, name: a, label: A, parameters: start=5 end=1}
                  - {type: range, name: b, label: B, parameters: step=0}
                  - {type: range, name: c, label: C, parameters: start=x}
                """).Problems.Select(problem => problem.Message));
    }

    [Fact]
    public void Choices_may_be_the_rows_of_a_repeat()
    {
        var form = Valid("""
            survey:
              - {type: begin_repeat, name: members, label: 成员}
              - {type: text, name: member, label: 姓名}
              - {type: end_repeat}
              - {type: "select_one ${member}", name: head, label: 谁是户主}
            """);

        Assert.Equal("member", form.Find("head")!.ChoicesFrom);
        Assert.Equal(
            ["${a} is in no repeat, so it has no rows to choose from", "type: character 12: there is no question ${nobody}"],
            Check("""
                survey:
                  - {type: text, name: a, label: A}
                  - {type: "select_one ${a}", name: b, label: B}
                  - {type: "select_one ${nobody}", name: c, label: C}
                """).Problems.Select(problem => problem.Message));
    }

    [Fact]
    public void External_choices_are_a_sheet_like_the_other()
    {
        var form = Valid("""
            survey:
              - {type: select_one_external v, name: v, label: 村, choice_filter: "town = '1'"}
            external_choices:
              - {list_name: v, name: a, label: 甲, town: 1}
              - {list_name: v, name: a, label: 同名, town: 2}
            """);

        Assert.Equal(["甲", "同名"], form.Find("v")!.Choices.Select(choice => choice.Label));
    }

    [Fact]
    public void What_a_chat_does_not_do_is_noted_or_refused_never_passed_over()
    {
        var (_, problems, notes) = Check("""
            survey:
              - {type: audit, name: audit}
              - {type: start-geopoint, name: where}
              - {type: background-audio, name: sound}
              - {type: phone number, name: phone}
              - {type: text, name: a, label: A, default: "${last-saved#a}"}
              - {type: text, name: b, label: B, readonly: "${a} = 1"}
              - {type: osm, name: c, label: C}
              - {type: begin loop over things, name: d, label: D}
              - {type: text, name: e, label: E}
              - {type: end loop}
            """);

        Assert.Equal([8, 9], problems.Select(problem => problem.Line));
        Assert.Equal([2, 3, 4, 5, 6, 7], notes.Select(note => note.Line).Distinct());
    }

    [Fact]
    public void A_partly_translated_form_says_which_rows_lack_which_language()
    {
        var (form, _, notes) = Check("""
            settings: {default_language: 中文}
            survey:
              - {type: text, name: a, "label::中文 (zh)": 甲, "label::English (en)": A}
              - {type: text, name: b, "label::English (en)": B}
              - {type: text, name: c, "label::English (en)": C}
            """);

        Assert.Equal(("甲", "B"), (form!.Find("a")!.Label, form.Find("b")!.Label));
        Assert.Equal("label::中文 (zh) is missing here and in 1 more rows; English (en) is shown instead", Assert.Single(notes).Message);
        Assert.Contains("no label is written in the default_language 'fr'", Check("""
            settings: {default_language: fr}
            survey: [{type: text, name: a, "label::English (en)": A}]
            """).Notes[0].Message);
    }

    [Fact]
    public void A_trigger_may_name_several_questions_and_headers_come_in_many_spellings()
    {
        var form = Valid("""
            survey:
              - {type: text, name: a, "label:English": A, "bind::relevant": "1 = 1", "bind:jr:constraintMsg": no, "bind::constraint": ". != ''", requiredMsg: must}
              - {type: calculate, name: b, calculation: now(), trigger: "${a}, ${c}"}
              - {type: text, name: c, "label：中文": C, "media::image::中文": c.png}
            """);

        Assert.Equal(("A", "1 = 1", "no", "must"), (form.Find("a")!.Label, form.Find("a")!.Relevant!.Source, form.Find("a")!.ConstraintMessage, form.Find("a")!.RequiredMessage));
        Assert.Equal(["a", "c"], form.Find("b")!.Triggers);
        Assert.Equal("C", form.Find("c")!.Label);
    }

    private static Form Valid(string yaml)
    {
        var (form, problems, _) = Check(yaml);
        Assert.Empty(problems);
        return form!;
    }

    private static Form Valid(FormFolder given)
    {
        var (form, problems, _) = given.Check("f.yaml");
        Assert.Empty(problems);
        return form!;
    }

    private static FormCheck Check(string yaml)
    {
        using var alone = new FormFolder();
        return alone.Put("f.yaml", yaml).Check("f.yaml");
    }
}
