using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Bot;
using Bot.Demo;
using Bot.WeCom;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Store;

namespace Benchmarks.WeCom;

/// <summary>The bot in this process, live against the demo WeCom in another, with every limit lifted.</summary>
internal sealed class LiveBot : IAsyncDisposable
{
    private readonly Process platform;
    private readonly WebApplication host;
    private readonly string files;
    private readonly HttpClient http = new();

    private LiveBot(Process platform, WebApplication host, string files, Uri address, WeComSettings settings) =>
        (this.platform, this.host, this.files, Address, Settings) = (platform, host, files, address, settings);

    public Uri Address { get; }

    public WeComSettings Settings { get; }

    public Database Database => host.Services.GetRequiredService<Database>();

    public static async Task<LiveBot> Start(int members)
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        var (api, address) = (new Uri($"http://127.0.0.1:{Ports.Free()}"), new Uri($"http://127.0.0.1:{Ports.Free()}"));
        var settings = DemoServer.Settings(api);
        var start = new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "Bot.dll"), "demo", "wecom", "--urls", api.ToString(), "--callback", new Uri(address, "/wecom/callback").ToString(),
            "--members", members.ToString(CultureInfo.InvariantCulture), "--count-only", "--unlimited",
        ])
        { UseShellExecute = false, RedirectStandardOutput = true };
        var wecom = Process.Start(start)!;
        await wecom.StandardOutput.ReadLineAsync();
        var app = await BotSetup.Build(
        [
            $"--Store:ConnectionString=Data Source={Path.Combine(folder, "bot.db")}", $"--Keys:Path={Path.Combine(folder, "keys")}",
            $"--Prompts:Path={Lifted(folder)}", $"--urls={address}", "--Logging:LogLevel:Default=Error", "--Admin:UserIds=admin1,admin2,admin3,admin4",
            $"--WeCom:ApiBase={api}", $"--WeCom:CorpId={settings.CorpId}", $"--WeCom:AgentId={settings.AgentId.ToString(CultureInfo.InvariantCulture)}",
            $"--WeCom:Secret={settings.Secret}", $"--WeCom:Token={settings.Token}", $"--WeCom:EncodingAesKey={settings.EncodingAesKey}",
        ]);
        await app.StartAsync();
        return new LiveBot(wecom, app, folder, address, settings);
    }

    /// <summary>Puts texts into the outbox, as a notice would.</summary>
    public async Task Queue(int people, Func<int, string> text)
    {
        foreach (var some in Enumerable.Range(1, people).Chunk(5000))
            await Database.Write(tx => Outbox.Add(tx, some.Select(number => new Store.Outgoing(
                DemoServer.Member(number).UserId, OutboxKind.Text, text(number), TimeProvider.System.GetUtcNow())), TimeProvider.System.GetUtcNow()));
    }

    public Task<int> Pending() => Database.Read(tx => tx.Scalar<int>("SELECT count(*) FROM outbox WHERE state = 'pending'"));

    public async Task<(long Shown, int Sends, int Drops)> Report()
    {
        using var report = JsonDocument.Parse(await http.GetStringAsync(new Uri(Settings.ApiBase, "/control/report")));
        var root = report.RootElement;
        return (root.GetProperty("shown").GetInt64(), root.GetProperty("sends").GetInt32(), root.GetProperty("silent_drops").GetInt32());
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        await host.DisposeAsync();
        platform.Kill();
        await platform.WaitForExitAsync();
        platform.Dispose();
        http.Dispose();
        Directory.Delete(files, recursive: true);
    }

    // The prompts as they are, but for limits and hours.
    private static string Lifted(string folder)
    {
        var prompts = Path.Combine(folder, "prompts");
        Testing.SeededStores.CopyFolder(Testing.SeededStores.PromptsFolder, prompts);
        File.WriteAllText(Path.Combine(prompts, "sending.yaml"), "limits: []\n");
        return prompts;
    }
}
