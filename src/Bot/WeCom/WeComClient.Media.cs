using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Bot.WeCom;

/// <param name="Size">Of the whole; more than <paramref name="Bytes"/> where it is too large to be fetched.</param>
public sealed record MediaContent(string FileName, string ContentType, byte[] Bytes, long Size);

/// <summary>Files that go to WeCom, and those that people sent. Source: developer.work.weixin.qq.com/document/path/90253 and 90254.</summary>
public sealed partial class WeComClient
{
    /// <summary>What can be uploaded.</summary>
    public const int MaxFileBytes = 20 * 1024 * 1024;

    // A part that also a slow line brings in time.
    private const int PartBytes = 4 * 1024 * 1024;

    /// <returns>A media id, good for three days and for every app of the corp.</returns>
    public async Task<string> Upload(string fileName, Stream content, CancellationToken cancel = default)
    {
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancel);
        if (copy.Length is <= 5 or > MaxFileBytes)
            throw new SendFailure(FailureClass.OurFault, "media/upload", null, $"{fileName} has {copy.Length} bytes; 6 to {MaxFileBytes} are allowed");
        var bytes = copy.ToArray();
        var answer = await Call("media/upload", "type=file", HttpMethod.Post, () => FilePart(fileName, bytes), cancel);
        return answer.Word("media_id");
    }

    /// <summary>What somebody sent. More than 20 MB WeCom gives out only part by part.</summary>
    /// <param name="most">What is larger is not fetched any further; see <see cref="MediaContent.Size"/>.</param>
    public async Task<MediaContent> Download(string mediaId, long most = long.MaxValue, CancellationToken cancel = default)
    {
        try
        {
            var (headers, bytes) = await Fetch(mediaId, null, cancel);
            return Media(headers, bytes, bytes.Length);
        }
        catch (SendFailure failure) when (failure.ErrCode == SendFailure.Code.RangeNeeded)
        {
            return await InParts(mediaId, most, cancel);
        }
    }

    private async Task<MediaContent> InParts(string mediaId, long most, CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        while (true)
        {
            var (headers, bytes) = await Fetch(mediaId, (whole.Length, whole.Length + PartBytes - 1), cancel);
            if (headers.ContentRange is not { From: { } from } range)
                return Media(headers, bytes, bytes.Length);
            if (from != whole.Length || bytes.Length == 0)
                throw new SendFailure(FailureClass.RetryLater, "media/get", null, string.Create(CultureInfo.InvariantCulture, $"asked for the part from {whole.Length}, got {range}"));
            whole.Write(bytes);
            // A whole whose length is not told ends with a part that is shorter than was asked for.
            var size = range.Length ?? (bytes.Length < PartBytes ? whole.Length : long.MaxValue);
            if (whole.Length >= size || Math.Max(whole.Length, range.Length ?? 0) > most)
                return Media(headers, whole.ToArray(), size);
        }
    }

    private Task<(HttpContentHeaders Headers, byte[] Bytes)> Fetch(string mediaId, (long From, long To)? range, CancellationToken cancel) =>
        Limited("media/get", "media_id=" + Uri.EscapeDataString(mediaId), (query, token) => api.Fetch("media/get", query, range, token, cancel), cancel);

    private static MediaContent Media(HttpContentHeaders headers, byte[] bytes, long size) =>
        new(FileName(headers), headers.ContentType?.MediaType ?? "application/octet-stream", bytes, size);

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
    private static string FileName(HttpContentHeaders headers)
    {
        var name = headers.ContentDisposition is { } disposition ? disposition.FileNameStar ?? disposition.FileName ?? "" : "";
        name = name.Trim('"');
        return name.All(c => c <= '\u00FF') ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(name)) : name;
    }
}
