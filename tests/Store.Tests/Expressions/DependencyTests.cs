using Store.Expressions;
using Xunit;

namespace Store.Tests.Expressions;

public sealed class DependencyTests
{
    [Fact]
    public void What_is_needed_comes_first_and_the_forms_order_stays_otherwise()
    {
        var found = Of(("total", "${a} + ${b}"), ("z", "1"), ("a", "${x} * 2"), ("b", "${a} + 1"));
        Assert.Equal(["a", "b", "total", "z"], found.Order);
        Assert.Empty(found.Cycles);
    }

    [Fact]
    public void A_change_reaches_all_that_follows_from_it()
    {
        var found = Of(("total", "${a} + ${b}"), ("z", "${y}"), ("a", "${x} * 2"), ("b", "${a} + 1"));
        Assert.Equal(["a", "b", "total"], found.Affected("x"));
        Assert.Equal(["total"], found.Affected("b"));
        Assert.Equal(["a", "b", "total", "z"], found.Affected("x", "y"));
        Assert.Empty(found.Affected("total"));
    }

    [Fact]
    public void Several_expressions_of_one_name_count_together()
    {
        var found = Of(("a", "${b} > 0"), ("a", "${c} + 1"), ("c", "2"), ("b", "3"));
        Assert.Equal(["b", "c", "a"], found.Order);
    }

    [Fact]
    public void A_cycle_is_named_and_everything_still_has_a_place()
    {
        var found = Of(("a", "${b}"), ("b", "${c} + 1"), ("c", "if(${a}, 1, 2)"), ("d", "${d} + 1"), ("e", "${a}"));
        Assert.Equal([["a", "b", "c", "a"], ["d", "d"]], found.Cycles);
        Assert.Equal("these depend on each other in a circle: a → b → c → a", Dependencies.Describe(found.Cycles[0]));
        Assert.Equal("d depends on itself", Dependencies.Describe(found.Cycles[1]));
        Assert.Equal(["a", "b", "c", "d", "e"], found.Order.Order());
    }

    [Fact]
    public void A_chain_may_be_as_long_as_the_form()
    {
        var chain = Enumerable.Range(0, 20_000).Select(i => ($"q{i}", i == 19_999 ? "1" : $"${{q{i + 1}}}")).ToArray();
        Assert.Equal("q19999", Of(chain).Order[0]);
    }

    [Theory]
    [InlineData("${a} + ${b.c} - ${年龄} + ${a}", "a b.c 年龄")]
    [InlineData("/data/group/x + ../y + . + position(..)", "x y")]
    [InlineData("${rep}[age > ${limit}]/n", "rep age limit n")]
    [InlineData("sum(/data/rep[n = 1]/amount)", "n amount")]
    [InlineData("instance('villages')/root/item[name = ${v} and town = current()/../t]/label", "v t")]
    [InlineData("pulldata('villages', 'label', 'name', ${v})", "v")]
    [InlineData("jr:choice-name(${v}, '${v}')", "v")]
    [InlineData("today() - 1", "")]
    public void References_are_the_questions_an_expression_needs(string source, string expected)
    {
        var expression = Expression.Parse(source);
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Order(), expression.References.Order());
    }

    [Fact]
    public void Each_mention_says_where_it_stands()
    {
        var expression = Expression.Parse("${a} > ../b");
        Assert.Equal([new("a", 1, InBraces: true), new Mention("b", 11, InBraces: false)], expression.Mentions);
        Assert.Equal("${a} > ../b", expression.ToString());
    }

    [Fact]
    public void The_tables_an_expression_reads_are_known() =>
        Assert.Equal(["towns", "villages"], Expression.Parse("pulldata('villages', 'a', 'b', instance('towns')/root/item/x)").Tables.Order());

    private static Dependencies Of(params (string Name, string Source)[] named) =>
        new(named.Select(each => (each.Name, Expression.Parse(each.Source))));
}
