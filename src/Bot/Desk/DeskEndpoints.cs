using System.Security.Cryptography;
using Bot.Turns;
using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>/desk: the pages of county and town staff, opened inside WeCom.</summary>
public static class DeskEndpoints
{
    private const int Days = 30;

    public static void MapDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(DeskDoor.Home, Show);
        routes.MapGet("/desk/login", (HttpContext context, string? code, string? state, DeskDoor door) => door.Login(context, code, state));
        routes.MapGet("/desk/js-config", Sign);
        routes.MapNoticeDesk();
    }

    // Town staff have nothing to see of how the channel is: they come to write notices.
    private static Task<IResult> Show(HttpContext context, DeskDoor door, Database database, Pack pack, TimeProvider time) =>
        door.Open(context, reader => reader.SeesCounty || reader.WritesNotices, async reader =>
        {
            if (!reader.SeesCounty)
                return Results.Redirect(NoticeDesk.Path);
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
            return DeskDoor.Html(new DeskPage(pack.Messages, Days).Of(shown, reader, now));
        });

    // For pages that use WeCom's own functions: only for whoever has logged in, and only for pages of ours.
    private static async Task<IResult> Sign(HttpContext context, string url, DeskDoor door, WeComSettings wecom, WeComClient client, TimeProvider time)
    {
        if (door.Userid(context) is null)
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var page) || page.Authority != door.BaseOf(context).Authority)
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
}
