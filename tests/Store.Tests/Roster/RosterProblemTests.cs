using Xunit;
using static Store.Tests.Rosters.SampleRoster;

namespace Store.Tests.Rosters;

/// <summary>Each check: the cells that are set, and the lines that come out of it, all of them.</summary>
public sealed class RosterProblemTests
{
    private static readonly string Good = Id("19600101", 1);

    public static TheoryData<object?[], string[]> Cells => new()
    {
        // Units
        { ["单位!D3", null], ["单位!D3: “名称”没有填。"] },
        { ["单位!A5", "X101", "户!B3", "X101", "户!B4", "X101", "人员!D3", "X101"], ["单位!A5: “编号”X101 重复了，前面 单位!A4 已经有。"] },
        { ["单位!C4", "小区"], ["单位!C4: 不认识级别“小区”，请填：县、镇、村。"] },
        { ["单位!B4", null], ["单位!B4: 没有填上级编号。只有最高一级的单位可以不填。"] },
        { ["单位!B4", "X9"], ["单位!B4: “单位”表里没有编号为 X9 的上级单位。"] },
        { ["单位!B3", "X101"], ["单位!B3: 上级 X101 是村级，比本单位还低。", "单位!B3: 上下级绕成了一圈：X1 → X101 → X1。请改其中一个单位的上级编号。"] },
        { ["单位!B4", "X102"], ["单位!B4: 上级 X102 也是村。村的上级要填镇（街道）或县。"] },
        { ["单位!B2", "X"], ["单位!B2: 上下级绕成了一圈：X → X。请改其中一个单位的上级编号。"] },

        // People
        { ["人员!A3", "Zhang", "户!L3", null], ["人员!A3: “userid”Zhang 重复了，前面 人员!A2 已经有。"] },
        { ["人员!A4", "王三"], ["人员!A4: “王三”不能作 userid。请填企业微信通讯录里的账号，只有字母、数字和 _ - @ .，例如 zhangsan01。"] },
        { ["人员!C4", "村长"], ["人员!C4: 不认识角色“村长”，例如可以填：监测联系人、包村干部、乡镇（街道）、县乡村振兴局。"] },
        { ["人员!D4", "X7"], ["人员!D4: “单位”表里没有编号为 X7 的单位。"] },
        { ["人员!E3", "1540000000"], ["人员!E3: 电话不对，要 11 位手机号，现在是 10 位。"] },
        { ["人员!A4", null], ["人员!A4: “userid”没有填。"] },

        // Households
        { ["户!D3", " "], ["户!D3: “户主姓名”没有填。"] },
        { ["户!E3", null], ["户!E3: “身份证号”没有填。"] },
        { ["户!A4", "H2", "成员!A4", "H2", "成员!B4", "钱四", "户!G3", "2"], ["户!A4: “户编号”H2 重复了，前面 户!A3 已经有。"] },
        { ["户!B3", "X103"], ["户!B3: “单位”表里没有编号为 X103 的村。"] },
        { ["户!B3", "X1"], ["户!B3: X1（示例镇）是镇，不是村。请填村的编号。"] },
        { ["户!G3", "0"], ["户!G3: 家庭人口“0”不对，要 1 以上的整数，例如 4。"] },
        { ["户!G3", "1.5"], ["户!G3: 家庭人口“1.5”不对，要 1 以上的整数，例如 4。"] },
        { ["户!G2", "3"], ["户!G2: 家庭人口是 3，“成员”表里这户列了 2 人（含户主）。请改成一致。"] },
        { ["户!G4", "1"], ["户!G4: 家庭人口是 1，“成员”表里这户列了 2 人（含户主）。请改成一致。"] },
        { ["户!B3", "西村"], ["户!B3: “村编号”要填编号，不填名称：西村的编号是 X102。"] },
        { ["人员!D4", "示例镇"], ["人员!D4: “单位编号”要填编号，不填名称：示例镇的编号是 X1。"] },
        { ["户!M1", "在册状态", "户!M3", "不详"], ["户!M3: 不认识在册状态“不详”。在名册里的写“在册”或空着；不在了的写为什么：整户迁出、整户去世、并入别户、重复登记、不符合条件退出。"] },
        { ["户!H4", "困难户"], ["户!H4: 不认识监测对象类型“困难户”，请填：脱贫不稳定户、边缘易致贫户、突发严重困难户；风险已消除的写成“脱贫不稳定户（风险已消除）”；不是监测对象的空着。"] },
        { ["户!J2", "2021年8月"], ["户!J2: 看不懂日期“2021年8月”，请写成 2022-08-01 或 2022年8月1日。"] },
        { ["户!J2", "2021-02-30"], ["户!J2: 看不懂日期“2021-02-30”，请写成 2022-08-01 或 2022年8月1日。"] },
        { ["户!J2", "2022-09-01"], ["户!J2: 日期 2022-09-01 还没有到，请核对年份。"] },
        { ["户!K2", "0731-88000000"], ["户!K2: 电话不对，要 11 位手机号，现在是 12 位。"] },
        { ["户!L2", "zhao"], ["户!L2: “人员”表里没有 userid 为 zhao 的人。"] },
        { ["户!L2", "wang"], ["户!L2: wang（王三）的角色不是联系人，不能联系户。请改联系人，或在“人员”表里改他的角色。"] },

        // ID numbers
        { ["户!E3", "990001610203002"], ["户!E3: 这是 15 位的老号码，请填 18 位新号码（见户口本或新身份证）。"] },
        { ["户!E3", 990001610203002d], ["户!E3: 这是 15 位的老号码，请填 18 位新号码（见户口本或新身份证）。"] },
        { ["户!E3", 990001196102030000d], ["户!E3: 身份证号被 Excel 改坏了，后几位已经丢失。请先把这一列设成“文本”，再照证件重新填写。"] },
        { ["户!E3", "9.90001E+17"], ["户!E3: 身份证号被 Excel 改坏了，后几位已经丢失。请先把这一列设成“文本”，再照证件重新填写。"] },
        { ["户!E3", "990001196102030000"], ["户!E3: 身份证号被 Excel 改坏了，后几位已经丢失。请先把这一列设成“文本”，再照证件重新填写。"] },
        { ["户!E3", "99000119610203001"], ["户!E3: 身份证号要 18 位，现在是 17 位。"] },
        { ["户!E3", "99000119610203O012"], ["户!E3: 身份证号前 17 位要是数字，最后一位是数字或 X。"] },
        { ["户!E3", "990001196113030013"], ["户!E3: 身份证号第 7 到 14 位不是合理的出生日期，请核对。"] },
        { ["户!E3", Id("20220901", 1)], ["户!E3: 身份证号第 7 到 14 位不是合理的出生日期，请核对。"] },
        { ["户!E3", Id("18991231", 1)], ["户!E3: 身份证号第 7 到 14 位不是合理的出生日期，请核对。"] },
        { ["户!E3", Miswritten()], ["户!E3: 身份证号有一位写错了（校验码不对），请照证件核对。"] },
        { ["户!E3", Good], ["户!E3: 这个身份证号前面 户!E2 已经有。同一个人只能在一户里出现一次。"] },
        { ["成员!C4", Good], ["成员!C4: 这个身份证号前面 户!E2 已经有。同一个人只能在一户里出现一次。"] },
        { ["成员!C3", Good], ["成员!C3: 这个身份证号前面 户!E2 已经有。同一个人只能在一户里出现一次。"] },

        // Members and measures
        { ["成员!A4", "H8"], ["成员!A4: “户”表里没有编号为 H8 的户。"] },
        { ["成员!D3", "户主"], ["成员!D3: 这户已经有户主了（成员!D2）。一户只能有一个户主。"] },
        { ["成员!C2", Id("19600102", 1)], ["成员!C2: 户主的身份证号和“户”表 户!E2 不一样。"] },
        { ["成员!B2", "赵太"], ["成员!B2: 户主的姓名和“户”表 户!D2 不一样。"] },
        { ["措施!B2", null], ["措施!B2: “措施”没有填。"] },

        // Any cell
        { ["户!C2", new DateTime(2026, 1, 2)], ["户!C2: 这一格被 Excel 变成了日期。请先把这一列设成“文本”，再重新填写，例如 1-2。"] },
        { ["户!C2", new FormulaError("#N/A")], ["户!C2: 这一格的公式出错了。请直接填写内容。"] },
        { ["户!J2", new FormulaError("#REF!")], ["户!J2: 这一格的公式出错了。请直接填写内容。"] },
        { ["户!C3", 4301240101000012d * 10], ["户!C3: 这一格的数字太长，被 Excel 改过，后面几位已经不对了。请先把这一列设成“文本”，再重新填写。"] },

        // Headings
        { ["户!G1", null], ["户!A1: 缺少“家庭人口”这一列。"] },
        { ["户!J1", "纳入时间"], ["户!J1: 没有“识别日期”这一列，而“纳入时间”不知道是什么。如果就是它，请把表头改成“识别日期”；如果不是，请加一列“识别日期”，可以空着。"] },
        { ["户!M1", "户主"], ["户!M1: “户主姓名”有两列，另一列在 D1。请只留一列。"] },
    };

