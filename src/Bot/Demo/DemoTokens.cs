using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Bot.WeCom;

namespace Bot.Demo;

/// <summary>gettoken, and whether a call's token is good. They are not remembered over a restart: the app fetches another.</summary>
internal sealed class DemoTokens(WeComSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(7200);

    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> expiry = [];

    private readonly HashSet<string> contacts = [];

    /// <summary>Whether it is the address book's, good for reading it and nothing else.</summary>
    public bool IsContacts(string? token)
    {
        lock (gate)
            return contacts.Contains(token ?? "");
    }

    public int Issued { get; private set; }

    public JsonObject Get(string? corpId, string? secret)
    {
        if (corpId != settings.CorpId)
            return DemoAnswer.Refused(40013, "invalid corpid");
        if (string.IsNullOrEmpty(secret))
            return DemoAnswer.Refused(41004, "corpsecret missing");
        if (secret != settings.Secret && secret != DemoWeCom.ContactsSecret)
            return DemoAnswer.Refused(40001, "invalid credential");
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        lock (gate)
        {
            Issued++;
            expiry[token] = time.GetUtcNow() + Lifetime;
            if (secret == DemoWeCom.ContactsSecret)
                contacts.Add(token);
        }
        return DemoAnswer.Ok(new() { ["access_token"] = token, ["expires_in"] = (int)Lifetime.TotalSeconds });
    }

    /// <summary>Null when the token is good.</summary>
    public JsonObject? Check(string? token)
    {
        if (string.IsNullOrEmpty(token))
            return DemoAnswer.Refused(41001, "access_token missing");
        lock (gate)
            return !expiry.TryGetValue(token, out var until) ? DemoAnswer.Refused(40014, "invalid access_token")
                : until <= time.GetUtcNow() ? DemoAnswer.Refused(42001, "access_token expired")
                : null;
    }

    public void Expire()
    {
        lock (gate)
            foreach (var token in expiry.Keys.ToList())
                expiry[token] = DateTimeOffset.MinValue;
    }
}
