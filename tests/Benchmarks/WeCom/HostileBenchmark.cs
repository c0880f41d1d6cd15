using System.Diagnostics;
using Testing;

namespace Benchmarks.WeCom;

/// <summary>Five notices to 2,000 people while the demo WeCom does everything wrong at once.</summary>
internal static class HostileBenchmark
{
    public static async Task Run(Asked asked)
    {
        await using var store = await Databases.Sqlite();
        var began = Stopwatch.GetTimestamp();
        var people = asked.Count ?? 2000;
        var outcome = await HostileRun.Go(store, people, seed: 20260302);
        Console.WriteLine();
        Figures.Print(
        [
            ["hostile run", "figure"],
            ["recipients × notices", $"{people:#,0} × 5 = {outcome.Messages:#,0} messages"],
            ["arrived once", $"{outcome.Once:#,0}"],
            ["listed as undeliverable", $"{outcome.Undeliverable:#,0}"],
            ["listed as outcome unknown", $"{outcome.Unknown:#,0}"],
            ["lost, doubled or wrongly listed", $"{outcome.Wrong.Count}"],
            ["dropped in silence", $"{outcome.SilentDrops}"],
            ["calls of message/send", $"{outcome.Calls:#,0} in {Figures.Show(Stopwatch.GetElapsedTime(began).TotalSeconds, "0")} s ({Figures.Show(outcome.Moved.TotalHours, "0.0")} h of moved time)"],
        ]);
        foreach (var (error, rows) in outcome.Reasons)
            Console.WriteLine($"{rows} × {error}");
        foreach (var wrong in outcome.Wrong.Take(20))
            Console.WriteLine(wrong);
        if (outcome.Wrong.Count > 0 || outcome.SilentDrops > 0)
            throw new InvalidOperationException("the hostile run found something wrong");
    }
}
