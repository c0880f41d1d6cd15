using Store.Expressions;
using Xunit;

namespace Store.Tests.Expressions;

/// <summary>Where form engines differ or authors stumble; each line is a decision.</summary>
public sealed class TrapTests
{
    [Theory]
    [InlineData("${dob} < today()", true)]
    [InlineData("${dob} > today()", false)]
    [InlineData("date('2020-01-01') < date('2020-01-02')", true)]
    [InlineData("date('2020-01-02') <= date('2020-01-01')", false)]
    [InlineData("today() - ${dob} > 365", true)]
    [InlineData("int((date('2026-03-04') - ${dob}) div 365.25) = 41", true)]
    [InlineData("'1984-03-05' < today()", true)]
    [InlineData("${dob} > '1984-03-04'", true)]
    [InlineData("${dob} = '1984-03-05'", true)]
    [InlineData("${dob} = date('1984-03-05')", true)]
    [InlineData("${dob} != ''", true)]
    [InlineData("today() - '2026-03-01' = 3", true)]
    [InlineData("'2026-03-01' < '2026-03-02'", true)]
    [InlineData("number(${dob}) = 5177", true)]
    [InlineData("${visit} <= today() and ${visit} >= today()", true)]
    [InlineData("${visit} < now()", true)]
    [InlineData("now() > today()", false)]
    [InlineData("now() - today() > 0.3 and now() - today() < 0.32", true)]
    [InlineData("${morning} < '08:00'", true)]
    [InlineData("sum(${income}) = 4", true)]
    [InlineData("min(${income}) = 1", true)]
    [InlineData("max(${income}) = 3", true)]
    [InlineData("${blank} > 0", false)]
    [InlineData("${blank} <= 0", false)]
    [InlineData("${blank} < 5", false)]
    [InlineData("not(${blank} > 0)", true)]
    [InlineData("${blank} != 0", true)]
    [InlineData("${blank} = 0", false)]
    [InlineData("${blank} = ''", true)]
    [InlineData("boolean(${zero})", false)]
    [InlineData("if(${zero}, true(), false())", false)]
    [InlineData("boolean(${age})", true)]
    [InlineData("${no}", true)]
    [InlineData("if(${no}, true(), false())", true)]
    [InlineData("regex('a12345678901b', '[0-9]{11}')", false)]
    [InlineData("regex('12345678901', '[0-9]{11}')", true)]
    [InlineData("regex('b', 'a|b')", true)]
    [InlineData("${age} = '42.0'", true)]
    [InlineData("${number} = '42'", false)]
    [InlineData("${number} = 42", true)]
    [InlineData("/data/missing = ''", true)]
    [InlineData("${missing} = ''", true)]
    [InlineData("/data/missing = 0", false)]
    [InlineData("boolean-from-string('TRUE')", true)]
    [InlineData("selected(${sel}, 1)", false)]
    [InlineData("selected(${sel}, 10)", true)]
    [InlineData("selected(${sel}, ' 11 ')", true)]
    [InlineData("selected(${sel}, '')", false)]
    [InlineData("selected(${one}, 1)", true)]
    [InlineData("${sel} = '10'", false)]
    [InlineData("contains(${sel}, '1')", true)]
    [InlineData("${income} = 3", true)]
    [InlineData("${income} != 3", true)]
    [InlineData("3 = ${income}", true)]
    [InlineData("${income} = 2", false)]
    [InlineData("${hidden} = ''", true)]
    [InlineData("${hidden} > 1", false)]
    [InlineData("number('1e3') = number('1e3')", false)]
    [InlineData("0.1 + 0.2 = 0.3", true)]
    [InlineData("1and1", true)]
    [InlineData("0or 0", false)]
    public void Conditions_hold_or_not(string expression, bool expected) => Assert.Equal(expected, Sheet.Truth(expression));

