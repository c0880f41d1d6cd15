using Store;

namespace Bot.Turns;

/// <summary>Runs what could not be answered in its own callback, each person's inputs in the order in which they were accepted.</summary>
public sealed class InboxWorker(Database database, TurnRunner turns, TakenReplies replies, TurnSignal signal, ILogger<InboxWorker> log) : BackgroundService
{
    private const int Batch = 100;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);

    /// <summary>Runs everything that is pending now, and sees to replies that nobody took.</summary>
    public async Task Work()
    {
        if (await replies.Settle() > 0)
            signal.OutboxFilled();
        while (true)
        {
            var people = await database.Read(tx => Inbox.PendingPeople(tx, Batch));
            var ran = false;
            foreach (var userid in people)
                while (await turns.RunPending(userid))
                    ran = true;
            if (!ran)
                return;
        }
    }

    /// <summary>What was taken in the last second is noted before the store closes, or it would be said again.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await replies.Settle();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await Work();
                await signal.WaitForInput(Idle, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "the inbox worker stumbled and goes on");
                await signal.WaitForInput(Idle, stoppingToken);
            }
    }
}
