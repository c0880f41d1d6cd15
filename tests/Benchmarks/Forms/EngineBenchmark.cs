using System.Diagnostics;
using Bot.Conversations;

namespace Benchmarks.Forms;

/// <summary>Turns of the pure engine: nothing received, nothing stored, nothing sent.</summary>
internal static class EngineBenchmark
{
    private const int Rounds = 7;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    public static async Task Run()
    {
        var rows = new List<IReadOnlyList<string>> { (string[])["engine, form of 20 questions", "turns/s", "µs/turn", "bytes/turn"] };
        for (var threads = 1; threads <= 2; threads++)
            foreach (var kept in (bool[])[true, false])
            {
                Measure(kept, Round);
                var measured = new List<(double PerSecond, double Bytes)>();
                for (var round = 0; round < Rounds; round++)
                    measured.Add(await Together(threads, kept));
                var perSecond = Figures.Median(measured.Select(one => one.PerSecond));
                rows.Add([
                    $"{threads} thread{(threads > 1 ? "s" : "")}, session {(kept ? "kept" : "saved and loaded as JSON every turn")}",
                    Figures.Show(perSecond, "0"),
                    Figures.Show(1_000_000 * threads / perSecond, "0.0"),
                    Figures.Show(Figures.Median(measured.Select(one => one.Bytes)), "0"),
                ]);
            }
        Console.WriteLine();
        Figures.Print(rows);
        Console.WriteLine($"a session in the middle of the form: {HalfWay().Length} characters of JSON");
    }

    private static async Task<(double PerSecond, double Bytes)> Together(int threads, bool kept)
    {
        var all = await Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(
            () => Measure(kept, Round), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return (all.Sum(one => one.PerSecond), all.Average(one => one.Bytes));
    }

    private static (double PerSecond, double Bytes) Measure(bool kept, TimeSpan time)
    {
        var engine = new Engine(HouseholdForm.Pack);
        var turns = 0;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            var session = HouseholdForm.Begun();
            for (var now = HouseholdForm.Now; HouseholdForm.Answer(session) is { } said; now = now.AddSeconds(20), turns++)
            {
                session = engine.Advance(kept ? session : Session.FromJson(session.ToJson()), HouseholdForm.Contact, said, now).Session;
            }
        }
        var elapsed = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return (turns / elapsed, (GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)turns);
    }

    private static string HalfWay()
    {
        var engine = new Engine(HouseholdForm.Pack);
        var session = HouseholdForm.Begun();
        for (var turn = 0; turn < 10; turn++)
            session = engine.Advance(session, HouseholdForm.Contact, HouseholdForm.Answer(session)!, HouseholdForm.Now).Session;
        return session.ToJson();
    }
}
