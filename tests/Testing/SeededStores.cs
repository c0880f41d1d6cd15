using Bot;
using Npgsql;

namespace Testing;

/// <summary>
/// Stores with the demo county in them, as it stood on <see cref="Seeded"/>. The county is made once for each database and
/// then copied: file and keys on SQLite, template database and keys on PostgreSQL.
/// </summary>
public sealed class SeededStores : IAsyncDisposable
{
    /// <summary>Where the clock of every copy starts.</summary>
    public static readonly DateTimeOffset Seeded = new(2022, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly SemaphoreSlim one = new(1);
    private readonly Dictionary<string, SeededStore> templates = [];

    public static string PromptsFolder { get; } = Path.Combine(Root(), "prompts");

    /// <param name="provider">sqlite or postgres.</param>
    public async Task<SeededStore> Copy(string provider)
    {
        await one.WaitAsync();
        try
        {
            if (!templates.TryGetValue(provider, out var template))
                templates[provider] = template = await Seed(provider);
            return await Create(provider, template);
        }
        finally
        {
            one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var template in templates.Values)
            await template.DisposeAsync();
        one.Dispose();
    }

    private static async Task<SeededStore> Seed(string provider)
    {
        var template = await Create(provider, null);
        await using (await BotSetup.Build([.. template.Arguments, $"--Prompts:Path={PromptsFolder}", "--Roles=web", "--Logging:LogLevel:Default=Error"]))
        {
        }
        return template;
    }

    private static async Task<SeededStore> Create(string provider, SeededStore? template)
    {
        var folder = Directory.CreateTempSubdirectory("e2e-").FullName;
        if (template is not null)
            CopyFolder(template.Folder, folder);
        if (provider == "sqlite")
            return new SeededStore(folder, provider, $"Data Source={Path.Combine(folder, "rounds.db")}", null);

        var server = Environment.GetEnvironmentVariable(Databases.ServerVariable)
            ?? throw new InvalidOperationException($"{Databases.ServerVariable} is not set: there is no PostgreSQL server for tests");
        var name = $"e2e_{Guid.NewGuid():N}";
        await Tell(server, template is null ? $"CREATE DATABASE {name}" : $"CREATE DATABASE {name} TEMPLATE {template.DatabaseName}");
        var own = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 };
        return new SeededStore(folder, provider, own.ToString(), () => Tell(server, $"DROP DATABASE {name} WITH (FORCE)")) { DatabaseName = name };
    }

    private static async Task Tell(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public static void CopyFolder(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
                return folder.FullName;
        throw new InvalidOperationException("the tests run outside of the repository");
    }
}

/// <summary>One store, its keys and the phones of its demo, all of which go when it is disposed.</summary>
public sealed class SeededStore(string folder, string provider, string connectionString, Func<Task>? drop) : IAsyncDisposable
{
    public string Folder => folder;

    internal string DatabaseName { get; init; } = "";

    /// <summary>What makes a host use it.</summary>
    public IReadOnlyList<string> Arguments =>
    [
        $"--Store:Provider={provider}",
        $"--Store:ConnectionString={connectionString}",
        $"--Keys:Path={Path.Combine(folder, "keys")}",
        $"--Demo:Now={SeededStores.Seeded:yyyy-MM-ddTHH:mm:sszzz}",
    ];

    public async ValueTask DisposeAsync()
    {
        if (drop is not null)
            await drop();
        Directory.Delete(folder, recursive: true);
    }
}
