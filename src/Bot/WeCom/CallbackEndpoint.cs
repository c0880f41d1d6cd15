using Bot.Turns;

namespace Bot.WeCom;

/// <summary>GET and POST /wecom/callback: verify, decrypt, hand over, answer. What is wrong gets a plain status and no detail.</summary>
public static class CallbackEndpoint
{
    public static void MapWeComCallback(this IEndpointRouteBuilder routes, WeComSettings settings, string path = "/wecom/callback")
    {
        var crypto = new CallbackCrypto(settings.Token, settings.EncodingAesKey, settings.CorpId);
        routes.MapGet(path, (HttpRequest request) => Verify(request, crypto));
        var services = routes.ServiceProvider;
        var (turns, replies) = (services.GetRequiredService<TurnRunner>(), services.GetRequiredService<TakenReplies>());
        var time = services.GetRequiredService<TimeProvider>();
        var log = services.GetRequiredService<ILoggerFactory>().CreateLogger("Bot.WeCom.Callback");
        // A RequestDelegate: nothing is bound or made for each request.
        routes.MapPost(path, async context =>
        {
            var result = await Receive(context, crypto, settings, turns, replies, time, log);
            await result.ExecuteAsync(context);
        });
    }

    private static IResult Verify(HttpRequest request, CallbackCrypto crypto) =>
        Open(request, crypto, request.Query["echostr"].ToString()) is Opened.Plain echo
            ? Results.Text(echo.Text, "text/plain")
            : Results.StatusCode(StatusCodes.Status403Forbidden);

    private static async Task<IResult> Receive(
        HttpContext context, CallbackCrypto crypto, WeComSettings settings, TurnRunner turns, TakenReplies replies, TimeProvider time, ILogger log)
    {
        var began = time.GetTimestamp();
        if (await CallbackEnvelope.ReadBody(context.Request.Body, context.RequestAborted) is not { } body)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (CallbackEnvelope.Read(body) is not { } envelope)
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        var opened = Open(context.Request, crypto, envelope.Encrypt);
        if (opened is not Opened.Plain plain)
        {
            log.LogWarning("a callback was refused: {Reason}", opened.GetType().Name);
            return Results.StatusCode(opened is Opened.NotDecryptable ? StatusCodes.Status400BadRequest : StatusCodes.Status403Forbidden);
        }
        if (Incoming.Parse(plain.Text) is not { } incoming)
        {
            log.LogWarning("a callback decrypts to something that is no message");
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }
        var answered = await turns.Accept(incoming, incoming is Incoming.Located ? "" : plain.Text, began);
        var now = time.GetUtcNow();
        if (Written(answered.Reply, incoming, settings, now, log) is not { } reply)
            return Results.Ok();
        context.Response.OnCompleted(() =>
        {
            if (!context.RequestAborted.IsCancellationRequested)
                replies.Take(incoming.DedupKey);
            return Task.CompletedTask;
        });
        return Results.Text(CallbackEnvelope.Seal(crypto, reply, now), "application/xml");
    }

    // The turn has happened: a reply that cannot be written is not taken, and goes the outbox's way, where it is seen if it fails again.
    private static string? Written(PassiveReply reply, Incoming incoming, WeComSettings settings, DateTimeOffset now, ILogger log)
    {
        try
        {
            return reply.ToXml(incoming.UserId, settings.CorpId, now);
        }
        catch (CardException refused)
        {
            log.LogError(refused, "the reply to {Message} is no card that WeCom takes", incoming.DedupKey);
            return null;
        }
    }

    private static Opened Open(HttpRequest request, CallbackCrypto crypto, string encrypted) => crypto.Open(
        request.Query["msg_signature"].ToString(), request.Query["timestamp"].ToString(), request.Query["nonce"].ToString(), encrypted);
}
