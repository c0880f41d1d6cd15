using System.Collections.Concurrent;
using System.Text;
using Bot.Demo;
using Bot.WeCom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Testing;

namespace Bot.Tests.Demo;

/// <summary>The demo WeCom and a bot's callback, talking over real loopback HTTP.</summary>
internal sealed class DemoHost : IAsyncDisposable
{
    public const string Lin = "lin.xiaomei";
    public const string Zhou = "ZhouQiang";

    private readonly WebApplication app;
    private readonly HttpClient http = new();
    private readonly CallbackCrypto crypto;

    private DemoHost(WebApplication app, WeComSettings settings, TestClock clock, string? folder)
    {
        this.app = app;
        Clock = clock;
        WeCom = new DemoWeCom(
            settings, () => Task.FromResult<IReadOnlyList<DemoMember>>([.. Members]), () => new Uri(Address, "/wecom/callback"), http, clock, folder);
        crypto = new(settings.Token, settings.EncodingAesKey, settings.CorpId);
        Settings = settings;
    }

    public TestClock Clock { get; }
    public DemoWeCom WeCom { get; }
    public WeComSettings Settings { get; private set; }
    public WeComClient Client { get; private set; } = null!;
    public Uri Address { get; private set; } = null!;
    public List<DemoMember> Members { get; } = [new(Lin, "林小梅"), new(Zhou, "周强")];

    /// <summary>Every delivery the bot saw, repeated ones too, and its text.</summary>
    public ConcurrentQueue<(Incoming Incoming, string Body)> Received { get; } = [];

    /// <summary>What the bot answers.</summary>
    public Func<Incoming, PassiveReply> Bot { get; set; } = _ => new PassiveReply.None();

    /// <summary>Stands between WeCom and the bot; true when it has answered itself. Counts attempts from 1.</summary>
    public Func<HttpContext, int, Task<bool>> Between { get; set; } = (_, _) => Task.FromResult(false);

    public static async Task<DemoHost> Start(string? folder = null, TestClock? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var host = new DemoHost(builder.Build(), Example(new("http://127.0.0.1")), clock ?? new(new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8))), folder);
        host.app.MapDemoWeCom("/demo/wecom", host.WeCom);
        host.app.MapGet("/wecom/callback", host.Verify);
        host.app.MapPost("/wecom/callback", host.Callback);
        await host.app.StartAsync();
        host.Address = new(host.app.Urls.Single());
        host.Settings = Example(new(host.Address, "/demo/wecom"));
        host.Client = host.NewClient();
        return host;
    }

    public static WeComSettings Example(Uri apiBase) =>
        new(apiBase, "ww0123456789abcdef", 1000002, "s3cret-of-the-app", "CallbackToken1", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");

    public GroupRobot Robot => new(http, Settings.ApiBase, DemoWeCom.RobotKey);

    public WeComClient NewClient(WeComSettings? settings = null) =>
        new(http, settings ?? Settings, Clock, new CallQuota(Repository.Pack.Sending, Clock));

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        WeCom.Dispose();
        http.Dispose();
    }

    private async Task Verify(HttpContext context)
    {
        var query = context.Request.Query;
        var opened = crypto.Open(query["msg_signature"], query["timestamp"], query["nonce"], query["echostr"]);
        await context.Response.WriteAsync(opened is Opened.Plain(var echo) ? echo : "");
    }

    private async Task Callback(HttpContext context)
    {
        var body = await CallbackEnvelope.ReadBody(context.Request.Body, context.RequestAborted);
        var query = context.Request.Query;
        if (body is null
            || CallbackEnvelope.Read(body) is not { } envelope
            || crypto.Open(query["msg_signature"], query["timestamp"], query["nonce"], envelope.Encrypt) is not Opened.Plain(var xml)
            || Incoming.Parse(xml) is not { } incoming)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        Received.Enqueue((incoming, Encoding.UTF8.GetString(body)));
        if (await Between(context, Received.Count))
            return;
        if (Bot(incoming).ToXml(incoming.UserId, Settings.CorpId, Clock.GetUtcNow()) is { } reply)
            await context.Response.WriteAsync(CallbackEnvelope.Seal(crypto, reply, Clock.GetUtcNow()));
    }
}
