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

public sealed record MediaContent(string FileName, string ContentType, byte[] Bytes);

/// <param name="ParentId">0 above the root.</param>
public sealed record Department(int Id, string Name, int ParentId);

/// <param name="UserId">In lower case.</param>
/// <param name="Status">1 active, 2 disabled, 4 not activated, 5 left.</param>
public sealed record DepartmentMember(string UserId, string Name, int Department, string Position, int Status);

/// <summary>
/// The server API of one app. Every function throws <see cref="SendFailure"/> when WeCom refuses or cannot be reached.
/// "Sent" means accepted: what exceeds 30 a minute or 1000 an hour to one member is dropped without a word.
/// </summary>
public sealed class WeComClient
{
    public const int MaxFileBytes = 20 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly WeComSettings settings;
    private readonly AccessToken token;
    private readonly AccessToken ticket;
    private readonly CallQuota quota;

    /// <param name="quota">Null where nothing is limited.</param>
    /// <param name="shared">Where several processes share the token.</param>
    public WeComClient(HttpClient http, WeComSettings settings, TimeProvider time, CallQuota? quota = null, SharedToken? shared = null)
    {
        (this.http, this.settings) = (http, settings);
        this.quota = quota ?? new CallQuota(Store.Packs.Sending.None, time);
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
        var body = message.ToJson(users, settings.AgentId, onceWithin);
        var answer = await Post("message/send", body, cancel);
        return new(
            Word(answer, "msgid"), Word(answer, "response_code") is { Length: > 0 } code ? code : null,
            Words(answer, "invaliduser"), Words(answer, "unlicenseduser"))
        {
            InvalidParties = Words(answer, "invalidparty"),
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

    /// <returns>A media id, good for three days and for every app of the corp.</returns>
    public async Task<string> Upload(string fileName, Stream content, CancellationToken cancel = default)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancel);
        if (copy.Length is <= 5 or > MaxFileBytes)
            throw new SendFailure(FailureClass.OurFault, "media/upload", null, $"{fileName} has {copy.Length} bytes; 6 to {MaxFileBytes} are allowed");
        var bytes = copy.ToArray();
        var answer = await Call("media/upload", "type=file", HttpMethod.Post, () => FilePart(fileName, bytes), cancel);
        return Word(answer, "media_id");
    }

    public async Task<MediaContent> Download(string mediaId, CancellationToken cancel = default)
    {
        MediaContent? media = null;
        await Call("media/get", "media_id=" + Uri.EscapeDataString(mediaId), HttpMethod.Get, () => null, cancel, (content, bytes) =>
            media = new(FileName(content), content.Headers.ContentType?.MediaType ?? "application/octet-stream", bytes));
        return media ?? throw new SendFailure(FailureClass.RetryLater, "media/get", null, "answered without a file");
    }

    /// <summary>The departments that this token may see.</summary>
    public async Task<IReadOnlyList<Department>> Departments(CancellationToken cancel = default) =>
        Read(await Get("department/list", "", cancel), "department",
            entry => new Department(Number(entry, "id"), Word(entry, "name"), Number(entry, "parentid")));

    /// <summary>The members that stand in a department itself, not below it.</summary>
    public async Task<IReadOnlyList<DepartmentMember>> MembersOf(int department, CancellationToken cancel = default) =>
        Read(await Get("user/list", $"department_id={department.ToString(CultureInfo.InvariantCulture)}", cancel), "userlist", Member);

    /// <summary>Fails with <see cref="FailureClass.PersonUnreachable"/> for somebody who is not there, or out of scope.</summary>
    public async Task<DepartmentMember> Member(string userid, CancellationToken cancel = default) =>
        Member(await Get("user/get", "userid=" + Uri.EscapeDataString(userid), cancel));

