using Bot.WeCom;
using Store;

namespace Bot.Turns;

/// <summary>What a message leaves behind besides the conversation: evidence to be fetched, and the platform's news.</summary>
internal static class Traces
{
    public static Task Leave(Tx tx, Turned turn) => turn.Incoming switch
    {
        Incoming.Image image => Keep(tx, turn, "image", image.MediaId),
        Incoming.Voice voice => Keep(tx, turn, "voice", voice.MediaId),
        Incoming.Video video => Keep(tx, turn, "video", video.MediaId),
        Incoming.File file => Keep(tx, turn, "file", file.MediaId),
        Incoming.Subscribed => Came(tx, turn),
        Incoming.Unsubscribed => Went(tx, turn),
        Incoming.Notified news => ChannelEvents.Add(tx, news.Name, news.Subject, news.Detail, turn.At),
        _ => Task.CompletedTask,
    };

    private static Task Keep(Tx tx, Turned turn, string kind, string mediaId) => turn.Person is { Active: true } person && mediaId.Length > 0
        ? Evidence.Add(tx, person.Userid, kind, mediaId, turn.Draft?.Form ?? "", turn.Draft?.Subject ?? "", turn.At)
        : Task.CompletedTask;

    private static async Task Came(Tx tx, Turned turn)
    {
        await ChannelEvents.Add(tx, "subscribe", turn.Incoming.UserId, "", turn.At);
        await Unreachable.Remove(tx, [turn.Incoming.UserId]);
    }

    private static async Task Went(Tx tx, Turned turn)
    {
        await ChannelEvents.Add(tx, "unsubscribe", turn.Incoming.UserId, "", turn.At);
        await Unreachable.Add(tx, [turn.Incoming.UserId], Unreachable.Left, "unsubscribe", turn.At);
    }
}
