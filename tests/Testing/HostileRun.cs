using System.Globalization;
using Bot.Demo;
using Bot.Turns;
using Bot.WeCom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Store;

namespace Testing;

/// <summary>What became of every message of a run against a WeCom that does everything wrong at once.</summary>
/// <param name="Once">Counted once on the phone by the demo, and sent as far as the store knows.</param>
/// <param name="Undeliverable">Listed by name, and not on the phone.</param>
/// <param name="Unknown">Listed as outcome unknown, at most once on the phone.</param>
/// <param name="Wrong">Anything else: lost, doubled, or listed although it arrived. One line each.</param>
public sealed record HostileOutcome(int Messages, int Once, int Undeliverable, int Unknown, IReadOnlyList<string> Wrong, int SilentDrops, int Calls, TimeSpan Moved)
{
    /// <summary>How often each reason is given for what is listed.</summary>
    public IReadOnlyList<(string Error, int Rows)> Reasons { get; init; } = [];
}

/// <summary>Five notices to many people through two pumps, while every fault of the demo WeCom happens, and pumps die on the way.</summary>
public static class HostileRun
{
    private const int Notices = 5;

    public static readonly DemoFaultPlan Everything = new()
    {
        Busy = 0.06,
        Throttled = 0.004,
        Expired = 0.02,
        Untrusted = 0.002,
        Closed = 0.03,
        AnswerLost = 0.05,
        BadGateway = 0.03,
        BadGatewayAfter = 0.03,
        Delayed = 0.05,
        DelayMilliseconds = 10,
    };

