using System.Net;
using Bot.Tests.Demo;
using Bot.WeCom;
using Xunit;

namespace Bot.Tests.WeCom;

/// <summary>What a failed call says of itself, so that whoever sends knows what to do.</summary>
public sealed class SendFailureTests : IAsyncLifetime
{
    private DemoHost host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => host = await DemoHost.Start();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Nobody_valid_is_a_failure_of_the_person()
    {
        var failure = await Fails(() => host.Client.Send(new Outgoing.Text("x"), ["nobody"], cancel: Cancel));
        Assert.Equal((FailureClass.PersonUnreachable, 81013, false), (failure.Class, failure.ErrCode, failure.OutcomeUnknown));
    }

    [Fact]
    public async Task A_wrong_secret_stops_everything_and_is_never_printed()
    {
        var client = host.NewClient(host.Settings with { Secret = "wrong-secret" });

        var failure = await Fails(() => client.Send(new Outgoing.Text("x"), [DemoHost.Lin], cancel: Cancel));

        Assert.Equal((FailureClass.Stop, 40001, false), (failure.Class, failure.ErrCode, failure.OutcomeUnknown));
        Assert.DoesNotContain("wrong-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", host.Settings.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_apps_id_stops_everything() => Assert.Equal(FailureClass.Stop, (await Fails(
        () => host.NewClient(host.Settings with { AgentId = 7 }).Send(new Outgoing.Text("x"), [DemoHost.Lin], cancel: Cancel))).Class);

    [Theory]
    [InlineData(-1, FailureClass.RetryLater)]
    [InlineData(6000, FailureClass.RetryLater)]
    [InlineData(45009, FailureClass.RetryLater)]
    [InlineData(45033, FailureClass.RetryLater)]
    [InlineData(40003, FailureClass.PersonUnreachable)]
    [InlineData(43004, FailureClass.PersonUnreachable)]
    [InlineData(46004, FailureClass.PersonUnreachable)]
    [InlineData(60011, FailureClass.PersonUnreachable)]
    [InlineData(60021, FailureClass.PersonUnreachable)]
    [InlineData(60111, FailureClass.PersonUnreachable)]
    [InlineData(40013, FailureClass.Stop)]
    [InlineData(40056, FailureClass.Stop)]
    [InlineData(48002, FailureClass.Stop)]
    [InlineData(48006, FailureClass.Stop)]
    [InlineData(50003, FailureClass.Stop)]
    [InlineData(60020, FailureClass.Stop)]
    [InlineData(301007, FailureClass.Stop)]
    [InlineData(40008, FailureClass.OurFault)]
    [InlineData(40058, FailureClass.OurFault)]
    [InlineData(44004, FailureClass.OurFault)]
    [InlineData(60140, FailureClass.OurFault)]
    [InlineData(99999, FailureClass.OurFault)]
    public async Task A_refusal_has_its_class_and_keeps_its_words(int errCode, FailureClass expected)
    {
        host.WeCom.RefuseNext("message/send", errCode, "hint: [1], from ip: 10.0.0.1");

        var failure = await Fails(() => host.Client.Send(new Outgoing.Text("x"), [DemoHost.Lin], cancel: Cancel));

        Assert.Equal((expected, errCode, false), (failure.Class, failure.ErrCode, failure.OutcomeUnknown));
        Assert.Equal($"message/send: errcode {errCode}, hint: [1], from ip: 10.0.0.1", failure.Message);
        Assert.Empty(host.WeCom.MessagesOf(DemoHost.Lin));
    }

    [Fact]
    public async Task The_access_token_is_taken_out_of_what_WeCom_says()
    {
        var token = await host.Client.GetToken(Cancel);
        host.WeCom.RefuseNext("message/send", 40035, $"bad url access_token={token}");

        var failure = await Fails(() => host.Client.Send(new Outgoing.Text("x"), [DemoHost.Lin], cancel: Cancel));

        Assert.DoesNotContain(token, failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("access_token=***", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_answer_may_have_been_done()
    {
        host.WeCom.LoseNextAnswer("message/send");

        var failure = await Fails(() => host.Client.Send(new Outgoing.Text("x"), [DemoHost.Lin], cancel: Cancel));

        Assert.Equal((FailureClass.RetryLater, null, true), (failure.Class, failure.ErrCode, failure.OutcomeUnknown));
        Assert.Single(host.WeCom.MessagesOf(DemoHost.Lin));
    }

    [Fact]
    public async Task A_lost_token_means_that_nothing_was_sent()
    {
        host.WeCom.LoseNextAnswer("gettoken");
        var failure = await Fails(() => host.Client.Send(new Outgoing.Text("x"), [DemoHost.Lin], cancel: Cancel));
        Assert.Equal((FailureClass.RetryLater, false), (failure.Class, failure.OutcomeUnknown));
    }

    [Fact]
    public async Task A_server_that_cannot_be_connected_to_has_done_nothing()
    {
        using var dead = new HttpClient();
        using var handler = new Something(request => IsToken(request) ? Token() : dead.Send(new(HttpMethod.Post, "http://127.0.0.1:1/"), Cancel));
        using var http = new HttpClient(handler);

        var failure = await Fails(() => new WeComClient(http, host.Settings, host.Clock).Send(new Outgoing.Text("x"), ["a"], cancel: Cancel));

        Assert.Equal((FailureClass.RetryLater, false), (failure.Class, failure.OutcomeUnknown));
    }

    [Theory]
    [InlineData(502, "<html>Bad Gateway</html>", FailureClass.RetryLater, true)]
    [InlineData(200, "<html>Sign in to the network</html>", FailureClass.RetryLater, true)]
    [InlineData(200, "{\"errmsg\":\"ok\"}", FailureClass.RetryLater, true)]
    [InlineData(200, "[]", FailureClass.RetryLater, true)]
    [InlineData(404, "not here", FailureClass.Stop, false)]
    public async Task Something_in_between_that_answers_is_not_WeCom(int status, string body, FailureClass expected, bool unknown)
    {
        using var handler = new Something(request =>
            IsToken(request) ? Token() : new((HttpStatusCode)status) { Content = new StringContent(body) });
        using var http = new HttpClient(handler);

        var failure = await Fails(() => new WeComClient(http, host.Settings, host.Clock).Send(new Outgoing.Text("x"), ["a"], cancel: Cancel));

        Assert.Equal((expected, unknown), (failure.Class, failure.OutcomeUnknown));
    }

    private static bool IsToken(HttpRequestMessage request) => request.RequestUri!.AbsolutePath.EndsWith("gettoken", StringComparison.Ordinal);

    private static HttpResponseMessage Token() => new(HttpStatusCode.OK)
    {
        Content = new StringContent("""{"errcode":0,"errmsg":"ok","access_token":"t","expires_in":7200}"""),
    };

    private static Task<SendFailure> Fails(Func<Task> call) => Assert.ThrowsAsync<SendFailure>(call);

    private sealed class Something(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(answer(request));
    }
}
