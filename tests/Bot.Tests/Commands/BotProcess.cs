using System.Diagnostics;
using System.Text;

namespace Bot.Tests.Commands;

/// <summary>The program as a shell starts it, in an empty folder of its own.</summary>
internal sealed class BotProcess : IDisposable
{
    public static readonly string Prompts = Path.Combine(Repository(), "prompts");

    public string Folder { get; } = Directory.CreateTempSubdirectory("bot-").FullName;

    public string this[string file] => Path.Combine(Folder, file);

    public Task<Ended> Run(params string[] args) => Run("", args);

    public async Task<Ended> Run(string input, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Bot.dll"), .. args])
        {
            UseShellExecute = false,
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        // Whatever the machine has set for a bot of its own is not for this one.
        foreach (var setting in start.Environment.Keys.Where(key => key.Contains("__", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(setting);
        start.Environment["Prompts__Path"] = Prompts;
        start.Environment["Demo__Now"] = "2022-08-20T09:00:00+08:00";
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, await output, await errors);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
                return folder.FullName;
        throw new InvalidOperationException("the tests run outside of the repository");
    }
}

/// <param name="Code">0 = done, 1 = refused, 2 = wrong usage.</param>
internal sealed record Ended(int Code, string Output, string Errors)
{
    public string[] ErrorLines => Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] OutputLines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
