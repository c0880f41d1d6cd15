using System.Diagnostics;

namespace Benchmarks.Ledgers;

/// <summary>How far the process grows above what it holds when the measuring begins.</summary>
internal sealed class PeakMemory
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    private readonly long idle;
    private readonly Thread watching;
    private long highest;
    private volatile bool stopped;

    private PeakMemory()
    {
        // What an earlier round left must neither hide nor swell what this one takes.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        idle = highest = Environment.WorkingSet;
        watching = new Thread(Watch) { IsBackground = true, Priority = ThreadPriority.AboveNormal };
    }

    public static PeakMemory Start()
    {
        var peak = new PeakMemory();
        peak.watching.Start();
        return peak;
    }

    /// <summary>Megabytes.</summary>
    public double Stop()
    {
        stopped = true;
        watching.Join();
        return (highest - idle) / Megabyte;
    }

    private void Watch()
    {
        using var process = Process.GetCurrentProcess();
        while (!stopped)
        {
            process.Refresh();
            highest = Math.Max(highest, process.WorkingSet64);
            Thread.Sleep(Between);
        }
    }
}
