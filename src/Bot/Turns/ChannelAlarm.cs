using System.Text.Json;
using Store;

namespace Bot.Turns;

/// <param name="Error">As WeCom said it; with error 60020 it names the address that is not trusted.</param>
public sealed record ChannelStop(DateTimeOffset Since, string Error);

/// <summary>WeCom refuses the app itself: kept in the store, so that every process and county staff see it, until something is sent again.</summary>
public static class ChannelAlarm
{
    private const string Key = "wecom.stopped";

    public static async Task<ChannelStop?> Read(Tx tx) =>
        await Meta.Get(tx, Key) is { Length: > 0 } kept ? JsonSerializer.Deserialize<ChannelStop>(kept, StoredJson.Options) : null;

    public static Task Raise(Tx tx, string error, DateTimeOffset now) => Meta.Set(tx, Key, JsonSerializer.Serialize(new ChannelStop(now, error), StoredJson.Options));

    public static Task Clear(Tx tx) => Meta.Set(tx, Key, "");
}
