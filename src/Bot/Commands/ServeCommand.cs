namespace Bot.Commands;

/// <summary>No verb: serves the callback, and without WeCom settings the demo.</summary>
internal static class ServeCommand
{
    public static async Task<int> Run(string[] args)
    {
        await using var app = await BotSetup.Build(args);
        await app.StartAsync();
        var settings = app.Services.GetRequiredService<BotSettings>();
        await Console.Error.WriteLineAsync(settings.IsDemo
            ? $"demo: open {new Uri(settings.LoopbackUrl, "/demo")}"
            : $"live: the callback is {new Uri(settings.LoopbackUrl, "/wecom/callback")}");
        await app.WaitForShutdownAsync();
        return CommandLine.Done;
    }
}
