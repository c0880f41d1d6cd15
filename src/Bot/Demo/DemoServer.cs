using System.Globalization;
using System.Text.Json;
using Bot.WeCom;

namespace Bot.Demo;

/// <summary>
/// The demo WeCom as a server of its own, for other programs' tests: the server API at its root, and under /control what a test
/// does with it. Its credentials are everybody's.
/// </summary>
public static class DemoServer
{
    private static readonly JsonSerializerOptions Json = new(WireJson.Options) { WriteIndented = true };

    /// <summary>What a program under test is set up with.</summary>
    public static WeComSettings Settings(Uri address) =>
        new(address, "wwdemo0123456789ab", 1000002, "demo-secret", "DemoToken", "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");

    /// <param name="callback">Where the program under test takes callbacks; null where nothing is said to it.</param>
    /// <param name="members">m00001, m00002 …</param>
    /// <param name="countOnly">Messages are counted and not kept.</param>
    public static WebApplication Build(string urls, Uri? callback, int members, bool countOnly, bool unlimited)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(urls);
        builder.Services.AddSingleton(_ => new HttpClient());
        IReadOnlyList<DemoMember> people = [.. Enumerable.Range(1, members).Select(Member)];
        builder.Services.AddSingleton(services => new DemoWeCom(
            Settings(new Uri(urls.Split(';')[0])), () => Task.FromResult(people), () => callback ?? new Uri("http://127.0.0.1:9/"),
            services.GetRequiredService<HttpClient>(), TimeProvider.System, null)
        {
            Remembers = !countOnly,
            Faults = new DemoFaultPlan { Unlimited = unlimited },
        });
        var app = builder.Build();
        var wecom = app.Services.GetRequiredService<DemoWeCom>();
        app.MapDemoWeCom("", wecom);
        app.MapGet("/control/faults", () => Results.Json(wecom.Faults, Json));
        app.MapPost("/control/faults", async (HttpRequest request) => await Plan(request) is { } plan ? Set(wecom, plan) : Results.BadRequest());
        app.MapPost("/control/refuse-next", (string call, int code) => Done(() => wecom.RefuseNext(call, code, "as asked")));
        app.MapPost("/control/fail-next", (string call, DemoFaultKind kind) => Done(() => wecom.FailNext(call, kind)));
        app.MapPost("/control/expire-tokens", () => Done(wecom.ExpireTokens));
        app.MapPost("/control/say", async (string user, string text) => Results.Json(await wecom.Say(user, text), Json));
        app.MapPost("/control/click", async (string user, string task, string key) => Results.Json(await wecom.Click(user, task, key), Json));
        app.MapPost("/control/enter", async (string user) => Results.Json(await wecom.Enter(user), Json));
        app.MapGet("/control/messages", (string user, long after = 0) => Results.Json(wecom.MessagesOf(user, after), Json));
        app.MapGet("/control/report", () => Results.Json(Report(wecom), Json));
        return app;
    }

    public static object Report(DemoWeCom wecom) => new
    {
        shown = wecom.Shown,
        silent_drops = wecom.Dropped,
        sends = wecom.CallsOf("message/send"),
        tokens = wecom.TokensIssued,
        group = wecom.GroupMessages.Count,
        errors = wecom.Errors.Select(error => $"{error.UserId}: {error.What}"),
    };

    public static DemoMember Member(int number)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"m{number:D5}");
        return new DemoMember(id, id);
    }

    private static async Task<DemoFaultPlan?> Plan(HttpRequest request)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<DemoFaultPlan>(request.Body, Json, request.HttpContext.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Set(DemoWeCom wecom, DemoFaultPlan plan)
    {
        wecom.Faults = plan;
        return Results.Json(plan, Json);
    }

    private static IResult Done(Action what)
    {
        what();
        return Results.Ok();
    }
}
