using Bot.Conversations.Names;
using Xunit;

namespace Bot.Tests.Conversations.Names;

public sealed class NameMatchTests
{
    public static TheoryData<string, string> Names => [.. Neighbours.Table("names.txt").Select(row => new TheoryDataRow<string, string>(row.Given, row.Expected))];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_typed_name_finds_the_households_it_fits_best(string typed, string expected)
    {
        var best = NameMatch.Find(typed, Neighbours.Mine, Neighbours.Words).Best;
        Assert.Equal(expected, best.Count == 0 ? "-" : $"{best[0].Fit}: {string.Join(' ', best.Select(candidate => Neighbours.NumberOf(candidate.Household)))}");
    }

    [Theory]
    [InlineData("张三", 1)]
    [InlineData("张三家", 1)]
    [InlineData("dj-004", 4)]
    [InlineData("张三叔", 0)]
    [InlineData("章三", 0)]
    [InlineData("陈家", 0)]
    [InlineData("秀英", 0)]
    [InlineData("张建", 0)]
    [InlineData("刘强", 0)]
    [InlineData("福塘村刘强", 17)]
    [InlineData("", 0)]
    public void Only_a_whole_name_that_one_household_bears_is_taken_without_asking(string typed, int expected) =>
        Assert.Equal(expected, NameMatch.Find(typed, Neighbours.Mine, Neighbours.Words).Sure is { } sure ? Neighbours.NumberOf(sure) : 0);

    [Fact]
    public void A_household_is_a_candidate_once_and_the_better_fits_come_first()
    {
        var ranked = NameMatch.Find("张三", Neighbours.Mine, Neighbours.Words).Ranked;
        Assert.Equal([(1, Fit.Exact), (9, Fit.Prefix)], ranked.Select(candidate => (Neighbours.NumberOf(candidate.Household), candidate.Fit)));
    }
}
