using Store.Expressions;
using Xunit;

namespace Store.Tests.Expressions;

/// <summary>Which rows a name means, seen from where the expression stands.</summary>
public sealed class RepeatTests
{
    [Theory]
    [InlineData("${n}", "member[2]/income", "乙")]
    [InlineData("/data/member/n", "member[2]/income", "乙")]
    [InlineData("../n", "member[2]/income", "乙")]
    [InlineData("../../member/n", "member[2]/income", "甲")]
    [InlineData("join('', ${n})", "age", "甲乙丙")]
    [InlineData("join('', /data/member/n)", "age", "甲乙丙")]
    [InlineData("join('', ../../member/n)", "member[2]/income", "甲乙丙")]
    [InlineData("${age}", "member[2]/income", "42")]
    [InlineData("join('', ${kind})", "member[1]/n", "猫狗")]
    [InlineData("join('', ${kind})", "member[3]/n", "猫狗鱼")]
    [InlineData("join('', ${kind})", "member[1]/pet[2]/kind", "狗")]
    [InlineData("${n}", "member[1]/pet[2]/kind", "甲")]
    [InlineData("count(${pet})", "member[1]/n", "2")]
    [InlineData("count(${pet})", "member[1]/pet[1]/kind", "2")]
    [InlineData("count(${pet})", "age", "3")]
    [InlineData("count(${member})", "member[2]/n", "3")]
    [InlineData("count(/data/member)", "member[2]/n", "3")]
    [InlineData("count(/data/member/pet)", "member[2]/n", "1")]
    [InlineData("position(..)", "member[2]/n", "2")]
    [InlineData("position(..)", "member[1]/pet[2]/kind", "2")]
    [InlineData("position(../..)", "member[1]/pet[2]/kind", "1")]
    [InlineData("position(..)", "member[2]/pet[1]/kind", "1")]
    [InlineData("position(${missing})", "age", "0")]
    [InlineData("indexed-repeat(${n}, ${member}, 3)", "age", "丙")]
    [InlineData("indexed-repeat(${n}, ${member}, position(..) - 1)", "member[2]/income", "甲")]
    [InlineData("indexed-repeat(/data/member/n, /data/member, 2)", "age", "乙")]
    [InlineData("indexed-repeat(${n}, ${member}, 4)", "age", "")]
    [InlineData("indexed-repeat(${n}, ${member}, 0)", "age", "甲")]
    [InlineData("indexed-repeat(${kind}, ${member}, 1, ${pet}, 2)", "age", "狗")]
    [InlineData("indexed-repeat(${kind}, ${pet}, 2)", "member[1]/n", "狗")]
    [InlineData("sum(${income})", "age", "4")]
    [InlineData("sum(../../member/income)", "member[2]/n", "4")]
    [InlineData("count(${member}[${n} = '乙'])", "age", "1")]
    [InlineData("count(../../member[n = current()/../n])", "member[2]/income", "1")]
    [InlineData("count(${member}[position() < position(current()/..)])", "member[3]/income", "2")]
    [InlineData("${member}[pet/kind = '鱼']/n", "age", "乙")]
    [InlineData("join('', /data/member[pet]/n)", "age", "甲乙")]
    [InlineData("count(/data/member[/data/member/n = '甲'])", "age", "1")]
    public void A_name_means_the_nearest_row(string expression, string from, string expected) =>
        Assert.Equal(expected, Sheet.Text(expression, from));

    [Fact]
    public void In_a_predicate_the_closer_row_wins()
    {
        var form = new Node("data", ValueKind.Group);
        foreach (var (town, wanted) in new[] { ("甲", "1"), ("乙", "2") })
        {
            var row = form.Add(new("town", ValueKind.Group));
            Sheet.Answer(row, "wanted", ValueKind.Integer, wanted);
            Sheet.Answer(row, "found", ValueKind.Text, "");
        }

        foreach (var (village, code) in new[] { ("a", "1"), ("b", "2") })
        {
            var row = form.Add(new("village", ValueKind.Group));
            Sheet.Answer(row, "label", ValueKind.Text, village);
            Sheet.Answer(row, "code", ValueKind.Integer, code);
        }

        var expression = Expression.Parse("${village}[${code} = ${wanted}]/label");
        Assert.Equal("b", expression.AsText(new(Sheet.At(form, "town[2]/found"), Sheet.Now)));
        Assert.Equal("a", expression.AsText(new(Sheet.At(form, "town[1]/found"), Sheet.Now)));
    }

    [Fact]
    public void Rows_that_are_not_relevant_are_left_out()
    {
        var form = Sheet.Filled();
        Sheet.At(form, "member[3]").Relevant = false;
        var at = new Evaluation(Sheet.At(form, "age"), Sheet.Now);
        Assert.Equal("2", Expression.Parse("count(${member})").AsText(at));
        Assert.Equal("1", Expression.Parse("sum(${income})").AsText(at));
        Assert.Equal("甲乙", Expression.Parse("concat(/data/member/n)").AsText(at));
        Assert.Equal("", Expression.Parse("indexed-repeat(${n}, ${member}, 3)").AsText(at));
        Assert.False(Sheet.At(form, "member[3]/n").IsRelevant);
    }

    [Fact]
    public void Rows_added_and_removed_are_seen_at_once()
    {
        var form = Sheet.Filled();
        var at = new Evaluation(Sheet.At(form, "age"), Sheet.Now);
        var total = Expression.Parse("sum(${income}) + count(${member})");
        Assert.Equal("7", total.AsText(at));
        var row = form.Add(new("member", ValueKind.Group));
        Sheet.Answer(row, "income", ValueKind.Integer, "10");
        Assert.Equal("18", total.AsText(at));
        form.Remove(Sheet.At(form, "member[1]"));
        Assert.Equal("16", total.AsText(at));
        Assert.Equal(3, row.RowNumber);
        Assert.Equal("42", Expression.Parse(".").AsText(at));
    }

    [Fact]
    public void A_node_added_elsewhere_leaves_where_it_was()
    {
        var form = Sheet.Filled();
        var inner = Sheet.At(form, "group/inner");
        form.Add(inner);
        Assert.Empty(Sheet.At(form, "group").Children);
        Assert.Same(form, inner.Parent);
        Assert.Equal("5", Expression.Parse("/data/inner").AsText(new(inner, Sheet.Now)));
    }

    [Fact]
    public void One_expression_serves_many_threads()
    {
        var expression = Expression.Parse("concat(${n}, ':', sum(../../member/income[. > 0]), regex(${n}, '.'), format-date(today(), '%d'))");
        Parallel.For(0, 2_000, number =>
        {
            var row = number % 3 + 1;
            Assert.Equal("甲乙丙"[row - 1] + ":4true04", expression.AsText(Sheet.Standing($"member[{row}]/total")));
        });
    }
}
