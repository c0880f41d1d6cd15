using System.Diagnostics;
using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>Units, people and households as the roster brings them.</summary>
public abstract class RosterContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    protected override Task Seed() => Write(SmallCounty.Seed);

    [Fact]
    public async Task Units_come_in_the_rosters_order_with_their_paths()
    {
        var units = await Read(tx => Units.All(tx, Scope.Everything));

        Assert.Equal(["c", "an", "xi", "dong", "bei", "nan", "water"], units.Select(unit => unit.Id));
        Assert.Equal("/c/an/dong/", units.Single(unit => unit.Id == "dong").Path);
        Assert.Null(units[0].ParentId);
        Assert.Equal("poor", (await Read(tx => Units.Find(tx, "dong")))!.Kind);
        Assert.Null(await Read(tx => Units.Find(tx, "nowhere")));
    }

    [Fact]
    public async Task A_unit_that_moves_takes_its_villages_and_households_along()
    {
        await Write(tx => Units.Save(tx, [new Unit("an", "bei", "town", "An", "", 1)]));

        Assert.Equal("/c/bei/an/dong/", (await Read(tx => Units.Find(tx, "dong")))!.Path);
        Assert.Equal(6, (await Read(tx => Households.Count(tx, new Scope.Area("/c/bei/an/")))).Households);
        Assert.Equal(0, (await Read(tx => Households.Count(tx, new Scope.Area(SmallCounty.An)))).Households);
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("dong")]
    public async Task A_unit_without_a_proper_parent_is_refused(string parent)
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Write(tx => Units.Save(tx, [new Unit("an", parent, "town", "An", "", 1)])));

        Assert.Equal(SmallCounty.An, (await Read(tx => Units.Find(tx, "an")))!.Path);
    }

    [Fact]
    public async Task A_person_is_found_in_any_case_with_the_names_of_their_units()
    {
        var ann = await Read(tx => People.Find(tx, "ANN"));
        var dan = await Read(tx => People.Find(tx, "dan"));
        var eve = await Read(tx => People.Find(tx, "eve"));

        Assert.Equal(("ann", "Dong", "/c/an/dong/", "village", "An", "Dong"),
            (ann!.Userid, ann.UnitName, ann.UnitPath, ann.UnitLevel, ann.TownName, ann.VillageName));
        Assert.Equal(("An", "An", ""), (dan!.UnitName, dan.TownName, dan.VillageName));
        Assert.Equal(("County", "", ""), (eve!.UnitName, eve.TownName, eve.VillageName));
        Assert.Null(await Read(tx => People.Find(tx, "nobody")));
        Assert.False((await Read(tx => People.Find(tx, "fay")))!.Active);
    }

    [Fact]
    public async Task People_are_listed_by_role_and_by_unit()
    {
        Assert.Equal(["ann", "bob", "cat", "dan", "eve"], await Userids(null, null));
        Assert.Equal(["ann", "bob", "cat"], await Userids("contact", null));
        Assert.Equal(["ann", "bob", "dan"], await Userids(null, "an"));
        Assert.Equal(["ann", "bob"], await Userids("contact", "an"));
        Assert.Empty(await Userids("contact", "nowhere"));
        Assert.Equal(5, await Read(People.Count));
    }

    [Fact]
    public async Task A_phone_number_finds_its_person_however_it_is_written()
    {
        var found = await Read(tx => People.FindByPhone(tx, "+86 138-1234-5678"));

        Assert.Equal("ann", Assert.Single(found).Userid);
        Assert.Equal(SmallCounty.Phone, Cipher.Decrypt(found[0].Phone!));
        Assert.DoesNotContain(SmallCounty.Phone, found[0].ToString());
    }

    [Fact]
    public async Task A_person_saved_again_is_changed()
    {
        await Write(tx => People.Save(tx, [SmallCounty.Person("ANN", "grid", "xi", 9)]));

        var ann = await Read(tx => People.Find(tx, "ann"));

        Assert.Equal(("grid", "Xi", (Sealed?)null), (ann!.Role, ann.UnitName, ann.Phone));
        Assert.Equal(5, await Read(People.Count));
    }

    [Fact]
    public async Task An_opened_household_shows_its_members_and_measures_in_order()
    {
        await Write(async tx =>
        {
            await Households.SaveMembers(tx, [Member("d3", 2, "Child"), Member("d3", 1, "Head") with { IdNumber = tx.Cipher.Encrypt(SmallCounty.IdNumber) }]);
            await Households.SaveMeasures(tx, [new Measure("d3", 1, "job", new DateOnly(2022, 1, 2)), new Measure("d3", 2, "loan", null)]);
        });

        var opened = (await Read(tx => Households.Open(tx, new Scope.Contact("bob"), "d3")))!;

        Assert.Equal(("Head of d3", "Dong", "An", "/c/an/dong/", 3),
            (opened.Household.HeadName, opened.Household.VillageName, opened.Household.TownName, opened.Household.Area, opened.Household.Size));
        Assert.Equal(new DateOnly(2021, 12, 31), opened.Household.IdentifiedOn);
        Assert.Equal(SmallCounty.Phone, Cipher.Decrypt(opened.Household.Phone!));
        Assert.Equal(["Head", "Child"], opened.Members.Select(member => member.Name));
        Assert.Equal(SmallCounty.IdNumber, Cipher.Decrypt(opened.Members[0].IdNumber!));
        Assert.Null(opened.Members[1].IdNumber);
        Assert.Equal([("job", new DateOnly(2022, 1, 2)), ("loan", (DateOnly?)null)], opened.Measures.Select(measure => (measure.Name, measure.Since)));
    }

    [Fact]
    public async Task Members_saved_again_replace_those_there_were()
    {
        await Write(tx => Households.SaveMembers(tx, [Member("d3", 1, "Head"), Member("d3", 2, "Child"), Member("d1", 1, "Other")]));
        await Write(tx => Households.SaveMembers(tx, [Member("d3", 1, "New head")]));

        var members = await Read(tx => Households.Members(tx, Scope.Everything));

        Assert.Equal(["Other", "New head"], members.Select(member => member.Name));
    }

    [Fact]
    public async Task A_household_saved_again_is_changed_and_keeps_its_members()
    {
        await Write(tx => Households.SaveMembers(tx, [Member("d3", 1, "Head")]));
        await Write(tx => Households.SaveMany(tx, [SmallCounty.Household("d3", "nan", "Cat", 1) with { Size = 9 }]));

        var opened = (await Read(tx => Households.Open(tx, new Scope.Contact("cat"), "d3")))!;

        Assert.Equal((9, "/c/bei/nan/", "Nan"), (opened.Household.Size, opened.Household.Area, opened.Household.VillageName));
        Assert.Single(opened.Members);
    }

    [Fact]
    public async Task A_household_in_a_village_that_does_not_exist_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Write(tx => Households.SaveMany(tx, [SmallCounty.Household("z1", "dong", "ann", 1), SmallCounty.Household("z2", "zzz", "ann", 1)])));

        Assert.False(await Read(tx => Households.Exists(tx, "z1")));
    }

    [Fact]
    public async Task The_list_of_a_round_names_the_monitored_households_and_what_is_done()
    {
        await Write(tx => Occurrences.Done(tx, August, "d1", "ann", "/c/an/dong/", Now, null));
        await Write(tx => Occurrences.Done(tx, August with { Period = "2022-07" }, "d2", "ann", "/c/an/dong/", Now, null));

        var all = await Read(tx => Households.InCare(tx, Scope.Everything, August));
        var anns = await Read(tx => Households.InCare(tx, new Scope.Contact("ann"), August));

        Assert.Equal(["x1", "d2", "d1", "d3", "n1"], all.Select(household => household.Id));
        Assert.Equal([("d2", false), ("d1", true)], anns.Select(household => (household.Id, household.Done)));
        Assert.Equal(Now, anns[1].DoneAt);
        Assert.Equal("Second_of Dong", anns[0].HeadName);
    }

    [Fact]
    public async Task Households_are_found_by_id_by_name_and_by_a_part_of_it()
    {
        Assert.Equal(["d1"], await Named("d1"));
        Assert.Equal(["d2"], await Named("Second_of Dong"));
        Assert.Equal(["d2"], await Named("_of"));
        Assert.Equal(["x1", "d1", "d3", "d4", "n1"], await Named("Head of"));
        Assert.Equal(["x1", "d1"], await Named("Head of", 2));
        Assert.Empty(await Named("%"));
        Assert.Empty(await Named("Somebody"));
    }

    [Fact]
    public async Task Households_monitored_households_and_people_are_counted()
    {
        Assert.Equal(new HouseholdCounts(7, 5, 21), await Read(tx => Households.Count(tx, Scope.Everything)));
        Assert.Equal(new HouseholdCounts(0, 0, 0), await Read(tx => Households.Count(tx, Scope.Nothing)));
    }

    [Fact]
    public async Task A_whole_county_is_saved_in_seconds()
    {
        var households = Enumerable.Range(1, 2181)
            .Select(number => SmallCounty.Household($"big{number:D4}", "nan", "cat", number) with
            {
                IdNumber = Cipher.Encrypt(SmallCounty.IdNumber),
                Phone = Cipher.Encrypt(SmallCounty.Phone),
            }).ToList();
        var members = households.SelectMany((household, number) => Enumerable.Range(1, number < 2034 ? 2 : 1)
            .Select(seq => Member(household.Id, seq, "Member") with { IdNumber = Cipher.Encrypt(SmallCounty.IdNumber) })).ToList();
        var watch = Stopwatch.StartNew();

        await Write(async tx =>
        {
            await Households.SaveMany(tx, households);
            await Households.SaveMembers(tx, members);
        });

        TestContext.Current.TestOutputHelper?.WriteLine($"{households.Count} households, {members.Count} members: {watch.ElapsedMilliseconds} ms");
        Assert.Equal(2181 + 1, (await Read(tx => Households.Count(tx, new Scope.Area(SmallCounty.Bei)))).Households);
        Assert.Equal(4215, (await Read(tx => Households.Members(tx, Scope.Everything))).Count);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
    }

    private static Member Member(string household, int seq, string name) => new(household, seq, name, null, "self", "able", "", "", "home");

    private async Task<IEnumerable<string>> Userids(string? role, string? unit) =>
        (await Read(tx => People.List(tx, role, unit))).Select(person => person.Userid);

    private async Task<IEnumerable<string>> Named(string name, int limit = 10) =>
        (await Read(tx => Households.Named(tx, Scope.Everything, name, limit))).Select(household => household.Id);
}
