using System.Text.Json;
using Bot.Conversations;
using Bot.Demo;
using Bot.Turns;
using Bot.WeCom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Scheduler.Ledgers;
using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Testing;

/// <summary>
/// The same town with phones: what a transcript's people do goes through the demo WeCom and the encrypted callback, what the engine
/// says has to stand on their phones, and nothing else may.
/// </summary>
internal sealed class WireStage : IAsyncDisposable
{
    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 0xFF, 0xD9];
    private static readonly byte[] Voice = [.. "#!AMR\n"u8, 1, 2, 3];
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(5);

    // Nobody waits a minute between two lines of a transcript, and it plays at any hour.
    private static readonly Pack Pack = Repository.Pack with { Sending = Repository.Pack.Sending with { Limits = [], OffTheHour = 0, QuietFrom = null, QuietUntil = null } };

    private readonly TestClock clock;
    private readonly HttpClient http = new();
    private readonly WebApplication platform;
    private readonly DemoWeCom wecom;
    private readonly WeComSettings settings;
    private readonly Dictionary<string, long> read = [];
    private Running bot = null!;

    private WireStage(TownStore town, DateTimeOffset now)
    {
        (Town, clock) = (town, new TestClock(now));
        platform = Web();
        var example = DemoServer.Settings(new("http://127.0.0.1"));
        wecom = new DemoWeCom(example, Members, () => new Uri(bot.Address, "/wecom/callback"), http, clock, null) { Faults = new DemoFaultPlan { Unlimited = true } };
        platform.MapDemoWeCom("", wecom);
        platform.StartAsync().GetAwaiter().GetResult();
        settings = example with { ApiBase = new(platform.Urls.Single()) };
    }

    public TownStore Town { get; }

    private Database Database => Town.Database;

    public static async Task<WireStage> Open(DateTimeOffset now)
    {
        var stage = new WireStage(await TownStore.Open(now), now);
        stage.bot = await Running.Start(stage);
        return stage;
    }

    public async Task Restart()
    {
        await Taken();
        await bot.DisposeAsync();
        await Town.Restart(clock.GetUtcNow());
        bot = await Running.Start(this);
    }

    public async Task MoveTo(DateTimeOffset now)
    {
        await Taken();
        clock.MoveTo(now);
        await new DueRunner(Database, Pack).RunDue(now);
        await Settle();
    }

    /// <summary>Does on the phone what the engine was told.</summary>
    /// <param name="words">What a tap is called, for somebody whose phone has no such card.</param>
    public async Task Do(string user, Input input, DateTimeOffset? written, IReadOnlyList<string> words)
    {
        var delivery = input switch
        {
            Input.Said said => await wecom.SayLate(user, said.Text, written),
            Input.Sent { Kind: "image" } => await wecom.SendImage(user, "a.jpg", Photo),
            Input.Sent => await wecom.SendVoice(user, "a.amr", Voice),
            Input.Joined => await wecom.Subscribe(user),
            // What is greyed a phone does not let anybody press: the document says what becomes of a press that came late.
            Input.Commanded { About.Length: > 0 } late when !IsOpen(user, KeyOf(late)) => new DemoDelivery(Delivered: true, Attempts: 0),
            Input.Commanded { About.Length: > 0 } button => await Press(user, KeyOf(button)),
            Input.Commanded menu => await wecom.ClickMenu(user, menu.Word),
            Input.Tapped tapped => await Tap(user, tapped, words),
            _ => throw new NotSupportedException(input.GetType().Name),
        };
        if (delivery is not { Delivered: true, Problem: null })
            throw new InvalidOperationException($"{user}, {input}: {delivery.Problem}");
        await Settle();
    }

    /// <summary>What has come to a phone since the last look; what was merely greyed is no news.</summary>
    public IReadOnlyList<string> News(string user)
    {
        var news = wecom.MessagesOf(user, read.GetValueOrDefault(user));
        if (news.Count > 0)
            read[user] = news[^1].Id;
        return [.. news.Where(message => message.Card?.TryGetProperty("replace_text", out _) is not true).SelectMany(Lines)];
    }

    public IReadOnlyList<string> GroupNews()
    {
        var all = wecom.GroupMessages;
        var news = all.Skip((int)read.GetValueOrDefault(OutboxKind.Robot)).ToList();
        read[OutboxKind.Robot] = all.Count;
        return [.. news.SelectMany(text => text.Split('\n'))];
    }

    public async ValueTask DisposeAsync()
    {
        await bot.DisposeAsync();
        await platform.DisposeAsync();
        wecom.Dispose();
        http.Dispose();
        await Town.DisposeAsync();
    }

    private Task<DemoDelivery> Tap(string user, Input.Tapped tapped, IReadOnlyList<string> words)
    {
        var now = wecom.MessagesOf(user).Where(message => message.Card is not null).ToList();
        foreach (var message in now.AsEnumerable().Reverse())
            if (Key(message.Card!.Value, tapped) is { } key)
                return wecom.ClickAsShown(user, message.TaskId!, key, Selected(message.Card.Value, tapped), message.Card);
        // No such card: numbered text, or a list too long for one. It is answered by the numbers, or in words where it has none.
        var lines = (wecom.MessagesOf(user).LastOrDefault(message => message.Kind == "text")?.Text ?? "").Split('\n');
        var numbers = words.Select(word => lines.FirstOrDefault(line => line.EndsWith($". {word}", StringComparison.Ordinal))?.Split('.')[0]).ToList();
        return wecom.Say(user, string.Join(' ', numbers.Contains(null) ? words : [.. numbers.OfType<string>()]));
    }

    // A card that came by itself, like a notice's, knows what its button means.
    private Task<DemoDelivery> Press(string user, string key) => wecom.Click(user, Pressable(user, key)!.TaskId!, key);

    private bool IsOpen(string user, string key) => Pressable(user, key) is not null;

    // Each card as it is now: one that was greyed since is not.
    private DemoMessage? Pressable(string user, string key) => wecom.MessagesOf(user).GroupBy(message => message.TaskId).Select(card => card.Last()).LastOrDefault(message =>
        message.Card is { } card && !card.TryGetProperty("replace_text", out _)
        && card.TryGetProperty("button_list", out var buttons) && buttons.EnumerateArray().Any(button => button.GetProperty("key").GetString() == key));

    private static string KeyOf(Input.Commanded button) => PromptCard.KeyOf(button.Word, button.About);

    private static string? Key(JsonElement card, Input.Tapped tapped)
    {
        if (card.TryGetProperty("replace_text", out _))
            return null;
        if (card.TryGetProperty("submit_button", out var submit))
            return submit.GetProperty("key").GetString() is { } all && all == $"{tapped.Step}:" && Offers(card, tapped) ? all : null;
        var wanted = $"{tapped.Step}:{tapped.Options[0]}";
        return tapped.Options.Count == 1 && card.TryGetProperty("button_list", out var buttons) && buttons.EnumerateArray().Any(button => button.GetProperty("key").GetString() == wanted) ? wanted : null;
    }

    private static bool Offers(JsonElement card, Input.Tapped tapped) =>
        !card.TryGetProperty("checkbox", out var box) || tapped.Options.All(option => box.GetProperty("option_list").EnumerateArray().Any(each => each.GetProperty("id").GetString() == option));

    private static Dictionary<string, IReadOnlyList<string>> Selected(JsonElement card, Input.Tapped tapped) =>
        card.TryGetProperty("checkbox", out var box) ? new() { [box.GetProperty("question_key").GetString()!] = tapped.Options }
        : tapped.Parts.ToDictionary(part => part.Key, part => (IReadOnlyList<string>)[part.Value]);

    private static IEnumerable<string> Lines(DemoMessage message)
    {
        if (message.Card is not { } card)
            return message.File is { } file ? [file.Name] : (message.Text ?? "").Split('\n');
        var texts = new List<string>();
        Collect(card, texts);
        return texts.SelectMany(text => text.Split('\n'));
    }

    // Everything on a card that is read: titles, lines, and what can be tapped.
    private static void Collect(JsonElement element, List<string> texts)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var entry in element.EnumerateArray())
                    Collect(entry, texts);
                break;
            case JsonValueKind.Object:
                foreach (var field in element.EnumerateObject())
                    if (field.Value.ValueKind != JsonValueKind.String)
                        Collect(field.Value, texts);
                    else if (field.Name is "title" or "desc" or "sub_title_text" or "text")
                        texts.Add(field.Value.GetString()!);
                break;
        }
    }

    private async Task Settle()
    {
        do
        {
            await bot.Inbox.Work();
            await new LedgerRounds(Database, Pack).MakeRequested(clock);
            await bot.Evidence.Work();
        }
        while (await bot.Pump.Pump() > 0);
    }

    // Whether a reply arrived is noted after the response has been written: before time moves on.
    private async Task Taken()
    {
        while (true)
        {
            await bot.Replies.Settle();
            if (await Database.Read(tx => tx.Scalar<int>("SELECT count(*) FROM reply_untaken")) == 0)
                return;
            await Task.Delay(Glance);
        }
    }

    private async Task<IReadOnlyList<DemoMember>> Members() =>
        [.. (await Database.Read(tx => People.List(tx))).Select(person => new DemoMember(person.Userid, person.Name))];

    private static WebApplication Web(Action<IServiceCollection>? add = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        add?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>The bot's own process, as far as a conversation needs it.</summary>
    private sealed record Running(WebApplication App, TurnRunner Turns, InboxWorker Inbox, EvidenceWorker Evidence, OutboxPump Pump, TakenReplies Replies) : IAsyncDisposable
    {
        public Uri Address => new(App.Urls.Single());

        public static async Task<Running> Start(WireStage stage)
        {
            var (database, clock, signal) = (stage.Database, stage.clock, new TurnSignal());
            var turns = new TurnRunner(database, Pack, clock, signal);
            var replies = new TakenReplies(database, clock);
            var client = new WeComClient(stage.http, stage.settings, clock);
            var app = Web(services => services.AddSingleton(_ => turns).AddSingleton(_ => replies).AddSingleton<TimeProvider>(clock));
            app.MapWeComCallback(stage.settings);
            await app.StartAsync();
            await client.CreateMenu(new AppMenu([.. Pack.Menu.Select(button => Bot.WeCom.MenuButton.Click(button.Name, button.Says))]));
            return new Running(
                app, turns, new InboxWorker(database, turns, replies, signal, NullLogger<InboxWorker>.Instance),
                new EvidenceWorker(database, Pack, client, clock, signal, NullLogger<EvidenceWorker>.Instance),
                new OutboxPump(database, Pack, client, new SendQuota(Pack.Sending), clock, signal, NullLogger<OutboxPump>.Instance,
                    new GroupRobot(stage.http, stage.settings.ApiBase, DemoWeCom.RobotKey))
                { AtAnyHour = true },
                replies);
        }

        public async ValueTask DisposeAsync()
        {
            Pump.Dispose();
            Inbox.Dispose();
            Evidence.Dispose();
            await App.DisposeAsync();
        }
    }
}
