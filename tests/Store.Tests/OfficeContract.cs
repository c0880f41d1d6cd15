using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>Notices with what goes with them, ledgers handed up, deliverables that are sent back, and why something is late.</summary>
public abstract class OfficeContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    private static readonly DateOnly Day = new(2022, 8, 26);
    private static readonly Round Report = new("d2", "c1", "2022-08-31");

    protected override Task Seed() => Write(SmallCounty.Seed);

    [Fact]
    public async Task A_notice_with_a_day_is_due_until_everybody_has_answered_or_it_is_called_back()
    {
        var id = await Write(tx => Notices.Add(tx, Notice("finding") with { DueOn = Day }, ["ann", "bob"]));
        await Write(tx => Notices.Add(tx, Notice("notice"), ["ann"]));
        Assert.Equal([id], await Dated(Day));
        Assert.Empty(await Dated(Day.AddDays(1)));

        Assert.True(await Write(tx => Notices.Answer(tx, id, "ann", "修好了", null, Now)));
        Assert.False(await Write(tx => Notices.Answer(tx, id, "ann", "又", null, Now)));
        Assert.Equal([id], await Dated(Day));
        await Write(tx => Notices.Answer(tx, id, "bob", "也修好了", null, Now));
        Assert.Empty(await Dated(Day));

        var other = await Write(tx => Notices.Add(tx, Notice("finding") with { DueOn = Day }, ["ann"]));
        await Write(tx => Notices.Recall(tx, other, Now));
        Assert.Empty(await Dated(Day));
    }

    [Fact]
    public async Task A_photo_that_comes_after_the_notice_is_sent_after_it_unless_that_was_called_back()
    {
        var file = await Write(tx => Files.Add(tx, "image-1.jpg", [1], Now));
        var (first, second) = (await Write(tx => Notices.Add(tx, Notice("notice"), ["ann"])), await Write(tx => Notices.Add(tx, Notice("notice"), ["ann"])));
        await Write(tx => NoticeFiles.Add(tx, first, "m1", null));
        await Write(tx => NoticeFiles.Add(tx, second, "m1", null));
        await Write(tx => Notices.Recall(tx, second, Now));

        Assert.Equal([first], await Write(tx => NoticeFiles.Arrived(tx, "m1", file)));
        Assert.Empty(await Write(tx => NoticeFiles.Arrived(tx, "m1", file)));
        Assert.Equal([file], await Read(tx => NoticeFiles.Of(tx, first)));
    }

    [Fact]
    public async Task What_is_sent_back_is_owed_again_and_both_versions_stay()
    {
        await Write(tx => Occurrences.Ensure(tx, [new Occurrence(0, "d2", "c1", "dong", "2022-08-31", "", "/c/an/dong/", Now, Now.AddDays(21))]));
        var first = await Write(tx => SignOffs.Add(tx, HandedUp(1)));
        await Write(tx => Occurrences.Done(tx, Report, "dong", "ann", "/c/an/dong/", Now, null));
        Assert.Empty(await Read(tx => Occurrences.Owed(tx, Report)));

        await Write(tx => SignOffs.Decide(tx, first, "returned", "补上第2行", "dan", Now));
        await Write(tx => Occurrences.Reopen(tx, Report, "dong"));
        Assert.Equal(["dong"], (await Read(tx => Occurrences.Owed(tx, Report))).Select(unit => unit.Id));
        Assert.Equal(["补上第2行"], (await Read(tx => SignOffs.Returned(tx, "c1", "a2"))).Select(version => version.Comment));

        await Write(tx => SignOffs.Add(tx, HandedUp(2)));
        Assert.Empty(await Read(tx => SignOffs.Returned(tx, "c1", "a2")));
        Assert.Equal([1, 2], (await Read(tx => SignOffs.Of(tx, "c1", "a2", "dong"))).Select(version => version.Version));
        Assert.Empty(await Read(tx => SignOffs.Of(tx, "c2", "a2", "dong")));
    }

    [Fact]
    public async Task The_last_reason_counts_and_units_are_seen_by_whom_they_concern()
    {
        await Write(tx => Occurrences.Ensure(tx, [new Occurrence(0, "d2", "c1", "dong", "2022-08-31", "", "/c/an/dong/", Now, Now.AddDays(21))]));
        foreach (var reason in (string[])["在汇总", "等数据"])
            await Write(tx => Excuses.Save(tx, [new Excuse("c1", "d2", "dong", "2022-08-31", reason, "ann", Now)]));
        Assert.Equal(["等数据"], (await Read(tx => Excuses.Of(tx, "c1"))).Select(excuse => excuse.Reason));
        Assert.Empty(await Read(tx => Excuses.Of(tx, "c2")));

        Assert.Single(await Read(tx => Occurrences.OfUnits(tx, new Scope.Area(SmallCounty.An), "c1", Now)));
        Assert.Empty(await Read(tx => Occurrences.OfUnits(tx, new Scope.Area(SmallCounty.Bei), "c1", Now)));
        Assert.Empty(await Read(tx => Occurrences.OfUnits(tx, new Scope.Area(SmallCounty.An), "c1", Now.AddDays(-1))));
    }

    [Fact]
    public async Task A_round_within_some_units_is_due_for_their_households_only()
    {
        await Write(tx => Occurrences.EnsureMonth(tx, August, Now, Now.AddDays(20), ["Xi", "Bei"]));
        Assert.Equal(["n1", "x1"], (await Read(tx => Occurrences.List(tx, Scope.Everything, August))).Select(row => row.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Whoever_reads_text_is_found_by_their_session()
    {
        await Write(tx => Sessions.Save(tx, "ann", """{"step":3,"readsText":true}""", Now));
        await Write(tx => Sessions.Save(tx, "bob", """{"step":4}""", Now));
        Assert.Equal(["ann"], await Read(tx => Sessions.Holding(tx, "\"readsText\":true")));
    }

    private async Task<IEnumerable<long>> Dated(DateOnly from) => (await Read(tx => Notices.Dated(tx, from))).Select(notice => notice.Id);

    private static Notice Notice(string kind) => new(0, kind, "请答复", "各村", kind == "finding" ? "answer" : "receipt", "", null, "eve", "/c/", Now);

    private static SignOff HandedUp(int version) => new(0, "c1", "a2", "dong", "/c/an/dong/", version, "1 | 甲", 1, "", "ann", Now, "pending");
}
