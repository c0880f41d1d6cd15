using System.Text;
using Bot.WeCom;
using Xunit;

namespace Bot.Tests.WeCom;

public sealed class CallbackEnvelopeTests
{
    [Theory]
    [InlineData("<xml><ToUserName><![CDATA[c]]></ToUserName><AgentID><![CDATA[1]]></AgentID><Encrypt><![CDATA[abc=]]></Encrypt></xml>")]
    [InlineData("<xml>\n  <Encrypt>abc=</Encrypt>\n  <Unknown><A/></Unknown>\n  <ToUserName>c</ToUserName>\n</xml>")]
    [InlineData("\uFEFF<?xml version=\"1.0\" encoding=\"gb2312\"?><xml><Encrypt> abc= </Encrypt></xml>")]
    public void The_order_of_elements_and_CDATA_do_not_matter(string body) =>
        Assert.Equal("abc=", Read(body)?.Encrypt);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{\"encrypt\":\"abc\"}")]
    [InlineData("<xml><Encrypt>abc</xml>")]
    [InlineData("<xml><ToUserName>c</ToUserName></xml>")]
    [InlineData("<xml><Encrypt></Encrypt></xml>")]
    [InlineData("<xml xmlns:a=\"b\"><a:Encrypt>abc</a:Encrypt></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY e \"abc\">]><xml><Encrypt>&e;</Encrypt></xml>")]
    [InlineData("<!DOCTYPE xml SYSTEM \"http://127.0.0.1/x.dtd\"><xml><Encrypt>abc</Encrypt></xml>")]
    public void What_is_no_envelope_is_null_and_no_exception(string body) => Assert.Null(Read(body));

    [Fact]
    public void Bytes_that_are_not_UTF8_are_no_envelope() =>
        Assert.Null(CallbackEnvelope.Read([.. "<xml><Encrypt>a"u8, 0xC3, .. "</Encrypt></xml>"u8]));

    [Fact]
    public void A_megabyte_of_opening_tags_does_not_end_the_process() =>
        Assert.Null(Read("<xml><Encrypt>" + string.Concat(Enumerable.Repeat("<a>", 300_000)) + string.Concat(Enumerable.Repeat("</a>", 30)) + "</Encrypt></xml>"));

    [Fact]
    public async Task A_body_over_a_megabyte_is_not_read_to_its_end()
    {
        using var fits = new MemoryStream(new byte[CallbackEnvelope.MaxBytes]);
        using var longer = new MemoryStream(new byte[CallbackEnvelope.MaxBytes + 1]);

        Assert.Equal(CallbackEnvelope.MaxBytes, (await CallbackEnvelope.ReadBody(fits, TestContext.Current.CancellationToken))!.Length);
        Assert.Null(await CallbackEnvelope.ReadBody(longer, TestContext.Current.CancellationToken));
        Assert.Null(CallbackEnvelope.Read(longer.ToArray()));
    }

    [Fact]
    public void A_sealed_reply_opens_with_its_own_time_and_nonce()
    {
        var crypto = Vectors.Get("S1").Crypto();
        var xml = System.Xml.Linq.XElement.Parse(
            CallbackEnvelope.Seal(crypto, "<xml>好👴</xml>", DateTimeOffset.FromUnixTimeSeconds(1767225600)));

        Assert.Equal("1767225600", xml.Element("TimeStamp")!.Value);
        Assert.Equal(new Opened.Plain("<xml>好👴</xml>"), crypto.Open(
            xml.Element("MsgSignature")!.Value, "1767225600", xml.Element("Nonce")!.Value, xml.Element("Encrypt")!.Value));
    }

    private static CallbackEnvelope? Read(string body) => CallbackEnvelope.Read(Encoding.UTF8.GetBytes(body));
}
