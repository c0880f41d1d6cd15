using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Bot.WeCom;

/// <summary>What every message and event says of itself.</summary>
/// <param name="UserId">In lower case: WeCom does not tell cases apart and answers in lower case.</param>
/// <param name="DedupKey">The same for every delivery of the same thing, and for nothing else.</param>
public sealed record IncomingHeader(string UserId, DateTimeOffset CreateTime, int AgentId, string DedupKey);

/// <summary>
/// A decrypted callback. Elements are found by name: their order differs between WeCom's own samples.
/// Source: developer.work.weixin.qq.com/document/path/90239 (messages) and 90376 (events).
/// </summary>
public abstract record Incoming
{
    private Incoming(IncomingHeader header) => Header = header;

    public IncomingHeader Header { get; init; }
    public string UserId => Header.UserId;
    public string DedupKey => Header.DedupKey;

    public sealed record Text(IncomingHeader Header, string Content) : Incoming(Header);
    /// <summary>A media id lives for three days.</summary>
    public sealed record Image(IncomingHeader Header, string MediaId, string PicUrl) : Incoming(Header);
    public sealed record Voice(IncomingHeader Header, string MediaId, string Format) : Incoming(Header);
    public sealed record Video(IncomingHeader Header, string MediaId, string ThumbMediaId) : Incoming(Header);
    /// <summary>No app is sent files today; where one is, it is taken like a photo.</summary>
    public sealed record File(IncomingHeader Header, string MediaId, string FileName) : Incoming(Header);
    public sealed record Location(IncomingHeader Header, decimal Latitude, decimal Longitude, string Label) : Incoming(Header);
    public sealed record Link(IncomingHeader Header, string Title, string Description, string Url) : Incoming(Header);

    public sealed record MenuClicked(IncomingHeader Header, string EventKey) : Incoming(Header);
    /// <param name="Selected">Option ids by question key; empty for a plain button.</param>
    public sealed record CardClicked(
        IncomingHeader Header, string EventKey, string TaskId, string CardType, string ResponseCode,
        IReadOnlyDictionary<string, IReadOnlyList<string>> Selected) : Incoming(Header);
    /// <summary>An entry of the menu in a card's upper right corner.</summary>
    public sealed record CardMenuClicked(
        IncomingHeader Header, string EventKey, string TaskId, string CardType, string ResponseCode) : Incoming(Header);
    public sealed record Entered(IncomingHeader Header) : Incoming(Header);
    /// <summary>The member came into the app's visible scope; it is nothing they did in the chat.</summary>
    public sealed record Subscribed(IncomingHeader Header) : Incoming(Header);
    public sealed record Unsubscribed(IncomingHeader Header) : Incoming(Header);
    /// <summary>Where the member is, told by their phone as they open the chat: nobody asked, so nothing of it is kept.</summary>
    public sealed record Located(IncomingHeader Header) : Incoming(Header);
    /// <summary>The platform's own news: the address book changed, a batch ended, the app is to be switched off.</summary>
    /// <param name="Name">create_user, delete_party, batch_job_result, inactive_alert …</param>
    /// <param name="Subject">The member, department or job; as it is, not in lower case.</param>
    /// <param name="Detail">Ids, codes and days; nothing personal. Who the member is has to be read again.</param>
    public sealed record Notified(IncomingHeader Header, string Name, string Subject, string Detail) : Incoming(Header);
    /// <param name="Name">The event's or the message type's name. To be acknowledged, never refused.</param>
    public sealed record Other(IncomingHeader Header, string Name) : Incoming(Header);

    /// <summary>Null when it is not XML, or does not say who wrote, when, and what kind it is.</summary>
    public static Incoming? Parse(string plaintext)
    {
        if (SafeXml.Parse(plaintext) is not { } xml)
            return null;
        var user = xml.Text("FromUserName").Trim().ToLowerInvariant();
        var type = xml.Text("MsgType").Trim();
        if (user.Length == 0 || type.Length == 0 || Time(xml.Text("CreateTime")) is not { } created)
            return null;

        _ = int.TryParse(xml.Text("AgentID"), NumberStyles.None, CultureInfo.InvariantCulture, out var agent);
        var header = new IncomingHeader(user, created, agent, Key(xml, type, agent));
        return type.Equals("event", StringComparison.OrdinalIgnoreCase) ? Event(xml, header) : Message(xml, header, type);
    }

