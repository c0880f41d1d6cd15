using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>Who sees what: a contact their households, a town its town, the county all.</summary>
public abstract class ScopeContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    private static readonly Scope Ann = new Scope.Contact("ann");
    private static readonly Scope TownAn = new Scope.Area(SmallCounty.An);

    protected override async Task Seed()
    {
        await Write(SmallCounty.Seed);
        await Write(async tx =>
        {
            await Occurrences.EnsureMonth(tx, August, Now, Now.AddDays(20));
            await Households.SaveMembers(tx, [new Member("d1", 1, "of ann", null, "", "", "", "", ""), new Member("n1", 1, "of cat", null, "", "", "", "", "")]);
            await Submissions.Add(tx, SubmissionContract.Submission("d1", "ann", "/c/an/dong/"));
            await Submissions.Add(tx, SubmissionContract.Submission("x1", "bob", "/c/an/xi/"));
            await Submissions.Add(tx, SubmissionContract.Submission("n1", "cat", "/c/bei/nan/"));
        });
    }

    [Fact]
    public async Task A_contact_opens_their_own_household_and_nobody_elses()
    {
        Assert.NotNull(await Read(tx => Households.Open(tx, Ann, "d1")));
        Assert.Null(await Read(tx => Households.Open(tx, Ann, "d3")));
        Assert.Null(await Read(tx => Households.Open(tx, Ann, "n1")));
    }

    [Fact]
    public async Task A_refusal_can_be_told_from_a_household_that_does_not_exist()
    {
        Assert.True(await Read(tx => Households.Exists(tx, "d3")));
        Assert.True(await Read(tx => Households.Exists(tx, "Head of d3")));
        Assert.False(await Read(tx => Households.Exists(tx, "d99")));
    }

    [Fact]
    public async Task A_contact_finds_only_their_own_by_name()
    {
        Assert.Equal(["d1", "d4"], (await Read(tx => Households.Named(tx, Ann, "Head of", 10))).Select(household => household.Id));
        Assert.Empty(await Read(tx => Households.Named(tx, Ann, "d3", 10)));
    }

    [Fact]
    public async Task A_town_sees_its_own_villages_only()
    {
        Assert.NotNull(await Read(tx => Households.Open(tx, TownAn, "x1")));
        Assert.Null(await Read(tx => Households.Open(tx, TownAn, "n1")));
        Assert.Equal(6, (await Read(tx => Households.All(tx, TownAn))).Count);
        Assert.Equal(["an", "xi", "dong"], (await Read(tx => Units.All(tx, TownAn))).Select(unit => unit.Id));
    }

    [Fact]
    public async Task An_area_does_not_take_in_one_whose_name_merely_begins_alike()
    {
        await Write(async tx =>
        {
            await Units.Save(tx, [new Unit("an2", "c", "town", "An 2", "", 9), new Unit("far", "an2", "village", "Far", "", 10)]);
            await Households.SaveMany(tx, [SmallCounty.Household("f1", "far", "", 1)]);
        });

        Assert.Null(await Read(tx => Households.Open(tx, TownAn, "f1")));
        Assert.Null(await Read(tx => Households.Open(tx, new Scope.Area("/c/an"), "d1")));
    }

    [Fact]
    public async Task The_county_sees_all() =>
        Assert.Equal(7, (await Read(tx => Households.All(tx, new Scope.Area("/c/")))).Count);

    [Theory]
    [InlineData("")]
    [InlineData("eve")]
    public async Task Somebody_without_households_sees_none_not_even_those_without_a_contact(string userid) =>
        Assert.Empty(await Read(tx => Households.All(tx, new Scope.Contact(userid))));

    [Fact]
    public async Task Nobody_sees_anything_through_no_scope()
    {
        Assert.Empty(await Read(tx => Households.All(tx, Scope.Nothing)));
        Assert.Empty(await Read(tx => Households.Members(tx, Scope.Nothing)));
        Assert.Empty(await Read(tx => Units.All(tx, Scope.Nothing)));
        Assert.Empty(await Read(tx => Submissions.List(tx, "monthly-checkin", Scope.Nothing)));
        Assert.Empty(await Read(tx => Occurrences.Progress(tx, Scope.Nothing, August)));
    }

    [Fact]
    public async Task Members_are_seen_with_their_household_only()
    {
        Assert.Equal(["of ann"], (await Read(tx => Households.Members(tx, Ann))).Select(member => member.Name));
        Assert.Equal(["of cat"], (await Read(tx => Households.Members(tx, new Scope.Area(SmallCounty.Bei)))).Select(member => member.Name));
    }

    [Fact]
    public async Task Submissions_are_seen_by_who_filled_them_and_by_the_area()
    {
        Assert.Equal(["d1"], await Subjects(Ann));
        Assert.Equal(["d1", "x1"], await Subjects(TownAn));
        Assert.Equal(["d1", "x1", "n1"], await Subjects(Scope.Everything));
        var cats = (await Read(tx => Submissions.List(tx, "monthly-checkin", new Scope.Contact("cat")))).Single();
        Assert.Null(await Read(tx => Submissions.Find(tx, Ann, cats.Id)));
        Assert.NotNull(await Read(tx => Submissions.Find(tx, new Scope.Area(SmallCounty.Bei), cats.Id)));
    }

    [Fact]
    public async Task Progress_is_seen_by_who_does_the_work_and_by_the_area()
    {
        Assert.Equal(["Dong"], await Villages(Ann));
        Assert.Equal(["Xi", "Dong"], await Villages(TownAn));
        Assert.Equal(["Xi", "Dong", "Nan"], await Villages(Scope.Everything));
        Assert.Equal(2, (await Read(tx => Occurrences.List(tx, Ann, August))).Count);
    }

    private async Task<IEnumerable<string>> Subjects(Scope scope) =>
        (await Read(tx => Submissions.List(tx, "monthly-checkin", scope))).Select(submission => submission.Subject);

    private async Task<IEnumerable<string>> Villages(Scope scope) =>
        (await Read(tx => Occurrences.Progress(tx, scope, August))).Select(village => village.VillageName);
}
