using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Bot.WeCom;

/// <summary>What lets a page use WeCom's JS-SDK. Source: developer.work.weixin.qq.com/document/path/96909.</summary>
public static class JsSignature
{
    /// <param name="ticket">See <see cref="WeComClient.Ticket"/>.</param>
    /// <param name="address">The page's own, what follows # left out.</param>
    [SuppressMessage("Security", "CA5350", Justification = "WeCom's protocol signs with SHA-1.")]
    public static string Sign(string ticket, string nonce, string timestamp, string address) => Convert.ToHexStringLower(SHA1.HashData(
        Encoding.UTF8.GetBytes($"jsapi_ticket={ticket}&noncestr={nonce}&timestamp={timestamp}&url={address.Split('#')[0]}")));
}