    [Theory]
    [InlineData("'' + 1", "")]
    [InlineData("${blank} + 5", "")]
    [InlineData("coalesce(${blank}, 0) + 5", "5")]
    [InlineData("string('' + 1)", "NaN")]
    [InlineData("round(-2.5)", "-2")]
    [InlineData("number('1e3')", "")]
    [InlineData("number('+5')", "")]
    [InlineData("number('1,234')", "")]
    [InlineData("100000000000000000", "100000000000000000")]
    [InlineData("10000000 * 10000000000", "100000000000000000")]
    [InlineData("123456789 * 1000000000000000", "123456789000000000000000")]
    [InlineData("1 div 10000000", "0.0000001")]
    [InlineData("-0", "0")]
    [InlineData("1.0", "1")]
    [InlineData("${price}", "1.5")]
    [InlineData("concat(${n}, '!')", "甲乙丙!")]
    [InlineData("1div2", "0.5")]
    [InlineData("7mod4", "3")]
    [InlineData("/data/member[2]/n", "乙")]
    [InlineData("/data/member[position()=2]/n", "乙")]
    [InlineData("${member}[2]/n", "乙")]
    [InlineData("${member}[position()=2]/n", "乙")]
    [InlineData("today()", "2026-03-04")]
    [InlineData("now()", "2026-03-04T07:30:00.000+08:00")]
    [InlineData("${dob}", "1984-03-05")]
    [InlineData("today() + 1", "20517")]
    [InlineData("date(today() + 1)", "2026-03-05")]
    [InlineData("date(decimal-date-time(today()) + 7)", "2026-03-11")]
    [InlineData("date(today() - 10.6)", "2026-02-21")]
    [InlineData("concat(‘a’, “b”)", "ab")]
    [InlineData("concat('a’, “b\")", "ab")]
    [InlineData("${户主姓名}", "李四")]
    [InlineData("concat（${age}，'岁'）", "42岁")]
    [InlineData("count(${member}) + sum(${hidden})", "3")]
    [InlineData("true()", "true")]
    [InlineData("1 div 0", "Infinity")]
    [InlineData("--5", "5")]
    [InlineData("2 - -5", "7")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("1 + 2 * 3 mod 4", "3")]
    [InlineData("-7 mod 3", "-1")]
    [InlineData("(1 < 2) = true()", "true")]
    [InlineData("3 > 2 > 1", "false")]
    public void Values_come_out_as_decided(string expression, string expected) => Assert.Equal(expected, Sheet.Text(expression));

    [Fact]
    public void A_date_that_does_not_exist_is_refused_when_written_out()
    {
        var wrong = Assert.Throws<ExpressionException>(() => Expression.Parse("date('2020-02-30')"));
        Assert.Equal(6, wrong.Position);
        Assert.Contains("'2020-02-30' is not a date", wrong.Message);
    }

    [Fact]
    public void A_date_that_cannot_be_read_from_an_answer_is_blank() => Assert.Equal("", Sheet.Text("date(${name})"));

    [Fact]
    public void Computing_tells_the_kind_of_the_value()
    {
        var at = Sheet.Standing();
        Assert.Equal(new Computed("43", ValueKind.Integer), Expression.Parse("${age} + 1").Compute(at));
        Assert.Equal(new Computed("1.5", ValueKind.Decimal), Expression.Parse("${price}").Compute(at));
        Assert.Equal(new Computed("2026-03-04", ValueKind.Date), Expression.Parse("today()").Compute(at));
        Assert.Equal(new Computed("", ValueKind.Text), Expression.Parse("${blank} + 1").Compute(at));
        Assert.Equal(new Computed("false", ValueKind.Text), Expression.Parse("1 > 2").Compute(at));
    }

    [Fact]
    public void An_expression_for_a_choice_reads_the_choices_columns_and_the_forms_answers()
    {
        var form = Sheet.Filled();
        var choice = new Node("item", ValueKind.Group);
        Sheet.Answer(choice, "name", ValueKind.Text, "x");
        Sheet.Answer(choice, "least", ValueKind.Text, "40");
        var at = new Evaluation(Sheet.At(form, "one"), Sheet.Now) { Item = choice };
        Assert.True(Expression.Parse("least <= ${age} and name = 'x'").IsTrue(at));
    }
}
