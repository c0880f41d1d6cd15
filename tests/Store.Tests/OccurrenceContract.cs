using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>What has to be done, what is done, and the moments at which somebody was reminded.</summary>
public abstract class OccurrenceContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    private static readonly DateTimeOffset Due = new(2022, 8, 31, 18, 0, 0, TimeSpan.FromHours(8));

    protected override Task Seed() => Write(SmallCounty.Seed);

    [Fact]
    public async Task A_month_has_one_occurrence_of_every_monitored_household_however_often_it_is_made()
    {
        Assert.Equal(5, await EnsureMonth());
        Assert.Equal(0, await EnsureMonth());

        var occurrences = await Read(tx => Occurrences.List(tx, Scope.Everything, August));

        Assert.Equal(["d1", "d2", "d3", "x1", "n1"], occurrences.Select(occurrence => occurrence.Subject));
        Assert.All(occurrences, occurrence => Assert.Equal((Now, (DateTimeOffset?)Due, (DateTimeOffset?)null),
            (occurrence.OpensAt, occurrence.DueAt, occurrence.DoneAt)));
    }

    [Fact]
    public async Task What_is_left_passes_to_a_households_new_contact_and_what_is_done_stays_whose_it_was()
    {
        await EnsureMonth();
        await Done("d1", "ann");
        await Write(tx => Households.SaveMany(tx, [SmallCounty.Household("d1", "dong", "bob", 1), SmallCounty.Household("d2", "dong", "bob", 2)]));

        Assert.Equal(1, await EnsureMonth());

        Assert.Equal([("d1", "ann"), ("d2", "bob")], (await Read(tx => Occurrences.List(tx, Scope.Everything, August)))
            .Take(2).Select(occurrence => (occurrence.Subject, occurrence.Userid)));
    }

    [Fact]
    public async Task A_month_is_open_until_a_household_comes_or_passes_to_somebody_else()
    {
        Assert.False(await IsOpen());
        await EnsureMonth();
        Assert.True(await IsOpen());

        await Done("d1", "ann");
        await Write(tx => Households.SaveMany(tx, [SmallCounty.Household("d1", "dong", "bob", 1)]));
        Assert.True(await IsOpen());

        await Write(tx => Households.SaveMany(tx, [SmallCounty.Household("d2", "dong", "bob", 2)]));
        Assert.False(await IsOpen());
        Assert.Equal(1, await EnsureMonth());
        Assert.True(await IsOpen());

        await Write(tx => Households.SaveMany(tx, [SmallCounty.Household("d9", "dong", "ann", 9)]));
        Assert.False(await IsOpen());
        Assert.True(await IsOpen("Bei"));
        Assert.False(await IsOpen("An", "Bei"));
    }

    [Fact]
    public async Task Progress_counts_by_village_and_names_the_missing_in_the_rosters_order()
    {
        await EnsureMonth();
        await Done("d1", "ann");
        await Done("n1", "cat");

        var progress = await Read(tx => Occurrences.Progress(tx, Scope.Everything, August));

        Assert.Equal(
            [("xi", "Xi", "An", 0, 1, "Head of x1"), ("dong", "Dong", "An", 1, 3, "Second_of Dong,Head of d3"), ("nan", "Nan", "Bei", 1, 1, "")],
            progress.Select(village => (village.VillageId, village.VillageName, village.TownName, village.Done, village.Total, string.Join(',', village.Missing))));
    }

    [Fact]
    public async Task Only_people_with_something_left_are_named()
    {
        await EnsureMonth();
        await Done("d1", "ann");
        await Done("n1", "cat");

        var left = await Read(tx => Occurrences.Left(tx, Scope.Everything, August));

        Assert.Equal([("bob", 0, 2, "Head of x1,Head of d3"), ("ann", 1, 2, "Second_of Dong")],
            left.Select(person => (person.Userid, person.Done, person.Total, string.Join(',', person.Missing))));
    }

    [Fact]
    public async Task A_correction_keeps_the_time_at_which_it_was_first_done()
    {
        await EnsureMonth();
        await Done("d1", "ann");
        var correction = await Write(tx => Submissions.Add(tx, SubmissionContract.Submission("d1", "ann", "/c/an/dong/")));
        await Write(tx => Occurrences.Done(tx, August, "d1", "ann", "/c/an/dong/", Now.AddDays(3), correction));

        var done = (await Read(tx => Occurrences.List(tx, Scope.Everything, August)))[0];

        Assert.Equal((Now, correction), (done.DoneAt, done.SubmissionId));
    }

    [Fact]
    public async Task What_nobody_asked_for_can_be_done_too()
    {
        await Done("d4", "ann");

        var done = Assert.Single(await Read(tx => Occurrences.List(tx, Scope.Everything, August)));

        Assert.Equal(("d4", (DateTimeOffset?)null, (DateTimeOffset?)Now), (done.Subject, done.DueAt, done.DoneAt));
    }

    [Fact]
    public async Task A_deliverable_of_units_is_overdue_until_it_is_done()
    {
        var report = new Round("report", "spring", "");
        Occurrence[] owed =
        [
            new(0, "report", "spring", "an", "", "dan", SmallCounty.An, Now, Due),
            new(0, "report", "spring", "bei", "", "", SmallCounty.Bei, Now, Due.AddHours(-1)),
        ];
        await Write(tx => Occurrences.Ensure(tx, owed));
        await Write(tx => Occurrences.Ensure(tx, owed));

        Assert.Empty(await Overdue(Due.AddHours(-2)));
        Assert.Equal(["bei", "an"], await Overdue(Due));
        await Write(tx => Occurrences.Done(tx, report, "bei", "dan", SmallCounty.Bei, Now, null));
        Assert.Equal(["an"], await Overdue(Due));
        Assert.Equal(["an"], (await Read(tx => Occurrences.List(tx, new Scope.Area(SmallCounty.An), report))).Select(each => each.Subject));
    }

    [Fact]
    public async Task A_deadline_that_moves_moves_what_is_not_done()
    {
        await Write(tx => Occurrences.Ensure(tx, [new(0, "report", "spring", "an", "", "dan", SmallCounty.An, Now, Due)]));
        await Write(tx => Occurrences.Ensure(tx, [new(0, "report", "spring", "an", "", "dan", SmallCounty.An, Now, Due.AddDays(2))]));

        Assert.Empty(await Overdue(Due));
        Assert.Equal(["an"], await Overdue(Due.AddDays(2)));
    }

    [Fact]
    public async Task A_moment_of_a_plan_is_carried_out_once()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Claim("2022-08 T-3"))));

        Assert.Single(claims, claimed => claimed);
        Assert.True(await Claim("2022-08 T-1"));
        await Write(tx => Firings.Count(tx, "checkin", "2022-08 T-1", "contacts=2"));
        Assert.Equal(["2022-08 T-1", "2022-08 T-3"], await Read(tx => Firings.Moments(tx, "checkin")));
        Assert.Equal("contacts=2", await Read(tx => tx.Scalar<string>("SELECT counts FROM firing WHERE moment = '2022-08 T-1'")));
    }

    [Fact]
    public async Task A_moment_whose_work_failed_is_open_again()
    {
        await Assert.ThrowsAsync<TimeoutException>(() => Write(async tx =>
        {
            Assert.True(await Firings.Claim(tx, "checkin", "2022-08 T-3", Due, Now));
            throw new TimeoutException();
        }));

        Assert.True(await Claim("2022-08 T-3"));
    }

    private Task<int> EnsureMonth() => Write(tx => Occurrences.EnsureMonth(tx, August, Now, Due));

    private Task<bool> IsOpen(params string[] within) => Read(tx => Occurrences.IsMonthOpen(tx, August, within));

    private Task Done(string household, string userid) =>
        Write(tx => Occurrences.Done(tx, August, household, userid, "/c/an/dong/", Now, null));

    private Task<bool> Claim(string moment) => Write(tx => Firings.Claim(tx, "checkin", moment, Due, Now));

    private async Task<IEnumerable<string>> Overdue(DateTimeOffset now) =>
        (await Read(tx => Occurrences.Overdue(tx, now))).Select(occurrence => occurrence.Subject);
}
