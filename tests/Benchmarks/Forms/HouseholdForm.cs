using Bot.Conversations;
using Bot.Forms;
using Store.Packs;
using Testing;

namespace Benchmarks.Forms;

/// <summary>A form of twenty questions as a household is asked them: skip logic, constraints, dates, sums, several choices.</summary>
internal static class HouseholdForm
{
    private const string Sheet = """
        settings: {form_id: household, form_title: 农户情况调查, kind: survey, default_language: zh}
        survey:
          - {type: select_one yn, name: consent, label: 是否同意接受访问, required: yes}
          - {type: begin_group, name: g_people, label: 一、家庭人口, relevant: "${consent} = '1'"}
          - {type: text, name: head, label: 户主姓名, required: yes}
          - {type: integer, name: age, label: 户主年龄, required: yes, constraint: ". >= 16 and . <= 120", constraint_message: 年龄应在 16 到 120 之间}
          - {type: select_one yn, name: married, label: 户主是否已婚, required: yes}
          - {type: text, name: spouse, label: "${head}的配偶姓名", relevant: "${married} = '1'", required: yes}
          - {type: integer, name: people, label: 家里几口人, required: yes, constraint: ". >= 1 and . <= 30", constraint_message: 人数应在 1 到 30 之间}
          - {type: integer, name: children, label: 其中几个未成年, required: yes, constraint: ". >= 0 and . < ${people}", constraint_message: 未成年人数要少于家庭人口}
          - {type: integer, name: school, label: 几个在上学, relevant: "${children} > 0", required: yes, constraint: ". <= ${children}", constraint_message: 上学人数不能多于未成年人数}
          - {type: text, name: phone, label: 联系电话, required: yes, constraint: "regex(., '1[0-9]{10}')", constraint_message: 电话是 11 位数字}
          - {type: end_group}
          - {type: begin_group, name: g_income, label: 二、收入, relevant: "${consent} = '1'"}
          - {type: decimal, name: wage, label: 全年工资性收入, unit: 元, required: yes, constraint: ". >= 0", constraint_message: 金额不能小于 0}
          - {type: decimal, name: farm, label: 全年经营性收入, unit: 元, required: yes, constraint: ". >= 0", constraint_message: 金额不能小于 0}
          - {type: decimal, name: transfer, label: 全年转移性收入, unit: 元, required: yes, constraint: ". >= 0", constraint_message: 金额不能小于 0}
          - {type: calculate, name: total, calculation: "coalesce(${wage}, 0) + coalesce(${farm}, 0) + coalesce(${transfer}, 0)"}
          - {type: calculate, name: each, calculation: "round(${total} div ${people}, 2)"}
          - {type: calculate, name: low, calculation: "if(${each} != '' and ${each} < 7000, 1, 0)"}
          - {type: select_one yn, name: confirm, label: "人均 ${each} 元，偏低，是否属实", relevant: "${low} = 1 and ${transfer} != ''", required: yes}
          - {type: select_multiple source, name: sources, label: 主要靠什么收入, required: yes, constraint: "not(selected(., 'none') and count-selected(.) > 1)", constraint_message: “没有”不能和别的一起选}
          - {type: end_group}
          - {type: begin_group, name: g_house, label: 三、住房和饮水, relevant: "${consent} = '1'"}
          - {type: select_one house, name: house, label: 住房结构, required: yes}
          - {type: select_one grade, name: danger, label: 鉴定等级, relevant: "${house} != 'brick'", required: yes}
          - {type: select_one yn, name: water, label: 吃水有没有困难, required: yes}
          - {type: date, name: visited, label: 走访日期, required: yes, constraint: ". <= today()", constraint_message: 走访日期不能晚于今天}
          - {type: select_one yn, name: more, label: 有没有其他困难, required: yes}
          - {type: text, name: what, label: 什么困难, relevant: "${more} = '1'", required: yes}
          - {type: end_group}
        choices:
          - {list_name: yn, name: 1, label: 是}
          - {list_name: yn, name: 2, label: 否}
          - {list_name: source, name: job, label: 打工}
          - {list_name: source, name: farm, label: 种养}
          - {list_name: source, name: aid, label: 补助}
          - {list_name: source, name: none, label: 没有, exclusive: yes}
          - {list_name: house, name: brick, label: 砖混}
          - {list_name: house, name: wood, label: 土木}
          - {list_name: grade, name: a, label: A 级}
          - {list_name: grade, name: b, label: B 级}
          - {list_name: grade, name: c, label: C 级}
        """;

    /// <summary>What one household says, by question; every conversation of a kind says the same.</summary>
    private static readonly Dictionary<string, string> Said = new(StringComparer.Ordinal)
    {
        ["consent"] = "1",
        ["head"] = "王建国",
        ["age"] = "46",
        ["married"] = "1",
        ["spouse"] = "刘桂英",
        ["people"] = "4",
        ["children"] = "2",
        ["school"] = "1",
        ["phone"] = "13900000000",
        ["wage"] = "12000",
        ["farm"] = "8000",
        ["transfer"] = "1200",
        ["confirm"] = "1",
        ["sources"] = "1、2",
        ["house"] = "2",
        ["danger"] = "1",
        ["water"] = "2",
        ["visited"] = "2022-08-09",
        ["more"] = "2",
    };

    public static readonly DateTimeOffset Now = new(2022, 8, 10, 9, 0, 0, TimeSpan.FromHours(8));

    public static readonly Speaker Contact = new("lixiulan", "李秀兰", "contact", true, "village", "大井村", "大井村", "井冈镇");

    public static Pack Pack { get; } = Repository.Pack with { Forms = [.. Repository.Pack.Forms, Form()] };

    /// <summary>A session in which the first question has been put.</summary>
    public static Session Begun()
    {
        var form = Pack.Form("household")!;
        var draft = Filling.Start(form, new Draft { Form = form.Id, StartedAt = Now }, Contact.Userid, Now);
        return new Session { Activity = new Activity.Asking(draft, new FilledForm(form, draft, Now).Next!.Path, Changing: false) };
    }

    /// <summary>What is said to the question that the session waits for; null where it is through.</summary>
    public static Input? Answer(Session session) => session.Activity is Activity.Asking asking ? new Input.Said(Said[asking.Path]) : null;

    private static Form Form()
    {
        var problems = new List<Problem>();
        return FormReader.Read("household.yaml", Sheet, problems) ?? throw new InvalidOperationException(string.Join('\n', problems));
    }
}
