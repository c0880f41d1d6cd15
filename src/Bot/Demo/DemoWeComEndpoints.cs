using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.WeCom;
using Microsoft.Net.Http.Headers;

namespace Bot.Demo;

/// <summary>The server API's paths. As with the real one, a refusal is HTTP 200 with an errcode.</summary>
public static class DemoWeComEndpoints
{
    /// <param name="prefix">E.g. <c>/demo/wecom</c>; the bot's ApiBase is this server's address followed by it.</param>
    public static void MapDemoWeCom(this IEndpointRouteBuilder routes, string prefix, DemoWeCom wecom)
    {
        wecom.Media.Prefix = prefix;
        var api = routes.MapGroup(prefix + "/cgi-bin");
        api.MapGet("gettoken", context => Answer(context, wecom, "gettoken", () =>
            new(wecom.Tokens.Get(context.Request.Query["corpid"], context.Request.Query["corpsecret"]))));

        Post("message/send", async (body, _) => wecom.Api.Send(body, await wecom.Members()));
        Post("message/update_template_card", async (body, _) => wecom.Api.UpdateCard(body, await wecom.Members()));
        Post("message/recall", (body, _) => new(wecom.Api.Recall(body)));
        Post("menu/create", (body, query) => new(wecom.Api.CreateMenu(query["agentid"], body)));
        api.MapGet("menu/get", context => Checked(context, wecom, "menu/get", () => new(wecom.Api.GetMenu())));
        api.MapPost("media/upload", context => Checked(context, wecom, "media/upload", () => Upload(context.Request, wecom)));
        api.MapGet("media/get", context => Download(context, wecom));
        Get("department/list", (_, _) => new(wecom.Directory.ListDepartments()));
        Get("user/simplelist", async (token, query) => await wecom.Directory.ListMembers(token, query["department_id"]));
        Get("user/list", async (token, query) => await wecom.Directory.ListMembers(token, query["department_id"]));
        Get("user/get", async (token, query) => await wecom.Directory.GetMember(token, query["userid"]));
        Get("auth/getuserinfo", (_, query) => new(wecom.Directory.WhoIs(query["code"])));
        Get("ticket/get", (_, _) => new(DemoDirectory.Ticket()));
        Get("get_jsapi_ticket", (_, _) => new(DemoDirectory.Ticket()));
        Post("user/list_id", async (body, query) => await wecom.Directory.ListIds(query["access_token"], body));
        api.MapPost("webhook/send", context => Answer(context, wecom, "webhook/send", async () =>
            await Body(context.Request) is { } body ? wecom.SayInGroup(context.Request.Query["key"], body) : DemoAnswer.Refused(40058, "Warning: wrong json format.")));
        routes.MapGet(prefix + "/connect/oauth2/authorize", context => Authorize(context, wecom));
        // What a phone does when somebody taps a file; no part of WeCom's API.
        routes.MapGet(prefix + "/files/{mediaId}", (string mediaId) => wecom.Media.Download(mediaId) is var (media, bytes)
            ? Results.File(bytes, ContentType(media), media.Name)
            : Results.NotFound());

        void Get(string path, Func<string?, IQueryCollection, ValueTask<JsonObject>> answer) =>
            api.MapGet(path, context => Checked(context, wecom, path, () => answer(context.Request.Query["access_token"], context.Request.Query)));

        void Post(string path, Func<JsonObject, IQueryCollection, ValueTask<JsonObject>> answer) =>
            api.MapPost(path, context => Checked(context, wecom, path, async () =>
                await Body(context.Request) is { } body
                    ? await answer(body, context.Request.Query)
                    : DemoAnswer.Refused(40058, "Warning: wrong json format.")));
    }

    private static Task Checked(HttpContext context, DemoWeCom wecom, string call, Func<ValueTask<JsonObject>> answer) =>
        Answer(context, wecom, call, async () => wecom.Tokens.Check(context.Request.Query["access_token"]) ?? Forbidden(context, wecom, call) ?? await answer());

    // The address book's token reads the address book, and that is all.
    private static JsonObject? Forbidden(HttpContext context, DemoWeCom wecom, string call) =>
        wecom.Tokens.IsContacts(context.Request.Query["access_token"]) && call.Split('/')[0] is not ("user" or "department")
            ? DemoAnswer.Refused(48002, "api forbidden")
            : null;

