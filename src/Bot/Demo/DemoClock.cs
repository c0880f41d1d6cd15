namespace Bot.Demo;

/// <summary>Real time plus an offset, so that a visitor can look at the month's end today.</summary>
public sealed class DemoClock(TimeSpan offset) : TimeProvider
{
    private long offsetTicks = offset.Ticks;

    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref offsetTicks));

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;

    public void MoveTo(DateTimeOffset to) => Interlocked.Exchange(ref offsetTicks, (to - System.GetUtcNow()).Ticks);
}
