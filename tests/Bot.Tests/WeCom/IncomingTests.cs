using System.Text.RegularExpressions;
using Bot.WeCom;
using Xunit;

namespace Bot.Tests.WeCom;

public sealed partial class IncomingTests
{
    private static readonly DateTimeOffset Sent = DateTimeOffset.FromUnixTimeSeconds(1767225600);

    private const string Common = "<ToUserName>ww1</ToUserName><FromUserName>ZhangSan</FromUserName><CreateTime>1767225600</CreateTime><AgentID>1000002</AgentID>";
    private const string Id = "<MsgId>7301234567890123456</MsgId>";
    private const string Card = "<TaskId>t-1</TaskId><CardType>vote_interaction</CardType><ResponseCode>code-1</ResponseCode>";
    private const string MessageKey = "message:1000002:7301234567890123456";

    [Fact]
    public void A_text() => Each(
        "<MsgType>text</MsgType><Content>第3户 &amp; 👴</Content>" + Id,
        new Incoming.Text(Header(MessageKey), "第3户 & 👴"));

    [Fact]
    public void An_image() => Each(
        "<MsgType>image</MsgType><PicUrl>http://p/1</PicUrl><MediaId>m1</MediaId>" + Id,
        new Incoming.Image(Header(MessageKey), "m1", "http://p/1"));

    [Fact]
    public void A_voice() => Each(
        "<MsgType>voice</MsgType><MediaId>m1</MediaId><Format>amr</Format>" + Id,
        new Incoming.Voice(Header(MessageKey), "m1", "amr"));

    [Fact]
    public void A_video() => Each(
        "<MsgType>video</MsgType><MediaId>m1</MediaId><ThumbMediaId>m2</ThumbMediaId>" + Id,
        new Incoming.Video(Header(MessageKey), "m1", "m2"));

    [Fact]
    public void A_location() => Each(
        "<MsgType>location</MsgType><Location_X>26.748</Location_X><Location_Y>114.29</Location_Y><Scale>15</Scale><Label>茨坪镇</Label>" + Id,
        new Incoming.Location(Header(MessageKey), 26.748m, 114.29m, "茨坪镇"));

    [Fact]
    public void A_link() => Each(
        "<MsgType>link</MsgType><Title>t</Title><Description>d</Description><Url>http://u</Url><PicUrl>http://p</PicUrl>" + Id,
        new Incoming.Link(Header(MessageKey), "t", "d", "http://u"));

    [Fact]
    public void A_kind_of_message_that_is_not_known() => Each(
        "<MsgType>hologram</MsgType><Depth>3</Depth>" + Id, new Incoming.Other(Header(MessageKey), "hologram"));

    [Fact]
    public void A_location_without_degrees() => Each(
        "<MsgType>location</MsgType><Location_X>NaN</Location_X><Location_Y/>" + Id, new Incoming.Other(Header(MessageKey), "location"));

    [Fact]
    public void A_menu_click() => EachEvent(
        "<Event>click</Event><EventKey>month</EventKey>", header => new Incoming.MenuClicked(header, "month"));

    [Fact]
    public void Entering_the_chat() => EachEvent("<Event>enter_agent</Event><EventKey/>", header => new Incoming.Entered(header));

    [Fact]
    public void Coming_into_scope() => EachEvent("<Event>subscribe</Event>", header => new Incoming.Subscribed(header));

    [Fact]
    public void Leaving_the_scope() => EachEvent("<Event>unsubscribe</Event>", header => new Incoming.Unsubscribed(header));

    [Fact]
    public void Being_located_is_nothing_to_us() => EachEvent(
        "<Event>LOCATION</Event><Latitude>26.7</Latitude><Longitude>114.2</Longitude>", header => new Incoming.Located(header));

    [Fact]
    public void A_change_of_the_address_book() => EachEvent(
        "<Event>change_contact</Event><ChangeType>update_user</ChangeType><UserID>a</UserID>", header => new Incoming.Notified(header, "update_user", "a", ""));