    [Theory]
    [MemberData(nameof(Cells), DisableDiscoveryEnumeration = true)]
    public void A_mistake_is_named_with_its_cell(object?[] cells, string[] expected)
    {
        var workbook = Workbook();
        for (var i = 0; i < cells.Length; i += 2)
            workbook.Set((string)cells[i]!, cells[i + 1]);

        Assert.Equal(expected.Select(line => "roster.xlsx:" + line), Lines(workbook));
        Assert.Null(Read(workbook).Roster);
    }

    [Fact]
    public void Every_problem_comes_at_once_in_the_order_of_the_file()
    {
        var lines = Lines(Workbook()
            .Set("措施!C2", "昨天").Set("户!K4", "12345").Set("户!A2", null).Set("单位!D5", null).Set("人员!E2", "1").Set("成员!A4", "H8"));

        Assert.Equal(
            ["单位!D5", "人员!E2", "户!A2", "户!K4", "成员!A2", "成员!A3", "成员!A4", "措施!A2", "措施!C2"],
            lines.Select(line => line.Split(':')[1]));
    }

    [Fact]
    public void A_missing_sheet_is_reported_once_and_not_at_everything_that_refers_to_it() =>
        Assert.Equal(
            ["roster.xlsx: 缺少工作表“单位”。文件里现有：人员、户、成员、措施。没有内容也请留一张只有表头的“单位”。"],
            Lines(Workbook().Without("单位")));

