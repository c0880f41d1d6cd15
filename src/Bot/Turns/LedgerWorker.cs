using Scheduler.Ledgers;

namespace Bot.Turns;

/// <summary>Makes the ledgers that were asked for, one after the other, beside the conversation.</summary>
public sealed class LedgerWorker(LedgerRounds ledgers, TimeProvider time, TurnSignal signal, ILogger<LedgerWorker> log) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <summary>Makes everything that has been asked for; returns how many.</summary>
    public async Task<int> Work()
    {
        var made = await ledgers.MakeRequested(time);
        if (made > 0)
            signal.OutboxFilled();
        return made;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Work();
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "the ledger worker stumbled and goes on");
            }
            await signal.WaitForLedger(Idle, stoppingToken);
        }
    }
}
