using System.Diagnostics;
using System.Globalization;
using Bot.Conversations;
using Bot.Demo;
using Bot.Turns;
using Scheduler.Reminders;
using Store;
using Testing;

namespace Benchmarks.Roster;

/// <summary>
/// What a contact's first screen (走访) costs in a small county and in a large one, the same number of households in each contact's
/// care. It must not grow with the county.
/// </summary>
internal static class FirstScreenBenchmark
{
    private const int Small = 1_000;
    private const int Large = 250_000;
    private const int HouseholdsPerContact = 10;
    private const int Asks = 2_000;
    private static readonly DateTimeOffset Now = new(2022, 8, 10, 9, 0, 0, TimeSpan.FromHours(8));

    public static async Task Run(Asked asked)
    {
        var folder = Directory.CreateTempSubdirectory("bench-screen-").FullName;
        try
        {
            var rows = new List<IReadOnlyList<string>> { (string[])["a contact's first screen", "median", "99th percentile"] };
            foreach (var provider in (string[])(asked.Store is { } one ? [one] : ["sqlite", "postgres"]))
                foreach (var households in (int[])[Small, asked.Count ?? Large])
                    rows.Add(await Measure(folder, provider, households));
            Console.WriteLine();
            Figures.Print(rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyList<string>> Measure(string folder, string provider, int households)
    {
        await Console.Error.WriteLineAsync($"first-screen: importing {households} households into {provider}");
        await using var server = provider == "postgres" ? await BenchDatabase.Postgres(Directory.CreateDirectory(Path.Combine(folder, $"{households}")).FullName) : null;
        await using var database = await Database.Start(
            provider, server?.ConnectionString ?? $"Data Source={Path.Combine(folder, $"{households}.db")}", Path.Combine(folder, $"keys-{provider}-{households}"), Now);
        await DemoMode.Seed(database, Repository.Pack, households, households / HouseholdsPerContact, Now);
        await new DueRunner(database, Repository.Pack).RunDue(Now);
        var contacts = await database.Read(tx => People.List(tx, "contact"));
        var exchange = new Exchange(Repository.Pack);
        var took = new List<double>(Asks);
        for (var i = -Asks / 10; i < Asks; i++)
        {
            var person = contacts[(int)((i + Asks) * 7919L % contacts.Count)];
            var began = Stopwatch.GetTimestamp();
            await database.Read(async tx =>
            {
                var found = (await People.Find(tx, person.Userid))!;
                return await exchange.Advance(lookup => new Lookups(tx, found, Repository.Pack).Find(lookup), found, Session.New, new Input.Said("走访"), Now);
            });
            // The first ones warm up.
            if (i >= 0)
                took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        took.Sort();
        return
        [
            $"{households.ToString("#,0", CultureInfo.InvariantCulture)} households, {provider}",
            $"{Figures.Show(Figures.Percentile(took, 50), "0.00")} ms", $"{Figures.Show(Figures.Percentile(took, 99), "0.00")} ms",
        ];
    }
}
