using System.Net;
using System.Text;
using Bot.WeCom;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>What nobody should send, on the real endpoint: a defined answer, nothing changed, and no word about the inside.</summary>
public abstract class BadInputScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    private static readonly string[] Tables = ["inbox", "outbox", "session", "submission", "journal", "ledger_request", "occurrence", "household", "person"];

    private Wire Wire => new(Bot);

    [Fact]
    public async Task The_address_is_verified_with_the_bare_echo()
    {
        var answer = await Wire.Verify("5927782489442352469");
        Assert.Equal((HttpStatusCode.OK, "5927782489442352469"), (answer.Status, answer.Body));
        await Refused(HttpStatusCode.Forbidden, () => Wire.Verify("5927782489442352469", signature: new string('0', 40)));
    }

    [Fact]
    public Task A_wrong_signature_is_refused() => Refused(HttpStatusCode.Forbidden, () => Wire.PostBody(Wire.Envelope("QUJD"), "QUJD", new string('a', 40)));

    [Fact]
    public async Task A_call_without_any_signature_is_refused()
    {
        await Refused(HttpStatusCode.Forbidden, async () =>
        {
            using var content = new StringContent(Wire.Envelope("QUJD"));
            using var response = await Bot.Http.PostAsync("/wecom/callback", content, Cancel);
            return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), "");
        });
    }

    [Fact]
    public Task A_message_under_another_key_is_refused() => Refused(HttpStatusCode.BadRequest, () =>
        Wire.Post(Wire.Text(Contact, "走访", 1), new CallbackCrypto(Bot.WeCom.Token, new string('x', 42) + "A", Bot.WeCom.CorpId)));

    [Fact]
    public Task A_message_for_another_corp_is_refused() => Refused(HttpStatusCode.Forbidden, () =>
        Wire.Post(Wire.Text(Contact, "走访", 1), new CallbackCrypto(Bot.WeCom.Token, Bot.WeCom.EncodingAesKey, "wwsomebodyelse")));

    [Theory]
    [InlineData("")]
    [InlineData("<xml><Encrypt>")]
    [InlineData("{\"encrypt\":\"x\"}")]
    [InlineData("<xml><Encrypt></Encrypt></xml>")]
    [InlineData("<!DOCTYPE xml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><xml><Encrypt>&a;</Encrypt></xml>")]
    public Task A_body_that_is_no_envelope_is_refused(string body) => Refused(HttpStatusCode.BadRequest, () => Wire.PostBody(body, "QUJD"));

    [Theory]
    [InlineData("not XML")]
    [InlineData("<xml><FromUserName>c001</FromUserName>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><xml><FromUserName>c001</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>&a;</Content></xml>")]
    [InlineData("<xml><MsgType>text</MsgType><Content>走访</Content></xml>")]
    public Task A_well_sealed_message_that_is_none_is_refused(string plaintext) => Refused(HttpStatusCode.BadRequest, () => Wire.Post(plaintext));

    [Fact]
    public Task Two_megabytes_are_refused() => Refused(HttpStatusCode.RequestEntityTooLarge, () =>
        Wire.PostBody(Wire.Envelope(new StringBuilder(2 << 20).Insert(0, "QUJD", 1 << 19).ToString()), "QUJD"));

    [Theory]
    [InlineData("something_new")]
    [InlineData("unsubscribe")]
    public async Task An_event_that_means_nothing_here_is_acknowledged(string name)
    {
        var before = await Rows("inbox", "session");
        var answer = await Wire.Post(Wire.Event(Contact, name));
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
        Assert.Equal(before, await Rows("inbox", "session"));
    }

    [Fact]
    public async Task Somebody_unknown_learns_how_to_be_added_and_nothing_else()
    {
        var before = await Rows("inbox");
        foreach (var said in (string[])["走访", "进度", "台账", "上报问题", "唐松金"])
        {
            var answer = Assert.Single(await Bot.Say("stranger", said));
            Assert.Contains("还不在走访助手的人员名单里", answer.Text!, StringComparison.Ordinal);
            Assert.Contains("“stranger”", answer.Text!, StringComparison.Ordinal);
            Assert.DoesNotContain("户", answer.Text!, StringComparison.Ordinal);
        }
        Assert.Equal(before, await Rows("inbox"));
    }

    [Fact]
    public async Task A_picture_where_a_number_is_asked_is_put_aside_and_the_question_stands()
    {
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Tap(Contact, "电话");
        await Bot.Say(Contact, "人在外地务工");
        await Bot.Tap(Contact, "基本没变");
        var said = string.Join('\n', (await Bot.SendPicture(Contact)).Select(message => message.Wording));
        Assert.Contains("这一题请打字或点选", said, StringComparison.Ordinal);
        Assert.Contains("一次回复5个数", said, StringComparison.Ordinal);
        Assert.Contains("一次回复4个数", (await Bot.Say(Contact, "3500"))[^1].Wording, StringComparison.Ordinal);
        Assert.Equal(0, await Bot.Count("submission"));
    }

    [Fact]
    public async Task A_signature_sent_early_is_kept_and_the_question_stands()
    {
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Tap(Contact, "入户");
        var said = string.Join('\n', (await Bot.SendPicture(Contact)).Select(message => message.Wording));
        Assert.Contains("照片收到，记在“签字照片”里了", said, StringComparison.Ordinal);
        Assert.Contains("家庭收入比上月", said, StringComparison.Ordinal);
        await Bot.Fill(Contact, Interview.Visit);
        await Bot.Tap(Contact, "提交");
        Assert.NotEqual("", Assert.Single(await Bot.Answers("subject = 'JG01-0014'"))["m_sign"]);
    }

    [Theory]
    [InlineData("很多")]
    [InlineData("-5")]
    [InlineData("100到200")]
    [InlineData("'; DROP TABLE household; --")]
    [InlineData("${m_mode}")]
    [InlineData("{typed}{0}")]
    public async Task A_number_that_is_none_is_asked_for_again(string typed)
    {
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Fill(Contact, Interview.Visit, until: "一次回复5个数");
        var said = string.Join('\n', (await Bot.Say(Contact, typed)).Select(message => message.Wording));
        Assert.Contains("一次回复5个数", said, StringComparison.Ordinal);
        Assert.DoesNotContain("记下了", said, StringComparison.Ordinal);
        Assert.Equal(2181, await Bot.Count("household"));
    }

    [Fact]
    public async Task A_household_of_somebody_else_does_not_open()
    {
        var theirs = Assert.Single(await Bot.Say("c002", "走访")).TaskId;
        Assert.NotNull(theirs);
        await Bot.Say(Contact, "走访");
        var said = (await Bot.Say(Contact, "周海生"))[^1].Wording;
        Assert.DoesNotContain("走访方式", said, StringComparison.Ordinal);

        var step = (await Bot.Newest(Contact)).Card!.Value.GetProperty("button_list")[0].GetProperty("key").GetString()!.Split(':')[0];
        await Wire.Post($"""
            <xml><ToUserName>ww</ToUserName><FromUserName>{Contact}</FromUserName><CreateTime>1659490000</CreateTime><MsgType>event</MsgType>
            <Event>template_card_event</Event><EventKey>{step}:JG01-0051</EventKey><TaskId>t</TaskId><CardType>button_interaction</CardType>
            <ResponseCode>r</ResponseCode><AgentID>1000002</AgentID></xml>
            """);
        Assert.Contains("您名下没有这一户", string.Concat((await Bot.NewMessages(Contact)).Select(message => message.Wording)), StringComparison.Ordinal);
        Assert.Equal(2, await Bot.Count("journal", $"action = 'household.refused' AND actor = '{Contact}'"));
        Assert.Equal(0, await Bot.Count("submission"));
    }

    private async Task Refused(HttpStatusCode status, Func<Task<Answer>> call)
    {
        var before = await Rows();
        var answer = await call();
        Assert.Equal(status, answer.Status);
        Assert.Equal("", answer.Body);
        Assert.Equal(before, await Rows());
    }

    private async Task<string> Rows(params string[] except)
    {
        var counts = new List<string>();
        foreach (var table in Tables.Except(except))
            counts.Add($"{table} {await Bot.Count(table)}");
        return string.Join(", ", counts);
    }
}
