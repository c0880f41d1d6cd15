using Store.Expressions;
using Xunit;

namespace Store.Tests.Expressions;

/// <summary>What an author reads when an expression cannot be understood: where, why, and where possible what to write.</summary>
public sealed class ErrorTests
{
    [Theory]
    [InlineData("", 1, "the expression is empty")]
    [InlineData("   ", 1, "the expression is empty")]
    [InlineData("${a} >", 7, "something is missing after '>'")]
    [InlineData("1 + * 2", 7, "there is no operator between '*' and '2'")]
    [InlineData("= 5", 1, "an expression cannot begin with '='")]
    [InlineData("(1 + 2", 7, "the ( at character 1 is never closed; put a ) where it ends")]
    [InlineData("1 + 2)", 6, "this ) closes nothing")]
    [InlineData("${a}[1", 7, "the [ at character 5 is never closed; put a ] where it ends")]
    [InlineData("()", 2, "there is nothing between these brackets")]
    [InlineData("'abc", 1, "this text is never closed; put a ' at its end")]
    [InlineData("selected(${a} '1')", 15, ") or an operator should come after ${a}, not the text '1'")]
    [InlineData("1, 2", 2, "a comma only separates values within a function's brackets")]
    [InlineData("${a} ${b}", 6, "there is no operator between ${a} and ${b}")]
    [InlineData("${a} == 1", 6, "write = to compare, not ==")]
    [InlineData("${a} <> 1", 6, "write != for 'is not', not <>")]
    [InlineData("${a} && ${b}", 6, "write 'and', not &; to put texts together use concat()")]
    [InlineData("${a} || ${b}", 6, "write 'or', not ||")]
    [InlineData("!${a}", 1, "write not(…), or != for 'is not'")]
    [InlineData("${a} &lt; 5", 6, "write the sign itself (<, > or 'and'), not its HTML code")]
    [InlineData("5 % 2", 3, "write 'mod' for the remainder; a percentage is written as a fraction, 0.1 for 10%")]
    [InlineData("{a} > 1", 1, "a question's name is written ${name}")]
    [InlineData("$a > 1", 1, "a question's name is written ${name}")]
    [InlineData("${a > 1", 1, "this ${ is never closed; put a } after the question's name")]
    [InlineData("${} > 1", 1, "there is no name between ${ and }")]
    [InlineData("${a b} > 1", 1, "'a b' is not a question's name; a name has letters, digits, _ - and . only")]
    [InlineData("${a} / 2", 8, "a name should follow the /; to divide, write div")]
    [InlineData("10 / 2", 4, "to divide, write div; / is for paths")]
    [InlineData("'a'[1]", 4, "only questions and repeats can be filtered with [ ]")]
    [InlineData("/data/@id", 7, "attributes (@) are not part of a form; name a question")]
    [InlineData("ancestor::x", 1, "'ancestor::' is not supported; a path goes to children (name) and parents (..)")]
    [InlineData("/data/text()", 7, "text() is not supported; name a question")]
    [InlineData("selectd(${a}, 1)", 1, "there is no function selectd(); the nearest is selected()")]
    [InlineData("1 + IF(1, 2, 3)", 5, "there is no function IF(); the nearest is if()")]
    [InlineData("Today()", 1, "there is no function Today(); the nearest is today()")]
    [InlineData("not()", 1, "not() takes 1 value, not 0")]
    [InlineData("today(1)", 1, "today() takes no values, not 1")]
    [InlineData("if(1, 2)", 1, "if() takes 3 values, not 2")]
    [InlineData("round(1, 2, 3)", 1, "round() takes 1 to 2 values, not 3")]
    [InlineData("coalesce(1)", 1, "coalesce() takes 2 or more values, not 1")]
    [InlineData("weighted-checklist(1, 2, 3)", 1, "weighted-checklist() takes 2, 4, 6 … values, not 3")]
    [InlineData("regex(., '[0-9')", 10, "this is not a regular expression")]
    [InlineData("regex(., 'a)|(b')", 10, "this is not a regular expression")]
    [InlineData("format-date(., '%Q')", 16, "%Q is not known")]
    [InlineData("format-date(., '%Y%')", 16, "the % at the end of this format needs a letter")]
    [InlineData("digest('a', 'MD6')", 13, "the digest is one of")]
    [InlineData("digest('a', 'MD5', 'octal')", 20, "the digest is written as 'hex' or 'base64'")]
    [InlineData("decimal-date-time('yesterday')", 19, "'yesterday' is not a date")]
    [InlineData("count('a')", 7, "count() counts questions or rows of a repeat; name one")]
    [InlineData("indexed-repeat('a', ${r}, 1)", 16, "indexed-repeat() wants the name of a question here")]
    [InlineData("indexed-repeat(${a}, 2, 1)", 22, "indexed-repeat() wants the name of a repeat here")]
    [InlineData("${a} ≥ 1", 6, "'≥' has no meaning here")]
    public void The_message_says_where_and_why(string source, int position, string message)
    {
        var wrong = Assert.Throws<ExpressionException>(() => Expression.Parse(source));
        Assert.StartsWith($"character {position}: {message}", wrong.Message);
        Assert.Equal(position, wrong.Position);
    }

    [Theory]
    [InlineData("(")]
    [InlineData("-(")]
    [InlineData("not(")]
    [InlineData("a[")]
    [InlineData("concat(1,")]
    [InlineData("1=(")]
    [InlineData("${a}[")]
    public void Nesting_without_end_is_an_error_not_a_crash(string piece) => OnASmallStack(() =>
        Assert.Throws<ExpressionException>(() => Expression.Parse(string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length)))));

    [Theory]
    [InlineData("1=")]
    [InlineData("1<")]
    public void So_is_a_run_of_comparisons(string piece) => OnASmallStack(() =>
        Assert.Throws<ExpressionException>(() => Expression.Parse(string.Concat(Enumerable.Repeat(piece, 50_000)) + "1")));

    [Theory]
    [InlineData("1+", "1", "50001")]
    [InlineData("0 or ", "1", "true")]
    [InlineData("1 and ", "1", "true")]
    [InlineData("-", "7", "7")]
    [InlineData("${n}|", "${n}", "甲")]
    [InlineData("./", ".", "42")]
    public void A_long_run_is_simply_long(string piece, string end, string expected) => OnASmallStack(() =>
        Assert.Equal(expected, Sheet.Text(string.Concat(Enumerable.Repeat(piece, 50_000)) + end)));

    [Fact]
    public void As_much_nesting_as_is_allowed_also_evaluates() => OnASmallStack(() =>
    {
        const int deep = 190;
        var nested = string.Concat(Enumerable.Repeat("if(1=1 and 2>1+0*1,(", deep)) + "7" + string.Concat(Enumerable.Repeat("),0)", deep));
        var wrong = Assert.Throws<ExpressionException>(() => Expression.Parse(nested));
        Assert.Contains("nested more than", wrong.Message);
        nested = string.Concat(Enumerable.Repeat("if(1=1 and 2>1+0*1,", deep)) + "7" + string.Concat(Enumerable.Repeat(",0)", deep));
        Assert.Equal("7", Sheet.Text(nested));
    });

    /// <summary>512 KB, less than any thread gets that serves a chat.</summary>
    private static void OnASmallStack(Action check)
    {
        Exception? wrong = null;
        var thread = new Thread(() => wrong = Record.Exception(check), 512 * 1024);
        thread.Start();
        thread.Join();
        Assert.Null(wrong);
    }
}
