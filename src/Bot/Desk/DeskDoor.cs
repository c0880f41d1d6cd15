using System.Security.Cryptography;
using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>Who stands at the desk: asked of WeCom (OAuth2), then known by a pass for some hours.</summary>
public sealed class DeskDoor(Database database, Pack pack, WeComSettings wecom, BotSettings settings, WeComClient client, TimeProvider time)
{
    public const string Home = "/desk";

    private const string PassCookie = "desk";
    private const string StateCookie = "desk_state";
    private const string TokenField = "token";

    private static readonly TimeSpan PassLives = TimeSpan.FromHours(8);
    private static readonly TimeSpan LoginLives = TimeSpan.FromMinutes(10);

    private readonly DeskPass pass = new(database, time);
    private readonly DeskHtml html = new(pack.Messages);

    /// <summary>Shows something to whoever may see it; whoever has not logged in does that first and comes back.</summary>
    internal async Task<IResult> Open(HttpContext context, Func<DeskReader, bool> may, Func<DeskReader, Task<IResult>> show)
    {
        if (Userid(context) is not { } userid)
            return AskWeCom(context);
        return await Reader(userid) is { } reader && may(reader) ? await show(reader) : Refused(DeskTexts.NotStaff);
    }

    /// <summary>Does what a form of ours asks for.</summary>
    /// <param name="mostBytes">Of all that the form brings.</param>
    internal async Task<IResult> Do(HttpContext context, long mostBytes, Func<DeskReader, bool> may, Func<DeskReader, IFormCollection, Task<IResult>> act)
    {
        if (Userid(context) is not { } userid)
            return Refused(DeskTexts.PassEnded);
        if (await Reader(userid) is not { } reader || !may(reader))
            return Refused(DeskTexts.NotStaff);
        DeskUpload.Allow(context, mostBytes);
        if (await DeskUpload.Read(context, mostBytes) is not { } form)
            return Html(html.Only(DeskTexts.TooMuch, ("megabytes", mostBytes / (1024 * 1024))), StatusCodes.Status413PayloadTooLarge);
        return pass.Open(TokenField, form[TokenField]) == userid ? await act(reader, form) : Refused(DeskTexts.PassEnded);
    }

    /// <summary>The login's way back. The state proves that this browser began here: without it somebody could be made to look through another's eyes.</summary>
    internal async Task<IResult> Login(HttpContext context, string? code, string? state)
    {
        var began = pass.Open("state", context.Request.Cookies[StateCookie])?.Split(' ', 2);
        context.Response.Cookies.Delete(StateCookie, new CookieOptions { Path = Home });
        if (string.IsNullOrEmpty(code) || began is not [var expected, var wanted] || expected != state)
            return Refused(DeskTexts.NotMember);
        try
        {
            if (await client.WhoIs(code) is not { } userid)
                return Refused(DeskTexts.NotMember);
            context.Response.Cookies.Append(PassCookie, pass.Seal("pass", userid, PassLives), Cookie(context, PassLives));
            return Results.Redirect(wanted);
        }
        catch (SendFailure)
        {
            return Refused(DeskTexts.NotMember);
        }
    }

    /// <summary>The address that WeCom's browser knows us by.</summary>
    internal Uri BaseOf(HttpContext context) => settings.DeskUrl ?? new Uri($"{context.Request.Scheme}://{context.Request.Host}");

    /// <summary>Null for whoever has not logged in, or not for hours.</summary>
    internal string? Userid(HttpContext context) => pass.Open("pass", context.Request.Cookies[PassCookie]);

    internal static IResult Html(string page, int status = StatusCodes.Status200OK) => Results.Content(page, "text/html; charset=utf-8", statusCode: status);

    private IResult AskWeCom(HttpContext context)
    {
        var state = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        // Where they were going; only ever a path of ours, because it is the one that brought them here.
        context.Response.Cookies.Append(StateCookie, pass.Seal("state", $"{state} {context.Request.Path}{context.Request.QueryString}", LoginLives), Cookie(context, LoginLives));
        return Results.Redirect(OAuth.Address(wecom, new Uri(BaseOf(context), "/desk/login"), state).AbsoluteUri);
    }

    private async Task<DeskReader?> Reader(string userid) =>
        await database.Read(tx => People.Find(tx, userid)) is { Active: true } person ? DeskReader.Of(person, pack, pass.Seal(TokenField, userid, PassLives)) : null;

    private IResult Refused(MessageKey why) => Html(html.Only(why), StatusCodes.Status403Forbidden);

    private static CookieOptions Cookie(HttpContext context, TimeSpan lives) =>
        new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps, MaxAge = lives, Path = Home };
}
