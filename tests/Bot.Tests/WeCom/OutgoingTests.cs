using System.Text.Json;
using Bot.WeCom;
using Xunit;

namespace Bot.Tests.WeCom;

public sealed class OutgoingTests
{
    [Fact]
    public void A_text_to_two() => Assert.Equal(
        """{"touser":"a|b","msgtype":"text","agentid":1000002,"text":{"content":"第3户 👴\n\"稳定\" \\"}}""",
        new Outgoing.Text("第3户 👴\n\"稳定\" \\\u0007\uD83D").ToJson(["a", "b"], 1000002));

    [Fact]
    public void A_file() => Assert.Equal(
        """{"touser":"a","msgtype":"file","agentid":1,"file":{"media_id":"m1"}}""", new Outgoing.File("m1").ToJson(["a"], 1));

    [Fact]
    public void A_text_card() => Assert.Equal(
        """{"touser":"a","msgtype":"textcard","agentid":1,"textcard":{"title":"t","description":"d","url":"https://u","btntxt":"看"}}""",
        new Outgoing.TextCard("t", "d", "https://u", "看").ToJson(["a"], 1));

    [Fact]
    public void A_markdown() => Assert.Equal(
        """{"touser":"a","msgtype":"markdown","agentid":1,"markdown":{"content":"**x**"}}""", new Outgoing.Markdown("**x**").ToJson(["a"], 1));

    [Fact]
    public void A_card_says_its_type()
    {
        var json = JsonDocument.Parse(new Outgoing.Card(Cards.Vote()).ToJson(["a"], 1, TimeSpan.FromMinutes(30))).RootElement;

        Assert.Equal("template_card", json.GetProperty("msgtype").GetString());
        Assert.Equal("vote_interaction", json.GetProperty("template_card").GetProperty("card_type").GetString());
        Assert.Equal((1, 1800), (json.GetProperty("enable_duplicate_check").GetInt32(), json.GetProperty("duplicate_check_interval").GetInt32()));
    }

    [Fact]
    public void A_card_that_WeCom_would_refuse_is_not_sent() => Assert.Throws<CardException>(
        () => new Outgoing.Card(Cards.Vote(taskId: "")).ToJson(["a"], 1));

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void One_call_is_for_1_to_1000_people(int count) => Assert.Throws<ArgumentException>(
        () => new Outgoing.Text("x").ToJson([.. Enumerable.Range(0, count).Select(i => $"u{i}")], 1));

    [Fact]
    public void A_stored_message_comes_back_the_same()
    {
        Outgoing[] messages =
        [
            new Outgoing.Text("好"), new Outgoing.File("m"), new Outgoing.TextCard("t", "d", "u"), new Outgoing.Markdown("x"),
            .. Cards.All.Select(card => new Outgoing.Card(card)),
        ];
        Assert.Equal(Cases(typeof(Outgoing)), messages.Select(message => message.GetType()).ToHashSet());
        foreach (var message in messages)
        {
            var again = JsonSerializer.Deserialize<Outgoing>(JsonSerializer.Serialize(message))!;
            Assert.Equal(message.ToJson(["a"], 1), again.ToJson(["a"], 1));
        }
    }

    internal static HashSet<Type> Cases(Type closedSet) => [.. closedSet.GetNestedTypes().Where(type => type.IsSubclassOf(closedSet))];
}