    private static Incoming Message(XElement xml, IncomingHeader header, string type) => type.ToLowerInvariant() switch
    {
        "text" => new Text(header, xml.Text("Content")),
        "image" => new Image(header, xml.Text("MediaId"), xml.Text("PicUrl")),
        "voice" => new Voice(header, xml.Text("MediaId"), xml.Text("Format")),
        "video" => new Video(header, xml.Text("MediaId"), xml.Text("ThumbMediaId")),
        "location" when Degrees(xml, "Location_X") is { } x && Degrees(xml, "Location_Y") is { } y =>
            new Location(header, x, y, xml.Text("Label")),
        "file" => new File(header, xml.Text("MediaId"), xml.Text("FileName")),
        "link" => new Link(header, xml.Text("Title"), xml.Text("Description"), xml.Text("Url")),
        _ => new Other(header, type),
    };

    private static Incoming Event(XElement xml, IncomingHeader header) => xml.Text("Event").Trim().ToLowerInvariant() switch
    {
        "click" => new MenuClicked(header, xml.Text("EventKey")),
        "template_card_event" => new CardClicked(
            header, xml.Text("EventKey"), xml.Text("TaskId"), xml.Text("CardType"), xml.Text("ResponseCode"), Selections(xml)),
        "template_card_menu_event" => new CardMenuClicked(
            header, xml.Text("EventKey"), xml.Text("TaskId"), xml.Text("CardType"), xml.Text("ResponseCode")),
        "enter_agent" => new Entered(header),
        "subscribe" => new Subscribed(header),
        "unsubscribe" => new Unsubscribed(header),
        "location" => new Located(header),
        "change_contact" => ContactChange(xml, header),
        "batch_job_result" => Batch(xml.Element("BatchJob") ?? xml, header),
        "inactive_alert" or "close_inactive_agent" or "reopen_inactive_agent" or "low_active_alert" or "low_active" or "active_restored" =>
            new Notified(header, xml.Text("Event").Trim().ToLowerInvariant(), "", Pairs(("effect_time", xml.Text("EffectTime")))),
        _ => new Other(header, xml.Text("Event").Trim()),
    };

    private static Notified ContactChange(XElement xml, IncomingHeader header)
    {
        var subject = ((string[])["UserID", "Id", "TagId"]).Select(name => xml.Text(name).Trim()).FirstOrDefault(text => text.Length > 0) ?? "";
        return new Notified(header, xml.Text("ChangeType").Trim().ToLowerInvariant(), subject,
            Pairs(("new_userid", xml.Text("NewUserID")), ("department", xml.Text("Department")), ("parent", xml.Text("ParentId"))));
    }

    private static Notified Batch(XElement job, IncomingHeader header) => new(header, "batch_job_result", job.Text("JobId").Trim(),
        Pairs(("type", job.Text("JobType")), ("errcode", job.Text("ErrCode"))));

    private static string Pairs(params (string Name, string Value)[] pairs) =>
        string.Join(' ', pairs.Where(pair => pair.Value.Trim().Length > 0).Select(pair => $"{pair.Name}={pair.Value.Trim()}"));

    private static Dictionary<string, IReadOnlyList<string>> Selections(XElement xml) =>
        xml.Elements("SelectedItems").Elements("SelectedItem")
            .GroupBy(item => item.Text("QuestionKey"))
            .ToDictionary(
                item => item.Key,
                item => (IReadOnlyList<string>)[.. item.Elements("OptionIds").Elements("OptionId").Select(id => LegalText.Strip(id.Value))]);

    // The documented key for events, sender and second, takes different events for one: two clicks, entering and being located.
    private static string Key(XElement xml, string type, int agent)
    {
        if (!type.Equals("event", StringComparison.OrdinalIgnoreCase) && xml.Text("MsgId").Trim() is { Length: > 0 } id)
            return $"message:{agent}:{id}";
        return xml.Text("ResponseCode").Trim() is { Length: > 0 } code
            ? $"card:{agent}:{code}"
            : "event:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(xml))));
    }

    // Whether a repeated delivery repeats the text to the byte is not documented: what it says is the same in any order and dress.
    private static string Canonical(XElement xml) => xml.HasElements
        ? $"{xml.Name.LocalName}({string.Join(',', xml.Elements().Select(Canonical).Order(StringComparer.Ordinal))})"
        : $"{xml.Name.LocalName}={xml.Value.Trim()}";

    private static DateTimeOffset? Time(string seconds) =>
        uint.TryParse(seconds, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var s)
            ? DateTimeOffset.FromUnixTimeSeconds(s)
            : null;

    private static decimal? Degrees(XElement xml, string name) =>
        decimal.TryParse(xml.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) ? degrees : null;
}
