using System.Security.Cryptography;
using Bot.Turns;
using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>/desk: county staff's page, opened inside WeCom. Who opens it is asked of WeCom (OAuth2), once in a few hours.</summary>
public static class DeskEndpoints
{
    private const int Days = 30;
    private const string PassCookie = "desk";
    private const string StateCookie = "desk_state";

    private static readonly TimeSpan PassLives = TimeSpan.FromHours(8);
    private static readonly TimeSpan LoginLives = TimeSpan.FromMinutes(10);

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/desk", Show);
        routes.MapGet("/desk/login", Login);
        routes.MapGet("/desk/js-config", Sign);
    }

    private static async Task<IResult> Show(HttpContext context, Database database, Pack pack, WeComSettings wecom, BotSettings settings, TimeProvider time)
    {
        var pass = new DeskPass(database, time);
        if (pass.Open("pass", context.Request.Cookies[PassCookie]) is not { } userid)
        {
            var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            context.Response.Cookies.Append(StateCookie, pass.Seal("state", state, LoginLives), Cookie(context, LoginLives));
            return Results.Redirect(OAuth.Address(wecom, new Uri(BaseOf(context, settings), "/desk/login"), state).AbsoluteUri);
        }
        var page = new DeskPage(pack.Messages, Days);
        if (await Staff(database, pack, userid) is not { } reader)
            return Html(page.Only(DeskTexts.NotStaff), StatusCodes.Status403Forbidden);
        var now = time.GetUtcNow();
        var shown = await database.Read(async tx => new DeskState(
            await Outbox.PendingCount(tx, now),
            (await Inbox.Parked(tx, 1000)).Count,
            (await Evidence.Waiting(tx, now, 1000)).Count,
            await ChannelAlarm.Read(tx),
            await Outbox.NotReached(tx, Scope.Everything, now.AddDays(-Days), 500),
            await Unreachable.List(tx),
            await Store.Evidence.Loose(tx, 200),
            await ChannelEvents.Since(tx, now.AddDays(-Days), 50),
            (await People.Everybody(tx)).ToDictionary(person => person.Userid, person => person.Name)));
        return Html(page.Of(shown, reader.Name, now));
    }

    // The state proves that this browser began here: without it somebody could be made to look through another's eyes.
    private static async Task<IResult> Login(HttpContext context, string? code, string? state, Database database, Pack pack, WeComClient client, TimeProvider time)
    {
        var pass = new DeskPass(database, time);
        var page = new DeskPage(pack.Messages, Days);
        var began = pass.Open("state", context.Request.Cookies[StateCookie]);
        context.Response.Cookies.Delete(StateCookie);
        if (string.IsNullOrEmpty(code) || began is null || began != state)
            return Html(page.Only(DeskTexts.NotMember), StatusCodes.Status403Forbidden);
        try
        {
            if (await client.WhoIs(code) is not { } userid)
                return Html(page.Only(DeskTexts.NotMember), StatusCodes.Status403Forbidden);
            context.Response.Cookies.Append(PassCookie, pass.Seal("pass", userid, PassLives), Cookie(context, PassLives));
            return Results.Redirect("/desk");
        }
        catch (SendFailure)
        {
            return Html(page.Only(DeskTexts.NotMember), StatusCodes.Status403Forbidden);
        }
    }

    // For pages that use WeCom's own functions: only for whoever has logged in, and only for pages of ours.
    private static async Task<IResult> Sign(
        HttpContext context, string url, Database database, WeComSettings wecom, BotSettings settings, WeComClient client, TimeProvider time)
    {
        if (new DeskPass(database, time).Open("pass", context.Request.Cookies[PassCookie]) is null)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var page) || page.Authority != BaseOf(context, settings).Authority)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var nonce = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return Results.Json(new
        {
            corpid = wecom.CorpId,
            agentid = wecom.AgentId,
            timestamp,
            nonceStr = nonce,
            signature = JsSignature.Sign(await client.Ticket(context.RequestAborted), nonce, timestamp, url),
        });
    }

    private static async Task<Person?> Staff(Database database, Pack pack, string userid) =>
        await database.Read(tx => People.Find(tx, userid)) is { Active: true } person && pack.Roles.ScopeOf(person) == Scope.Everything ? person : null;

    private static Uri BaseOf(HttpContext context, BotSettings settings) =>
        settings.DeskUrl ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}");

    private static CookieOptions Cookie(HttpContext context, TimeSpan lives) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = lives, Path = "/desk" };

    private static IResult Html(string page, int status = StatusCodes.Status200OK) => Results.Content(page, "text/html; charset=utf-8", statusCode: status);
}