    [Fact]
    public void A_batch_that_ended_wherever_its_fields_stand()
    {
        const string Fields = "<JobId>j1</JobId><JobType>sync_user</JobType><ErrCode>0</ErrCode><ErrMsg>ok</ErrMsg>";
        EachEvent($"<Event>batch_job_result</Event><BatchJob>{Fields}</BatchJob>", header => new Incoming.Notified(header, "batch_job_result", "j1", "type=sync_user errcode=0"));
        EachEvent($"<Event>batch_job_result</Event>{Fields}", header => new Incoming.Notified(header, "batch_job_result", "j1", "type=sync_user errcode=0"));
    }

    [Fact]
    public void A_warning_that_the_app_is_hardly_used() => EachEvent(
        "<Event>inactive_alert</Event><EffectTime>1700000000</EffectTime>", header => new Incoming.Notified(header, "inactive_alert", "", "effect_time=1700000000"));

    [Fact]
    public void An_event_is_the_same_in_any_order_and_dress() => Assert.Equal(
        Parse("<MsgType>event</MsgType><Event>change_contact</Event><ChangeType>delete_user</ChangeType><UserID>a</UserID>")!.DedupKey,
        Parse("<MsgType><![CDATA[event]]></MsgType><UserID>a</UserID>\n<ChangeType><![CDATA[delete_user]]></ChangeType><Event>change_contact</Event>")!.DedupKey);

    [Fact]
    public void A_cards_menu_entry() => Each(
        "<MsgType>event</MsgType><Event>template_card_menu_event</Event><EventKey>mute</EventKey>" + Card,
        new Incoming.CardMenuClicked(Header("card:1000002:code-1"), "mute", "t-1", "vote_interaction", "code-1"));

    [Fact]
    public void A_cards_plain_button()
    {
        var click = Assert.IsType<Incoming.CardClicked>(Parse(
            "<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>same</EventKey>" + Card));

        Assert.Equal(("same", "t-1", "vote_interaction", "code-1"), (click.EventKey, click.TaskId, click.CardType, click.ResponseCode));
        Assert.Equal(Header("card:1000002:code-1"), click.Header);
        Assert.Empty(click.Selected);
    }

    [Fact]
    public void A_cards_selections_are_found_by_question_in_any_order()
    {
        const string Items = """
            <SelectedItems>
              <SelectedItem><QuestionKey>water</QuestionKey><OptionIds><OptionId>ok</OptionId><OptionId>visit</OptionId></OptionIds></SelectedItem>
              <SelectedItem><OptionIds><OptionId>3</OptionId></OptionIds><QuestionKey>income</QuestionKey></SelectedItem>
            </SelectedItems>
            """;
        foreach (var xml in Variants("<MsgType>event</MsgType><Event>template_card_event</Event><EventKey>submit</EventKey>" + Card + Items))
        {
            var click = Assert.IsType<Incoming.CardClicked>(Incoming.Parse(xml));
            Assert.Equal(["income", "water"], click.Selected.Keys.Order());
            Assert.Equal(["ok", "visit"], click.Selected["water"]);
            Assert.Equal(["3"], click.Selected["income"]);
        }
    }

    [Fact]
    public void The_vote_of_vector_S1_is_read()
    {
        var click = Assert.IsType<Incoming.CardClicked>(Incoming.Parse(Vectors.Get("S1").GetProperty("expected").Text("plaintext")));
        Assert.Equal(["ok", "needs_visit"], click.Selected["water"]);
        Assert.Equal("checkin-2026-01_0001@a", click.TaskId);
    }

    [Fact]
    public void Two_events_of_one_second_are_two_and_a_repeated_one_is_one()
    {
        var entered = Parse("<MsgType>event</MsgType><Event>enter_agent</Event>");
        var located = Parse("<MsgType>event</MsgType><Event>LOCATION</Event>");
        var again = Parse("<MsgType>event</MsgType><Event>enter_agent</Event>");

        Assert.NotEqual(entered!.DedupKey, located!.DedupKey);
        Assert.Equal(entered.DedupKey, again!.DedupKey);
    }

    [Fact]
    public void The_same_message_id_of_two_apps_is_two_messages()
    {
        const string Message = "<FromUserName>a</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><MsgId>5</MsgId>";
        Assert.NotEqual(
            Incoming.Parse($"<xml>{Message}<AgentID>1</AgentID></xml>")!.DedupKey,
            Incoming.Parse($"<xml>{Message}<AgentID>2</AgentID></xml>")!.DedupKey);
    }

