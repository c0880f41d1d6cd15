using System.Diagnostics;
using System.Globalization;
using Bot;
using Bot.Demo;
using Scheduler.Reminders;
using Store;

namespace Benchmarks.Due;

/// <summary>RunDue over a county with a hundred thousand open occurrences: when nothing is due, and when everybody is to be reminded.</summary>
internal static class DueBenchmark
{
    private const int Households = 130_000;
    private const int Contacts = 20_000;
    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("bench-due-").FullName;
        try
        {
            var began = new DateTimeOffset(2022, 8, 10, 9, 0, 0, China);
            await using var database = await Database.Start("sqlite", $"Data Source={Path.Combine(folder, "due.db")}", Path.Combine(folder, "keys"), began);
            var pack = BotSetup.Pack(Path.Combine(AppContext.BaseDirectory, "prompts") is var built && Directory.Exists(built) ? built : "prompts");
            await Console.Error.WriteLineAsync($"due: importing {Households} households");
            var import = await Timed(() => DemoMode.Seed(database, pack, Households, Contacts, began));
            var runner = new DueRunner(database, pack);
            var opening = await Timed(() => runner.RunDue(began));
            var idle = await Timed(() => runner.RunDue(began.AddSeconds(20)));
            var reminded = 0;
            var reminding = await Timed(async () => reminded = await runner.RunDue(new DateTimeOffset(2022, 8, 24, 8, 40, 0, China)));
            var open = await database.Read(tx => Occurrences.List(tx, Scope.Everything, new Round("monthly-checkin", "daying-2022", "2022-08")));
            Console.WriteLine();
            Figures.Print(
            [
                [$"RunDue, {open.Count.ToString("#,0", CultureInfo.InvariantCulture)} open occurrences (SQLite)", "figure"],
                [$"importing the county of {Households.ToString("#,0", CultureInfo.InvariantCulture)} households first", Seconds(import)],
                ["opening the month", Seconds(opening)],
                ["nothing due", Seconds(idle)],
                [$"a reminder day, {reminded.ToString("#,0", CultureInfo.InvariantCulture)} digests written", Seconds(reminding)],
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Seconds(TimeSpan took) => $"{Figures.Show(took.TotalSeconds, "0.00")} s";

    private static async Task<TimeSpan> Timed<T>(Func<Task<T>> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed;
    }
}
