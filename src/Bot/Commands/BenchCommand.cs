using System.CommandLine;
using System.Diagnostics;

namespace Bot.Commands;

/// <summary>bench: the figures that the README quotes, measured on this machine by the benchmarks of the clone one stands in.</summary>
internal static class BenchCommand
{
    private const string Project = "tests/Benchmarks";

    public static Command Create()
    {
        // What is asked for is the benchmarks' own business, and so is a mistake in it.
        var bench = new Command("bench", "measure what the README quotes, in a clone of the source: turns, start, engine, import, due, first-screen, rules, ledgers, outbox, hostile, fuzz or all") { TreatUnmatchedTokensAsErrors = false };
        bench.SetAction((parsed, stop) => Bench(parsed.UnmatchedTokens, stop));
        return bench;
    }

    private static async Task<int> Bench(IReadOnlyList<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet", ["run", "-c", "Release", "--project", Project, "--", .. arguments]) { WorkingDirectory = Clone() };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(stop);
        return process.ExitCode;
    }

    private static string Clone()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, Project)))
                return folder.FullName;
        throw new StartException($"there is no {Project} here or above: bench needs a clone of the source and the .NET SDK");
    }
}
