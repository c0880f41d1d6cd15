using Bot.Turns;
using Bot.WeCom;
using FsCheck;
using FsCheck.Fluent;
using Store;
using Testing;
using Xunit;

namespace Bot.Tests.Turns;

/// <summary>Callbacks that come twice, late, or in another order leave the same data as if each had come once and in time.</summary>
public sealed class InterleavingTests
{
    private static readonly DateTimeOffset Start = new(2022, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    private static readonly string[] OfLi = ["走访", "赵桂芳", "入户", "基本没变", "3200 500 0 0 800"];
    private static readonly string[] OfZhang = ["走访", "马占海", "电话", "人在外地务工"];

    private static readonly IReadOnlyList<(Incoming Incoming, string Xml)> Script =
    [
        .. OfLi.Select((text, index) => Message(Town.Li, text, index)),
        .. OfZhang.Select((text, index) => Message(Town.Zhang, text, 50 + index)),
        // Zhou opens the chat, is located in the same second, and taps.
        Event(Town.Zhou, 80, "<Event>enter_agent</Event><EventKey></EventKey>"),
        Event(Town.Zhou, 80, "<Event>LOCATION</Event><Latitude>26.7</Latitude><Longitude>114.2</Longitude>"),
        Message(Town.Zhou, "走访", 81),
        Event(Town.Zhou, 82, Click("1:LG-003", "code-1")),
        Event(Town.Zhou, 82, Click("2:2", "code-2")),
    ];

    [Fact]
    public async Task Any_interleaving_of_doubled_and_delayed_callbacks_gives_the_same_data()
    {
        var expected = await Play(Enumerable.Range(0, Script.Count));
        // Each person's first deliveries in their order, repetitions of any of them anywhere afterwards.
        var deliveries =
            from lift in Gen.Choose(0, 2).ListOf(Script.Count)
            from again in Gen.Choose(0, Script.Count - 1).ListOf(12)
            from places in Gen.Choose(0, 1000).ListOf(12)
            select Deliveries([.. lift], [.. again], [.. places]);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(25),
            Prop.ForAll(deliveries.ToArbitrary(), order => Play(order).GetAwaiter().GetResult() == expected));
    }

    [Fact]
    public async Task Whatever_waits_is_taken_in_the_order_in_which_it_was_written()
    {
        var expected = await Play(Enumerable.Range(0, Script.Count));
        var orders = Gen.Shuffle(Enumerable.Range(0, Script.Count).Concat([0, 3, 7]).ToArray());
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(25),
            Prop.ForAll(orders.ToArbitrary(), order => PlayPending(order).GetAwaiter().GetResult() == expected));
    }

    [Fact]
    public async Task Twenty_deliveries_of_one_message_at_once_are_one_turn()
    {
        await using var town = await TownStore.Open(Start);
        var turns = Turns(town);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => turns.Accept(Script[0].Incoming, Script[0].Xml, TimeProvider.System.GetTimestamp()))));
        Assert.Single(answers, answered => answered.Queued);
        Assert.Equal(1, await town.Database.Read(tx => tx.Scalar<int>("SELECT count(*) FROM outbox")));
    }

    private static List<int> Deliveries(int[] lift, int[] again, int[] places)
    {
        List<Queue<int>> people = [.. Enumerable.Range(0, Script.Count).GroupBy(message => Script[message].Incoming.UserId).Select(mine => new Queue<int>(mine))];
        var order = new List<int>();
        foreach (var person in lift)
            if (people[person].TryDequeue(out var next))
                order.Add(next);
        order.AddRange(people.SelectMany(person => person));
        foreach (var (message, place) in again.Zip(places))
        {
            var after = order.IndexOf(message) + 1;
            order.Insert(after + (place * (order.Count - after) / 1001), message);
        }
        return order;
    }

    private static async Task<string> Play(IEnumerable<int> order)
    {
        await using var town = await TownStore.Open(Start);
        var turns = Turns(town);
        foreach (var message in order)
            await turns.Accept(Script[message].Incoming, Script[message].Xml, TimeProvider.System.GetTimestamp());
        return await Data(town.Database);
    }

    private static async Task<string> PlayPending(IEnumerable<int> order)
    {
        await using var town = await TownStore.Open(Start);
        var turns = Turns(town);
        foreach (var (incoming, xml) in order.Select(message => Script[message]))
            await town.Database.Write(tx => Inbox.Keep(tx, incoming.DedupKey, incoming.UserId, xml, Start, incoming.Header.CreateTime));
        foreach (var userid in (string[])[Town.Li, Town.Zhang, Town.Zhou])
            while (await turns.RunPending(userid))
            {
            }
        return await Data(town.Database);
    }

    private static TurnRunner Turns(TownStore town) => new(town.Database, Repository.Pack, new TestClock(Start), new TurnSignal());

    // What the county knows, and where everybody stands; not what was said on the way.
    private static Task<string> Data(Database database) => database.Read(async tx =>
    {
        var sessions = await tx.Query<(string Userid, string State)>("SELECT userid, state FROM session ORDER BY userid");
        var inbox = await tx.Query<string>("SELECT dedup_key || ' ' || state FROM inbox ORDER BY dedup_key");
        return string.Join('\n', sessions.Select(session => $"{session.Userid}: {SealedSession.Read(session.State, tx.Cipher).ToJson()}").Concat(inbox));
    });

    private static string Click(string key, string code) =>
        $"<Event>template_card_event</Event><EventKey>{key}</EventKey><TaskId>t1</TaskId><CardType>button_interaction</CardType><ResponseCode>{code}</ResponseCode>";

    private static (Incoming, string) Event(string user, int number, string fields)
    {
        var xml = $"<xml><ToUserName>ww</ToUserName><FromUserName>{user}</FromUserName><CreateTime>{Start.ToUnixTimeSeconds() + number}</CreateTime>"
            + $"<MsgType>event</MsgType>{fields}<AgentID>1000002</AgentID></xml>";
        return (Incoming.Parse(xml)!, xml);
    }

    private static (Incoming, string) Message(string user, string text, int number)
    {
        var xml = $"<xml><ToUserName>ww</ToUserName><FromUserName>{user}</FromUserName><CreateTime>{Start.ToUnixTimeSeconds() + number}</CreateTime>"
            + $"<MsgType>text</MsgType><Content>{text}</Content><MsgId>{7_000_000_000_000_000_000 + number}</MsgId><AgentID>1000002</AgentID></xml>";
        return (Incoming.Parse(xml)!, xml);
    }
}
