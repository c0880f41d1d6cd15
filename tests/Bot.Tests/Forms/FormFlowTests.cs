using Bot.Forms;
using Store.Packs;
using Testing;
using Xunit;

namespace Bot.Tests.Forms;

/// <summary>prompts/forms/flows has one page for each form; UPDATE_FLOWS=1 writes them anew.</summary>
public sealed class FormFlowTests
{
    private static readonly string Pages = Path.Combine(Repository.Prompts, "forms", "flows");

    public static TheoryData<string> Forms => [.. Repository.Pack.Forms.Select(form => form.Id)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void The_page_to_review_a_form_by_says_what_the_form_does(string id)
    {
        var page = Path.Combine(Pages, id + ".md");
        var flow = FormFlow.Write(Repository.Pack.Form(id)!, Repository.Pack.Messages);
        if (Environment.GetEnvironmentVariable("UPDATE_FLOWS") == "1")
        {
            Directory.CreateDirectory(Pages);
            File.WriteAllText(page, flow);
        }
        Assert.True(File.Exists(page), $"{page} is missing: run this test with UPDATE_FLOWS=1");
        Assert.Null(TextDifference.Of(File.ReadAllText(page).ReplaceLineEndings("\n"), flow));
    }

    [Fact]
    public void No_page_is_left_of_a_form_that_is_gone() => Assert.All(
        Directory.Exists(Pages) ? Directory.GetFiles(Pages, "*.md") : [],
        page => Assert.NotNull(Repository.Pack.Form(Path.GetFileNameWithoutExtension(page))));

    [Fact]
    public void Conditions_are_said_in_the_words_of_the_form()
    {
        var problems = new List<Problem>();
        var form = FormReader.Read("f.yaml", """
            settings: {form_id: f, form_title: 饮水}
            survey:
              - {type: select_multiple w, name: w, label: 饮水有哪些情况？, required: yes}
              - {type: integer, name: d, label: 缺水多少天？, short: 缺水天数, unit: 天, relevant: "selected(${w}, '2') and not(selected(${w}, '1'))", constraint: ". > 0"}
              - {type: text, name: t, label: 说明, relevant: "${d} != '' or ${w} = '3'", warning: "1 = 1", warning_message: 太短}
              - {type: begin_repeat, name: r, label: 逐人, relevant: "${d} >= 3"}
              - {type: note, name: n, label: "${t}收到"}
              - {type: end_repeat}
            choices:
              - {list_name: w, name: 1, label: 没有, exclusive: yes}
              - {list_name: w, name: 2, label: 缺水}
              - {list_name: w, name: 3, label: 浑浊}
            """, problems);

        Assert.Empty(problems);
        Assert.Equal("""
            # 饮水

            f，共3题。

            1. 饮水有哪些情况（必答；可多选）
               - 选项：没有（选了它不能再选别的）；缺水；浑浊
            2. 缺水多少天（可不答；单位：天）
               - 什么时候问：“饮水有哪些情况”选了“缺水”，并且“饮水有哪些情况”没选“没有”
               - 必须：. > 0
            3. 说明（可不答）
               - 什么时候问：“缺水天数”答了，或者“饮水有哪些情况”是“浑浊”
               - 提醒一次：太短

            ## 逐人

            逐行填，有几行填几行

            这一节什么时候问：“缺水天数” >= 3

            - 告知：“说明”收到

            """.ReplaceLineEndings("\n"), FormFlow.Write(form!, Repository.Pack.Messages));
    }
}
