using Bot.Tests.Demo;
using Bot.Turns;
using Microsoft.Extensions.Logging.Abstractions;
using Store;
using Testing;
using Xunit;
using Outgoing = Store.Outgoing;

namespace Bot.Tests.Turns;

/// <summary>The pump against the WeCom of the demo, over loopback HTTP.</summary>
public sealed class OutboxPumpTests : IAsyncLifetime
{
    private DemoHost host = null!;
    private TestDatabase store = null!;
    private OutboxPump pump = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Database Database => store.Database;

    public async ValueTask InitializeAsync()
    {
        host = await DemoHost.Start();
        store = await Databases.Sqlite();
        pump = new OutboxPump(Database, Repository.Pack, host.Client, new SendQuota(), host.Clock, new TurnSignal(), NullLogger<OutboxPump>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        pump.Dispose();
        await host.DisposeAsync();
        await store.DisposeAsync();
    }

    [Fact]
    public async Task Messages_arrive_in_the_order_in_which_they_were_written()
    {
        await Queue(DemoHost.Lin, "一", "二", "三");
        Assert.Equal(3, await pump.Pump(Cancel));
        Assert.Equal(["一", "二", "三"], Arrived(DemoHost.Lin));
        Assert.Equal(0, await pump.Pump(Cancel));
    }

    [Fact]
    public async Task What_WeCom_is_too_busy_for_is_tried_again_and_the_next_waits_behind_it()
    {
        host.WeCom.RefuseNext("message/send", -1, "system busy");
        await Queue(DemoHost.Lin, "一", "二");
        await Queue(DemoHost.Zhou, "三");
        await pump.Pump(Cancel);
        host.Clock.Advance(TimeSpan.FromMinutes(5));
        await pump.Pump(Cancel);
        Assert.Equal(["一", "二"], Arrived(DemoHost.Lin));
        Assert.Equal(["三"], Arrived(DemoHost.Zhou));
        Assert.Empty(await NotDelivered());
    }

    [Fact]
    public async Task Nothing_is_tried_again_before_its_time()
    {
        host.WeCom.RefuseNext("message/send", -1, "system busy");
        await Queue(DemoHost.Lin, "一");
        await pump.Pump(Cancel);
        Assert.Equal(0, await pump.Pump(Cancel));
        Assert.Empty(Arrived(DemoHost.Lin));
    }

    [Fact]
    public async Task A_message_that_is_refused_again_and_again_ends_where_staff_see_it()
    {
        await Queue(DemoHost.Lin, "一");
        for (var attempt = 0; attempt < 12; attempt++)
        {
            host.WeCom.RefuseNext("message/send", -1, "system busy");
            await pump.Pump(Cancel);
            host.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        var row = Assert.Single(await NotDelivered());
        Assert.Equal((OutboxState.Undeliverable, 8), (row.State, row.Attempts));
    }

    [Fact]
    public async Task Who_cannot_be_reached_is_marked_and_their_later_messages_are_tried()
    {
        await Queue("nobody", "一", "二");
        await Queue(DemoHost.Lin, "三");
        await pump.Pump(Cancel);
        Assert.Equal([OutboxState.Undeliverable, OutboxState.Undeliverable], (await NotDelivered()).Select(row => row.State));
        Assert.Equal(["三"], Arrived(DemoHost.Lin));
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_not_sent_twice()
    {
        host.WeCom.LoseNextAnswer("message/send");
        await Queue(DemoHost.Lin, "一");
        await pump.Pump(Cancel);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await pump.Pump(Cancel);
        Assert.Equal(["一"], Arrived(DemoHost.Lin));
        Assert.Equal(OutboxState.Unknown, Assert.Single(await NotDelivered()).State);
    }

    [Fact]
    public async Task Nobody_gets_more_in_a_minute_than_WeCom_delivers()
    {
        await Queue(DemoHost.Lin, [.. Enumerable.Range(1, 70).Select(n => $"{n}")]);
        var arrived = new List<int>();
        for (var minute = 0; minute < 3; minute++)
        {
            await pump.Pump(Cancel);
            arrived.Add(Arrived(DemoHost.Lin).Count);
            host.Clock.Advance(TimeSpan.FromSeconds(30));
            await pump.Pump(Cancel);
            Assert.Equal(arrived[^1], Arrived(DemoHost.Lin).Count);
            host.Clock.Advance(TimeSpan.FromSeconds(30));
        }
        Assert.Equal([25, 50, 70], arrived);
        Assert.Equal(Enumerable.Range(1, 70).Select(n => $"{n}"), Arrived(DemoHost.Lin));
        Assert.Equal(0, host.WeCom.Dropped);
    }

    [Fact]
    public async Task The_parts_of_long_texts_count_as_the_messages_that_they_are()
    {
        await Queue(DemoHost.Lin, [.. Enumerable.Repeat(new string('长', 1000), 20)]);
        for (var minute = 0; minute < 10; minute++)
        {
            await pump.Pump(Cancel);
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal((40, 0), (Arrived(DemoHost.Lin).Count, host.WeCom.Dropped));
    }

    [Fact]
    public async Task A_short_message_does_not_overtake_a_long_one_that_waits_for_room()
    {
        await Queue(DemoHost.Lin, [.. Enumerable.Range(1, 24).Select(n => $"{n}"), new string('长', 1000), "last"]);
        await pump.Pump(Cancel);
        Assert.Equal(24, Arrived(DemoHost.Lin).Count);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await pump.Pump(Cancel);
        Assert.Equal((27, "last"), (Arrived(DemoHost.Lin).Count, Arrived(DemoHost.Lin)[^1]));
    }

    [Fact]
    public async Task A_file_arrives_under_its_name()
    {
        var id = await Database.Write(tx => Files.Add(tx, "台账.xlsx", new byte[100], host.Clock.GetUtcNow()));
        await QueueKind(OutboxKind.File, DemoHost.Lin, $"{id}");
        await pump.Pump(Cancel);
        Assert.Equal("file", Assert.Single(host.WeCom.MessagesOf(DemoHost.Lin)).Kind);
    }

    [Fact]
    public async Task A_message_that_makes_no_sense_is_set_aside_and_stops_nobody()
    {
        await QueueKind(OutboxKind.File, DemoHost.Lin, "99");
        await Queue(DemoHost.Lin, "二");
        await Queue(DemoHost.Zhou, "三");
        await pump.Pump(Cancel);
        Assert.Equal(["二"], Arrived(DemoHost.Lin));
        Assert.Equal(["三"], Arrived(DemoHost.Zhou));
        Assert.Equal(OutboxState.Undeliverable, Assert.Single(await NotDelivered()).State);
    }

    [Fact]
    public async Task Two_pumps_at_once_send_everything_once()
    {
        using var second = new OutboxPump(Database, Repository.Pack, host.NewClient(), new SendQuota(), host.Clock, new TurnSignal(), NullLogger<OutboxPump>.Instance);
        await Queue(DemoHost.Lin, [.. Enumerable.Range(1, 10).Select(n => $"{n}")]);
        await Task.WhenAll(pump.Pump(Cancel), second.Pump(Cancel));
        Assert.Equal(10, Arrived(DemoHost.Lin).Count);
    }

    private Task Queue(string userid, params string[] texts) => QueueKind(OutboxKind.Text, userid, texts);

    private Task QueueKind(string kind, string userid, params string[] payloads) => Database.Write(tx => Outbox.Add(
        tx, payloads.Select(payload => new Outgoing(userid, kind, payload, host.Clock.GetUtcNow())), host.Clock.GetUtcNow()));

    private List<string> Arrived(string userid) => [.. host.WeCom.MessagesOf(userid).Select(message => message.Text!)];

    private Task<IReadOnlyList<OutboxRow>> NotDelivered() => Database.Read(tx => Outbox.NotDelivered(tx, 100));
}
