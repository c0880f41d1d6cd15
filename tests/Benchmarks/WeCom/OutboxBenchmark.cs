using System.Diagnostics;
using System.Net;
using Benchmarks.Turns;

namespace Benchmarks.WeCom;

/// <summary>One text to 50,000 people, and 50,000 different ones while people write in.</summary>
internal static class OutboxBenchmark
{
    private const int Callers = 4;

    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    public static async Task Run(Asked asked)
    {
        var people = asked.Count ?? 50_000;
        await using var bot = await LiveBot.Start(people);
        await bot.Queue(people, _ => "通知：请于本周五前完成本月走访。");
        var began = Stopwatch.GetTimestamp();
        await Drained(bot, () => { });
        var same = Stopwatch.GetElapsedTime(began);
        var after = await bot.Report();

        await bot.Queue(people, number => $"第{number}位：您还有2户没有走访，请于本周五前完成。");
        using var stop = new CancellationTokenSource();
        var memory = new List<double>();
        var talking = Talk(bot, stop.Token);
        began = Stopwatch.GetTimestamp();
        await Drained(bot, () => memory.Add(Environment.WorkingSet / 1024d / 1024d));
        var different = Stopwatch.GetElapsedTime(began);
        await stop.CancelAsync();
        var milliseconds = (await talking).Order().ToList();
        var end = await bot.Report();

        Console.WriteLine();
        Figures.Print(
        [
            ["outbox", "figure"],
            [$"one text to {people:#,0} people: calls", $"{after.Sends} ({Figures.Show(same.TotalSeconds, "0.0")} s)"],
            [$"{people:#,0} different texts a second", Figures.Show(people / different.TotalSeconds, "#,0")],
            ["callbacks meanwhile, p50 / p99 ms", $"{Figures.Show(Figures.Percentile(milliseconds, 50), "0.0")} / {Figures.Show(Figures.Percentile(milliseconds, 99), "0.0")} ({milliseconds.Count:#,0} answered)"],
            ["memory a tenth of the way, and at the end", $"{Figures.Show(memory[memory.Count / 10], "0")} MB, {Figures.Show(memory[^1], "0")} MB"],
            ["put on phones, dropped in silence", $"{end.Shown:#,0}, {end.Drops}"],
        ]);
    }

    private static async Task Drained(LiveBot bot, Action meanwhile)
    {
        while (await bot.Pending() > 0)
        {
            meanwhile();
            await Task.Delay(Glance);
        }
        meanwhile();
    }

    // Some people who write one message after the other, as a county does on its last day.
    private static async Task<List<double>> Talk(LiveBot bot, CancellationToken stop)
    {
        var maker = new CallbackMaker(bot.Settings);
        using var http = new HttpClient { BaseAddress = bot.Address };
        var all = await Task.WhenAll(Enumerable.Range(1, Callers).Select(number => Task.Run(async () =>
        {
            var milliseconds = new List<double>();
            while (!stop.IsCancellationRequested)
            {
                var callback = maker.Text($"admin{number}", "帮助");
                var began = Stopwatch.GetTimestamp();
                using var content = new ByteArrayContent(callback.Body);
                using var response = await http.PostAsync(new Uri(callback.Query, UriKind.Relative), content, CancellationToken.None);
                if (response.StatusCode != HttpStatusCode.OK || maker.ReplyOf(await response.Content.ReadAsByteArrayAsync(CancellationToken.None)).Length == 0)
                    throw new InvalidOperationException($"a callback was not answered: {(int)response.StatusCode}");
                milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
                await Task.Delay(10, CancellationToken.None);
            }
            return milliseconds;
        })));
        return [.. all.SelectMany(each => each)];
    }
}
