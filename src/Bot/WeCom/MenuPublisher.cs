using Store.Packs;

namespace Bot.WeCom;

/// <summary>Puts the chat's menu (prompts/menu.yaml) up when the program starts, and keeps trying while WeCom cannot be reached.</summary>
public sealed class MenuPublisher(Pack pack, WeComClient client, IHostApplicationLifetime lifetime, ILogger<MenuPublisher> log) : BackgroundService
{
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (pack.Menu.Count == 0)
            return;
        var started = new TaskCompletionSource();
        await using (lifetime.ApplicationStarted.Register(started.SetResult))
            await started.Task.WaitAsync(stoppingToken);
        while (true)
            try
            {
                await client.CreateMenu(new AppMenu([.. pack.Menu.Select(button => MenuButton.Click(button.Name, button.Says))]), stoppingToken);
                return;
            }
            catch (SendFailure failure)
            {
                log.LogWarning("the menu is not up yet: {Failure}", failure.Message);
                await Task.Delay(Again, stoppingToken);
            }
    }
}
