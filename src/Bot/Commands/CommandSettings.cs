namespace Bot.Commands;

/// <summary>The same settings for a verb as for the server: environment variables and appsettings.json.</summary>
internal static class CommandSettings
{
    /// <exception cref="StartException">Lists every problem.</exception>
    public static BotSettings Read() => BotSetup.Settings(new ConfigurationBuilder()
        .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
        .AddEnvironmentVariables()
        .Build());
}
