using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Benchmarks.Start;

/// <summary>From starting the process to the first 200 of /health/ready, and what it weighs when nobody writes.</summary>
internal static class StartBenchmark
{
    private const int Starts = 5;
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan IdleFor = TimeSpan.FromSeconds(15);

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            await Console.Error.WriteLineAsync("start: the first one makes the demo county");
            var (first, _) = await Once(folder, TimeSpan.Zero);
            var later = new List<(double Seconds, double Megabytes)>();
            for (var i = 0; i < Starts; i++)
            {
                later.Add(await Once(folder, i == 0 ? IdleFor : TimeSpan.FromSeconds(2)));
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                    $"start {i + 1}: ready after {later[^1].Seconds:0.00} s, {later[^1].Megabytes:0} MB"));
            }
            Console.WriteLine();
            Figures.Print(
            [
                ["start", "figure"],
                ["to ready, county of 2,181 households present (median of 5)", $"{Figures.Show(Figures.Median(later.Select(start => start.Seconds)), "0.00")} s"],
                ["to ready, making the county first", $"{Figures.Show(first, "0.0")} s"],
                [$"resident memory, idle for {IdleFor.TotalSeconds} s", $"{Figures.Show(later[0].Megabytes, "0")} MB"],
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Seconds, double Megabytes)> Once(string folder, TimeSpan idle)
    {
        var address = $"http://127.0.0.1:{Ports.Free()}";
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.dll")]) { UseShellExecute = false, RedirectStandardError = true };
        start.Environment["ASPNETCORE_URLS"] = address;
        start.Environment["Store__ConnectionString"] = $"Data Source={Path.Combine(folder, "start.db")}";
        start.Environment["Keys__Path"] = Path.Combine(folder, "keys");
        start.Environment["Demo__Now"] = "2022-08-10T09:00:00+08:00";
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        _ = process.StandardError.ReadToEndAsync();
        try
        {
            while (!await IsReady(http))
                if (process.HasExited || Stopwatch.GetElapsedTime(began) > GivenUpAfter)
                    throw new InvalidOperationException("the bot does not become ready");
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            await Task.Delay(idle);
            process.Refresh();
            return (seconds, process.WorkingSet64 / 1024d / 1024d);
        }
        finally
        {
            using var end = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
        }
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            return (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            await Task.Delay(5);
            return false;
        }
    }
}
