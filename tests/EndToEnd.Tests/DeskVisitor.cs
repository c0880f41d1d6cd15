using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Testing;

namespace EndToEnd.Tests;

/// <summary>Somebody in front of the desk, with a browser that keeps its cookies: opens pages, fills in forms, presses buttons.</summary>
internal sealed partial class DeskVisitor : IDisposable
{
    private readonly HttpClient http;

    private DeskVisitor(Uri address) => http = new HttpClient { BaseAddress = address };

    public HttpStatusCode Status { get; private set; }

    /// <summary>Where the last page came from, after all redirections.</summary>
    public string Path { get; private set; } = "";

    public string Page { get; private set; } = "";

    /// <summary>What a person reads of it.</summary>
    public string Words => WebUtility.HtmlDecode(Tag().Replace(Style().Replace(Page, ""), " "));

    public static async Task<DeskVisitor> Enter(RunningBot bot, string user, string path = "/desk/notices")
    {
        var visitor = new DeskVisitor(bot.Address);
        using var choose = await visitor.http.GetAsync(new Uri(path, UriKind.Relative));
        var mine = Link().Matches(await choose.Content.ReadAsStringAsync()).Select(match => WebUtility.HtmlDecode(match.Groups["query"].Value))
            .First(link => link.EndsWith($"&user={user}", StringComparison.Ordinal));
        await visitor.Take(await visitor.http.GetAsync(new Uri(choose.RequestMessage!.RequestUri!, mine)));
        return visitor;
    }

    public async Task Open(string path) => await Take(await http.GetAsync(new Uri(path, UriKind.Relative)));

    public async Task<byte[]> Download(string path) => await http.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    /// <summary>The value of a hidden field on the page.</summary>
    public string Hidden(string name) => WebUtility.HtmlDecode(Regex.Match(Page, $"name={name} value=\"?(?<value>[^\" >]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking).Groups["value"].Value);

    /// <summary>Fills in the form that is shown and sends it off, with its token.</summary>
    public Task Fill(string action, params (string Name, string Value)[] fields) => Fill(action, fields, []);

    public async Task Fill(string action, (string Name, string Value)[] fields, (string Name, byte[] Content)[] files, string? token = null)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent(token ?? Hidden("token")), "token");
        foreach (var (name, value) in fields)
            form.Add(new StringContent(value), name);
        foreach (var (name, content) in files)
            form.Add(new ByteArrayContent(content), "files", name);
        await Take(await http.PostAsync(new Uri(action, UriKind.Relative), form));
    }

    /// <summary>Writes a notice and goes on to the page on which it is confirmed; stays on the form where something is wrong.</summary>
    public async Task Write((string Name, string Value)[] fields, params (string Name, byte[] Content)[] files)
    {
        if (!Path.StartsWith("/desk/notices/draft/", StringComparison.Ordinal))
            await Open($"/desk/notices/new?kind={fields.FirstOrDefault(field => field.Name == "kind").Value}");
        await Fill(Action(), fields, files);
    }

    public string Action() => Form().Match(Page).Groups["action"].Value;

    public Task Send() => Fill(Action(), ("seen", Hidden("seen")));

    /// <summary>A Word document, as far as anybody can tell.</summary>
    public static byte[] Document()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("word/document.xml");
        return file.ToArray();
    }

    public void Dispose() => http.Dispose();

    private async Task Take(HttpResponseMessage answer)
    {
        using (answer)
        {
            Status = answer.StatusCode;
            Path = answer.RequestMessage!.RequestUri!.AbsolutePath;
            Page = await answer.Content.ReadAsStringAsync();
        }
    }

    [GeneratedRegex("href=\"(?<query>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("<form [^>]*action=\"(?<action>[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();

    [GeneratedRegex("<style>[^<]*</style>", RegexOptions.NonBacktracking)]
    private static partial Regex Style();

    [GeneratedRegex("<[^>]+>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
