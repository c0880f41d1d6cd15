using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Bot.Demo;
using Bot.Tests.WeCom;
using Bot.WeCom;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Bot.Tests.Demo;

/// <summary>The demo is as strict as WeCom, and where WeCom is silent it keeps a record.</summary>
public sealed class DemoWeComTests : IAsyncLifetime
{
    private DemoHost host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await DemoHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_31st_message_of_a_minute_is_dropped_in_silence()
    {
        for (var i = 1; i <= 31; i++)
            await host.Client.Send(new Outgoing.Text($"{i}"), i == 31 ? [DemoHost.Lin, DemoHost.Zhou] : [DemoHost.Lin], cancel: Cancel);

        Assert.Equal(30, host.WeCom.MessagesOf(DemoHost.Lin).Count);
        Assert.Single(host.WeCom.MessagesOf(DemoHost.Zhou));
        Assert.Equal(1, host.WeCom.Dropped);

        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.Client.Send(new Outgoing.Text("again"), [DemoHost.Lin], cancel: Cancel);
        Assert.Equal("again", host.WeCom.MessagesOf(DemoHost.Lin)[^1].Text);
    }

    [Fact]
    public async Task The_1001st_message_of_an_hour_is_dropped_in_silence()
    {
        for (var i = 0; i < 1001; i++)
        {
            if (i % 30 == 0)
                host.Clock.Advance(TimeSpan.FromMinutes(1));
            await host.Client.Send(new Outgoing.Text($"{i}"), [DemoHost.Lin], cancel: Cancel);
        }
        Assert.Equal((1000, 1), (host.WeCom.MessagesOf(DemoHost.Lin).Count, host.WeCom.Dropped));
    }

    [Fact]
    public async Task A_text_is_cut_at_2048_bytes()
    {
        await host.Client.Send(new Outgoing.Text(new string('x', 2049)), [DemoHost.Lin], cancel: Cancel);
        Assert.Equal(2048, host.WeCom.MessagesOf(DemoHost.Lin)[0].Text!.Length);
    }

