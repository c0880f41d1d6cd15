using Bot;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>What is wrong is said before anything listens, all of it at once.</summary>
public sealed class StartingTests(SeededStores stores) : IDisposable
{
    private static readonly string[] LiveSettings =
    [
        "--WeCom:CorpId=ww0123456789abcdef", "--WeCom:AgentId=1000002", "--WeCom:Secret=secret", "--WeCom:Token=token",
        "--WeCom:EncodingAesKey=abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
    ];

    private readonly string folder = Directory.CreateTempSubdirectory("e2e-start-").FullName;

    private string Prompts => Path.Combine(folder, "prompts");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Broken_prompts_do_not_start_and_every_problem_is_named_with_its_line()
    {
        SeededStores.CopyFolder(SeededStores.PromptsFolder, Prompts);
        var form = Break("forms/monthly-checkin.yaml", "${m_mode} != '1'", "${m_mod} != '1'");
        var campaign = Break("campaigns/daying-2022.yaml", "form: monthly-checkin", "form: monthly-chekin");
        var message = Break("messages/reminders.yaml", "{month}月走访还剩{left}户：{households}。", "{month}月走访还剩{lefd}户：{households}。");

        var problems = (await Refused()).Split('\n');
        Assert.Contains(problems, problem => problem.Contains($"forms/monthly-checkin.yaml:{form}: ", StringComparison.Ordinal)
            && problem.Contains("m_mod", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains($"campaigns/daying-2022.yaml:{campaign}: ", StringComparison.Ordinal)
            && problem.Contains("monthly-chekin", StringComparison.Ordinal));
        Assert.Contains(problems, problem => problem.Contains("messages/reminders.yaml:", StringComparison.Ordinal)
            && problem.Contains("lefd", StringComparison.Ordinal));
        Assert.InRange(message, 1, 10);
        Assert.All(problems, problem => Assert.Matches(@"^\S+\.yaml:\d+: ", problem));
        Assert.False(File.Exists(Path.Combine(folder, "rounds.db")));
    }

    [Fact]
    public async Task A_prompts_folder_that_is_not_there_is_named() =>
        Assert.Contains(Prompts, await Refused(), StringComparison.Ordinal);

    [Fact]
    public async Task Some_WeCom_settings_but_not_all_do_not_start_and_name_the_missing()
    {
        var refusal = await Refused(LiveSettings[0], LiveSettings[3], "--Store:Provider=mysql", "--Demo:Now=tomorrow", "--Roles=web,cook");
        foreach (var problem in (string[])["WeCom__AgentId is missing", "WeCom__Secret is missing", "WeCom__EncodingAesKey is missing",
            "Store__Provider: 'mysql'", "Demo__Now: 'tomorrow'", "Roles: 'cook'"])
            Assert.Contains(problem, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("WeCom__Token is missing", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demos_store_does_not_go_live()
    {
        await using var demo = await stores.Copy("sqlite");
        var refused = await Assert.ThrowsAsync<StartException>(() => BotSetup.Build([.. demo.Arguments, .. Quiet, .. LiveSettings]));
        Assert.Contains("this store is a demo's", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_was_live_does_not_become_a_demo()
    {
        string[] own = [$"--Store:ConnectionString=Data Source={Path.Combine(folder, "rounds.db")}", $"--Keys:Path={Path.Combine(folder, "keys")}", .. Quiet];
        await using (await BotSetup.Build([.. own, .. LiveSettings, "--Admin:UserIds=zhang.san"]))
        {
        }
        var refused = await Assert.ThrowsAsync<StartException>(() => BotSetup.Build(own));
        Assert.Contains("this store has been live", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_without_its_keys_does_not_start()
    {
        await using var demo = await stores.Copy("sqlite");
        Directory.Delete(Path.Combine(demo.Folder, "keys"), recursive: true);
        var refused = await Assert.ThrowsAsync<StartException>(() => BotSetup.Build([.. demo.Arguments, .. Quiet]));
        Assert.Contains("keyring.json does not exist", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_runs_says_that_it_is_alive_and_ready()
    {
        await using var bot = await RunningBot.Start(await stores.Copy("sqlite"));
        foreach (var path in (string[])["/health/live", "/health/ready"])
            Assert.True((await bot.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken)).IsSuccessStatusCode, path);
    }

    private static string[] Quiet => [$"--Prompts:Path={SeededStores.PromptsFolder}", "--Logging:LogLevel:Default=Error"];

    private async Task<string> Refused(params string[] settings) => (await Assert.ThrowsAsync<StartException>(() => BotSetup.Build(
    [
        $"--Store:ConnectionString=Data Source={Path.Combine(folder, "rounds.db")}", $"--Keys:Path={Path.Combine(folder, "keys")}", $"--Prompts:Path={Prompts}",
        .. settings,
    ]))).Message;

    /// <returns>The line, from 1.</returns>
    private int Break(string file, string right, string wrong)
    {
        var path = Path.Combine(Prompts, file);
        var lines = File.ReadAllLines(path);
        var line = Array.FindIndex(lines, text => text.Contains(right, StringComparison.Ordinal));
        lines[line] = lines[line].Replace(right, wrong, StringComparison.Ordinal);
        File.WriteAllLines(path, lines);
        return line + 1;
    }
}
