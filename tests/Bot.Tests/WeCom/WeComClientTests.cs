using Bot.Tests.Demo;
using Bot.WeCom;
using Xunit;

namespace Bot.Tests.WeCom;

/// <summary>The client against a WeCom that speaks the wire, over loopback HTTP.</summary>
public sealed class WeComClientTests : IAsyncLifetime
{
    private DemoHost host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await DemoHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_text_arrives_as_it_was_written()
    {
        var result = await host.Client.Send(new Outgoing.Text("第3户 👴 \"稳定\" \\n"), [DemoHost.Lin], cancel: Cancel);

        var message = Assert.Single(host.WeCom.MessagesOf(DemoHost.Lin));
        Assert.Equal(("text", "第3户 👴 \"稳定\" \\n"), (message.Kind, message.Text));
        Assert.NotEmpty(result.MsgId);
        Assert.Null(result.ResponseCode);
        Assert.Empty(result.InvalidUsers);
    }

    [Fact]
    public async Task Userids_are_one_in_any_case()
    {
        await host.Client.Send(new Outgoing.Text("x"), [DemoHost.Zhou.ToUpperInvariant()], cancel: Cancel);
        Assert.Single(host.WeCom.MessagesOf(DemoHost.Zhou.ToLowerInvariant()));
    }

    [Fact]
    public async Task Those_who_could_not_be_reached_come_back_although_it_succeeded()
    {
        var result = await host.Client.Send(new Outgoing.Text("x"), [DemoHost.Lin, "Nobody", "left"], cancel: Cancel);

        Assert.Equal(["nobody", "left"], result.InvalidUsers);
        Assert.Single(host.WeCom.MessagesOf(DemoHost.Lin));
    }

