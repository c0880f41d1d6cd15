using System.Net.Http.Json;
using System.Text.Json;
using Bot.Demo;
using Bot.WeCom;
using Microsoft.AspNetCore.Builder;
using Xunit;

namespace Bot.Tests.Demo;

/// <summary><c>demo wecom</c>: the demo WeCom by itself, as another program's tests see it.</summary>
public sealed class DemoServerTests : IAsyncLifetime
{
    private readonly WebApplication server = DemoServer.Build("http://127.0.0.1:0", callback: null, members: 20, countOnly: false, unlimited: false);
    private readonly HttpClient http = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await server.StartAsync(Cancel);
        http.BaseAddress = new Uri(server.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_program_of_its_own_gets_a_token_sends_and_reads_what_arrived()
    {
        var client = new WeComClient(http, DemoServer.Settings(http.BaseAddress!), TimeProvider.System);
        await client.Send(new Outgoing.Text("一"), ["m00001", "m00002", "nobody"], cancel: Cancel);
        Assert.Equal("一", (await Get("/control/messages?user=m00001"))[0].GetProperty("text").GetString());
        var report = await Get("/control/report");
        Assert.Equal((2, 1, 0), (report.GetProperty("shown").GetInt32(), report.GetProperty("sends").GetInt32(), report.GetProperty("silent_drops").GetInt32()));
    }

    [Fact]
    public async Task It_is_told_to_go_wrong_and_does()
    {
        var client = new WeComClient(http, DemoServer.Settings(http.BaseAddress!), TimeProvider.System);
        using var asked = await http.PostAsync(new Uri("/control/refuse-next?call=message/send&code=60020", UriKind.Relative), null, Cancel);
        Assert.Equal(60020, (await Assert.ThrowsAsync<SendFailure>(() => client.Send(new Outgoing.Text("一"), ["m00001"], cancel: Cancel))).ErrCode);
        using var plan = await http.PostAsJsonAsync("/control/faults", new { bad_gateway = 1.0, calls = (string[])["message/send"] }, Cancel);
        var broken = await Assert.ThrowsAsync<SendFailure>(() => client.Send(new Outgoing.Text("一"), ["m00001"], cancel: Cancel));
        Assert.Equal((FailureClass.RetryLater, true), (broken.Class, broken.OutcomeUnknown));
    }

    [Theory]
    [InlineData("""{"touser":"m00001","msgtype":"text","agentid":1000002,"text":{"content":"a"},"title":"x"}""", 40058)]
    [InlineData("""{"touser":"m00001","msgtype":"text","agentid":1000002,"text":{"content":""}}""", 44004)]
    [InlineData("""{"touser":["m00001"],"msgtype":"text","agentid":1000002,"text":{"content":"a"}}""", 40058)]
    [InlineData("""{"msgtype":"text","agentid":1000002,"text":{"content":"a"}}""", 82001)]
    [InlineData("""{"touser":"m00001","msgtype":"text","agentid":7,"text":{"content":"a"}}""", 301002)]
    [InlineData("""{"touser":"m00001","msgtype":"template_card","agentid":1000002,"template_card":{"card_type":"button_interaction","task_id":"t","main_title":{"title":"a"},"button_list":[{"text":"a","key":"k","colour":1}]}}""", 40058)]
    [InlineData("not json", 40058)]
    public async Task It_refuses_what_the_real_one_refuses(string body, int code)
    {
        var token = (await Get($"/cgi-bin/gettoken?corpid={DemoServer.Settings(http.BaseAddress!).CorpId}&corpsecret=demo-secret")).GetProperty("access_token").GetString();
        using var answer = await http.PostAsync(new Uri($"/cgi-bin/message/send?access_token={token}", UriKind.Relative), new StringContent(body), Cancel);
        Assert.Equal(code, (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("errcode").GetInt32());
        Assert.Equal(0, (await Get("/control/report")).GetProperty("shown").GetInt32());
    }

    private Task<JsonElement> Get(string path) => http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), Cancel);
}
