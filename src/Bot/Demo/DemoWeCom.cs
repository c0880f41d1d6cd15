using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Bot.WeCom;
using Store;

namespace Bot.Demo;

/// <summary>
/// A WeCom in the process: it answers the bot's calls (<see cref="DemoWeComEndpoints"/>), shows members what they received,
/// and calls the bot back, encrypted, when they do something. It is stricter than the real one where that one fails in silence.
/// </summary>
public sealed partial class DemoWeCom : IDisposable
{
    // Nineteen digits, as real ones have.
    private const long FirstMsgId = 7_000_000_000_000_000_000;

    private readonly WeComSettings settings;
    private readonly Func<Task<IReadOnlyList<DemoMember>>> members;
    private readonly Func<Uri> callbackUrl;
    private readonly TimeProvider time;
    private readonly DemoBook book;
    private readonly DemoCallback callback;
    private readonly ConcurrentQueue<DemoError> errors = [];
    private readonly DemoFaults faults = new();
    private readonly Dictionary<string, long> lastEvent = [];

    /// <param name="settings">The same ones the bot has.</param>
    /// <param name="members">Who is in the app's visible scope, asked at every call.</param>
    /// <param name="callbackUrl">The bot's callback; asked at every use, as the port may be known late.</param>
    /// <param name="http">Used for callbacks.</param>
    /// <param name="folder">Where it remembers what happened; null for memory only.</param>
    /// <param name="cipher">What is typed into a demo can be anybody's: it is kept sealed. Null only where nobody types.</param>
    /// <exception cref="InvalidDataException">What it remembers cannot be read.</exception>
    public DemoWeCom(
        WeComSettings settings, Func<Task<IReadOnlyList<DemoMember>>> members, Func<Uri> callbackUrl, HttpClient http,
        TimeProvider time, string? folder, FieldCipher? cipher = null)
    {
        (this.settings, this.members, this.callbackUrl, this.time) = (settings, members, callbackUrl, time);
        book = new DemoBook(folder, cipher);
        callback = new DemoCallback(settings, callbackUrl, http, time, faults);
        Tokens = new DemoTokens(settings, time);
        Media = new DemoMediaApi(book, time);
        Api = new DemoApi(settings, book, Media, faults, time);
        Directory = new DemoDirectory(Tokens, members, time);
    }

    internal DemoTokens Tokens { get; }
    internal DemoMediaApi Media { get; }
    internal DemoApi Api { get; }

    /// <summary>What the bot did that the real WeCom would have swallowed.</summary>
    public IReadOnlyList<DemoError> Errors => [.. errors];

    /// <summary>Messages that exceeded a member's quota: accepted, and never shown.</summary>
    public int Dropped => Api.Dropped;

    public int TokensIssued => Tokens.Issued;

    /// <summary>The app's menu as menu/create sent it.</summary>
    public JsonElement? Menu
    {
        get
        {
            lock (book.Gate)
                return book.Menu;
        }
    }

    /// <summary>What this member received after message <paramref name="after"/>, passive replies and changed cards included.</summary>
    public IReadOnlyList<DemoMessage> MessagesOf(string user, long after = 0) =>
        [.. ChatOf(user, after).Where(line => !line.FromMember).Select(line => line.Message)];

    /// <summary>The same with what they wrote themselves.</summary>
    public IReadOnlyList<DemoLine> ChatOf(string user, long after = 0)
    {
        lock (book.Gate)
            return book.ChatOf(user, after);
    }

    /// <param name="written">When they wrote it, where weak signal held it up; null = now.</param>
    public Task<DemoDelivery> Say(string user, string text, CancellationToken cancel = default, DateTimeOffset? written = null) =>
        Write(user, new(0, default, "text", text), [SafeXml.Text("MsgType", "text"), SafeXml.Text("Content", text)], cancel, written);

    public Task<DemoDelivery> SendImage(string user, string fileName, byte[] bytes, CancellationToken cancel = default) =>
        SendMedia(user, "image", fileName, bytes,
            kept => SafeXml.Text("PicUrl", new Uri(callbackUrl(), Media.OnPhone(kept).Url).AbsoluteUri), cancel);

