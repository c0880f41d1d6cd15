using Bot.WeCom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Benchmarks.Turns;

/// <summary>
/// What a turn is compared with: the least that a durable callback can do. It verifies, decrypts, and commits one insert before
/// it answers; it knows nobody, reads nothing, and says nothing.
/// </summary>
internal sealed class SmallestProgram : IAsyncDisposable
{
    private const string TableSql = "CREATE TABLE smallest (id INTEGER PRIMARY KEY, body TEXT NOT NULL)";
    private const string PostgresTableSql = "CREATE TABLE smallest (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body TEXT NOT NULL)";
    private const string InsertSql = "INSERT INTO smallest (body) VALUES (@body)";

    private readonly WebApplication app;
    private readonly IAsyncDisposable store;

    private SmallestProgram(WebApplication app, IAsyncDisposable store) => (this.app, this.store) = (app, store);

    public Uri Address => new(app.Urls.Single());

    public static async Task<SmallestProgram> Start(WeComSettings settings, string provider, string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var crypto = new CallbackCrypto(settings.Token, settings.EncodingAesKey, settings.CorpId);
        var (insert, kept) = provider == "sqlite" ? Sqlite(connectionString) : await Postgres(connectionString);
        web.MapPost("/wecom/callback", async (HttpRequest request) =>
        {
            var envelope = CallbackEnvelope.Read(await CallbackEnvelope.ReadBody(request.Body));
            var query = request.Query;
            if (crypto.Open(query["msg_signature"], query["timestamp"], query["nonce"], envelope?.Encrypt) is not Opened.Plain plain)
                return Results.StatusCode(StatusCodes.Status403Forbidden);
            await insert(plain.Text);
            return Results.Ok();
        });
        await web.StartAsync();
        return new SmallestProgram(web, kept);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await store.DisposeAsync();
    }

    // One connection, as SQLite has one writer; the same durability as the bot's.
    private static (Func<string, Task> Insert, IAsyncDisposable Store) Sqlite(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        using (var prepare = connection.CreateCommand())
        {
            prepare.CommandText = $"PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; {TableSql}";
            prepare.ExecuteNonQuery();
        }
        var command = connection.CreateCommand();
        command.CommandText = InsertSql;
        var body = command.Parameters.Add("@body", SqliteType.Text);
        var gate = new SemaphoreSlim(1);
        return (async text =>
        {
            await gate.WaitAsync();
            try
            {
                body.Value = text;
                command.ExecuteNonQuery();
            }
            finally
            {
                gate.Release();
            }
        }, connection);
    }

    private static async Task<(Func<string, Task> Insert, IAsyncDisposable Store)> Postgres(string connectionString)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 10, NoResetOnClose = true });
        await using (var create = source.CreateCommand(PostgresTableSql))
            await create.ExecuteNonQueryAsync();
        return (async text =>
        {
            await using var insert = source.CreateCommand(InsertSql);
            insert.Parameters.AddWithValue("body", text);
            await insert.ExecuteNonQueryAsync();
        }, source);
    }
}
