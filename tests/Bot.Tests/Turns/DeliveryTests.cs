using System.Text;
using Bot.Conversations;
using Bot.Turns;
using Bot.WeCom;
using Xunit;

namespace Bot.Tests.Turns;

public sealed class DeliveryTests
{
    private static readonly ChannelTexts Texts = new(new CardTexts("选好了", "稍后再填", "已处理"), (part, parts) => $"（{part}/{parts}）");

    private static readonly TurnEvent Said = new TurnEvent.Said("已提交");
    private static readonly TurnEvent Choice = new TurnEvent.Asked(new Prompt { Step = 3, Title = "哪种方式？", Options = [new("1", "入户"), new("2", "电话")] });
    private static readonly TurnEvent Amount = new TurnEvent.Asked(new Prompt { Step = 4, Title = "多少钱？", Hint = "请回复数字" });
    private static readonly TurnEvent Crowd = new TurnEvent.Asked(new Prompt { Step = 5, Title = "哪一户？", Options = [.. Enumerable.Range(1, 21).Select(n => new Option($"h{n}", $"第{n}户"))] });
    private static readonly TurnEvent Long = new TurnEvent.Said(new string('长', 700));
    private static readonly TurnEvent Silent = new TurnEvent.Refused("LG-001");

    private static readonly Incoming.CardClicked Click = new(
        new IncomingHeader("lixiulan", DateTimeOffset.UnixEpoch, 1, "card:1:c"), "2:1", "task-1", "button_interaction", "c", new Dictionary<string, IReadOnlyList<string>>());

    public static TheoryData<string, bool, bool, string, string> Ways => new()
    {
        // said, by a click, may be passive → in the reply, through the outbox
        { "said", false, true, "text", "" },
        { "said said", false, true, "text", "" },
        { "said amount", false, true, "text", "" },
        { "amount", false, true, "text", "" },
        { "silent", false, true, "none", "" },
        { "", false, true, "none", "" },
        { "choice", false, true, "none", "card" },
        { "said choice", false, true, "none", "text card" },
        { "long", false, true, "none", "text text" },
        { "said", false, false, "none", "text" },
        { "said amount", false, false, "none", "text text" },
        { "choice", false, false, "none", "card" },
        { "crowd", false, true, "none", "text" },

        { "choice", true, true, "card", "" },
        { "said choice", true, true, "card", "" },
        { "amount", true, true, "card", "" },
        { "silent choice", true, true, "card", "" },
        { "said", true, true, "button", "text" },
        { "long choice", true, true, "button", "text text card" },
        { "choice choice", true, true, "button", "card card" },
        { "choice said", true, true, "button", "card text" },
        { "crowd", true, true, "button", "text" },
        { "", true, true, "none", "" },
        { "choice", true, false, "none", "card" },
        { "said", true, false, "none", "text" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void What_was_said_leaves_the_cheapest_way_that_can_carry_it(string happened, bool click, bool mayBePassive, string passive, string rest)
    {
        var delivery = Deliver(happened, click ? Click : null, mayBePassive);
        Assert.Equal(passive, delivery.Passive switch
        {
            PassiveReply.Text => "text",
            PassiveReply.UpdateCard => "card",
            PassiveReply.UpdateButton => "button",
            _ => "none",
        });
        Assert.Equal(rest, string.Join(' ', delivery.Rest.Select(message => message is Outgoing.Card ? "card" : "text")));
    }

    [Fact]
    public void One_text_carries_everything_said_and_the_question()
    {
        var text = Assert.IsType<PassiveReply.Text>(Deliver("said amount", null, true).Passive).Content;
        Assert.Equal("已提交\n\n多少钱？\n请回复数字", text);
    }

    [Fact]
    public void The_clicked_card_becomes_the_next_one_under_its_own_id_with_what_was_said_on_it()
    {
        var card = Assert.IsType<TemplateCard.ButtonInteraction>(Assert.IsType<PassiveReply.UpdateCard>(Deliver("said choice", Click, true).Passive).Card);
        Assert.Equal(("task-1", "已提交"), (card.TaskId, card.MainTitle!.Desc));
        Assert.Equal(["3:1", "3:2"], card.ButtonList.Select(button => button.Key));
    }

    [Fact]
    public void A_card_that_cannot_become_the_next_one_says_that_it_was_dealt_with() =>
        Assert.Equal("已处理", Assert.IsType<PassiveReply.UpdateButton>(Deliver("said", Click, true).Passive).ReplaceName);

    [Fact]
    public void Every_new_card_has_an_id_of_its_own()
    {
        var ids = Deliver("choice choice", null, true).Rest.Select(message => ((Outgoing.Card)message).Content.TaskId).ToList();
        Assert.Equal(["new-1", "new-2"], ids);
    }

    [Fact]
    public void A_text_that_is_too_long_leaves_in_parts_that_WeCom_delivers_whole()
    {
        var parts = Deliver("long", null, true).Rest.Select(message => ((Outgoing.Text)message).Content).ToList();
        Assert.All(parts, part => Assert.InRange(Encoding.UTF8.GetByteCount(part), 1, TextSplit.MaxBytes));
        Assert.EndsWith("（1/2）", parts[0], StringComparison.Ordinal);
    }

    private static Delivery Deliver(string happened, Incoming.CardClicked? click, bool mayBePassive)
    {
        var made = 0;
        return Delivery.Of(
            [.. happened.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name switch
            {
                "said" => Said,
                "choice" => Choice,
                "amount" => Amount,
                "crowd" => Crowd,
                "long" => Long,
                _ => Silent,
            })],
            click, mayBePassive, Texts, () => $"new-{++made}");
    }
}
