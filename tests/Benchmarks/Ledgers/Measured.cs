using System.Diagnostics;

namespace Benchmarks.Ledgers;

/// <summary>What something took. Where others use the machine too, the processor seconds say more than those of the clock.</summary>
internal sealed record Measured(double Seconds, double Processor, double Megabytes)
{
    public static async Task<Measured> Of(Func<Task> work)
    {
        using var peak = PeakMemory.Start();
        var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await work();
        return new(Stopwatch.GetElapsedTime(began).TotalSeconds, (Environment.CpuUsage.TotalTime - used).TotalSeconds, peak.Stop());
    }

    /// <summary>The medians.</summary>
    public static IReadOnlyList<string> Row(string what, IReadOnlyList<Measured> rounds) =>
    [
        what, Figures.Show(Figures.Median(rounds.Select(round => round.Seconds)), "0.00"),
        Figures.Show(Figures.Median(rounds.Select(round => round.Processor)), "0.00"), Figures.Show(Figures.Median(rounds.Select(round => round.Megabytes)), "0"),
    ];
}