    /// <summary>Everybody with an account; only with the address book's own secret.</summary>
    public async Task<IReadOnlyList<string>> MemberIds(CancellationToken cancel = default)
    {
        const int Most = 10_000;
        var ids = new List<string>();
        var cursor = "";
        do
        {
            var answer = await Post("user/list_id", JsonSerializer.Serialize(new { cursor, limit = Most }, WireJson.Options), cancel);
            ids.AddRange(Read(answer, "dept_user", entry => Word(entry, "userid")));
            cursor = Word(answer, "next_cursor");
        }
        while (cursor.Length > 0);
        return [.. ids.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whose browser came back with this code; null for somebody who is no member. A code is good once, for five minutes.</summary>
    public async Task<string?> WhoIs(string code, CancellationToken cancel = default) =>
        Word(await Get("auth/getuserinfo", "code=" + Uri.EscapeDataString(code), cancel), "userid") is { Length: > 0 } userid ? userid.ToLowerInvariant() : null;

    /// <summary>What pages are signed with, see <see cref="JsSignature"/>; kept for as long as it is good.</summary>
    public async Task<string> Ticket(CancellationToken cancel = default) => (await ticket.Get(cancel)).Value;

    private async Task<(string Value, TimeSpan Lifetime)> FetchTicket()
    {
        var answer = await Get("ticket/get", "type=agent_config", CancellationToken.None);
        return (Word(answer, "ticket"), TimeSpan.FromSeconds(Math.Max(600, Number(answer, "expires_in"))));
    }

    private Task<JsonElement> Get(string path, string query, CancellationToken cancel) => Call(path, query, HttpMethod.Get, () => null, cancel);

    private static DepartmentMember Member(JsonElement entry) => new(
        Word(entry, "userid").ToLowerInvariant(), Word(entry, "name"),
        Number(entry, "main_department") is > 0 and var main ? main
            : entry.TryGetProperty("department", out var all) && all.ValueKind == JsonValueKind.Array && all.GetArrayLength() > 0 ? all[0].GetInt32() : 1,
        Word(entry, "position"), Number(entry, "status"));

    private static List<T> Read<T>(JsonElement answer, string list, Func<JsonElement, T> read) =>
        answer.TryGetProperty(list, out var entries) && entries.ValueKind == JsonValueKind.Array ? [.. entries.EnumerateArray().Select(read)] : [];

    private static int Number(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    private async Task<IReadOnlyList<string>> Update(CardUpdate update, CancellationToken cancel)
    {
        var answer = await Post("message/update_template_card", JsonSerializer.Serialize(update, WireJson.Options), cancel);
        return Words(answer, "invaliduser");
    }

    private Task<JsonElement> Post(string path, string json, CancellationToken cancel, string query = "") =>
        Call(path, query, HttpMethod.Post, () => new StringContent(json, Encoding.UTF8, "application/json"), cancel);

    private async Task<JsonElement> Call(
        string path, string query, HttpMethod method, Func<HttpContent?> content, CancellationToken cancel,
        Action<HttpContent, byte[]>? file = null)
    {
        quota.Enter(path);
        try
        {
            var answer = await AskTwice(path, query, method, content, file, cancel);
            quota.Succeeded(path);
            return answer;
        }
        catch (SendFailure failure) when (failure.ErrCode == SendFailure.Code.TooManyCalls)
        {
            throw new SendFailure(failure.Class, path, failure.ErrCode, failure.ErrMsg) { RetryAt = quota.Refused(path) };
        }
    }

    private async Task<JsonElement> AskTwice(
        string path, string query, HttpMethod method, Func<HttpContent?> content, Action<HttpContent, byte[]>? file, CancellationToken cancel)
    {
        var issued = await token.Get(cancel);
        try
        {
            return await Ask(path, Join(query, issued), method, content(), issued.Value, file, cancel);
        }
        catch (SendFailure failure) when (failure.ErrCode is SendFailure.Code.TokenInvalid or SendFailure.Code.TokenExpired)
        {
            issued = await token.Replace(issued, cancel);
            return await Ask(path, Join(query, issued), method, content(), issued.Value, file, cancel);
        }

        static string Join(string query, IssuedToken issued) =>
            $"access_token={Uri.EscapeDataString(issued.Value)}{(query.Length > 0 ? "&" : "")}{query}";
    }

    private async Task<(string Value, TimeSpan Lifetime)> FetchToken()
    {
        var query = $"corpid={Uri.EscapeDataString(settings.CorpId)}&corpsecret={Uri.EscapeDataString(settings.Secret)}";
        try
        {
            var answer = await Ask("gettoken", query, HttpMethod.Get, null, settings.Secret, null, CancellationToken.None);
            var seconds = answer.TryGetProperty("expires_in", out var lifetime) && lifetime.TryGetInt32(out var given) ? given : 7200;
            return (Word(answer, "access_token"), TimeSpan.FromSeconds(seconds));
        }
        catch (SendFailure failure) when (failure.OutcomeUnknown)
        {
            // A token more or less changes nothing: what was to be sent has certainly not been sent.
            throw new SendFailure(failure.Class, "gettoken", failure.ErrCode, failure.ErrMsg, outcomeUnknown: false, failure);
        }
    }

    private async Task<JsonElement> Ask(
        string path, string query, HttpMethod method, HttpContent? body, string secret, Action<HttpContent, byte[]>? file,
        CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(method, $"{settings.ApiBase.AbsoluteUri.TrimEnd('/')}/cgi-bin/{path}?{query}");
            request.Content = body;
            using var response = await http.SendAsync(request, cancel);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
            if (!response.IsSuccessStatusCode)
                throw Unanswered(path, (int)response.StatusCode);
            if (file is not null && response.Content.Headers.ContentType?.MediaType is not ("application/json" or "text/plain"))
            {
                file(response.Content, bytes);
                return default;
            }
            return Read(path, bytes, secret);
        }
        catch (HttpRequestException broken)
        {
            var neverLeft = broken.HttpRequestError is HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
            throw new SendFailure(
                FailureClass.RetryLater, path, null, $"no answer ({broken.HttpRequestError})", outcomeUnknown: !neverLeft, broken);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            throw new SendFailure(FailureClass.RetryLater, path, null, "no answer in time", outcomeUnknown: true, late);
        }
    }

    // WeCom answers 200 even to what it refuses: any other status comes from something in between.
    private static SendFailure Unanswered(string path, int status) => status is >= 500 or 408 or 429
        ? new(FailureClass.RetryLater, path, null, $"HTTP {status}", outcomeUnknown: status is not 429)
        : new(FailureClass.Stop, path, null, $"HTTP {status}: is WeCom__ApiBase right?");

    private static JsonElement Read(string path, byte[] bytes, string secret)
    {
        JsonElement answer;
        try
        {
            answer = JsonSerializer.Deserialize<JsonElement>(bytes);
            if (answer.ValueKind != JsonValueKind.Object || !answer.TryGetProperty("errcode", out var code) || !code.TryGetInt32(out var errCode))
                throw new JsonException("no errcode");
            return errCode == 0
                ? answer
                : throw new SendFailure(
                    SendFailure.Classify(errCode), path, errCode, Word(answer, "errmsg").Replace(secret, "***", StringComparison.Ordinal));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new SendFailure(FailureClass.RetryLater, path, null, "an answer that is not WeCom's", outcomeUnknown: true, broken);
        }
    }

    // .NET quotes the boundary and writes filename*=, which nobody has seen WeCom read; other clients send the raw UTF-8 name.
    private static MultipartFormDataContent FilePart(string fileName, byte[] bytes)
    {
        var boundary = "----" + Guid.NewGuid().ToString("N");
        var form = new MultipartFormDataContent(boundary) { HeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=" + boundary);
        var safe = string.Concat(LegalText.Strip(Path.GetFileName(fileName)).Select(c => c is '"' or '\\' or '\r' or '\n' ? '_' : c));
        var part = new ByteArrayContent(bytes);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"media\"; filename=\"{safe}\"; filelength={bytes.Length}");
        part.Headers.ContentType = new("application/octet-stream");
        form.Add(part);
        return form;
    }

    // Header bytes are read as Latin-1; WeCom sends them as UTF-8.
    private static string FileName(HttpContent content)
    {
        var name = content.Headers.ContentDisposition is { } disposition ? disposition.FileNameStar ?? disposition.FileName ?? "" : "";
        name = name.Trim('"');
        return name.All(c => c <= '\u00FF') ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(name)) : name;
    }

    private static string Word(JsonElement answer, string name) =>
        answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    // Joined by | in message/send, an array in update_template_card.
    private static string[] Words(JsonElement answer, string name) => answer.TryGetProperty(name, out var value)
        ? value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(user => user.ToString())],
            JsonValueKind.String => value.GetString()!.Split('|', StringSplitOptions.RemoveEmptyEntries),
            _ => [],
        }
        : [];

    private sealed record CardUpdate(IReadOnlyCollection<string> Userids, int Agentid, string ResponseCode)
    {
        public ReplacedButton? Button { get; init; }
        public TemplateCard? TemplateCard { get; init; }
    }

    private sealed record ReplacedButton(string ReplaceName);
}
