using System.Globalization;
using System.Runtime.InteropServices;

namespace Benchmarks.Turns;

/// <summary>
/// Durable turns per second beside the smallest program that could keep a callback at all: same process, same clients, same disk,
/// taking turns, so that whatever else the machine does falls on both.
/// </summary>
internal static class TurnsBenchmark
{
    public static async Task Run(Asked asked)
    {
        List<string[]> rows = [["store", "smallest program /s", "bot turns /s", "ratio (median)", "lowest–highest", "bot p50 / p99 ms", "smallest p50 / p99 ms"]];
        foreach (var provider in asked.Store is { } only ? [only] : new[] { "sqlite", "postgres" })
        {
            var folder = Directory.CreateTempSubdirectory("bench-").FullName;
            try
            {
                await using var server = provider == "postgres" ? await BenchDatabase.Postgres(folder) : null;
                rows.Add(await Measure(asked, provider, server?.ConnectionString ?? $"Data Source={Path.Combine(folder, "bot.db")}",
                    server?.ConnectionString ?? $"Data Source={Path.Combine(folder, "smallest.db")}", folder));
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
        Console.WriteLine();
        Console.WriteLine(
            $"{asked.Clients} clients, {asked.Rounds} rounds in turn, {Environment.ProcessorCount} processors, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
        Console.WriteLine();
        Figures.Print(rows);
    }

    private static async Task<string[]> Measure(Asked asked, string provider, string botStore, string smallestStore, string folder)
    {
        await Console.Error.WriteLineAsync($"{provider}: seeding and beginning check-ins");
        await using var bot = await BusyMonth.Open(provider, botStore, folder, asked.Clients);
        await using var smallest = await SmallestProgram.Start(bot.Settings, provider, smallestStore);
        using var toBot = new Load(bot.Address, asked.Clients);
        using var toSmallest = new Load(smallest.Address, asked.Clients);
        var passes = Math.Max(1, asked.Turns / bot.TurnsInAPass);
        // Unmeasured rounds first: the runtime compiles what is hot anew while it runs.
        var (turns, inserts) = (new List<Round>(), new List<Round>());
        for (var round = -2; round < asked.Rounds; round++)
        {
            var (ofSmallest, ofBot) = (new Round(), new Round());
            for (var pass = 0; pass < passes; pass++)
                ofSmallest.Add(await toSmallest.Run(bot.Answers(asked.Clients)));
            for (var pass = 0; pass < passes; pass++)
            {
                await bot.Rewind(toBot, asked.Clients);
                var measured = await toBot.Run(bot.Answers(asked.Clients));
                await bot.Check(measured);
                ofBot.Add(measured);
            }
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{provider}: {(round < 0 ? "warming up" : $"round {round + 1}")}: smallest {ofSmallest.PerSecond:0}/s, bot {ofBot.PerSecond:0}/s, ratio {ofBot.PerSecond / ofSmallest.PerSecond:0.00}; processor µs each {ofSmallest.Microseconds:0}, {ofBot.Microseconds:0}"));
            if (round < 0)
                continue;
            turns.Add(ofBot);
            inserts.Add(ofSmallest);
        }
        var ratios = turns.Zip(inserts, (turn, insert) => turn.PerSecond / insert.PerSecond).ToList();
        return
        [
            provider,
            Figures.Show(Figures.Median(inserts.Select(round => round.PerSecond)), "#,0"),
            Figures.Show(Figures.Median(turns.Select(round => round.PerSecond)), "#,0"),
            Figures.Show(Figures.Median(ratios), "0.00"),
            $"{Figures.Show(ratios.Min(), "0.00")}–{Figures.Show(ratios.Max(), "0.00")}",
            Latency(turns),
            Latency(inserts),
        ];
    }

    private static string Latency(IEnumerable<Round> rounds)
    {
        var ordered = rounds.SelectMany(round => round.Milliseconds).Order().ToList();
        return $"{Figures.Show(Figures.Percentile(ordered, 50), "0.0")} / {Figures.Show(Figures.Percentile(ordered, 99), "0.0")}";
    }

    private sealed class Round
    {
        private TimeSpan elapsed;
        private TimeSpan processor;

        public List<double> Milliseconds { get; } = [];

        public double PerSecond => Milliseconds.Count / elapsed.TotalSeconds;

        /// <summary>Steadier than turns per second where others use the machine too.</summary>
        public double Microseconds => processor.TotalMicroseconds / Milliseconds.Count;

        public void Add(Measured measured)
        {
            elapsed += measured.Elapsed;
            processor += measured.Processor;
            Milliseconds.AddRange(measured.Milliseconds);
        }
    }
}
