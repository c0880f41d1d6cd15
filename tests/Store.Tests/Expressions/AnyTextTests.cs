using FsCheck;
using FsCheck.Fluent;
using Store.Expressions;
using Xunit;

namespace Store.Tests.Expressions;

/// <summary>Forms come from anyone's spreadsheet: whatever is written there, the answer is an expression or a message.</summary>
public sealed class AnyTextTests
{
    private static readonly string[] Pieces =
    [
        "${age}", "${blank}", "${n}", "${member}", "${missing}", "${dob}", "${sel}", "${visit}", "${morning}", "'1'", "'2020-01-01'", "''", "\"x", "1", "0.5", "..", ".", "/",
        "/data/member", "//n", "*", "[", "]", "(", ")", ",", "+", "-", "=", "!=", "<", ">=", "|", " and ", " or ", "div", " mod ",
        "not(", "if(", "concat(", "sum(", "count(", "round(", "date(", "substr(", "selected-at(", "format-date(", "indexed-repeat(", "position(..)", "coalesce(",
        "date-time(", "add-date(", "decimal-time(", "uuid(", "randomize(", "regex(", "today()", "now()", "1 div 0", "100000000000000000000", "name", "“", "，", "%", "\0",
    ];

    [Fact]
    public void Any_text_parses_or_is_explained() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => Understood(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_heap_of_pieces_parses_or_is_explained_and_what_parses_evaluates() =>
        Prop.ForAll(
            Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary(),
            Understood).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Theory]
    [InlineData("date(1 div 0)")]
    [InlineData("date-time(100000000000)")]
    [InlineData("add-date(today(), 1 div 0)")]
    [InlineData("add-date(today(), 0, 0, 100000000)")]
    [InlineData("format-date(-100000000, '%Y')")]
    [InlineData("substr('abc', 1 div 0, -1 div 0)")]
    [InlineData("substring('abc', -1 div 0, 1 div 0)")]
    [InlineData("selected-at('a b', 0 div 0)")]
    [InlineData("round(1 div 0, 1 div 0)")]
    [InlineData("round(123456789012345, 12)")]
    [InlineData("round(99999999999999.9, 10)")]
    [InlineData("round(5, -20)")]
    [InlineData("uuid(1 div 0)")]
    [InlineData("uuid(-1)")]
    [InlineData("randomize(${n}, 1 div 0)")]
    [InlineData("randomize(${n}, 'abc')")]
    [InlineData("indexed-repeat(${n}, ${member}, 1 div 0)")]
    [InlineData("indexed-repeat(${n}, ${member}, 0 div 0)")]
    [InlineData("regex('a', concat('(', 'b'))")]
    [InlineData("difference-in-months('0001-01-01', '9999-12-31')")]
    [InlineData("date('9999-12-31T23:59:59.999-12:00')")]
    [InlineData("date('0001-01-01T00:00:00+14:00')")]
    [InlineData("join(',', 1, ${missing}, ${hidden})")]
    [InlineData("name(5)")]
    [InlineData("(1 | 2)/x")]
    [InlineData("/..")]
    [InlineData("/")]
    public void Odd_values_do_not_fail(string expression) => Assert.True(Understood(expression));

    private static bool Understood(string text)
    {
        try
        {
            var expression = Expression.Parse(text);
            var at = Sheet.Standing("member[2]/n");
            _ = expression.AsText(at);
            _ = expression.AsNumber(at);
            _ = expression.IsTrue(at);
            return true;
        }
        catch (ExpressionException wrong)
        {
            return wrong.Position >= 1 && wrong.Position <= text.Length + 1;
        }
    }
}
