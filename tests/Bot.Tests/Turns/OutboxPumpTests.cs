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
        pump = NewPump();
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
    public async Task Feature_53_A_notice_is_called_back_where_WeCom_still_can_and_what_it_refuses_is_no_failure_of_others()
    {
        await Queue(DemoHost.Lin, "一");
        await pump.Pump(Cancel);
        var sent = Assert.Single(await Database.Read(tx => tx.Query<string>("SELECT msgid FROM outbox")));
        var now = host.Clock.GetUtcNow();
        await Database.Write(tx => Outbox.Add(tx, [
            new Outgoing(DemoHost.Lin, OutboxKind.Recall, sent, now, Asked: true), new Outgoing(DemoHost.Lin, OutboxKind.Recall, "unknown", now, Asked: true)], now));
        await Queue(DemoHost.Lin, "二");
        await pump.Pump(Cancel);
        Assert.Empty(await NotDelivered());
        Assert.Equal(["二"], Arrived(DemoHost.Lin));
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
    public async Task A_message_whose_answer_was_lost_is_sent_again_as_the_same_call_and_arrives_once()
    {
        host.WeCom.LoseNextAnswer("message/send");
        await Queue(DemoHost.Lin, "一", "二");
        await pump.Pump(Cancel);
        Assert.Equal(["一"], Arrived(DemoHost.Lin));
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await pump.Pump(Cancel);
        Assert.Equal(["一", "二"], Arrived(DemoHost.Lin));
        Assert.Empty(await NotDelivered());
    }

    [Fact]
    public async Task A_lost_answer_to_what_was_said_before_leaves_the_outcome_open()
    {
        await Queue(DemoHost.Lin, "好的");
        await pump.Pump(Cancel);
        host.WeCom.LoseNextAnswer("message/send");
        await Queue(DemoHost.Lin, "好的");
        await pump.Pump(Cancel);
        host.Clock.Advance(TimeSpan.FromHours(1));
        await pump.Pump(Cancel);
        Assert.Equal(["好的", "好的"], Arrived(DemoHost.Lin));
        Assert.Equal((OutboxState.Unknown, OutboxReason.Unknown), Assert.Single(await NotDelivered()) is var row ? (row.State, row.Reason) : default);
    }

    [Fact]
    public async Task A_call_to_many_whose_answer_was_lost_is_repeated_whole_even_by_another_pump()
    {
        await QueueAll("通知");
        host.WeCom.LoseNextAnswer("message/send");
        await pump.Pump(Cancel);
        await Queue(DemoHost.Lin, "后来的");
        using var next = NewPump();
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await next.Pump(Cancel);
        Assert.Equal(["通知", "后来的"], Arrived(DemoHost.Lin));
        Assert.Equal(["通知"], Arrived(DemoHost.Zhou));
        Assert.Empty(await NotDelivered());
    }

    [Fact]
    public async Task The_same_text_to_many_is_one_call_and_those_out_of_reach_are_named()
    {
        await Queue("left", "通知");
        await QueueAll("通知");
        await pump.Pump(Cancel);
        Assert.Equal(1, host.WeCom.CallsOf("message/send"));
        Assert.Equal((1, 1), (Arrived(DemoHost.Lin).Count, Arrived(DemoHost.Zhou).Count));
        var row = Assert.Single(await NotDelivered());
        Assert.Equal(("left", OutboxReason.Invalid), (row.Userid, row.Reason));
        Assert.Equal(["left"], (await Database.Read(Unreachable.List)).Select(person => person.Userid));
        host.Members.Add(new("left", "回来的人"));
        await Queue("left", "二");
        await pump.Pump(Cancel);
        Assert.Empty(await Database.Read(Unreachable.List));
    }

    [Fact]
    public async Task One_who_spoils_a_call_for_all_does_not_keep_it_from_the_others()
    {
        host.WeCom.RefuseNext("message/send", 60011, "no privilege to access/modify contact/party/agent");
        await QueueAll("通知");
        await pump.Pump(Cancel);
        Assert.Equal((1, 1), (Arrived(DemoHost.Lin).Count, Arrived(DemoHost.Zhou).Count));
        Assert.Empty(await NotDelivered());
    }

    [Fact]
    public async Task A_failed_message_does_not_keep_the_persons_other_messages_for_longer_than_itself()
    {
        host.WeCom.RefuseNext("message/send", -1, "system busy");
        await Queue(DemoHost.Lin, "一", "二", "三");
        await pump.Pump(Cancel);
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await pump.Pump(Cancel);
        Assert.Equal(["一", "二", "三"], Arrived(DemoHost.Lin));
    }

    [Fact]
    public async Task Too_many_calls_stop_all_sending_until_the_window_ends_and_cost_no_attempt()
    {
        host.WeCom.RefuseNext("message/send", 45009, "api freq out of limit");
        await Queue(DemoHost.Lin, "一");
        await Queue(DemoHost.Zhou, "二");
        await pump.Pump(Cancel);
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(0, await pump.Pump(Cancel));
        host.Clock.Advance(TimeSpan.FromSeconds(2));
        await pump.Pump(Cancel);
        Assert.Equal((1, 1), (Arrived(DemoHost.Lin).Count, Arrived(DemoHost.Zhou).Count));
    }

    [Fact]
    public async Task An_address_that_is_not_trusted_raises_an_alarm_until_something_is_sent_again()
    {
        host.WeCom.RefuseNext("message/send", 60020, "not allow to access from your ip, from ip: 203.0.113.7");
        await Queue(DemoHost.Lin, "一");
        await pump.Pump(Cancel);
        var alarm = await Database.Read(ChannelAlarm.Read);
        Assert.Contains("203.0.113.7", alarm!.Error, StringComparison.Ordinal);
        Assert.Empty(await NotDelivered());
        host.Clock.Advance(TimeSpan.FromMinutes(6));
        await pump.Pump(Cancel);
        Assert.Equal(["一"], Arrived(DemoHost.Lin));
        Assert.Null(await Database.Read(ChannelAlarm.Read));
    }

    [Fact]
    public async Task A_long_text_that_broke_off_in_the_middle_goes_on_with_the_part_that_is_missing()
    {
        await Queue(DemoHost.Lin, new string('甲', 600) + new string('乙', 600) + new string('丙', 600));
        host.WeCom.PassNext("message/send");
        host.WeCom.RefuseNext("message/send", -1, "system busy");
        await pump.Pump(Cancel);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await pump.Pump(Cancel);
        Assert.Equal(3, Arrived(DemoHost.Lin).Count);
        Assert.Equal(3, Arrived(DemoHost.Lin).Distinct().Count());
    }

    [Fact]
    public async Task A_file_for_many_is_uploaded_once()
    {
        var id = await Database.Write(tx => Files.Add(tx, "台账.xlsx", new byte[100], host.Clock.GetUtcNow()));
        await QueueKind(OutboxKind.File, DemoHost.Lin, $"{id}");
        await QueueKind(OutboxKind.File, DemoHost.Zhou, $"{id}");
        await pump.Pump(Cancel);
        Assert.Equal((1, 1), (host.WeCom.CallsOf("media/upload"), host.WeCom.CallsOf("message/send")));
    }

    [Theory]
    [InlineData("2026-03-02T23:00+08:00", "2026-03-03T07:29+08:00")]
    [InlineData("2026-03-02T10:00+08:00", "2026-03-02T10:02+08:00")]
    [InlineData("2026-03-02T10:28+08:00", "2026-03-02T10:32+08:00")]
    public async Task What_nobody_waits_for_goes_neither_at_night_nor_on_the_hour(string added, string stillHeld)
    {
        host.Clock.MoveTo(DateTimeOffset.Parse(added, System.Globalization.CultureInfo.InvariantCulture));
        var now = host.Clock.GetUtcNow();
        await Database.Write(tx => Outbox.Add(tx, [new Outgoing(DemoHost.Lin, OutboxKind.Text, "提醒", now), new Outgoing(DemoHost.Zhou, OutboxKind.Text, "回答", now, Asked: true)], now));
        await pump.Pump(Cancel);
        Assert.Empty(Arrived(DemoHost.Lin));
        Assert.Equal(["回答"], Arrived(DemoHost.Zhou));
        host.Clock.MoveTo(DateTimeOffset.Parse(stillHeld, System.Globalization.CultureInfo.InvariantCulture));
        await pump.Pump(Cancel);
        Assert.Empty(Arrived(DemoHost.Lin));
        for (var minute = 0; minute < 20; minute++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await pump.Pump(Cancel);
        }
        Assert.Equal(["提醒"], Arrived(DemoHost.Lin));
    }

    [Fact]
    public async Task A_pump_that_begins_anew_knows_what_the_last_one_sent()
    {
        await Queue(DemoHost.Lin, [.. Enumerable.Range(1, 30).Select(n => $"{n}")]);
        await pump.Pump(Cancel);
        using var next = NewPump();
        await next.Pump(Cancel);
        Assert.Equal((25, 0), (Arrived(DemoHost.Lin).Count, host.WeCom.Dropped));
    }

    [Fact]
    public async Task Feature_19_no_ID_or_phone_number_goes_to_a_group()
    {
        await QueueKind(OutboxKind.Text, OutboxKind.Robot, "本周走访完成 80%", "联系电话13800001234", "身份证110101199003071234");
        await pump.Pump(Cancel);
        Assert.Equal(["本周走访完成 80%"], host.WeCom.GroupMessages);
        Assert.Equal(2, (await NotDelivered()).Count);
        Assert.All(await NotDelivered(), row => Assert.Equal(OutboxReason.Personal, row.Reason));
    }

    [Fact]
    public async Task What_a_group_was_told_once_is_not_told_again_when_the_answer_is_lost()
    {
        await QueueKind(OutboxKind.Text, OutboxKind.Robot, "本周走访完成 80%");
        host.WeCom.LoseNextAnswer("webhook/send");
        for (var minute = 0; minute < 5; minute++)
        {
            await pump.Pump(Cancel);
            host.Clock.Advance(TimeSpan.FromMinutes(2));
        }
        Assert.Single(host.WeCom.GroupMessages);
        Assert.Equal(OutboxState.Unknown, Assert.Single(await NotDelivered()).State);
    }

    [Fact]
    public async Task A_group_gets_at_most_20_messages_a_minute_and_all_of_them()
    {
        await QueueKind(OutboxKind.Text, OutboxKind.Robot, [.. Enumerable.Range(1, 50).Select(n => $"第{n}条")]);
        await pump.Pump(Cancel);
        Assert.Equal(18, host.WeCom.GroupMessages.Count);
        for (var minute = 0; minute < 3; minute++)
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            await pump.Pump(Cancel);
        }
        Assert.Equal(Enumerable.Range(1, 50).Select(n => $"第{n}条"), host.WeCom.GroupMessages);
        Assert.Empty(await NotDelivered());
    }

    [Fact]
    public async Task The_apps_day_follows_the_account_cap_and_outlives_a_restart()
    {
        using var pumped = NewPump();
        pumped.Accounts = 1;
        var people = Enumerable.Range(1, 200).Select(n => $"person{n}").ToList();
        host.Members.AddRange(people.Select(person => new Bot.Demo.DemoMember(person, person)));
        var now = host.Clock.GetUtcNow();
        await Database.Write(tx => Outbox.Add(tx, people.Take(150).Select(person => new Outgoing(person, OutboxKind.Text, "通知", now, Asked: true)), now));
        await pumped.Pump(Cancel);
        host.Clock.Advance(TimeSpan.FromHours(3));
        using var next = NewPump();
        next.Accounts = 1;
        await Database.Write(tx => Outbox.Add(tx, people.Skip(150).Select(person => new Outgoing(person, OutboxKind.Text, "通知", now, Asked: true)), now));
        await next.Pump(Cancel);
        Assert.Equal(190, people.Sum(person => Arrived(person).Count));
        host.Clock.Advance(TimeSpan.FromHours(21));
        await next.Pump(Cancel);
        Assert.Equal(200, people.Sum(person => Arrived(person).Count));
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
        using var second = new OutboxPump(Database, Repository.Pack, host.NewClient(), new SendQuota(Repository.Pack.Sending), host.Clock, new TurnSignal(), NullLogger<OutboxPump>.Instance);
        await Queue(DemoHost.Lin, [.. Enumerable.Range(1, 10).Select(n => $"{n}")]);
        await Task.WhenAll(pump.Pump(Cancel), second.Pump(Cancel));
        Assert.Equal(10, Arrived(DemoHost.Lin).Count);
    }

    private OutboxPump NewPump() => new(
        Database, Repository.Pack, host.NewClient(), new SendQuota(Repository.Pack.Sending), host.Clock, new TurnSignal(), NullLogger<OutboxPump>.Instance,
        host.Robot);

    private async Task QueueAll(string text)
    {
        await Queue(DemoHost.Lin, text);
        await Queue(DemoHost.Zhou, text);
    }

    private Task Queue(string userid, params string[] texts) => QueueKind(OutboxKind.Text, userid, texts);

    private Task QueueKind(string kind, string userid, params string[] payloads) => Database.Write(tx => Outbox.Add(
        tx, payloads.Select(payload => new Outgoing(userid, kind, payload, host.Clock.GetUtcNow(), Asked: true)), host.Clock.GetUtcNow()));

    private List<string> Arrived(string userid) => [.. host.WeCom.MessagesOf(userid).Select(message => message.Text!)];

    private Task<IReadOnlyList<OutboxRow>> NotDelivered() => Database.Read(tx => Outbox.NotDelivered(tx, 100));
}