    [Theory]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"text","agentid":1000002}""", 44004)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"text","agentid":1000002,"text":{"content":""}}""", 44004)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"text","text":{"content":"x"}}""", 41011)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"text","agentid":"1000002","text":{"content":"x"}}""", 40056)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"text","agentid":7,"text":{"content":"x"}}""", 301002)]
    [InlineData("""{"touser":"","msgtype":"text","agentid":1000002,"text":{"content":"x"}}""", 82001)]
    [InlineData("""{"touser":"nobody","msgtype":"text","agentid":1000002,"text":{"content":"x"}}""", 81013)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"hologram","agentid":1000002}""", 40008)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"file","agentid":1000002,"file":{"media_id":"no"}}""", 40007)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"textcard","agentid":1000002,"textcard":{"description":"x","url":"http://x"}}""", 41016)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"template_card","agentid":1000002,"template_card":{"card_type":"input"}}""", 42031)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"template_card","agentid":1000002,"template_card":{"card_type":"text_notice","sub_title_text":"x"}}""", 42045)]
    [InlineData("""{"touser":"lin.xiaomei","msgtype":"template_card","agentid":1000002,"template_card":{"card_type":"text_notice","sub_title_text":"x","card_action":{"type":1,"url":"http://x"},"colour":"red"}}""", 40058)]
    [InlineData("not json", 40058)]
    [InlineData("[]", 40058)]
    public async Task A_request_that_WeCom_refuses_is_refused_with_its_code(string body, int errCode) =>
        Assert.Equal(errCode, await Post("message/send", body));

    [Fact]
    public async Task A_send_to_1001_is_refused() => Assert.Equal(40032, await Post(
        "message/send", new JsonObject { ["touser"] = string.Join('|', Enumerable.Range(0, 1001)), ["msgtype"] = "text", ["agentid"] = 1000002 }.ToJsonString()));

    [Fact]
    public async Task A_call_without_or_with_a_made_up_token_is_refused()
    {
        Assert.Equal(41001, await Post("message/send", "{}", token: ""));
        Assert.Equal(40014, await Post("message/send", "{}", token: "made-up"));
    }

    [Fact]
    public async Task The_callbacks_address_is_verified() => Assert.Null(await host.WeCom.VerifyCallback(Cancel));

    [Fact]
    public async Task A_person_writes_and_reads_the_passive_reply()
    {
        host.Bot = incoming => new PassiveReply.Text($"收到：{((Incoming.Text)incoming).Content}");

        Assert.Equal(new DemoDelivery(true, 1), await host.WeCom.Say(DemoHost.Zhou, "第3户 <b>👴</b>", Cancel));

        var (incoming, _) = Assert.Single(host.Received);
        Assert.Equal("zhouqiang", incoming.UserId);
        Assert.Equal((1000002, host.Clock.GetUtcNow()), (incoming.Header.AgentId, incoming.Header.CreateTime));
        Assert.Equal("收到：第3户 <b>👴</b>", Assert.Single(host.WeCom.MessagesOf(DemoHost.Zhou)).Text);
        Assert.Equal([true, false], host.WeCom.ChatOf(DemoHost.Zhou).Select(line => line.FromMember));
    }

    [Fact]
    public async Task Two_messages_are_two_and_one_delivered_again_is_one()
    {
        await host.WeCom.Say(DemoHost.Lin, "a", Cancel);
        host.Between = (context, attempt) =>
        {
            if (attempt == 2)
                context.Abort();
            return Task.FromResult(attempt == 2);
        };
        Assert.Equal(new DemoDelivery(true, 2), await host.WeCom.Say(DemoHost.Lin, "a", Cancel));

        var received = host.Received.ToList();
        Assert.Equal(3, received.Count);
        Assert.NotEqual(received[0].Incoming.DedupKey, received[1].Incoming.DedupKey);
        Assert.Equal(received[1].Incoming.DedupKey, received[2].Incoming.DedupKey);
        Assert.NotEqual(received[1].Body, received[2].Body);
    }

    [Fact]
    public async Task It_is_tried_three_times_and_then_recorded()
    {
        host.Between = (context, _) =>
        {
            context.Response.StatusCode = 500;
            return Task.FromResult(true);
        };
        var delivery = await host.WeCom.Say(DemoHost.Lin, "a", Cancel);

        Assert.Equal((false, 3), (delivery.Delivered, delivery.Attempts));
        Assert.Equal(3, host.Received.Count);
        Assert.Equal(DemoHost.Lin, Assert.Single(host.WeCom.Errors).UserId);
    }

    [Theory]
    [InlineData("success")]
    [InlineData("<xml></xml>")]
    [InlineData("<xml><Encrypt>abc</Encrypt><MsgSignature>0</MsgSignature><TimeStamp>1</TimeStamp><Nonce>1</Nonce></xml>")]
    public async Task An_answer_that_WeCom_could_not_open_is_recorded(string answer)
    {
        host.Between = async (context, _) =>
        {
            await context.Response.WriteAsync(answer);
            return true;
        };
        Assert.NotNull((await host.WeCom.Say(DemoHost.Lin, "a", Cancel)).Problem);
        Assert.Single(host.WeCom.Errors);
        Assert.Empty(host.WeCom.MessagesOf(DemoHost.Lin));
    }

    [Fact]
    public async Task An_answer_to_somebody_else_is_recorded()
    {
        var crypto = new CallbackCrypto(host.Settings.Token, host.Settings.EncodingAesKey, host.Settings.CorpId);
        host.Between = async (context, _) =>
        {
            await context.Response.WriteAsync(CallbackEnvelope.Seal(
                crypto, new PassiveReply.Text("x").ToXml("other", host.Settings.CorpId, host.Clock.GetUtcNow())!, host.Clock.GetUtcNow()));
            return true;
        };
        Assert.Contains("this member", (await host.WeCom.Say(DemoHost.Lin, "a", Cancel)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_card_walks_a_person_through_by_being_replaced()
    {
        await host.Client.Send(new Outgoing.Card(Cards.Button()), [DemoHost.Lin], cancel: Cancel);
        host.Bot = incoming => incoming switch
        {
            Incoming.CardClicked { EventKey: "changed" } => new PassiveReply.UpdateCard(Cards.Vote() with { TaskId = null }),
            Incoming.CardClicked click => new PassiveReply.UpdateButton($"已选 {string.Join('、', click.Selected["water"])}"),
            _ => new PassiveReply.None(),
        };

        Assert.Equal(new DemoDelivery(true, 1), await host.WeCom.Click(DemoHost.Lin, "task-1", "changed", cancel: Cancel));
        Assert.Equal(new DemoDelivery(true, 1), await host.WeCom.Click(DemoHost.Lin, "task-1", "submit", Selected("water", "dry", "bad"), Cancel));

        var seen = host.WeCom.MessagesOf(DemoHost.Lin);
        Assert.Equal(["button_interaction", "vote_interaction", "vote_interaction"], seen.Select(message => message.Card!.Value.GetProperty("card_type").GetString()));
        Assert.All(seen, message => Assert.Equal("task-1", message.TaskId));
        Assert.Equal("已选 dry、bad", seen[2].Card!.Value.GetProperty("replace_text").GetString());
        Assert.Equal(["稳定", "缺水", "水质差"], seen[1].Card!.Value.GetProperty("checkbox").GetProperty("option_list").EnumerateArray().Select(option => option.GetProperty("text").GetString()));
        Assert.Equal(seen.Skip(1), host.WeCom.MessagesOf(DemoHost.Lin, seen[0].Id));

        Assert.Contains("已选", (await host.WeCom.Click(DemoHost.Lin, "task-1", "submit", cancel: Cancel)).Problem, StringComparison.Ordinal);
        Assert.Empty(host.WeCom.Errors);
    }

    [Fact]
    public async Task Every_kind_of_card_comes_through_a_passive_reply_as_it_was_built()
    {
        foreach (var (card, i) in Cards.All.Select((card, i) => (card, i)))
        {
            await host.Client.Send(new Outgoing.Card(Cards.Button($"b{i}")), [DemoHost.Lin], cancel: Cancel);
            host.Bot = _ => new PassiveReply.UpdateCard(card);
            Assert.Null((await host.WeCom.Click(DemoHost.Lin, $"b{i}", "same", cancel: Cancel)).Problem);
            Assert.True(JsonNode.DeepEquals(
                JsonNode.Parse(card.ToJson(replacing: true)), JsonObject.Create(host.WeCom.MessagesOf(DemoHost.Lin)[^1].Card!.Value)));
        }
    }

    [Fact]
    public async Task What_is_not_chosen_stays_as_preselected()
    {
        await host.Client.Send(new Outgoing.Card(Cards.Multiple()), [DemoHost.Lin], cancel: Cancel);
        await host.Client.Send(new Outgoing.Card(Cards.Vote()), [DemoHost.Lin], cancel: Cancel);

        await host.WeCom.Click(DemoHost.Lin, "task-3", "submit", Selected("school", "2"), Cancel);
        await host.WeCom.Click(DemoHost.Lin, "task-2", "submit", cancel: Cancel);

        var clicks = host.Received.Select(received => (Incoming.CardClicked)received.Incoming).ToList();
        Assert.Equal(("2", "2"), (clicks[0].Selected["school"].Single(), clicks[0].Selected["house"].Single()));
        Assert.Equal(["ok"], clicks[1].Selected["water"]);
    }

    [Fact]
    public async Task A_phone_offers_only_what_is_on_the_card()
    {
        await host.Client.Send(new Outgoing.Card(Cards.Vote(mode: 0)), [DemoHost.Lin], cancel: Cancel);
        DemoDelivery[] attempts =
        [
            await host.WeCom.Click(DemoHost.Zhou, "task-2", "submit", cancel: Cancel),
            await host.WeCom.Click(DemoHost.Lin, "task-9", "submit", cancel: Cancel),
            await host.WeCom.Click(DemoHost.Lin, "task-2", "cancel", cancel: Cancel),
            await host.WeCom.Click(DemoHost.Lin, "task-2", "submit", Selected("fire", "ok"), Cancel),
            await host.WeCom.Click(DemoHost.Lin, "task-2", "submit", Selected("water", "wet"), Cancel),
            await host.WeCom.Click(DemoHost.Lin, "task-2", "submit", Selected("water", "ok", "dry"), Cancel),
            await host.WeCom.Click(DemoHost.Lin, "task-2", "submit", Selected("water"), Cancel),
        ];
        Assert.All(attempts, attempt => Assert.Equal(0, attempt.Attempts));
        Assert.Empty(host.Received);
    }

    [Fact]
    public async Task Each_click_brings_a_fresh_code_that_changes_the_card()
    {
        await host.Client.Send(new Outgoing.Card(Cards.Button()), [DemoHost.Lin], cancel: Cancel);
        await host.WeCom.Click(DemoHost.Lin, "task-1", "same", cancel: Cancel);
        await host.WeCom.Click(DemoHost.Lin, "task-1", "same", cancel: Cancel);

        var codes = host.Received.Select(received => ((Incoming.CardClicked)received.Incoming).ResponseCode).ToList();
        Assert.Equal(2, codes.Distinct().Count());
        await host.Client.UpdateButton(codes[1], [DemoHost.Lin], "已提交", Cancel);
        Assert.Equal("已提交", host.WeCom.MessagesOf(DemoHost.Lin)[^1].Card!.Value.GetProperty("replace_text").GetString());
    }

    [Fact]
    public async Task A_change_of_a_card_is_no_answer_to_a_text_nor_a_text_to_a_click()
    {
        await host.Client.Send(new Outgoing.Card(Cards.Button()), [DemoHost.Lin], cancel: Cancel);
        host.Bot = _ => new PassiveReply.UpdateButton("x");
        Assert.NotNull((await host.WeCom.Say(DemoHost.Lin, "a", Cancel)).Problem);
        host.Bot = _ => new PassiveReply.Text("x");
        Assert.NotNull((await host.WeCom.Click(DemoHost.Lin, "task-1", "same", cancel: Cancel)).Problem);

        Assert.Single(host.WeCom.MessagesOf(DemoHost.Lin));
    }

    [Fact]
    public async Task Menus_events_and_media_reach_the_bot_as_what_they_are()
    {
        await host.Client.CreateMenu(new([MenuButton.Group("更多", MenuButton.Click("帮助", "help"))]), Cancel);
        await host.Client.Send(new Outgoing.Card(Cards.Button() with { ActionMenu = new([new("不再提醒", "mute")]) }), [DemoHost.Lin], cancel: Cancel);

        await host.WeCom.ClickMenu(DemoHost.Lin, "help", Cancel);
        await host.WeCom.ClickMenu(DemoHost.Lin, "help", Cancel);
        await host.WeCom.Click(DemoHost.Lin, "task-1", "mute", cancel: Cancel);
        await host.WeCom.Enter(DemoHost.Lin, Cancel);
        await host.WeCom.Subscribe(DemoHost.Lin, Cancel);
        await host.WeCom.Unsubscribe("gone", Cancel);
        await host.WeCom.SendImage(DemoHost.Lin, "井.jpg", new byte[10], Cancel);
        await host.WeCom.SendVoice(DemoHost.Lin, "v.amr", new byte[10], Cancel);
        await host.WeCom.SendLocation(DemoHost.Lin, 26.748m, 114.29m, "茨坪镇", Cancel);

        Assert.Equal(
            ["MenuClicked", "MenuClicked", "CardMenuClicked", "Entered", "Subscribed", "Unsubscribed", "Image", "Voice", "Location"],
            host.Received.Select(received => received.Incoming.GetType().Name));
        Assert.Equal(9, host.Received.Select(received => received.Incoming.DedupKey).Distinct().Count());
        var image = host.Received.Select(received => received.Incoming).OfType<Incoming.Image>().Single();
        using var browser = new HttpClient();
        Assert.Equal(10, (await browser.GetByteArrayAsync(new Uri(image.PicUrl), Cancel)).Length);
        Assert.Equal("井.jpg", (await host.Client.Download(image.MediaId, cancel: Cancel)).FileName);
        Assert.Equal(0, (await host.WeCom.ClickMenu(DemoHost.Lin, "no", Cancel)).Attempts);
        Assert.Equal(0, (await host.WeCom.Say("stranger", "x", Cancel)).Attempts);
    }

    private async Task<int> Post(string path, string body, string? token = null)
    {
        using var http = new HttpClient();
        token ??= await host.Client.GetToken(Cancel);
        using var response = await http.PostAsync(
            new Uri(host.Address, $"/demo/wecom/cgi-bin/{path}?access_token={token}"), new StringContent(body), Cancel);
        return (await response.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["errcode"]!.GetValue<int>();
    }

    private static Dictionary<string, IReadOnlyList<string>> Selected(string question, params string[] options) => new() { [question] = options };
}