    public Task<DemoDelivery> SendVoice(string user, string fileName, byte[] bytes, CancellationToken cancel = default) =>
        SendMedia(user, "voice", fileName, bytes, _ => SafeXml.Text("Format", "amr"), cancel);

    public Task<DemoDelivery> SendLocation(
        string user, decimal latitude, decimal longitude, string label, CancellationToken cancel = default) =>
        Write(user, new(0, default, "location", label),
        [
            SafeXml.Text("MsgType", "location"),
            new XElement("Location_X", latitude.ToString(CultureInfo.InvariantCulture)),
            new XElement("Location_Y", longitude.ToString(CultureInfo.InvariantCulture)),
            new XElement("Scale", 15),
            SafeXml.Text("Label", label),
            SafeXml.Text("AppType", "wxwork"),
        ], cancel);

    /// <summary>A button, a submit button or a menu entry of a card that is on this person's phone.</summary>
    /// <param name="selected">Option ids by question key; where nothing is given, what the card has preselected.</param>
    /// <param name="asShown">The card as this phone still shows it, where its last change has not come through; null = as it is.</param>
    public Task<DemoDelivery> Click(
        string user, string taskId, string key, IReadOnlyDictionary<string, IReadOnlyList<string>>? selected = null,
        CancellationToken cancel = default, JsonElement? asShown = null)
    {
        var isMenu = false;
        List<XElement> fields;
        lock (book.Gate)
        {
            if (book.CardOf(user, taskId)?.Card is not { } shown)
                return Task.FromResult(DemoDelivery.Impossible($"no card '{taskId}' on this phone"));
            var card = JsonObject.Create(asShown ?? shown)!;
            IReadOnlyList<(string Question, IReadOnlyList<string> Options)>? choices = [];
            isMenu = DemoPhone.IsMenuKey(card, key);
            if (!isMenu && (choices = DemoPhone.Choose(card, key, selected ?? new Dictionary<string, IReadOnlyList<string>>(), out var problem)) is null)
                return Task.FromResult(DemoDelivery.Impossible(problem));
            fields =
            [
                SafeXml.Text("EventKey", key),
                SafeXml.Text("TaskId", taskId),
                SafeXml.Text("CardType", card.Text("card_type")),
                SafeXml.Text("ResponseCode", Api.MintCode(taskId, time.GetUtcNow())),
            ];
            if (choices.Count > 0)
                fields.Add(new XElement("SelectedItems", choices.Select(choice => new XElement("SelectedItem",
                    SafeXml.Text("QuestionKey", choice.Question),
                    new XElement("OptionIds", choice.Options.Select(option => SafeXml.Text("OptionId", option)))))));
        }
        return Happen(user, isMenu ? "template_card_menu_event" : "template_card_event", fields, cancel, taskId);
    }

    public Task<DemoDelivery> ClickMenu(string user, string key, CancellationToken cancel = default) =>
        Menu is { } menu && DemoPhone.MenuHas(JsonObject.Create(menu), key)
            ? Happen(user, "click", [SafeXml.Text("EventKey", key)], cancel)
            : Task.FromResult(DemoDelivery.Impossible($"the app's menu has no '{key}'"));

    /// <summary>Opens the app's chat.</summary>
    public Task<DemoDelivery> Enter(string user, CancellationToken cancel = default) =>
        Happen(user, "enter_agent", [SafeXml.Text("EventKey", "")], cancel);

    /// <summary>Comes into the app's visible scope.</summary>
    public Task<DemoDelivery> Subscribe(string user, CancellationToken cancel = default) => Happen(user, "subscribe", [], cancel);

    public Task<DemoDelivery> Unsubscribe(string user, CancellationToken cancel = default) => Happen(user, "unsubscribe", [], cancel);

    /// <summary>The check the admin console makes when the callback's address is saved; null when it passed.</summary>
    public Task<string?> VerifyCallback(CancellationToken cancel = default) => callback.Verify(cancel);

    /// <summary>Revokes every token before its time, as WeCom may.</summary>
    public void ExpireTokens() => Tokens.Expire();

    public void Dispose() => book.Dispose();

    internal Task<IReadOnlyList<DemoMember>> Members() => members();

    internal DemoFault? TakeFault(string call) => faults.Take(call);

