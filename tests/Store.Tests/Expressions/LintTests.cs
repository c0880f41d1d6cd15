using Store.Expressions;
using Xunit;

namespace Store.Tests.Expressions;

public sealed class LintTests
{
    [Theory]
    [InlineData("${no}", 1, "${no} alone is true for any answer")]
    [InlineData("${age} > 1 and ${zero}", 16, "${zero} alone is true for any number but 0")]
    [InlineData("not(${no})", 5, "${no} alone is true")]
    [InlineData("if(${no}, 1, 2) = 1", 4, "${no} alone is true")]
    [InlineData("${sel} = '1'", 8, "may hold several choices")]
    [InlineData("'1' != ${sel}", 5, "may hold several choices")]
    [InlineData("contains(${sel}, '1')", 1, "write selected(${sel}, …)")]
    [InlineData(". = 'a'", 3, "write selected(., …)")]
    [InlineData("${age} + ${zero} > 3", 1, "write coalesce(${age}, 0)")]
    [InlineData("${dob} > '1984-03-04'", 10, "write date('1984-03-04')")]
    [InlineData("today() - '2026-01-01' > 3", 11, "write date('2026-01-01')")]
    [InlineData("${dob} > 2026-01-31", 10, "this is a subtraction")]
    [InlineData("not(${age} > 0)", 1, "also true where ${age} is left empty")]
    [InlineData("${member}[2]/n = 'a'", 11, "write [position()=2]")]
    [InlineData("/data/member[2]/n = 'a'", 14, "write [position()=2]")]
    [InlineData("difference-in-months(${dob}, today()) > 3", 1, "not in ODK Collect")]
    public void What_is_rarely_meant_is_pointed_out(string source, int position, string message)
    {
        var found = Check(source, ExpressionUse.Condition);
        Assert.Contains(found, warning => warning.Position == position && warning.Message.Contains(message));
    }

    [Theory]
    [InlineData("${age} > 0 and ${no} = 'true'")]
    [InlineData("selected(${sel}, '1') or ${sel} = ''")]
    [InlineData("coalesce(${age}, 0) + 1 > 3")]
    [InlineData("if(${age} != '', ${age} + 1, 0) > 2")]
    [InlineData("${age} != '' and ${age} + 1 > 3")]
    [InlineData("${age} != '' and not(${age} > 0)")]
    [InlineData("not(${age} = 3)")]
    [InlineData("${dob} > date('1984-03-04')")]
    [InlineData("${member}[position()=2]/n = 'a'")]
    [InlineData("count(${member}) - 1 > 0")]
    [InlineData("boolean-from-string(${no})")]
    [InlineData("'2026-01-01' = ${no}")]
    public void What_is_sound_passes(string source) => Assert.Empty(Check(source, ExpressionUse.Condition));

    [Fact]
    public void A_value_may_be_a_bare_question() => Assert.Empty(Check("${age}", ExpressionUse.Value));

    [Fact]
    public void A_required_question_needs_no_guard()
    {
        var expression = Expression.Parse("${age} + ${zero}");
        var found = ExpressionLint.Check(expression, ExpressionUse.Value, Kind, canBeBlank: name => name == "zero");
        Assert.Equal(10, Assert.Single(found).Position);
    }

    private static IReadOnlyList<LintWarning> Check(string source, ExpressionUse use) =>
        ExpressionLint.Check(Expression.Parse(source), use, Kind, self: "sel");

    private static ValueKind? Kind(string name) => name switch
    {
        "age" or "zero" => ValueKind.Integer,
        "sel" => ValueKind.SelectMultiple,
        "no" => ValueKind.Text,
        "dob" => ValueKind.Date,
        "member" => ValueKind.Group,
        _ => null,
    };
}