    private static async Task Answer(HttpContext context, DemoWeCom wecom, string call, Func<ValueTask<JsonObject>> answer)
    {
        wecom.Count(call);
        await wecom.Delay();
        var fault = wecom.TakeFault(call);
        switch (fault?.Kind)
        {
            case DemoFaultKind.Closed:
                context.Abort();
                return;
            case DemoFaultKind.BadGateway:
                await Gateway(context);
                return;
            case DemoFaultKind.Refused when fault.ErrCode == SendFailure.Code.TokenExpired:
                wecom.ExpireTokens();
                break;
        }
        var json = fault?.Kind == DemoFaultKind.Refused ? DemoAnswer.Refused(fault.ErrCode, fault.ErrMsg) : await answer();
        if (fault?.Kind == DemoFaultKind.AnswerLost)
            context.Abort();
        else if (fault?.Kind == DemoFaultKind.BadGatewayAfter)
            await Gateway(context);
        else
            await context.Response.WriteAsJsonAsync(json, WireJson.Options);
    }

    private static Task Gateway(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status502BadGateway;
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync("<html><body><h1>502 Bad Gateway</h1></body></html>");
    }

    // What open.weixin.qq.com does with the browser of somebody whom it knows; here the visitor says who they are.
    private static async Task Authorize(HttpContext context, DemoWeCom wecom)
    {
        var query = context.Request.Query;
        var (back, state, user) = (query["redirect_uri"].ToString(), query["state"].ToString(), query["user"].ToString());
        if (back.Length == 0 || query["appid"].Count == 0 || query["response_type"] != "code" || state.Length > 128 || !state.All(char.IsAsciiLetterOrDigit))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        if (user.Length > 0)
        {
            context.Response.Redirect($"{back}{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code={wecom.Directory.MintCode(user)}&state={state}");
            return;
        }
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(DemoLogin.Page(await wecom.Members(), context.Request.QueryString.Value!.TrimStart('?'), wecom.LoginTexts));
    }

    private static async Task<JsonObject?> Body(HttpRequest request)
    {
        try
        {
            return await JsonNode.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static async ValueTask<JsonObject> Upload(HttpRequest request, DemoWeCom wecom)
    {
        if (!request.HasFormContentType || (await request.ReadFormAsync()).Files["media"] is not { } file)
            return DemoAnswer.Refused(44001, "empty media data");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return wecom.Media.Upload(request.Query["type"], file.FileName, bytes.ToArray());
    }

    private static async Task Download(HttpContext context, DemoWeCom wecom)
    {
        var query = context.Request.Query;
        var fault = wecom.TakeFault("media/get");
        if (fault?.Kind == DemoFaultKind.Closed)
        {
            context.Abort();
            return;
        }
        if (fault?.Kind == DemoFaultKind.Refused)
        {
            await context.Response.WriteAsJsonAsync(DemoAnswer.Refused(fault.ErrCode, fault.ErrMsg), WireJson.Options);
            return;
        }
        if (wecom.Tokens.Check(query["access_token"]) is not null || wecom.Media.Find(query["media_id"]) is not { } media)
        {
            await Checked(context, wecom, "media/get", () => new(DemoAnswer.Refused(40007, "invalid media_id")));
            return;
        }
        await Give(context, media, wecom.Media.Download(media.MediaId)!.Value.Bytes);
    }

    // More than 20 MB only part by part, as the real one has it.
    private static async Task Give(HttpContext context, DemoMedia media, byte[] bytes)
    {
        var range = context.Request.GetTypedHeaders().Range?.Ranges.FirstOrDefault();
        if (range is null && bytes.Length > DemoMediaApi.MostAtOnce)
        {
            await context.Response.WriteAsJsonAsync(DemoAnswer.Refused(SendFailure.Code.RangeNeeded, "the file is larger than 20 MB: use Range"), WireJson.Options);
            return;
        }
        var from = range is null ? 0 : range.From ?? Math.Max(0, bytes.Length - range.To ?? 0);
        var to = Math.Min(range is { From: not null, To: { } last } ? last : bytes.Length - 1, bytes.Length - 1);
        if (range is not null && (from >= bytes.Length || to - from >= DemoMediaApi.MostAtOnce))
        {
            context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
            context.Response.GetTypedHeaders().ContentRange = new ContentRangeHeaderValue(bytes.Length);
            return;
        }
        if (range is not null)
        {
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.GetTypedHeaders().ContentRange = new ContentRangeHeaderValue(from, to, bytes.Length);
        }
        context.Response.ContentType = ContentType(media);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(media.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        await context.Response.Body.WriteAsync(bytes.AsMemory((int)from, (int)(to - from + 1)));
    }

    private static string ContentType(DemoMedia media) => media.Type switch
    {
        "image" => "image/jpeg",
        "voice" => "audio/amr",
        "video" => "video/mp4",
        _ => "application/octet-stream",
    };
}
