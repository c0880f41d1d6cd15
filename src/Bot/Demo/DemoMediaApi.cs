using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Bot.Demo;

/// <summary>media/upload and media/get: 3 days, with WeCom's sizes. Source: developer.work.weixin.qq.com/document/path/90253.</summary>
internal sealed class DemoMediaApi(DemoBook book, TimeProvider time)
{
    /// <summary>What media/get gives without a Range.</summary>
    public const int MostAtOnce = 20 * Megabyte;

    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3);

    private static readonly Dictionary<string, int> MaxBytes = new(StringComparer.Ordinal)
    {
        ["image"] = 10 * Megabyte,
        ["voice"] = 2 * Megabyte,
        ["video"] = 10 * Megabyte,
        ["file"] = 20 * Megabyte,
    };

    /// <summary>Where <c>MapDemoWeCom</c> put the demo.</summary>
    public string Prefix { get; set; } = "/demo/wecom";

    public JsonObject Upload(string? type, string name, byte[] bytes)
    {
        if (type is null || !MaxBytes.TryGetValue(type, out var max))
            return DemoAnswer.Refused(40005, "invalid type");
        if (bytes.Length <= 5)
            return DemoAnswer.Refused(40006, "the file is not longer than 5 bytes");
        if (bytes.Length > max)
            return DemoAnswer.Refused(45001, $"a {type} is at most {max} bytes long");
        var kept = Keep(type, name, bytes);
        return DemoAnswer.Ok(new()
        {
            ["type"] = type,
            ["media_id"] = kept.MediaId,
            ["created_at"] = kept.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        });
    }

    public DemoMedia Keep(string type, string name, byte[] bytes)
    {
        var kept = new DemoMedia(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)), name, type, bytes.Length, time.GetUtcNow());
        lock (book.Gate)
            book.Keep(kept, bytes);
        return kept;
    }

    /// <summary>Null when there is no such media id, or no longer.</summary>
    public DemoMedia? Find(string? mediaId, string? type = null)
    {
        lock (book.Gate)
            return book.Media(mediaId ?? "") is { } kept && time.GetUtcNow() - kept.At < Lifetime && (type ?? kept.Type) == kept.Type ? kept : null;
    }

    /// <summary>What a phone has received it keeps: no token, no three days.</summary>
    public (DemoMedia Media, byte[] Bytes)? Download(string mediaId)
    {
        lock (book.Gate)
            return book.Media(mediaId) is { } kept ? (kept, book.Bytes(kept)) : null;
    }

    public DemoFile OnPhone(DemoMedia kept) => new(kept.Name, kept.MediaId, kept.Size, $"{Prefix}/files/{kept.MediaId}");
}
