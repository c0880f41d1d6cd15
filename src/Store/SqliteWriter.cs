using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Store;

/// <summary>
/// The one writer of a SQLite file. A commit costs one fsync however much is in it, so it commits for all who wait at once;
/// each one's work can be undone alone, and nobody is answered before the commit.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    // Bounds how long the first of a batch waits for the last.
    private const int MostTogether = 256;

    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });
    private readonly Func<SqliteLine> connect;
    private readonly Func<SqliteConnection, Tx> begin;
    private readonly Task running;
    private SqliteLine? line;

    public SqliteWriter(Func<SqliteLine> connect, Func<SqliteConnection, Tx> begin)
    {
        this.connect = connect;
        this.begin = begin;
        running = Task.Run(Run);
    }

    public Task<T> Write<T>(Func<Tx, Task<T>> work)
    {
        var mine = new Waiting<T>(work);
        ObjectDisposedException.ThrowIf(!queue.Writer.TryWrite(mine), typeof(Database));
        return mine.Answer;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await running;
        line?.Dispose();
    }

    private async Task Run()
    {
        var batch = new List<Waiting>(MostTogether);
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            try
            {
                await CommitTogether(batch);
            }
            catch (Exception broken)
            {
                // The transaction is lost for everyone in it, and the connection cannot be trusted any more.
                line?.Dispose();
                line = null;
                if (batch.Count == 0 && queue.Reader.TryRead(out var first))
                    batch.Add(first);
                foreach (var each in batch)
                    each.Failure ??= broken;
            }
            foreach (var each in batch)
                each.Reply();
        }
    }

    private async Task CommitTogether(List<Waiting> batch)
    {
        line ??= connect();
        line.Begin.ExecuteNonQuery();
        // Behind a savepoint every page is copied before it changes: whoever is alone in the transaction needs none.
        var isAlone = true;
        while (batch.Count < MostTogether && queue.Reader.TryRead(out var next))
        {
            batch.Add(next);
            if (isAlone)
                isAlone = !await Succeeds(next, line, undo: Restart);
            else
            {
                line.Save.ExecuteNonQuery();
                await Succeeds(next, line, undo: back => back.Undo.ExecuteNonQuery());
                line.Keep.ExecuteNonQuery();
            }
        }
        line.Commit.ExecuteNonQuery();
    }

    private static void Restart(SqliteLine line)
    {
        line.Abandon.ExecuteNonQuery();
        line.Begin.ExecuteNonQuery();
    }

    private async Task<bool> Succeeds(Waiting next, SqliteLine line, Action<SqliteLine> undo)
    {
        try
        {
            await next.Run(begin(line.Connection));
            return true;
        }
        catch (Exception failure)
        {
            next.Failure = failure;
            undo(line);
            return false;
        }
    }

    private abstract class Waiting
    {
        public Exception? Failure { get; set; }

        public abstract Task Run(Tx tx);

        public abstract void Reply();
    }

    private sealed class Waiting<T>(Func<Tx, Task<T>> work) : Waiting
    {
        private readonly TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? result;

        public Task<T> Answer => answer.Task;

        public override async Task Run(Tx tx) => result = await work(tx);

        public override void Reply()
        {
            if (Failure is null)
                answer.SetResult(result!);
            else
                answer.SetException(Failure);
        }
    }
}
