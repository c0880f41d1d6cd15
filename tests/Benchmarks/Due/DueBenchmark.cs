using System.Diagnostics;
using System.Globalization;
using Bot.Demo;
using Scheduler.Reminders;
using Store;
using Testing;

namespace Benchmarks.Due;

/// <summary>RunDue over a county with a hundred thousand open occurrences: when nothing is due, and when everybody is to be reminded.</summary>
internal static class DueBenchmark
{
    private const int Households = 145_000;
    private const int Contacts = 20_000;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static async Task Run(Asked asked)
    {
        var households = asked.Count ?? Households;
        var folder = Directory.CreateTempSubdirectory("bench-due-").FullName;
        try
        {
            foreach (var provider in (string[])(asked.Store is { } one ? [one] : ["sqlite", "postgres"]))
                await Run(folder, provider, households);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Run(string folder, string provider, int households)
    {
        var began = new DateTimeOffset(2022, 8, 10, 9, 0, 0, China);
        await using var server = provider == "postgres" ? await BenchDatabase.Postgres(folder) : null;
        await using var database = await Database.Start(provider, server?.ConnectionString ?? $"Data Source={Path.Combine(folder, "due.db")}", Path.Combine(folder, $"keys-{provider}"), began);
        await Console.Error.WriteLineAsync($"due: importing {households} households into {provider}");
        await DemoMode.Seed(database, Repository.Pack, households, Math.Min(Contacts, households), began);
        var runner = new DueRunner(database, Repository.Pack);
        var opening = await Timed(() => runner.RunDue(began));
        var idle = await Timed(() => runner.RunDue(began.AddSeconds(20)));
        var reminded = 0;
        var reminding = await Timed(async () => reminded = await runner.RunDue(new DateTimeOffset(2022, 8, 24, 8, 40, 0, China)));
        var open = await database.Read(tx => Occurrences.List(tx, Scope.Everything, new Round("monthly-checkin", "daying-2022", "2022-08")));
        Console.WriteLine();
        Figures.Print(
        [
            [$"RunDue, {Written(open.Count)} open occurrences ({provider})", "figure"],
            ["opening the month", Seconds(opening)],
            ["nothing due", Seconds(idle)],
            [$"a reminder day, {Written(reminded)} digests written", Seconds(reminding)],
        ]);
    }

    private static string Written(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan took) => $"{Figures.Show(took.TotalSeconds, "0.00")} s";

    private static async Task<TimeSpan> Timed<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }
}
