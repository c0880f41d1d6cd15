namespace Bot.Turns;

/// <summary>
/// Whoever waits goes together: what is asked for while a trip to the store is under way shares the next one. There is one at a
/// time (two side by side cost a fifth more, for sharing less), and nobody waits for company. Where a shared trip fails, each goes
/// again alone, so that only the one who is at fault fails.
/// </summary>
/// <param name="go">Returns one result for each, in their order.</param>
public sealed class Together<TAsked, TResult>(Func<IReadOnlyList<TAsked>, Task<IReadOnlyList<TResult>>> go)
{
    // Bounds how long the first of them waits for the last.
    private const int Most = 64;

    private readonly Lock gate = new();
    private readonly Queue<Waiting> waiting = [];
    private bool underWay;

    public Task<TResult> Ask(TAsked asked)
    {
        var mine = new Waiting(asked);
        lock (gate)
        {
            waiting.Enqueue(mine);
            if (underWay)
                return mine.Answer.Task;
            underWay = true;
        }
        _ = Task.Run(Travel);
        return mine.Answer.Task;
    }

    private async Task Travel()
    {
        while (Next() is { Count: > 0 } party)
            await Go(party);
    }

    private List<Waiting> Next()
    {
        lock (gate)
        {
            var party = new List<Waiting>(Math.Min(waiting.Count, Most));
            while (party.Count < Most && waiting.TryDequeue(out var next))
                party.Add(next);
            underWay = party.Count > 0;
            return party;
        }
    }

    private async Task Go(IReadOnlyList<Waiting> party)
    {
        try
        {
            var results = await go([.. party.Select(each => each.Asked)]);
            foreach (var (each, result) in party.Zip(results))
                each.Answer.SetResult(result);
        }
        catch (Exception failure) when (party.Count == 1)
        {
            party[0].Answer.SetException(failure);
        }
        catch
        {
            foreach (var each in party)
                await Go([each]);
        }
    }

    private sealed record Waiting(TAsked Asked)
    {
        public TaskCompletionSource<TResult> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
