using System.Threading.Channels;

namespace Bot.Turns;

/// <summary>Wakes the worker and the pump as soon as there is something to do; they look by themselves once a second all the same.</summary>
public sealed class TurnSignal
{
    private readonly Channel<bool> input = Bell();
    private readonly Channel<bool> outbox = Bell();
    private readonly Channel<bool> ledger = Bell();
    private readonly Channel<bool> evidence = Bell();

    public void InputPending() => input.Writer.TryWrite(true);

    public void OutboxFilled() => outbox.Writer.TryWrite(true);

    public void LedgerOrdered() => ledger.Writer.TryWrite(true);

    public void EvidenceSent() => evidence.Writer.TryWrite(true);

    public Task WaitForEvidence(TimeSpan atMost, CancellationToken stop) => Wait(evidence.Reader, atMost, stop);

    public Task WaitForInput(TimeSpan atMost, CancellationToken stop) => Wait(input.Reader, atMost, stop);

    public Task WaitForOutbox(TimeSpan atMost, CancellationToken stop) => Wait(outbox.Reader, atMost, stop);

    public Task WaitForLedger(TimeSpan atMost, CancellationToken stop) => Wait(ledger.Reader, atMost, stop);

    // Ringing twice before anybody has looked is ringing once.
    private static Channel<bool> Bell() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private static async Task Wait(ChannelReader<bool> reader, TimeSpan atMost, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(atMost);
        try
        {
            await reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
        }
    }
}
