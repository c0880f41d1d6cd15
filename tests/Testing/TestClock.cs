namespace Testing;

/// <summary>A clock that moves only when it is told to.</summary>
public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private DateTimeOffset now = now;

    public override DateTimeOffset GetUtcNow() => now.ToUniversalTime();

    public void Advance(TimeSpan by) => now += by;

    public void MoveTo(DateTimeOffset to) => now = to;
}
