using System.Globalization;
using Bot;
using Bot.Conversations;
using Bot.Demo;
using Bot.WeCom;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Store;
using Store.Packs;

namespace Benchmarks.Turns;

/// <summary>
/// The whole bot as `dotnet run --project src/Bot` starts it, in the demo county, with every contact in the middle of a check-in:
/// the next questions of all of them ask for an amount of money.
/// </summary>
internal sealed class BusyMonth : IAsyncDisposable
{
    private const int Households = 2000;
    private const int Contacts = 400;
    private const string Now = "2022-08-10T09:00:00+08:00";

    // To the first amount: open the list, take the first household, say how it was visited and how income changed.
    private static readonly string[] Opening = ["走访", "1", "1", "2"];

    private readonly WebApplication app;
    private readonly Database database;
    private readonly CallbackMaker callbacks;
    private readonly IReadOnlyList<string> contacts;
    private readonly IReadOnlyList<Question> amounts;
    private readonly Dictionary<string, string> sessions = [];

    private BusyMonth(WebApplication app, IReadOnlyList<string> contacts)
    {
        this.app = app;
        this.contacts = contacts;
        database = app.Services.GetRequiredService<Database>();
        Settings = app.Services.GetRequiredService<WeComSettings>();
        callbacks = new CallbackMaker(Settings);
        var questions = app.Services.GetRequiredService<Pack>().Form("monthly-checkin")!.Questions
            .Where(question => question.IsAsked).SkipWhile(question => question.Name != "m_inc_wage");
        amounts = [.. questions.TakeWhile(question => question.Type == QuestionType.Decimal)];
    }

    public WeComSettings Settings { get; }

    public Uri Address => app.Services.GetRequiredService<BotSettings>().LoopbackUrl;

    /// <summary>So many turns are in one pass over all contacts: each is answered by the question for the next amount.</summary>
    public int TurnsInAPass => contacts.Count * (amounts.Count - 1);

    public static async Task<BusyMonth> Open(string provider, string connectionString, string folder, int clients)
    {
        var keys = Path.Combine(folder, $"keys-{provider}");
        var now = DateTimeOffset.Parse(Now, CultureInfo.InvariantCulture);
        IReadOnlyList<string> people;
        await using (var seeding = await Database.Start(provider, connectionString, keys, now))
        {
            await DemoMode.Claim(seeding, isDemo: true);
            await DemoMode.Seed(seeding, BotSetup.Pack("prompts"), Households, Contacts, now);
            people = [.. (await seeding.Read(tx => People.List(tx, "contact"))).Select(person => person.Userid)];
        }
        var web = await BotSetup.Build(
        [
            $"--urls=http://127.0.0.1:{Ports.Free()}", $"--Store:Provider={provider}", $"--Store:ConnectionString={connectionString}",
            $"--Keys:Path={keys}", $"--Demo:Now={Now}",
        ]);
        await web.StartAsync();
        var month = new BusyMonth(web, people);
        await month.Begin(clients);
        return month;
    }

    /// <summary>Answers to the amounts, question by question over all contacts, the contacts shared out among the clients.</summary>
    public IReadOnlyList<IReadOnlyList<Callback>> Answers(int clients) =>
        Shared(clients, amounts.Count - 1, (userid, step) => callbacks.Text(userid, Amount(step)));

    /// <summary>Every reply must ask for the next amount, and the store must hold what was answered.</summary>
    public async Task Check(Measured measured)
    {
        foreach (var (answers, client) in measured.Answers.Select((answers, client) => (answers, client)))
            foreach (var (answer, index) in answers.Select((answer, index) => (answer, index)))
            {
                var mine = contacts.Where((_, number) => number % measured.Answers.Count == client).Count();
                var expected = amounts[(index / mine) + 1];
                var reply = callbacks.ReplyOf(answer);
                // Alone in its own words; together with others in few.
                if (!reply.Contains(expected.Plain ?? expected.Label, StringComparison.Ordinal) && !reply.Contains(expected.Short!, StringComparison.Ordinal))
                    throw new InvalidOperationException($"the reply does not ask for {expected.Name}: {reply}");
            }
        foreach (var (userid, session) in await Sessions())
            if (session.Activity is not Activity.Asking { Path: var path, Draft.Answers: var kept } || path != amounts[^1].Name
                || Enumerable.Range(0, amounts.Count - 1).Any(step => kept.GetValueOrDefault(amounts[step].Name) != Amount(step)))
                throw new InvalidOperationException($"{userid} has answers that the store does not");
    }

    /// <summary>Takes every conversation back to the first amount, and lets each say something: what moved it was another hand than the bot's.</summary>
    public async Task Rewind(Load load, int clients)
    {
        await database.Write(async tx =>
        {
            foreach (var (userid, state) in sessions)
                await Store.Sessions.Save(tx, userid, state, DateTimeOffset.UnixEpoch);
        });
        await load.Run(Shared(clients, 1, (userid, _) => callbacks.Text(userid, "帮助")));
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task Begin(int clients)
    {
        using var load = new Load(Address, clients);
        await load.Run(Shared(clients, Opening.Length, (userid, step) => callbacks.Text(userid, Opening[step])));
        foreach (var (userid, session) in await Sessions())
        {
            if (session.Activity is not Activity.Asking asking || asking.Path != amounts[0].Name)
                throw new InvalidOperationException($"{userid} is not where the benchmark begins: {session.ToJson()}");
            sessions[userid] = session.ToJson();
        }
        // The cards of the opening leave through the outbox; measuring begins when that is quiet.
        while (await database.Read(tx => tx.Scalar<int>("SELECT count(*) FROM outbox WHERE state NOT IN ('sent', 'undeliverable')")) > 0)
            await Task.Delay(200);
    }

    private List<List<Callback>> Shared(int clients, int steps, Func<string, int, Callback> make) =>
    [
        .. Enumerable.Range(0, clients).Select(client => Enumerable.Range(0, steps)
            .SelectMany(step => contacts.Where((_, number) => number % clients == client).Select(userid => make(userid, step)))
            .ToList()),
    ];

    private async Task<IReadOnlyList<(string Userid, Session Session)>> Sessions() => await database.Read(async tx =>
    {
        var found = new List<(string, Session)>();
        foreach (var userid in contacts)
            found.Add((userid, Session.FromJson((await Store.Sessions.Load(tx, userid))?.State)));
        return found;
    });

    private static string Amount(int step) => (1200 + step).ToString(CultureInfo.InvariantCulture);
}
