using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Bot;
using Bot.WeCom;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Store;

namespace Testing;

/// <summary>
/// The whole program on a free port, with people in front of it: what they say and tap goes through the demo's WeCom and the
/// encrypted callback, what they read comes from their phones.
/// </summary>
public sealed class RunningBot : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private static int lastPort = 20_000 + (Environment.ProcessId * 37 % 8_000);

    private readonly SeededStore store;
    private readonly Dictionary<string, long> read = [];
    private WebApplication app;

    private RunningBot(SeededStore store, WebApplication app, Uri address)
    {
        (this.store, this.app, Address) = (store, app, address);
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
    }

    public Uri Address { get; }

    /// <summary>For what a test asks the program outside of a conversation.</summary>
    public HttpClient Http { get; }

    /// <summary>The credentials this run of the demo made up; a restart makes others.</summary>
    public WeComSettings WeCom => app.Services.GetRequiredService<WeComSettings>();

    /// <summary>The WeCom that the people write through, with everything that can go wrong in it.</summary>
    public Bot.Demo.DemoWeCom Phones => app.Services.GetRequiredService<Bot.Demo.DemoHost>().WeCom;

    public T Part<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public Database Database => app.Services.GetRequiredService<Database>();

    /// <param name="store">Goes with the bot.</param>
    public static async Task<RunningBot> Start(SeededStore store)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        return new RunningBot(store, await Run(store, address), address);
    }

    /// <summary>Ends the program and starts it again on the same files and the same port.</summary>
    public async Task Restart()
    {
        await End();
        app = await Run(store, Address);
    }

    /// <summary>Says something and returns what came back.</summary>
    public async Task<IReadOnlyList<Received>> Say(string user, string text)
    {
        await Post("/demo/say", new { user, text });
        return await NewMessages(user);
    }

    public async Task<IReadOnlyList<Received>> SendPicture(string user)
    {
        await Post("/demo/say", new { user, image = Convert.ToBase64String([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9]) });
        return await NewMessages(user);
    }

    /// <summary>Taps what says so on the newest card, or ticks it (and <paramref name="more"/>) there and hands in the list.</summary>
    public async Task<IReadOnlyList<Received>> Tap(string user, string option, params string[] more)
    {
        await Settled();
        var card = (await Messages(user)).LastOrDefault(message => message is { Kind: "card", IsGreyed: false })
            ?? throw new InvalidOperationException($"{user} has no card to tap “{option}” on");
        return await Tap(user, card, option, more);
    }

    public async Task<IReadOnlyList<Received>> Tap(string user, Received card, string option, params string[] more)
    {
        var keys = more.Prepend(option).Select(each => card.KeyOf(each)
            ?? throw new InvalidOperationException($"“{each}” is not on the card:\n{card.Wording}\n{string.Join(" | ", card.Options)}")).ToArray();
        await Post("/demo/say", new
        {
            user,
            task_id = card.TaskId,
            key = card.IsList ? card.SubmitKey : keys[0],
            selected = card.IsList ? new Dictionary<string, string[]> { [card.QuestionKey] = keys } : null,
        });
        return await NewMessages(user);
    }

    /// <summary>What has come to this person since the last look, once nothing more is under way.</summary>
    public async Task<IReadOnlyList<Received>> NewMessages(string user)
    {
        await Settled();
        var messages = await Messages(user, read.GetValueOrDefault(user));
        if (messages.Count > 0)
            read[user] = messages[^1].Id;
        return messages;
    }

    /// <summary>
    /// The newest thing to read or answer. A card that was dealt with is greyed by the answer to the tap, and what follows comes
    /// through the outbox: which of the two the phone has first is open, so greying is no news.
    /// </summary>
    public async Task<Received> Newest(string user)
    {
        await Settled();
        return (await Messages(user)).Last(message => !message.IsGreyed);
    }

    /// <summary>What has come to this person after that message, as it is now.</summary>
    public async Task<IReadOnlyList<Received>> Messages(string user, long after = 0) =>
        await Http.GetFromJsonAsync<List<Received>>($"/demo/messages?user={user}&after={after.ToString(CultureInfo.InvariantCulture)}", Json) ?? [];

    /// <param name="to">China Standard Time, such as 2022-08-24 08:40.</param>
    public Task MoveClock(string to) => Post("/demo/clock", new { to = $"{to.Replace(' ', 'T')}:00+08:00" });

    /// <summary>How many rows a table of the store has.</summary>
    /// <param name="where">SQL; everything where not given.</param>
    public Task<long> Count(string table, string where = "1 = 1") =>
        Database.Read(tx => tx.Scalar<long>($"SELECT count(*) FROM {table} WHERE {where}"));

    /// <summary>What was handed in, by question.</summary>
    /// <param name="where">SQL.</param>
    public async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> Answers(string where) =>
        [.. (await Database.Read(tx => tx.Query<string>($"SELECT answers FROM submission WHERE {where} ORDER BY id")))
            .Select(answers => JsonSerializer.Deserialize<Dictionary<string, string>>(answers)!)];

    /// <summary>Waits until whatever was said is answered and everything is sent.</summary>
    public async Task Settled()
    {
        var since = TimeProvider.System.GetTimestamp();
        while (await Open() is { Length: > 0 } open)
        {
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
                throw new TimeoutException($"after {Patience.TotalSeconds} s there is still something to do: {open}");
            await Task.Delay(Glance);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        Http.Dispose();
        await store.DisposeAsync();
    }

    private const string OpenSql = """
        SELECT 'inbox ' || i.userid || ' ' || COALESCE(i.error, '') FROM inbox i WHERE i.state = 'pending'
        UNION ALL SELECT 'outbox ' || o.userid || ' ' || COALESCE(o.error, '') FROM outbox o WHERE o.state = 'pending'
        UNION ALL SELECT 'evidence ' || e.userid || ' ' || COALESCE(e.error, '') FROM evidence e WHERE e.state = 'waiting'
        UNION ALL SELECT 'ledger ' || l.ledger FROM ledger_request l WHERE l.state IN ('requested', 'making')
        """;

    private async Task<string> Open() => string.Join("; ", await Database.Read(tx => tx.Query<string>(OpenSql)));

    private async Task Post(string path, object body)
    {
        using var response = await Http.PostAsJsonAsync(path, body, Json);
        var answer = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {answer}");
        using var json = JsonDocument.Parse(answer);
        if (json.RootElement.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.String)
            throw new InvalidOperationException($"WeCom could not use the bot's answer: {problem}");
    }

    private async Task End()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task<WebApplication> Run(SeededStore store, Uri address)
    {
        var started = await BotSetup.Build(
        [
            .. store.Arguments, $"--Prompts:Path={SeededStores.PromptsFolder}", $"--urls={address}", "--Logging:LogLevel:Default=Error",
        ]);
        await started.StartAsync();
        return started;
    }

    // Below what the system hands to outgoing connections, so that none of them sits on it during a restart.
    private static int FreePort()
    {
        while (true)
        {
            var port = Interlocked.Increment(ref lastPort);
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody else's; the next one.
            }
        }
    }
}
