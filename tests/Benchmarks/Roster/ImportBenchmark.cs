using System.Diagnostics;
using System.Globalization;
using Bot.Demo;
using Store.Rosters;
using Testing;

namespace Benchmarks.Roster;

/// <summary>
/// <c>import roster</c> as an operator starts it, over a county of a hundred thousand households: a good workbook, one with a
/// mistake in every tenth household, and the good one once more as an update. Time and memory are those of the whole process.
/// </summary>
internal static class ImportBenchmark
{
    private const int Households = 100_000;
    private const int EveryNth = 10;

    public static async Task Run(Asked asked)
    {
        var households = asked.Count ?? Households;
        var folder = Directory.CreateTempSubdirectory("bench-import-").FullName;
        try
        {
            await Console.Error.WriteLineAsync($"import: writing workbooks of {households} households");
            var members = Write(folder, households);
            var rows = new List<IReadOnlyList<string>> { new[] { $"import roster, {Written(households)} households, {Written(members)} members", "seconds", "peak memory", "said" } };
            foreach (var provider in (string[])(asked.Store is { } one ? [one] : ["sqlite", "postgres"]))
            {
                await using var server = provider == "postgres" ? await BenchDatabase.Postgres(folder) : null;
                var connection = server?.ConnectionString ?? $"Data Source={Path.Combine(folder, "import.db")}";
                foreach (var (file, what) in ((string, string)[])[("good.xlsx", "first import"), ("good.xlsx", "the same as an update"), ("bad.xlsx", $"refused, every {EveryNth}th household has a mistake")])
                    rows.Add(await Import(folder, provider, connection, file, what));
            }
            Console.WriteLine();
            Figures.Print(rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Write(string folder, int households)
    {
        var pack = Repository.Pack;
        var roster = County.Generate(CountyPlan.Read("county.yaml", pack.Files["demo/county.yaml"], [])!, households, households / 50);
        using (var good = File.Create(Path.Combine(folder, "good.xlsx")))
            RosterWorkbook.Write(roster, pack.RosterLayout!, good);
        using (var bad = File.Create(Path.Combine(folder, "bad.xlsx")))
            RosterWorkbook.Write(roster with { Households = [.. roster.Households.Select((household, i) => i % EveryNth == 0 ? household with { Phone = "123" } : household)] }, pack.RosterLayout!, bad);
        return roster.Households.Sum(household => household.Members.Count);
    }

    private static async Task<IReadOnlyList<string>> Import(string folder, string provider, string connection, string file, string what)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.dll"), "import", "roster", file])
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["Store__Provider"] = provider;
        start.Environment["Store__ConnectionString"] = connection;
        start.Environment["Keys__Path"] = Path.Combine(folder, $"keys-{provider}");
        start.Environment["Prompts__Path"] = Repository.Prompts;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0L;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Peak(process.Id));
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(50));
        }
        var lines = (await output + await errors).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return [$"{provider}: {what}", Figures.Show(watch.Elapsed.TotalSeconds, "0.0"), $"{peak / 1024} MB", lines.LastOrDefault(line => line.Contains("problems", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? ""];
    }

    // The kernel keeps the highest that a process ever took; 0 where it is gone already.
    private static long Peak(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', '\t').First(part => part.Length > 0 && char.IsAsciiDigit(part[0])), CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    private static string Written(int number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
