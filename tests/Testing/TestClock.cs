namespace Testing;

/// <summary>A clock that stands still until a test moves it.</summary>
public sealed class TestClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock gate = new();
    private DateTimeOffset now = now.ToUniversalTime();

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
            return now;
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
            now += by;
    }

    public void MoveTo(DateTimeOffset to)
    {
        lock (gate)
            now = to.ToUniversalTime();
    }
}
