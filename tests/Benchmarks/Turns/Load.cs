using System.Diagnostics;

namespace Benchmarks.Turns;

/// <summary>So many clients at once, each with one request under way, over real loopback HTTP.</summary>
internal sealed class Load(Uri address, int clients) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { MaxConnectionsPerServer = clients, UseProxy = false }) { BaseAddress = address };

    /// <summary>Sends every list of callbacks in its own order, the lists side by side, and keeps all answers.</summary>
    /// <param name="lists">As many as there are clients.</param>
    public async Task<Measured> Run(IReadOnlyList<IReadOnlyList<Callback>> lists)
    {
        var results = lists.Select(list => (Answers: new byte[list.Count][], Milliseconds: new double[list.Count])).ToList();
        var (began, used) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await Task.WhenAll(lists.Select((list, client) => Task.Run(() => One(list, results[client].Answers, results[client].Milliseconds))));
        return new Measured(
            Stopwatch.GetElapsedTime(began),
            Environment.CpuUsage.TotalTime - used,
            [.. results.Select(result => result.Answers)],
            [.. results.SelectMany(result => result.Milliseconds)]);
    }

    public void Dispose() => http.Dispose();

    private async Task One(IReadOnlyList<Callback> list, byte[][] answers, double[] milliseconds)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var began = Stopwatch.GetTimestamp();
            using var content = new ByteArrayContent(list[i].Body);
            using var response = await http.PostAsync(new Uri(list[i].Query, UriKind.Relative), content);
            answers[i] = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            milliseconds[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }
    }
}

/// <param name="Processor">What this process used meanwhile, clients included; a database server of its own is not in it.</param>
/// <param name="Answers">By client, in the order of its callbacks.</param>
internal sealed record Measured(TimeSpan Elapsed, TimeSpan Processor, IReadOnlyList<byte[][]> Answers, IReadOnlyList<double> Milliseconds);