    [Fact]
    public async Task Twenty_sends_at_once_refresh_a_revoked_token_once()
    {
        await host.Client.GetToken(Cancel);
        host.WeCom.ExpireTokens();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.Client.Send(new Outgoing.Text($"{i}"), [DemoHost.Lin], cancel: Cancel)));

        Assert.Equal(20, host.WeCom.MessagesOf(DemoHost.Lin).Count);
        Assert.Equal(2, host.WeCom.TokensIssued);
    }

    [Fact]
    public async Task A_token_is_refreshed_before_it_expires()
    {
        await host.Client.Send(new Outgoing.Text("1"), [DemoHost.Lin], cancel: Cancel);
        host.Clock.Advance(TimeSpan.FromHours(3));
        await host.Client.Send(new Outgoing.Text("2"), [DemoHost.Lin], cancel: Cancel);

        Assert.Equal(2, host.WeCom.TokensIssued);
    }

    [Fact]
    public async Task A_token_that_is_refused_twice_is_not_refreshed_for_ever()
    {
        host.WeCom.RefuseNext("message/send", 40014, "invalid access_token");
        host.WeCom.RefuseNext("message/send", 40014, "invalid access_token");

        var failure = await Fails(() => host.Client.Send(new Outgoing.Text("x"), [DemoHost.Lin], cancel: Cancel));

        Assert.Equal((FailureClass.RetryLater, 40014), (failure.Class, failure.ErrCode));
        Assert.Equal(2, host.WeCom.TokensIssued);
    }

    [Fact]
    public async Task A_file_is_uploaded_sent_and_downloaded_with_its_name()
    {
        var bytes = "户编号,金额\n1,12000\n"u8.ToArray();
        using var stream = new MemoryStream(bytes);
        var mediaId = await host.Client.Upload("8月 台账\"1\".csv", stream, Cancel);
        await host.Client.Send(new Outgoing.File(mediaId), [DemoHost.Lin], cancel: Cancel);

        var message = Assert.Single(host.WeCom.MessagesOf(DemoHost.Lin));
        Assert.Equal(("file", "8月 台账_1_.csv", bytes.Length), (message.Kind, message.File!.Name, message.File.Size));
        using var phone = new HttpClient();
        Assert.Equal(bytes, await phone.GetByteArrayAsync(new Uri(host.Address, message.File.Url), Cancel));
        var media = await host.Client.Download(mediaId, cancel: Cancel);
        Assert.Equal(("8月 台账_1_.csv", "application/octet-stream"), (media.FileName, media.ContentType));
        Assert.Equal(bytes, media.Bytes);
    }

    [Fact]
    public async Task A_media_id_is_good_for_three_days_and_the_phone_keeps_the_file()
    {
        using var stream = new MemoryStream(new byte[100]);
        var mediaId = await host.Client.Upload("a.bin", stream, Cancel);
        await host.Client.Send(new Outgoing.File(mediaId), [DemoHost.Lin], cancel: Cancel);
        host.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Equal(40007, (await Fails(() => host.Client.Send(new Outgoing.File(mediaId), [DemoHost.Lin], cancel: Cancel))).ErrCode);
        Assert.Equal(40007, (await Fails(() => host.Client.Download(mediaId, cancel: Cancel))).ErrCode);
        using var phone = new HttpClient();
        Assert.Equal(100, (await phone.GetByteArrayAsync(new Uri(host.Address, host.WeCom.MessagesOf(DemoHost.Lin)[0].File!.Url), Cancel)).Length);
    }

    [Fact]
    public async Task A_video_of_45_megabytes_comes_part_by_part_and_whole()
    {
        var bytes = new byte[45 * 1024 * 1024 + 7];
        new Random(1).NextBytes(bytes);
        await host.WeCom.SendVideo(DemoHost.Lin, "走访.mp4", bytes, Cancel);
        var video = Assert.IsType<Incoming.Video>(Assert.Single(host.Received).Incoming);

        var media = await host.Client.Download(video.MediaId, cancel: Cancel);
        Assert.Equal(("走访.mp4", "video/mp4", bytes.LongLength), (media.FileName, media.ContentType, media.Size));
        Assert.True(bytes.AsSpan().SequenceEqual(media.Bytes));
    }

    [Fact]
    public async Task What_is_larger_than_is_kept_is_not_fetched_to_its_end()
    {
        await host.WeCom.SendVideo(DemoHost.Lin, "走访.mp4", new byte[45 * 1024 * 1024], Cancel);
        var video = Assert.IsType<Incoming.Video>(Assert.Single(host.Received).Incoming);
        var media = await host.Client.Download(video.MediaId, 30 * 1024 * 1024, Cancel);
        Assert.Equal(45 * 1024 * 1024, media.Size);
        Assert.True(media.Bytes.Length < 10 * 1024 * 1024);
    }

    [Fact]
    public async Task A_part_that_got_lost_is_asked_for_again_by_whoever_asks_again()
    {
        var bytes = new byte[21 * 1024 * 1024];
        await host.WeCom.SendVideo(DemoHost.Lin, "走访.mp4", bytes, Cancel);
        var video = Assert.IsType<Incoming.Video>(Assert.Single(host.Received).Incoming);
        host.WeCom.PassNext("media/get");
        host.WeCom.PassNext("media/get");
        host.WeCom.FailNext("media/get", Bot.Demo.DemoFaultKind.Closed);
        Assert.Equal(FailureClass.RetryLater, (await Fails(() => host.Client.Download(video.MediaId, cancel: Cancel))).Class);
        Assert.Equal(bytes.Length, (await host.Client.Download(video.MediaId, cancel: Cancel)).Bytes.Length);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(WeComClient.MaxFileBytes + 1)]
    public async Task A_file_of_a_size_that_WeCom_refuses_is_our_fault(int size)
    {
        using var stream = new MemoryStream(new byte[size]);
        Assert.Equal(FailureClass.OurFault, (await Fails(() => host.Client.Upload("a.bin", stream, Cancel))).Class);
    }

    [Fact]
    public async Task The_largest_file_is_taken()
    {
        using var stream = new MemoryStream(new byte[WeComClient.MaxFileBytes]);
        Assert.NotEmpty(await host.Client.Upload("a.bin", stream, Cancel));
    }

    [Fact]
    public async Task A_card_is_changed_once_with_its_code()
    {
        var code = (await host.Client.Send(new Outgoing.Card(Cards.Vote()), [DemoHost.Lin, DemoHost.Zhou], cancel: Cancel)).ResponseCode!;

        Assert.Equal(["nobody"], await host.Client.UpdateCard(code, [DemoHost.Lin, "Nobody"], Cards.Vote() with { ReplaceText = "已提交" }, Cancel));

        var seen = host.WeCom.MessagesOf(DemoHost.Lin);
        Assert.Equal(["card", "card"], seen.Select(message => message.Kind));
        Assert.All(seen, message => Assert.Equal("task-2", message.TaskId));
        Assert.Equal("已提交", seen[1].Card!.Value.GetProperty("replace_text").GetString());
        Assert.Single(host.WeCom.MessagesOf(DemoHost.Zhou));
        Assert.Equal(60140, (await Fails(() => host.Client.UpdateButton(code, [DemoHost.Zhou], "已提交", Cancel))).ErrCode);
    }

    [Fact]
    public async Task A_code_is_good_for_72_hours()
    {
        var early = (await host.Client.Send(new Outgoing.Card(Cards.Vote("t1")), [DemoHost.Lin], cancel: Cancel)).ResponseCode!;
        var late = (await host.Client.Send(new Outgoing.Card(Cards.Vote("t2")), [DemoHost.Lin], cancel: Cancel)).ResponseCode!;

        host.Clock.Advance(TimeSpan.FromHours(72) - TimeSpan.FromSeconds(1));
        await host.Client.UpdateButton(early, [DemoHost.Lin], "已提交", Cancel);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(60140, (await Fails(() => host.Client.UpdateButton(late, [DemoHost.Lin], "已提交", Cancel))).ErrCode);
    }

    [Fact]
    public async Task A_task_id_is_good_for_one_card()
    {
        await host.Client.Send(new Outgoing.Card(Cards.Vote()), [DemoHost.Lin], cancel: Cancel);
        Assert.Equal(42014, (await Fails(() => host.Client.Send(new Outgoing.Card(Cards.Vote()), [DemoHost.Lin], cancel: Cancel))).ErrCode);
    }

    [Fact]
    public async Task A_notice_has_no_code() =>
        Assert.Null((await host.Client.Send(new Outgoing.Card(Cards.Notice), [DemoHost.Lin], cancel: Cancel)).ResponseCode);

    [Fact]
    public async Task A_message_sent_twice_on_purpose_arrives_twice_and_with_a_second_net_once()
    {
        for (var i = 0; i < 2; i++)
        {
            await host.Client.Send(new Outgoing.Text("twice"), [DemoHost.Lin], cancel: Cancel);
            await host.Client.Send(new Outgoing.Text("once"), [DemoHost.Lin], TimeSpan.FromMinutes(30), Cancel);
        }
        Assert.Equal(["twice", "once", "twice"], host.WeCom.MessagesOf(DemoHost.Lin).Select(message => message.Text));

        host.Clock.Advance(TimeSpan.FromMinutes(30));
        await host.Client.Send(new Outgoing.Text("once"), [DemoHost.Lin], TimeSpan.FromMinutes(30), Cancel);
        Assert.Equal(4, host.WeCom.MessagesOf(DemoHost.Lin).Count);
    }

    [Fact]
    public async Task A_message_is_recalled_within_24_hours()
    {
        var first = await host.Client.Send(new Outgoing.Text("1"), [DemoHost.Lin, DemoHost.Zhou], cancel: Cancel);
        var second = await host.Client.Send(new Outgoing.Text("2"), [DemoHost.Lin], cancel: Cancel);
        await host.Client.Recall(first.MsgId, Cancel);

        Assert.Equal(["2"], host.WeCom.MessagesOf(DemoHost.Lin).Select(message => message.Text));
        Assert.Empty(host.WeCom.MessagesOf(DemoHost.Zhou));
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(42052, (await Fails(() => host.Client.Recall(second.MsgId, Cancel))).ErrCode);
    }

    [Fact]
    public async Task A_menu_is_set_and_a_name_too_long_refused()
    {
        await host.Client.CreateMenu(new([
            MenuButton.Click("本月走访", "month"),
            MenuButton.Group("更多", MenuButton.Click("帮助", "help"), MenuButton.View("台账", new("https://example.org/desk")))]), Cancel);

        Assert.Equal("month", host.WeCom.Menu!.Value.GetProperty("button")[0].GetProperty("key").GetString());
        Assert.Equal(40018, (await Fails(() => host.Client.CreateMenu(new([MenuButton.Click("本月走访情况", "x")]), Cancel))).ErrCode);
    }

    private static Task<SendFailure> Fails(Func<Task> call) => Assert.ThrowsAsync<SendFailure>(call);
}
