using System.Net.Http.Headers;
using System.Text.Json;

namespace Bot.WeCom;

/// <summary>
/// One request to WeCom's server and what its answer means, for the app and for the group's robot alike: no token is fetched here,
/// and nothing is tried twice.
/// </summary>
internal sealed class ServerApi(HttpClient http, Uri apiBase)
{
    /// <param name="query">With the token or key in it.</param>
    /// <param name="secret">Taken out of whatever WeCom says about it.</param>
    /// <exception cref="SendFailure">WeCom refuses it or cannot be reached.</exception>
    public async Task<JsonElement> Ask(HttpMethod method, string path, string query, HttpContent? body, string secret, CancellationToken cancel)
    {
        using var request = Request(method, path, query);
        request.Content = body;
        var (_, bytes) = await Send(request, path, cancel);
        return Read(path, bytes, secret);
    }

    /// <summary>A file, or a part of it.</summary>
    /// <param name="range">Its first and last byte; null for all of it.</param>
    /// <exception cref="SendFailure">WeCom refuses it or cannot be reached.</exception>
    public async Task<(HttpContentHeaders Headers, byte[] Bytes)> Fetch(string path, string query, (long From, long To)? range, string secret, CancellationToken cancel)
    {
        using var request = Request(HttpMethod.Get, path, query);
        if (range is var (from, to))
            request.Headers.Range = new RangeHeaderValue(from, to);
        var (headers, bytes) = await Send(request, path, cancel);
        if (headers.ContentType?.MediaType is "application/json" or "text/plain")
        {
            Read(path, bytes, secret);
            throw new SendFailure(FailureClass.RetryLater, path, null, "answered without a file");
        }
        return (headers, bytes);
    }

    private HttpRequestMessage Request(HttpMethod method, string path, string query) =>
        new(method, $"{apiBase.AbsoluteUri.TrimEnd('/')}/cgi-bin/{path}?{query}");

    private async Task<(HttpContentHeaders Headers, byte[] Bytes)> Send(HttpRequestMessage request, string path, CancellationToken cancel)
    {
        try
        {
            using var response = await http.SendAsync(request, cancel);
            var bytes = await response.Content.ReadAsByteArrayAsync(cancel);
            return response.IsSuccessStatusCode ? (response.Content.Headers, bytes) : throw Unanswered(path, (int)response.StatusCode);
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
                    SendFailure.Classify(errCode), path, errCode, answer.Word("errmsg").Replace(secret, "***", StringComparison.Ordinal));
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new SendFailure(FailureClass.RetryLater, path, null, "an answer that is not WeCom's", outcomeUnknown: true, broken);
        }
    }
}
