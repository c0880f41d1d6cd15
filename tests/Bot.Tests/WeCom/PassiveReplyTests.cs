using System.Text.Json;
using System.Xml.Linq;
using Bot.WeCom;
using Xunit;

namespace Bot.Tests.WeCom;

public sealed class PassiveReplyTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1767225600);

    [Fact]
    public void No_reply_is_an_empty_body() => Assert.Null(new PassiveReply.None().ToXml("a", "ww1", Now));

    [Fact]
    public void A_text_survives_whatever_is_in_it()
    {
        var xml = Sealed(new PassiveReply.Text("<b>]]>& 👴\u0007\n第二行"));

        Assert.Equal("<b>]]>& 👴\n第二行", xml.Element("Content")!.Value);
        Assert.Equal(
            ("ZhangSan", "ww1", "1767225600", "text"),
            (xml.Element("ToUserName")!.Value, xml.Element("FromUserName")!.Value, xml.Element("CreateTime")!.Value, xml.Element("MsgType")!.Value));
    }

    [Fact]
    public void A_text_of_2048_bytes_is_the_longest()
    {
        _ = new PassiveReply.Text(new string('x', 2048));
        Assert.Throws<ArgumentException>(() => new PassiveReply.Text(new string('字', 683)));
    }

    [Fact]
    public void A_button_is_greyed_with_a_word()
    {
        var xml = Sealed(new PassiveReply.UpdateButton("已提交"));
        Assert.Equal(("update_button", "已提交"), (xml.Element("MsgType")!.Value, xml.Element("Button")!.Element("ReplaceName")!.Value));
    }

    [Fact]
    public void A_cards_fields_are_in_PascalCase_and_its_lists_repeat_their_element()
    {
        var card = Sealed(new PassiveReply.UpdateCard(Cards.Vote() with { ReplaceText = "已提交" })).Element("TemplateCard")!;

        Assert.Equal("vote_interaction", card.Element("CardType")!.Value);
        Assert.Equal("饮水", card.Element("MainTitle")!.Element("Title")!.Value);
        Assert.Equal(["ok", "dry", "bad"], card.Element("CheckBox")!.Elements("OptionList").Select(option => option.Element("Id")!.Value));
        Assert.Equal("true", card.Element("CheckBox")!.Element("OptionList")!.Element("IsChecked")!.Value);
        Assert.Equal("1", card.Element("CheckBox")!.Element("Mode")!.Value);
        Assert.Equal("submit", card.Element("SubmitButton")!.Element("Key")!.Value);
        Assert.Equal("已提交", card.Element("ReplaceText")!.Value);
    }

    [Fact]
    public void Lines_of_a_card_are_named_as_published()
    {
        var card = Sealed(new PassiveReply.UpdateCard(Cards.Notice)).Element("TemplateCard")!;

        Assert.Equal(["村", "网页"], card.Elements("HorizontalContentList").Select(line => line.Element("KeyName")!.Value));
        Assert.Equal("8月31日18:00前", card.Element("QuoteArea")!.Element("QuoteText")!.Value);
        Assert.Equal("1", card.Element("CardAction")!.Element("Type")!.Value);
    }

    [Fact]
    public void A_card_that_WeCom_would_refuse_is_not_written() => Assert.Throws<CardException>(
        () => new PassiveReply.UpdateCard(Cards.Vote() with { SubmitButton = new("", "") }).ToXml("a", "ww1", Now));

    [Fact]
    public void A_stored_reply_comes_back_the_same()
    {
        PassiveReply[] replies =
            [new PassiveReply.None(), new PassiveReply.Text("好"), new PassiveReply.UpdateButton("完"), .. Cards.All.Select(card => new PassiveReply.UpdateCard(card))];
        Assert.Equal(OutgoingTests.Cases(typeof(PassiveReply)), replies.Select(reply => reply.GetType()).ToHashSet());
        Assert.Equal(OutgoingTests.Cases(typeof(TemplateCard)), Cards.All.Select(card => card.GetType()).ToHashSet());
        foreach (var reply in replies)
        {
            var again = JsonSerializer.Deserialize<PassiveReply>(JsonSerializer.Serialize(reply))!;
            Assert.Equal(reply.ToXml("a", "ww1", Now), again.ToXml("a", "ww1", Now));
        }
    }

    private static XElement Sealed(PassiveReply reply)
    {
        var crypto = Vectors.Get("S1").Crypto();
        var outer = XElement.Parse(CallbackEnvelope.Seal(crypto, reply.ToXml("ZhangSan", "ww1", Now)!, Now));
        var opened = Assert.IsType<Opened.Plain>(crypto.Open(
            outer.Element("MsgSignature")!.Value, outer.Element("TimeStamp")!.Value, outer.Element("Nonce")!.Value, outer.Element("Encrypt")!.Value));
        return XElement.Parse(opened.Text);
    }
}