    [Fact]
    public void A_sheet_without_headings_says_which_are_needed() =>
        Assert.Equal(
            ["roster.xlsx:措施!A1: 没有找到表头。表头要有这些列：户编号、措施、开始日期。"],
            Lines(Workbook().Without("措施").Sheet("措施").Row("H1", "医疗救助")));

    [Fact]
    public void Two_sheets_of_the_same_kind_are_not_guessed_between() =>
        Assert.Equal(
            ["roster.xlsx:农户!A1: “户”有两张：这一张和“户”。请并成一张。"],
            Lines(Workbook().Sheet("农户").Row("户编号", "村编号")));

    [Theory]
    [InlineData("这不是表格")]
    [InlineData("")]
    public void A_file_that_is_no_workbook_is_refused_plainly(string content)
    {
        var read = Reader().Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content)));

        Assert.StartsWith("roster.xlsx: 打不开这个文件。", Assert.Single(read.Problems).Line("roster.xlsx", Messages), StringComparison.Ordinal);
        Assert.Empty(read.Sheets);
    }

    [Fact]
    public void No_sentence_repeats_an_ID_number_or_a_phone()
    {
        var wrong = Miswritten();
        var lines = Lines(Workbook().Set("户!E2", wrong).Set("户!K2", "15400000003123").Set("户!E3", Id("19700304", 3))
            .Set("户!J2", Id("19700304", 3)).Set("户!J3", 15400000003d).Set("户!L3", "15400000003").Set("人员!C2", wrong));

        Assert.NotEmpty(lines);
        Assert.DoesNotContain(lines, line => line.Contains(wrong, StringComparison.Ordinal)
            || line.Contains("1540000", StringComparison.Ordinal) || line.Contains(Id("19700304", 3), StringComparison.Ordinal));
    }

    private static string Miswritten()
    {
        var digits = Id("19610203", 2);
        return digits[..17] + (digits[17] == '1' ? '2' : '1');
    }
}