    public static async Task<HostileOutcome> Go(TestDatabase store, int recipients, int seed, CancellationToken stop = default)
    {
        var clock = new TestClock(new(2026, 3, 2, 10, 5, 0, TimeSpan.FromHours(8)));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        var people = Enumerable.Range(1, recipients).Select(n => $"p{n:D5}").ToList();
        // One in fifty has left, one in seventy has no licence.
        IReadOnlyList<DemoMember> members = [.. people.Where((_, n) => n % 50 != 7).Select(user => new DemoMember(user, user))];
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        var example = new WeComSettings(new("http://127.0.0.1"), "ww0123456789abcdef", 1000002, "s3cret-of-the-app", "CallbackToken1", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
        using var wecom = new DemoWeCom(example, () => Task.FromResult(members), () => new Uri("http://127.0.0.1/"), http, clock, null)
        {
            Faults = Everything with { Seed = seed, Unlicensed = [.. people.Where((_, n) => n % 70 == 11)] },
        };
        app.MapDemoWeCom("/demo/wecom", wecom);
        await app.StartAsync(stop);
        var settings = example with { ApiBase = new(new Uri(app.Urls.Single()), "/demo/wecom") };

        var file = await store.Database.Write(tx => Files.Add(tx, "通知附件.xlsx", new byte[2000], clock.GetUtcNow()));
        await store.Database.Write(tx => Outbox.Add(tx, people.SelectMany(user => NoticesTo(user, file, clock.GetUtcNow())), clock.GetUtcNow()));
        var began = clock.GetUtcNow();
        var round = 0;
        var chance = new Random(seed);
        while (await store.Database.Read(tx => tx.Scalar<int>("SELECT count(*) FROM outbox WHERE state = 'pending'")) > 0)
        {
            if (++round > 2000)
                throw new TimeoutException("the outbox does not become empty");
            // Pumps come and go: each round has new ones, and a third of them are killed while they send.
            using var killed = CancellationTokenSource.CreateLinkedTokenSource(stop);
            if (chance.Next(3) == 0)
                killed.CancelAfter(TimeSpan.FromMilliseconds(40));
            await Task.WhenAll(Pump(killed.Token), Pump(killed.Token));
            clock.Advance(TimeSpan.FromSeconds(40));
        }
        return await Count(store.Database, wecom, people, clock.GetUtcNow() - began);

        async Task Pump(CancellationToken until)
        {
            using var pump = new OutboxPump(
                store.Database, Repository.Pack, new WeComClient(http, settings, clock, new CallQuota(Repository.Pack.Sending, clock)),
                new SendQuota(Repository.Pack.Sending), clock, new TurnSignal(), NullLogger<OutboxPump>.Instance);
            try
            {
                await pump.Pump(until);
            }
            catch (OperationCanceledException) when (!stop.IsCancellationRequested)
            {
                // Killed, as by a power cut.
            }
        }
    }

    // The same text to all, one for each, one too long for a message, a card, a file.
    private static IEnumerable<Store.Outgoing> NoticesTo(string user, long file, DateTimeOffset now)
    {
        var card = new TemplateCard.ButtonInteraction
        {
            TaskId = $"notice4-{user}",
            MainTitle = new("第4号通知"),
            ButtonList = [new CardButton("已读", "read")],
        };
        return
        [
            new(user, OutboxKind.Text, "第1号通知：请于本周五前完成走访。", now),
            new(user, OutboxKind.Text, $"第2号通知：{user}，您还有2户没有走访。", now),
            new(user, OutboxKind.Text, "第3号通知：" + string.Concat(Enumerable.Repeat("政策要点。", 300)), now),
            new(user, OutboxKind.Card, System.Text.Json.JsonSerializer.Serialize<TemplateCard>(card, WireJson.Options), now, TaskId: card.TaskId),
            new(user, OutboxKind.File, file.ToString(CultureInfo.InvariantCulture), now),
        ];
    }

    private static async Task<HostileOutcome> Count(Database database, DemoWeCom wecom, List<string> people, TimeSpan moved)
    {
        var rows = (await database.Read(tx => tx.Query<(string Userid, long Id, string State)>("SELECT userid, id, state FROM outbox ORDER BY id")))
            .GroupBy(row => row.Userid).ToDictionary(group => group.Key, group => group.Select(row => row.State).ToList());
        var (once, undeliverable, unknown) = (0, 0, 0);
        var wrong = new List<string>();
        foreach (var user in people)
        {
            var phone = wecom.MessagesOf(user);
            for (var notice = 0; notice < Notices; notice++)
            {
                var arrived = TimesOf(phone, notice);
                switch (rows[user][notice])
                {
                    case "sent" when arrived == 1:
                        once++;
                        break;
                    case "undeliverable" when arrived == 0:
                        undeliverable++;
                        break;
                    // Of a long text some parts may be there.
                    case "unknown" when arrived <= 1 || notice == 2 && Parts(phone).Values.All(times => times <= 1):
                        unknown++;
                        break;
                    case var state:
                        wrong.Add($"{user}, notice {notice + 1}: {state}, {arrived} times on the phone");
                        break;
                }
            }
        }
        return new(people.Count * Notices, once, undeliverable, unknown, wrong, wecom.Dropped, wecom.CallsOf("message/send"), moved)
        {
            Reasons = await database.Read(tx => tx.Query<(string, int)>("SELECT state || ': ' || COALESCE(error, ''), count(*) FROM outbox WHERE state <> 'sent' GROUP BY 1 ORDER BY 2 DESC")),
        };
    }

    // A long text has arrived as often as its rarest part, and too often as its most frequent one.
    private static int TimesOf(IReadOnlyList<DemoMessage> phone, int notice) => notice switch
    {
        2 => Parts(phone) is { Count: > 0 } parts && parts.Values.Distinct().Take(2).Count() == 1 && parts.Count == 3 ? parts.Values.First() : Parts(phone).Count == 0 ? 0 : 99,
        3 => phone.Count(message => message.Kind == "card"),
        4 => phone.Count(message => message.Kind == "file"),
        _ => phone.Count(message => message.Kind == "text" && message.Text!.StartsWith($"第{notice + 1}号通知", StringComparison.Ordinal)),
    };

    private static Dictionary<string, int> Parts(IReadOnlyList<DemoMessage> phone) => phone
        .Where(message => message.Kind == "text" && message.Text!.Contains("政策要点", StringComparison.Ordinal))
        .GroupBy(message => message.Text![^5..]).ToDictionary(same => same.Key, same => same.Count());
}
