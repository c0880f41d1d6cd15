using System.Diagnostics;
using Npgsql;
using Testing;

namespace Benchmarks;

/// <summary>A PostgreSQL database of its own: on the server of TEST_POSTGRES, or on one that is started here and stopped again.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly string server;
    private readonly string name = $"bench_{Guid.NewGuid():N}";
    private readonly Func<Task> stop;

    private BenchDatabase(string server, Func<Task> stop) => (this.server, this.stop) = (server, stop);

    public string ConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 64 }.ToString();

    public static async Task<BenchDatabase> Postgres(string folder)
    {
        var given = Environment.GetEnvironmentVariable(Databases.ServerVariable);
        var (server, stop) = given is { Length: > 0 } ? (given, () => Task.CompletedTask) : await StartServer(folder);
        var database = new BenchDatabase(server, stop);
        await database.Tell($"CREATE DATABASE {database.name}");
        return database;
    }

    public async ValueTask DisposeAsync()
    {
        await Tell($"DROP DATABASE {name} WITH (FORCE)");
        await stop();
    }

    private async Task Tell(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // As it comes, fsync and all; only the place and the port are ours.
    private static async Task<(string Server, Func<Task> Stop)> StartServer(string folder)
    {
        var programs = Directory.GetDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last() + "/bin";
        var (data, port) = (Path.Combine(folder, "postgres"), Ports.Free());
        Directory.CreateDirectory(data);
        if (Environment.IsPrivilegedProcess)
        {
            // The way to it as well, where it lies in a folder that was made for us alone.
            for (var at = folder; at is not null && at != Path.TrimEndingDirectorySeparator(Path.GetTempPath()) && at.StartsWith(Path.GetTempPath(), StringComparison.Ordinal); at = Path.GetDirectoryName(at))
                await Run("chmod", ["755", at]);
            await Run("chown", ["postgres", data]);
        }
        await Tool("initdb", "-D", data, "-U", "bench", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8");
        await Tool("pg_ctl", "start", "-w", "-s", "-D", data, "-l", Path.Combine(data, "server.log"),
            "-o", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=");
        return ($"Host=127.0.0.1;Port={port};Username=bench;Database=postgres", () => Tool("pg_ctl", "stop", "-s", "-D", data, "-m", "fast"));

        // The server refuses to run as root.
        Task Tool(string program, params string[] arguments) => Environment.IsPrivilegedProcess
            ? Run("runuser", ["-u", "postgres", "--", Path.Combine(programs, program), .. arguments])
            : Run(Path.Combine(programs, program), arguments);
    }

    private static async Task Run(string program, IReadOnlyList<string> arguments)
    {
        // The server inherits what it is started with, so nothing of it may be a pipe that somebody waits for.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}