    internal Task Delay() => faults.Delay(faults.Plan.Delayed);

    private Task<DemoDelivery> SendMedia(
        string user, string type, string fileName, byte[] bytes, Func<DemoMedia, XElement> detail, CancellationToken cancel)
    {
        var kept = Media.Keep(type, fileName, bytes);
        return Write(user, new(0, default, type, File: Media.OnPhone(kept)),
            [SafeXml.Text("MsgType", type), SafeXml.Text("MediaId", kept.MediaId), detail(kept)], cancel);
    }

    private async Task<DemoDelivery> Write(string user, DemoMessage message, XElement[] fields, CancellationToken cancel, DateTimeOffset? written = null)
    {
        if (await Find(user) is not { } member)
            return DemoDelivery.Impossible($"{user} is not in the app's visible scope");
        var now = time.GetUtcNow();
        lock (book.Gate)
            message = book.Show(user, message with { At = now }, fromMember: true);
        var msgId = new XElement("MsgId", FirstMsgId + message.Id);
        return await Call(member, (written ?? now).ToUnixTimeSeconds(), null, [.. fields, msgId], cancel);
    }

    private async Task<DemoDelivery> Happen(
        string user, string name, IReadOnlyList<XElement> fields, CancellationToken cancel, string? taskId = null)
    {
        // Leaving the scope is the one thing that is reported of somebody who is not in it.
        var member = await Find(user) ?? (name == "unsubscribe" ? new DemoMember(user, user) : null);
        return member is null
            ? DemoDelivery.Impossible($"{user} is not in the app's visible scope")
            : await Call(member, EventTime(member), taskId, [SafeXml.Text("MsgType", "event"), SafeXml.Text("Event", name), .. fields], cancel);
    }

    // Events have no id: two equal ones in one second of a halted clock would be one and the same.
    private long EventTime(DemoMember member)
    {
        lock (lastEvent)
            return lastEvent[member.UserId] = Math.Max(time.GetUtcNow().ToUnixTimeSeconds(), lastEvent.GetValueOrDefault(member.UserId) + 1);
    }

    private async Task<DemoDelivery> Call(
        DemoMember member, long createTime, string? taskId, IEnumerable<XElement> fields, CancellationToken cancel)
    {
        var plaintext = new XElement("xml",
            SafeXml.Text("ToUserName", settings.CorpId),
            SafeXml.Text("FromUserName", member.UserId),
            new XElement("CreateTime", createTime),
            fields,
            new XElement("AgentID", settings.AgentId)).OneLine();
        var (reply, attempts) = await callback.Post(member.UserId, plaintext, cancel);
        if (reply is DemoReply.Failed(var why))
            return new(false, attempts, Report(member, why));
        lock (book.Gate)
            return new(true, attempts, Take(member, taskId, reply) is { } problem ? Report(member, problem) : null);
    }

    private string? Take(DemoMember member, string? taskId, DemoReply reply)
    {
        var now = time.GetUtcNow();
        switch (reply)
        {
            case DemoReply.Empty:
                return null;
            case DemoReply.Unusable(var why):
                return why;
            case DemoReply.Text when taskId is not null:
                return "a click on a card is answered with a change of the card, not with a text";
            case DemoReply.Text(var content):
                book.Show(member.UserId, new(0, now, "text", content));
                return null;
            case DemoReply.Button or DemoReply.Card when taskId is null:
                return "only a click on a card can be answered with a change of it";
            case DemoReply.Button(var name):
                return Api.Grey(book.CardOf(member.UserId, taskId!)!, member.UserId, name, now) ? null : "the card has no button to grey";
            case DemoReply.Card(var card):
                if (DemoRules.WrongCard(card, replacing: true) is { } wrong)
                    return wrong.Text("errmsg");
                Api.Replace(member.UserId, taskId!, card, now);
                return null;
            default:
                throw new NotSupportedException(reply.GetType().Name);
        }
    }

    private string Report(DemoMember member, string what)
    {
        errors.Enqueue(new(time.GetUtcNow(), member.UserId, what));
        return what;
    }

    private async Task<DemoMember?> Find(string user) =>
        (await members()).FirstOrDefault(member => member.UserId.Equals(user, StringComparison.OrdinalIgnoreCase));
}
