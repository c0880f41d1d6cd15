using Bot.Contacts;
using Bot.Turns;
using Bot.WeCom;
using StackExchange.Redis;
using Store;
using Store.Packs;

namespace Bot;

/// <summary>Everything between the conversation and WeCom: client, quotas, pump, and what several processes share.</summary>
internal static class ChannelSetup
{
    /// <exception cref="StartException">Redis is set up and does not answer.</exception>
    public static void AddChannel(this IServiceCollection services, BotSettings settings, Pack pack, WeComSettings wecom)
    {
        services.AddSingleton(_ => new HttpClient { Timeout = TimeSpan.FromSeconds(10) });
        services.AddSingleton(provider => new CallQuota(pack.Sending, provider.GetRequiredService<TimeProvider>()));
        var app = $"{wecom.CorpId}:{wecom.AgentId}";
        if (settings.RedisConnection is { } connection)
        {
            var redis = Connect(connection);
            // Made by the container, so that it closes it.
            services.AddSingleton(_ => redis);
            services.AddSingleton(provider => new SharedToken(redis.GetDatabase(), app, provider.GetRequiredService<Database>().Cipher!, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<ISendQuota>(new SharedSendQuota(redis.GetDatabase(), app, pack.Sending));
        }
        else
        {
            services.AddSingleton<ISendQuota>(new SendQuota(pack.Sending));
        }
        services.AddSingleton<WeComClient>();
        services.AddSingleton<EvidenceWorker>();
        services.AddSingleton(provider => new ContactsSecret(settings.ContactsSecret is { } secret
            ? new WeComClient(provider.GetRequiredService<HttpClient>(), wecom with { Secret = secret }, provider.GetRequiredService<TimeProvider>())
            : null));
        services.AddSingleton<ContactsSync>();
        if (settings.RobotKey is { } key)
            services.AddSingleton(provider => new GroupRobot(provider.GetRequiredService<HttpClient>(), wecom.ApiBase, key));
        services.AddSingleton(provider =>
        {
            var pump = ActivatorUtilities.CreateInstance<OutboxPump>(provider);
            pump.AtAnyHour = settings.IsDemo;
            pump.Accounts = settings.AccountCap;
            return pump;
        });
    }

    private static ConnectionMultiplexer Connect(string connection)
    {
        try
        {
            return ConnectionMultiplexer.Connect(connection);
        }
        catch (Exception broken) when (broken is RedisConnectionException or ArgumentException)
        {
            throw new StartException($"Redis__ConnectionString: {broken.Message}");
        }
    }
}
