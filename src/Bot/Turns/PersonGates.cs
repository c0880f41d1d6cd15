namespace Bot.Turns;

/// <summary>One turn of a person at a time, in the order in which they came to this process. Another process is noticed at the commit.</summary>
internal sealed class PersonGates
{
    // More than are ever busy at once; two people who share a gate merely take turns.
    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, 1024).Select(_ => new SemaphoreSlim(1))];

    /// <summary>Dispose of what it returns to let the next one in.</summary>
    public async Task<Passage> Enter(string userid)
    {
        var gate = gates[(uint)userid.GetHashCode(StringComparison.Ordinal) % (uint)gates.Length];
        await gate.WaitAsync();
        return new Passage(gate);
    }

    public readonly struct Passage(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