    [Fact]
    public void A_control_character_does_not_lose_the_message()
    {
        Assert.Equal("ab", Assert.IsType<Incoming.Text>(Parse("<MsgType>text</MsgType><Content>a\u0001b</Content>" + Id)).Content);
        Assert.Equal("ab", Assert.IsType<Incoming.Text>(Parse("<MsgType>text</MsgType><Content>a&#1;b</Content>" + Id)).Content);
    }

    [Theory]
    [InlineData("<![CDATA[a\nb]]>")]
    [InlineData("<![CDATA[a\r\nb]]>")]
    [InlineData("<![CDATA[a\rb]]>")]
    [InlineData("a\r\nb")]
    public void A_line_ends_the_same_whichever_phone_it_was_typed_on(string content) =>
        Assert.Equal("a\nb", Assert.IsType<Incoming.Text>(Parse($"<MsgType>text</MsgType><Content>{content}</Content>" + Id)).Content);

    [Fact]
    public void What_XML_escapes_is_read_as_what_it_stands_for() =>
        Assert.Equal("<户>&\"'中", Assert.IsType<Incoming.Text>(Parse("<MsgType>text</MsgType><Content>&lt;户&gt;&amp;&quot;&apos;&#20013;</Content>" + Id)).Content);

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("<xml><FromUserName>a</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>&undeclared;</Content></xml>")]
    [InlineData("<xml><FromUserName>a</FromUserName>")]
    [InlineData("<xml><CreateTime>1</CreateTime><MsgType>text</MsgType></xml>")]
    [InlineData("<xml><FromUserName>a</FromUserName><CreateTime>1</CreateTime></xml>")]
    [InlineData("<xml><FromUserName>a</FromUserName><CreateTime>soon</CreateTime><MsgType>text</MsgType></xml>")]
    [InlineData("<xml><FromUserName>a</FromUserName><CreateTime>99999999999999</CreateTime><MsgType>text</MsgType></xml>")]
    [InlineData("<!DOCTYPE x []><xml><FromUserName>a</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType></xml>")]
    public void What_says_neither_who_nor_when_nor_what_is_null(string xml) => Assert.Null(Incoming.Parse(xml));

    private static void Each(string elements, Incoming expected)
    {
        foreach (var xml in Variants(elements))
            Assert.Equal(expected, Incoming.Parse(xml));
    }

    private static void EachEvent(string elements, Func<IncomingHeader, Incoming> expected)
    {
        foreach (var xml in Variants("<MsgType>event</MsgType>" + elements))
        {
            var parsed = Incoming.Parse(xml)!;
            Assert.Equal(expected(Header(parsed.DedupKey)), parsed);
            Assert.Matches("^event:[0-9a-f]{64}$", parsed.DedupKey);
        }
    }

    /// <summary>In order and reversed, with CDATA and without, on one line and indented.</summary>
    private static IEnumerable<string> Variants(string elements)
    {
        var children = System.Xml.Linq.XElement.Parse($"<xml>{Common}{elements}</xml>").Elements().Select(element => element.ToString()).ToList();
        foreach (var order in new[] { children, Enumerable.Reverse(children) })
        {
            yield return $"<xml>{string.Concat(order)}</xml>";
            yield return $"<xml>\n  {string.Join("\n  ", order)}\n</xml>";
            yield return $"<xml>{Leaf().Replace(string.Concat(order), match =>
                $"<{match.Groups["name"]}><![CDATA[{System.Net.WebUtility.HtmlDecode(match.Groups["text"].Value)}]]></{match.Groups["name"]}>")}</xml>";
        }
    }

    [GeneratedRegex("<(?<name>[A-Za-z_]+)>(?<text>[^<]+)</[A-Za-z_]+>", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Leaf();

    private static Incoming? Parse(string elements) => Incoming.Parse($"<xml>{Common}{elements}</xml>");

    private static IncomingHeader Header(string key) => new("zhangsan", Sent, 1000002, key);
}
