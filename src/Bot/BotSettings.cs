using Bot.WeCom;

namespace Bot;

/// <summary>The settings of the README's table, read from environment variables, appsettings.json and the command line.</summary>
public sealed record BotSettings
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private static readonly string[] KnownRoles = ["web", "worker", "scheduler"];

    public required string StoreProvider { get; init; }
    public required string StoreConnection { get; init; }
    public required IReadOnlySet<string> Roles { get; init; }
    public required string PromptsPath { get; init; }
    public required string KeysPath { get; init; }
    public required string Urls { get; init; }

    /// <summary>Null = demo.</summary>
    public WeComSettings? WeCom { get; init; }

    /// <summary>Needed as soon as more than one process runs; null where there is one.</summary>
    public string? RedisConnection { get; init; }

    /// <summary>The corp's account cap (账号上限), by which WeCom counts an app's day; null = as many as are in the roster, which is never more.</summary>
    public int? AccountCap { get; init; }

    /// <summary>The town group's robot; null where there is none. The demo has one.</summary>
    public string? RobotKey { get; init; }

    /// <summary>The address book's own secret and callback; null where it is not kept in step.</summary>
    public string? ContactsSecret { get; init; }
    public string? ContactsToken { get; init; }
    public string? ContactsEncodingAesKey { get; init; }

    /// <summary>The address at which WeCom's browser opens the desk; null where there is none.</summary>
    public Uri? DeskUrl { get; init; }

    public IReadOnlyList<string> AdminUserids { get; init; } = [];

    /// <summary>The demo's starting clock; null = real time.</summary>
    public DateTimeOffset? DemoNow { get; init; }

    public bool IsDemo => WeCom is null;

    /// <summary>Where this program can be reached from itself.</summary>
    public Uri LoopbackUrl
    {
        get
        {
            var first = Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[0];
            var url = new UriBuilder(first.Replace("//+", "//127.0.0.1", StringComparison.Ordinal).Replace("//*", "//127.0.0.1", StringComparison.Ordinal));
            if (url.Host is "0.0.0.0" or "[::]")
                url.Host = "127.0.0.1";
            return url.Uri;
        }
    }

    /// <summary>Reads everything and lists everything that is wrong at once.</summary>
    public static BotSettings? Read(IConfiguration configuration, List<string> problems)
    {
        var before = problems.Count;
        var provider = configuration["Store:Provider"] ?? "sqlite";
        if (provider is not ("sqlite" or "postgres"))
            problems.Add($"Store__Provider: '{provider}' is neither sqlite nor postgres");
        var roles = (configuration["Roles"] ?? string.Join(',', KnownRoles)).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var role in roles.Where(role => !KnownRoles.Contains(role)))
            problems.Add($"Roles: '{role}' is none of {string.Join(", ", KnownRoles)}");
        var settings = new BotSettings
        {
            StoreProvider = provider,
            StoreConnection = configuration["Store:ConnectionString"] ?? "Data Source=data/rounds.db",
            Roles = roles.ToHashSet(),
            PromptsPath = configuration["Prompts:Path"] ?? "prompts",
            KeysPath = configuration["Keys:Path"] ?? "data/keys",
            Urls = configuration["urls"] ?? DefaultUrl,
            WeCom = ReadWeCom(configuration, problems),
            RedisConnection = Given(configuration, "Redis:ConnectionString"),
            ContactsSecret = Given(configuration, "WeCom:ContactsSecret"),
            ContactsToken = Given(configuration, "WeCom:ContactsToken"),
            ContactsEncodingAesKey = ReadContactsKey(configuration, problems),
            DeskUrl = ReadDesk(configuration, problems),
            AdminUserids = [.. (configuration["Admin:UserIds"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            AccountCap = ReadCap(configuration["WeCom:AccountCap"], problems),
            DemoNow = ReadNow(configuration["Demo:Now"], problems),
        };
        if (problems.Count > before)
            return null;
        return settings with { RobotKey = Given(configuration, "WeCom:RobotKey") ?? (settings.IsDemo ? Demo.DemoWeCom.RobotKey : null) };
    }

    private static WeComSettings? ReadWeCom(IConfiguration configuration, List<string> problems)
    {
        string[] needed = ["CorpId", "AgentId", "Secret", "Token", "EncodingAesKey"];
        var given = needed.Where(key => !string.IsNullOrEmpty(configuration[$"WeCom:{key}"])).ToList();
        if (given.Count == 0)
            return null;
        foreach (var missing in needed.Except(given))
            problems.Add($"WeCom__{missing} is missing: a live app needs all of {string.Join(", ", needed.Select(key => $"WeCom__{key}"))}");
        if (given.Count < needed.Length)
            return null;
        var before = problems.Count;
        if (!int.TryParse(configuration["WeCom:AgentId"], System.Globalization.CultureInfo.InvariantCulture, out var agent))
            problems.Add("WeCom__AgentId is a number such as 1000002");
        if (!CallbackCrypto.IsKey(configuration["WeCom:EncodingAesKey"]!))
            problems.Add("WeCom__EncodingAesKey is 43 letters and digits");
        if (!Uri.TryCreate(configuration["WeCom:ApiBase"] ?? "https://qyapi.weixin.qq.com", UriKind.Absolute, out var apiBase))
            problems.Add("WeCom__ApiBase is an address such as https://qyapi.weixin.qq.com");
        return problems.Count > before ? null : new WeComSettings(
            apiBase!, configuration["WeCom:CorpId"]!, agent, configuration["WeCom:Secret"]!, configuration["WeCom:Token"]!, configuration["WeCom:EncodingAesKey"]!);
    }

    private static string? Given(IConfiguration configuration, string key) => configuration[key] is { Length: > 0 } value ? value : null;

    private static string? ReadContactsKey(IConfiguration configuration, List<string> problems)
    {
        var key = Given(configuration, "WeCom:ContactsEncodingAesKey");
        if ((key is null) != (Given(configuration, "WeCom:ContactsToken") is null))
            problems.Add("WeCom__ContactsToken and WeCom__ContactsEncodingAesKey go together");
        if (key is not null && !CallbackCrypto.IsKey(key))
            problems.Add("WeCom__ContactsEncodingAesKey is 43 letters and digits");
        return key;
    }

    private static Uri? ReadDesk(IConfiguration configuration, List<string> problems)
    {
        if (Given(configuration, "Desk:PublicUrl") is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        problems.Add("Desk__PublicUrl is an address such as https://work.example.gov.cn");
        return null;
    }

    private static int? ReadCap(string? text, List<string> problems)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var cap) && cap > 0)
            return cap;
        problems.Add($"WeCom__AccountCap: '{text}' is not a number of accounts such as 3000");
        return null;
    }

    private static DateTimeOffset? ReadNow(string? text, List<string> problems)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var now))
            return now;
        problems.Add($"Demo__Now: '{text}' is no time; write it as 2022-08-20T09:00:00+08:00");
        return null;
    }
}
