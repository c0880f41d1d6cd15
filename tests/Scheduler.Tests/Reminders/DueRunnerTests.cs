using System.Globalization;
using Scheduler.Reminders;
using Store;
using Testing;
using Xunit;

namespace Scheduler.Tests.Reminders;

/// <summary>What falls due, on a real store with a town in it.</summary>
public sealed class DueRunnerTests : IAsyncLifetime
{
    private static readonly Round August = new("monthly-checkin", "daying-2022", "2022-08");

    private TownStore town = null!;

    public async ValueTask InitializeAsync()
    {
        town = await TownStore.Open(At("2022-08-10 09:00"));
        await Run("2022-08-10 09:00");
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_month_has_one_occurrence_of_every_monitored_household()
    {
        await Run("2022-08-10 09:01");
        var occurrences = await town.Database.Read(tx => Occurrences.List(tx, Scope.Everything, August));
        Assert.Equal(["DJ-001", "DJ-002", "DJ-003", "LG-001", "LG-002", "LG-003"], occurrences.Select(occurrence => occurrence.Subject).Order(StringComparer.Ordinal));
        Assert.All(occurrences, occurrence => Assert.Equal(At("2022-08-31 23:59").AddSeconds(59), occurrence.DueAt));
    }

    [Fact]
    public async Task Whoever_has_something_left_gets_one_digest_with_their_own_households()
    {
        await Done("LG-003", Town.Zhou);
        Assert.Equal(2, await Run("2022-08-24 08:40"));
        var sent = await Sent();
        Assert.Equal([Town.Li, Town.Zhang], sent.Select(row => row.Userid).Order(StringComparer.Ordinal));
        Assert.Contains("王建国、赵桂芳、陈玉珍", sent.Single(row => row.Userid == Town.Li).Payload, StringComparison.Ordinal);
        Assert.DoesNotContain("马占林", sent.Single(row => row.Userid == Town.Li).Payload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_and_a_restart_send_nothing_twice()
    {
        Assert.Equal(3, await Run("2022-08-24 08:40"));
        Assert.Equal(0, await Run("2022-08-24 08:40"));
        await town.Restart(At("2022-08-24 08:41"));
        Assert.Equal(0, await Run("2022-08-24 09:00"));
        Assert.Equal(3, (await Sent()).Count);
    }

    [Fact]
    public async Task Two_runners_at_once_send_once()
    {
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Run("2022-08-24 08:40"))));
        Assert.Equal(3, sent.Sum());
        Assert.Equal(3, (await Sent()).Count);
    }

    [Fact]
    public async Task What_was_missed_is_made_up_for_once()
    {
        Assert.Equal(3, await Run("2022-08-31 12:00"));
        Assert.All(await Sent(), row => Assert.Contains("最后一天", row.Payload, StringComparison.Ordinal));
        Assert.Equal(0, await Run("2022-08-31 13:00"));
    }

    [Fact]
    public async Task Nobody_is_reminded_of_a_month_that_is_over_and_its_counts_go_out_once()
    {
        await Done("DJ-001", Town.Li);
        Assert.Equal(2, await Run("2022-09-01 08:40"));
        var sent = (await Sent()).ToDictionary(row => row.Userid, row => row.Payload);
        Assert.Equal([Town.Liu, Town.Sun], sent.Keys.Order(StringComparer.Ordinal));
        Assert.Contains("1/6", sent[Town.Sun], StringComparison.Ordinal);
        Assert.Contains("1/3", sent[Town.Liu], StringComparison.Ordinal);
        Assert.DoesNotContain("柳沟村", sent[Town.Liu], StringComparison.Ordinal);
        Assert.Equal(0, await Run("2022-09-02 08:40"));
    }

    [Fact]
    public async Task Silence_where_everything_is_done()
    {
        foreach (var household in Town.Roster.Households.Where(household => household.MonitorType is not null))
            await Done(household.Id, household.ContactUserId!);
        Assert.Equal(0, await Run("2022-08-24 08:40"));
        Assert.Equal(0, await Run("2022-08-30 08:40"));
    }

    [Fact]
    public async Task A_reminder_stops_the_moment_the_report_is_in()
    {
        await Run("2022-08-24 08:40");
        await Done("LG-003", Town.Zhou);
        Assert.Equal(2, await Run("2022-08-28 08:40"));
    }

    // The month's round alone; what other campaigns ask for is tested beside.
    private Task<int> Run(string now) => new DueRunner(
        town.Database, Repository.Pack with { Campaigns = [Repository.Pack.Campaign("daying-2022")!] }).RunDue(At(now));

    private Task Done(string household, string contact) => town.Database.Write(tx => Occurrences.Done(
        tx, August, household, contact, household[..2] == "DJ" ? "/AN/QX/DJ/" : "/AN/QX/LG/", At("2022-08-11 09:00"), null));

    private Task<IReadOnlyList<OutboxRow>> Sent() => town.Database.Read(tx => Outbox.Due(tx, At("2030-01-01 00:00"), 1000));

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
