using Store.Packs;
using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>What a reported change does to a household.</summary>
public sealed class HouseholdRevisionTests
{
    private static readonly DateOnly Today = new(2022, 8, 20);

    private static readonly OpenedHousehold Home = new(
        new Household("H1", "V", "1组", "王建国", null, "", 3, "脱贫不稳定户", "", "open", null, null, "li", 0),
        [new("H1", 1, "王建国", null, "户主", "普通劳动力", "", "", ""), new("H1", 2, "刘桂英", new Sealed([7]), "配偶", "普通劳动力", "", "", ""), new("H1", 3, "王小龙", null, "之子", "无劳动力", "", "小学", "")],
        []);

    [Fact]
    public void A_birth_adds_somebody_and_counts_them()
    {
        var after = Of(Home, Line(ChangeEffect.Add, "王小妹") with { Relation = "之女", Labour = "无劳动力" }).After;
        Assert.Equal((4, 4, "王小妹", "之女"), (after.Household.Size, after.Members[^1].Seq, after.Members[^1].Name, after.Members[^1].Relation));
    }

    [Fact]
    public void Somebody_who_is_there_already_is_not_added_twice()
    {
        var revision = Of(Home, Line(ChangeEffect.Add, "王小龙"));
        Assert.Equal((ChangeOutcome.AlreadyThere, false, 3), (Assert.Single(revision.Outcomes), revision.ChangesRoster, revision.After.Household.Size));
    }

    [Fact]
    public void Who_is_gone_is_taken_out_and_the_rest_keep_their_order()
    {
        var after = Of(Home, Line(ChangeEffect.Remove, "刘桂英")).After;
        Assert.Equal(2, after.Household.Size);
        Assert.Equal([(1, "王建国"), (2, "王小龙")], after.Members.Select(member => (member.Seq, member.Name)));
    }

    [Fact]
    public void When_the_householder_dies_the_next_one_heads_it_with_their_own_number()
    {
        var after = Of(Home, Line(ChangeEffect.Remove, "王建国") with { NewHead = "刘桂英" }).After;
        Assert.Equal(("刘桂英", 2, "户主"), (after.Household.HeadName, after.Household.Size, after.Members[0].Relation));
        Assert.Equal([7], after.Household.IdNumber!.Bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("王建国")]
    [InlineData("不在家里")]
    public void A_householder_does_not_go_without_a_next_one(string next)
    {
        var revision = Of(Home, Line(ChangeEffect.Remove, "王建国") with { NewHead = next });
        Assert.Equal((ChangeOutcome.NoHead, "王建国", 3), (Assert.Single(revision.Outcomes), revision.After.Household.HeadName, revision.After.Household.Size));
    }

    [Fact]
    public void With_the_last_one_the_household_leaves_the_roster_on_the_day_that_was_given()
    {
        var alone = Home with { Household = Home.Household with { Size = 1 }, Members = [Home.Members[0]] };
        var after = Of(alone, Line(ChangeEffect.Remove, "王建国") with { Sort = "去世", On = "2022-08-03" }).After.Household;
        Assert.Equal((new DateOnly(2022, 8, 3), "整户去世"), (after.EndedOn, after.EndedWhy));
    }

    [Fact]
    public void Work_and_fitness_are_changed_and_what_was_not_asked_stays()
    {
        var after = Of(Home, Line(ChangeEffect.Change, "刘桂英") with { Work = "省外 电子厂" }, Line(ChangeEffect.Change, "王小龙") with { Labour = "普通劳动力" }).After;
        Assert.Equal(("省外 电子厂", "普通劳动力"), (after.Members[1].Working, after.Members[1].Labour));
        Assert.Equal(("", "普通劳动力", "小学"), (after.Members[2].Working, after.Members[2].Labour, after.Members[2].Schooling));
    }

    [Fact]
    public void A_name_that_nobody_there_has_changes_nothing_and_is_said()
    {
        var revision = Of(Home, Line(ChangeEffect.Remove, "王小虎"), Line(ChangeEffect.Change, "李四"), Line(ChangeEffect.NewHead, "李四"), Line(ChangeEffect.Note, "王小龙"));
        Assert.Equal([ChangeOutcome.NotThere, ChangeOutcome.NotThere, ChangeOutcome.NotThere, ChangeOutcome.Noted], revision.Outcomes);
        Assert.False(revision.ChangesRoster);
    }

    private static ReportedLine Line(ChangeEffect does, string member) => new(does, "", member, "", "", "", "", "", "2022-08-18", "");

    private static HouseholdRevision Of(OpenedHousehold before, params ReportedLine[] lines) => HouseholdRevision.Of(
        before, lines, Repository.Pack.Changes, Today, _ => null, word => Repository.Pack.RosterLayout!.LeftWordOf(word) ?? word);
}
