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
        // What a phone does when somebody taps a file; no part of WeCom's API.
        routes.MapGet(prefix + "/files/{mediaId}", (string mediaId) => wecom.Media.Download(mediaId) is var (media, bytes)
            ? Results.File(bytes, ContentType(media), media.Name)
            : Results.NotFound());

        void Post(string path, Func<JsonObject, IQueryCollection, ValueTask<JsonObject>> answer) =>
            api.MapPost(path, context => Checked(context, wecom, path, async () =>
                await Body(context.Request) is { } body
                    ? await answer(body, context.Request.Query)
                    : DemoAnswer.Refused(40058, "Warning: wrong json format.")));
    }

    private static Task Checked(HttpContext context, DemoWeCom wecom, string call, Func<ValueTask<JsonObject>> answer) =>
        Answer(context, wecom, call, async () => wecom.Tokens.Check(context.Request.Query["access_token"]) ?? await answer());

    private static async Task Answer(HttpContext context, DemoWeCom wecom, string call, Func<ValueTask<JsonObject>> answer)
    {
        var fault = wecom.TakeFault(call);
        var json = fault is { ErrCode: { } code } ? DemoAnswer.Refused(code, fault.ErrMsg) : await answer();
        if (fault is { ErrCode: null })
            context.Abort();
        else
            await context.Response.WriteAsJsonAsync(json, WireJson.Options);
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
        if (wecom.Tokens.Check(query["access_token"]) is not null || wecom.Media.Find(query["media_id"]) is not { } media)
        {
            await Checked(context, wecom, "media/get", () => new(DemoAnswer.Refused(40007, "invalid media_id")));
            return;
        }
        context.Response.ContentType = ContentType(media);
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(media.Name);
        context.Response.Headers.ContentDisposition = disposition.ToString();
        await context.Response.Body.WriteAsync(wecom.Media.Download(media.MediaId)!.Value.Bytes);
    }

    private static string ContentType(DemoMedia media) => media.Type switch
    {
        "image" => "image/jpeg",
        "voice" => "audio/amr",
        "video" => "video/mp4",
        _ => "application/octet-stream",
    };
}
