using Bot.Contacts;
using Bot.Demo;
using Bot.Desk;
using Bot.Turns;
using Bot.WeCom;
using Scheduler;
using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Bot;

/// <summary>The one place where the object graph is put together, read top to bottom.</summary>
public static class BotSetup
{
    /// <summary>Reads settings and prompts, opens the store, and builds the host; nothing listens yet.</summary>
    /// <exception cref="StartException">Something is wrong; the message lists all of it.</exception>
    public static async Task<WebApplication> Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        var settings = Settings(builder.Configuration);
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.UseKestrelHttpsConfiguration();
        // The second says nothing from Warning on, yet makes a scope and an activity for each request unless it is shut.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            .AddFilter("Quartz", LogLevel.Warning).AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);

        var pack = Pack(settings.PromptsPath);
        var database = await Open(settings);
        await DemoMode.Claim(database, settings.IsDemo);
        TimeProvider time = settings.IsDemo ? await DemoMode.Clock(database, settings.DemoNow) : TimeProvider.System;
        if (settings.IsDemo)
            await DemoMode.Seed(database, pack, null, null, time.GetUtcNow());
        else
            await Administrators.Ensure(database, pack.Vocabulary, settings.AdminUserids);
        await database.Write(tx => PackVersions.Keep(tx, pack.Version, pack.Files.Select(file => new PackFile(file.Key, file.Value))));
        pack = (settings.RobotKey is null ? pack.WithoutGroup() : pack).WithEarlier(await database.Read(tx => PackVersions.EarlierForms(tx, pack.Version)));

        var wecom = settings.WeCom ?? DemoHost.Settings(settings.LoopbackUrl);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(pack);
        // Made by the container, as it sees it, so that it closes them; what it is merely handed it leaves open.
        builder.Services.AddSingleton(_ => database);
        builder.Services.AddSingleton(wecom);
        builder.Services.AddChannel(settings, pack, wecom);
        builder.Services.AddSingleton<TurnSignal>();
        builder.Services.AddSingleton<TakenReplies>();
        builder.Services.AddSingleton<TurnRunner>();
        builder.Services.AddSingleton<InboxWorker>();
        builder.Services.AddSingleton<LedgerWorker>();
        builder.Services.AddSingleton<DeskDoor>();
        if (settings.Roles.Contains("worker"))
        {
            builder.Services.AddHostedService(services => services.GetRequiredService<InboxWorker>());
            builder.Services.AddHostedService(services => services.GetRequiredService<LedgerWorker>());
            builder.Services.AddHostedService(services => services.GetRequiredService<OutboxPump>());
            builder.Services.AddHostedService(services => services.GetRequiredService<EvidenceWorker>());
            if (!settings.IsDemo)
                builder.Services.AddHostedService(services => services.GetRequiredService<ContactsSync>());
            builder.Services.AddHostedService<MenuPublisher>();
        }
        // A demo's clock is its own, so its processes could not agree on anything.
        builder.Services.AddScheduler(
            wake: settings.Roles.Contains("scheduler"), clusterOn: settings is { StoreProvider: "postgres", IsDemo: false } ? settings.StoreConnection : null);
        // After the timer, which brings the real clock for itself: everything else goes by this one.
        builder.Services.AddSingleton(time);
        if (settings.IsDemo)
            builder.Services.AddSingleton<DemoHost>();

        var app = builder.Build();
        app.MapHealth();
        if (settings.Roles.Contains("web"))
        {
            app.MapWeComCallback(wecom);
            if (settings is { ContactsToken: { } token, ContactsEncodingAesKey: { } key })
                app.MapWeComCallback(wecom with { Token = token, EncodingAesKey = key }, "/wecom/contacts");
            app.MapDesk();
        }
        if (settings.IsDemo)
            app.MapDemo(app.Services.GetRequiredService<DemoHost>());
        await app.Services.GetRequiredService<DueRunner>().RunDue(time.GetUtcNow());
        return app;
    }

    /// <exception cref="StartException">Lists every problem as file:line.</exception>
    public static Pack Pack(string folder)
    {
        var load = PackLoader.Load(folder, Sentences.All);
        return load.Pack ?? throw new StartException(string.Join('\n', load.Problems));
    }

    /// <exception cref="StartException">Lists every problem.</exception>
    public static BotSettings Settings(IConfiguration configuration)
    {
        var problems = new List<string>();
        return BotSettings.Read(configuration, problems) ?? throw new StartException(string.Join('\n', problems));
    }

    /// <exception cref="StartException">The store cannot be used, and why.</exception>
    public static async Task<Database> Open(BotSettings settings)
    {
        try
        {
            return await Database.Start(settings.StoreProvider, settings.StoreConnection, settings.KeysPath, TimeProvider.System.GetUtcNow());
        }
        catch (Exception refused) when (refused is MigrationException or KeysException or ArgumentException)
        {
            throw new StartException(refused.Message);
        }
    }
}
