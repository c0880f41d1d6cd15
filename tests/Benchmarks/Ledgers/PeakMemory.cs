using System.Diagnostics;

namespace Benchmarks.Ledgers;

/// <summary>How far the process grows above what it holds when the measuring begins.</summary>
internal sealed class PeakMemory : IDisposable
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(10);

    private readonly long idle;
    private readonly Thread watching;
    private readonly ManualResetEventSlim stopped = new();
    private long highest;

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
        End();
        return (highest - idle) / Megabyte;
    }

    // What was measured may have failed, and then nobody has stopped it.
    public void Dispose()
    {
        End();
        stopped.Dispose();
    }

    private void End()
    {
        stopped.Set();
        watching.Join();
    }

    private void Watch()
    {
        using var process = Process.GetCurrentProcess();
        do
        {
            process.Refresh();
            highest = Math.Max(highest, process.WorkingSet64);
        }
        while (!stopped.Wait(Between));
    }
}
