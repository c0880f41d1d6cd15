using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Bot.WeCom;

/// <param name="MsgId">For <see cref="WeComClient.Recall"/>, within 24 hours.</param>
/// <param name="ResponseCode">Changes the card once, within 72 hours; null for what cannot be changed.</param>
/// <param name="InvalidUsers">Did not get it: unknown or out of the app's visible scope. In lower case.</param>
/// <param name="UnlicensedUsers">Did not get it: no interface licence.</param>
public sealed record SendResult(
    string MsgId, string? ResponseCode, IReadOnlyList<string> InvalidUsers, IReadOnlyList<string> UnlicensedUsers)
{
    /// <summary>Departments out of scope; only where one sent to departments.</summary>
    public IReadOnlyList<string> InvalidParties { get; init; } = [];
}

/// <summary>
/// The server API of one app. Every function throws <see cref="SendFailure"/> when WeCom refuses or cannot be reached.
/// "Sent" means accepted: what exceeds 30 a minute or 1000 an hour to one member is dropped without a word.
/// </summary>
public sealed partial class WeComClient
{
    private readonly WeComSettings settings;
    private readonly ServerApi api;
    private readonly AccessToken token;
    private readonly AccessToken ticket;
    private readonly CallQuota quota;

    /// <param name="quota">Null where nothing is limited.</param>
    /// <param name="shared">Where several processes share the token.</param>
    public WeComClient(HttpClient http, WeComSettings settings, TimeProvider time, CallQuota? quota = null, SharedToken? shared = null)
    {
        this.settings = settings;
        this.quota = quota ?? new CallQuota(Store.Packs.Sending.None, time);
        api = new ServerApi(http, settings.ApiBase);
        token = new AccessToken(FetchToken, time, shared);
        ticket = new AccessToken(FetchTicket, time);
    }

    /// <summary>Succeeds when the app could send right now.</summary>
    public async Task<string> GetToken(CancellationToken cancel = default) => (await token.Get(cancel)).Value;

    /// <param name="users">1 to <see cref="Outgoing.MaxUsers"/>.</param>
    /// <param name="onceWithin">The same message to the same people within this time is not delivered again.</param>
    public async Task<SendResult> Send(
        Outgoing message, IReadOnlyCollection<string> users, TimeSpan? onceWithin = null, CancellationToken cancel = default)
    {
        var answer = await Post("message/send", message.ToJson(users, settings.AgentId, onceWithin), cancel);
        return new(
            answer.Word("msgid"), answer.Word("response_code") is { Length: > 0 } code ? code : null,
            answer.Words("invaliduser"), answer.Words("unlicenseduser"))
        {
            InvalidParties = answer.Words("invalidparty"),
        };
    }

    /// <summary>Replaces the card for these members; the ones that could not be found come back.</summary>
    public Task<IReadOnlyList<string>> UpdateCard(
        string responseCode, IReadOnlyCollection<string> users, TemplateCard card, CancellationToken cancel = default)
    {
        card.Check(replacing: true);
        return Update(new(users, settings.AgentId, responseCode) { TemplateCard = card }, cancel);
    }

    /// <summary>Greys the card's buttons for these members.</summary>
    public Task<IReadOnlyList<string>> UpdateButton(
        string responseCode, IReadOnlyCollection<string> users, string replaceName, CancellationToken cancel = default) =>
        Update(new(users, settings.AgentId, responseCode) { Button = new(replaceName) }, cancel);

    /// <summary>Takes a message off the phones; copies already shown inside WeChat stay.</summary>
    public Task Recall(string msgId, CancellationToken cancel = default) =>
        Post("message/recall", JsonSerializer.Serialize(new { msgid = msgId }, WireJson.Options), cancel);

    public Task CreateMenu(AppMenu menu, CancellationToken cancel = default) =>
        Post("menu/create", menu.ToJson(), cancel, $"agentid={settings.AgentId.ToString(CultureInfo.InvariantCulture)}");

    private async Task<IReadOnlyList<string>> Update(CardUpdate update, CancellationToken cancel) =>
        (await Post("message/update_template_card", JsonSerializer.Serialize(update, WireJson.Options), cancel)).Words("invaliduser");

    private Task<JsonElement> Get(string path, string query, CancellationToken cancel) => Call(path, query, HttpMethod.Get, () => null, cancel);

    private Task<JsonElement> Post(string path, string json, CancellationToken cancel, string query = "") =>
        Call(path, query, HttpMethod.Post, () => new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json", "utf-8")), cancel);

    private Task<JsonElement> Call(string path, string query, HttpMethod method, Func<HttpContent?> content, CancellationToken cancel) =>
        Limited(path, query, (full, issued) => api.Ask(method, path, full, content(), issued, cancel), cancel);

    private async Task<T> Limited<T>(string path, string query, Func<string, string, Task<T>> ask, CancellationToken cancel)
    {
        quota.Enter(path);
        try
        {
            var answer = await Twice(query, ask, cancel);
            quota.Succeeded(path);
            return answer;
        }
        catch (SendFailure failure) when (failure.ErrCode == SendFailure.Code.TooManyCalls)
        {
            throw new SendFailure(failure.Class, path, failure.ErrCode, failure.ErrMsg) { RetryAt = quota.Refused(path) };
        }
    }

    private async Task<T> Twice<T>(string query, Func<string, string, Task<T>> ask, CancellationToken cancel)
    {
        var issued = await token.Get(cancel);
        try
        {
            return await ask(Join(query, issued), issued.Value);
        }
        catch (SendFailure failure) when (failure.ErrCode is SendFailure.Code.TokenInvalid or SendFailure.Code.TokenExpired)
        {
            issued = await token.Replace(issued, cancel);
            return await ask(Join(query, issued), issued.Value);
        }

        static string Join(string query, IssuedToken issued) =>
            $"access_token={Uri.EscapeDataString(issued.Value)}{(query.Length > 0 ? "&" : "")}{query}";
    }

    private async Task<(string Value, TimeSpan Lifetime)> FetchToken()
    {
        var query = $"corpid={Uri.EscapeDataString(settings.CorpId)}&corpsecret={Uri.EscapeDataString(settings.Secret)}";
        try
        {
            var answer = await api.Ask(HttpMethod.Get, "gettoken", query, null, settings.Secret, CancellationToken.None);
            return (answer.Word("access_token"), TimeSpan.FromSeconds(answer.Number("expires_in") is > 0 and var given ? given : 7200));
        }
        catch (SendFailure failure) when (failure.OutcomeUnknown)
        {
            // A token more or less changes nothing: what was to be sent has certainly not been sent.
            throw new SendFailure(failure.Class, "gettoken", failure.ErrCode, failure.ErrMsg, outcomeUnknown: false, failure);
        }
    }

    private sealed record CardUpdate(IReadOnlyCollection<string> Userids, int Agentid, string ResponseCode)
    {
        public ReplacedButton? Button { get; init; }
        public TemplateCard? TemplateCard { get; init; }
    }

    private sealed record ReplacedButton(string ReplaceName);
}
