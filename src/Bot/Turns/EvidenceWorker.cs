using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Turns;

/// <summary>
/// Fetches what people sent before WeCom forgets it after three days, and keeps it with its hash. Whoever sent something that is
/// not kept is told to send it again.
/// </summary>
public sealed class EvidenceWorker(Database database, Pack pack, WeComClient client, TimeProvider time, TurnSignal signal, ILogger<EvidenceWorker> log) : BackgroundService
{
    private const int Batch = 50;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lives = TimeSpan.FromDays(3);

    /// <summary>Fetches everything that waits; returns how many there were.</summary>
    public async Task<int> Work(CancellationToken stop = default)
    {
        var done = 0;
        while (await database.Read(tx => Evidence.Waiting(tx, time.GetUtcNow(), Batch)) is { Count: > 0 } waiting)
        {
            foreach (var row in waiting)
                await Fetch(row, stop);
            done += waiting.Count;
        }
        return done;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Work(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "the evidence worker stumbled and goes on");
            }
            await signal.WaitForEvidence(Idle, stoppingToken);
        }
    }

    private async Task Fetch(EvidenceRow row, CancellationToken stop)
    {
        try
        {
            var most = pack.Sending.Evidence.MostBytes.GetValueOrDefault(row.Kind);
            var media = await client.Download(row.MediaId, most, stop);
            if (EvidenceRules.Ending(row.Kind, media.FileName, media.Bytes, media.Size, most, out var why) is { } ending)
                await Keep(row, media, ending);
            else
                await End(row, EvidenceState.Refused, why);
        }
        catch (SendFailure failure) when (failure.Class is FailureClass.RetryLater or FailureClass.Stop && time.GetUtcNow() - row.ReceivedAt < Lives)
        {
            var later = failure.RetryAt ?? time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(1800, 1 << Math.Min(row.Attempts + 1, 11)));
            await database.Write(tx => Evidence.Retry(tx, row.Id, later, failure.Message));
        }
        catch (SendFailure failure)
        {
            await End(row, EvidenceState.Lost, failure.Message);
        }
    }

    private Task Keep(EvidenceRow row, MediaContent media, string ending) => database.Write(async tx =>
    {
        var now = time.GetUtcNow();
        var file = await Files.Add(tx, $"{row.Kind}-{row.Id}{ending}", media.Bytes, now);
        if (!await Evidence.Keep(tx, row.Id, file))
            throw new InvalidOperationException($"evidence {row.Id} was fetched by somebody else meanwhile");
        await Errands.NoticeMessages.Arrived(tx, row.MediaId, file, now);
        var stored = await Files.Hash(tx, file);
        await Journal.Append(tx, now, new JournalNote($"person:{row.Userid}", row.Userid, "evidence.stored", $"file:{file}", After: $"sha256={stored}"));
    });

    private async Task End(EvidenceRow row, EvidenceState state, string why)
    {
        log.LogWarning("evidence {Id} is not kept: {Why}", row.Id, why);
        await database.Write(async tx =>
        {
            if (await Evidence.End(tx, row.Id, state, why))
                await Outbox.Add(tx, [new Store.Outgoing(
                    row.Userid, OutboxKind.Text, pack.Messages.Say(ChannelMessages.NotKept), time.GetUtcNow(), $"evidence/{row.Id}", Asked: true)], time.GetUtcNow());
        });
        signal.OutboxFilled();
    }
}
