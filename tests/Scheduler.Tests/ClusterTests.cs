using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using Store;
using Testing;
using Xunit;

namespace Scheduler.Tests;

/// <summary>Several processes on one PostgreSQL: each moment wakes one of them, and when one dies the others go on.</summary>
[Trait("needs", "postgres")]
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly TimeSpan WakeEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private TestDatabase store = null!;

    public async ValueTask InitializeAsync() => store = await Databases.Postgres();

    public ValueTask DisposeAsync() => store.DisposeAsync();

    [Fact]
    public async Task However_many_processes_there_are_each_moment_wakes_one_of_them()
    {
        using var one = await Start();
        using var other = await Start();
        var fired = new FiredAt();
        await Listen(one, fired);
        await Listen(other, fired);

        await fired.Until(6);

        Assert.Equal(fired.Scheduled.Count, fired.Scheduled.Distinct().Count());
        await one.StopAsync(TestContext.Current.CancellationToken);
        await other.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task When_one_process_goes_the_other_wakes_up_alone()
    {
        using var one = await Start();
        using var other = await Start();
        await one.StopAsync(TestContext.Current.CancellationToken);
        var fired = new FiredAt();
        await Listen(other, fired);

        await fired.Until(3);

        Assert.Equal(3, fired.Scheduled.Take(3).Distinct().Count());
        await other.StopAsync(TestContext.Current.CancellationToken);
    }

    private async Task<IHost> Start()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(store.Database);
        builder.Services.AddSingleton(Repository.Pack);
        builder.Services.AddSingleton<TimeProvider>(new TestClock(new DateTimeOffset(2022, 8, 10, 9, 0, 0, TimeSpan.FromHours(8))));
        builder.Services.AddScheduler(wake: true, clusterOn: store.ConnectionString, WakeEvery);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private static async Task Listen(IHost host, FiredAt fired) =>
        (await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).ListenerManager.AddJobListener(fired);

    /// <summary>For which moments any of the processes woke up.</summary>
    private sealed class FiredAt : IJobListener
    {
        private readonly Channel<DateTimeOffset> woken = Channel.CreateUnbounded<DateTimeOffset>();
        private readonly List<DateTimeOffset> scheduled = [];

        public string Name => "fired at";

        public IReadOnlyList<DateTimeOffset> Scheduled => scheduled;

        public async Task Until(int times)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            patience.CancelAfter(Patience);
            while (scheduled.Count < times)
                scheduled.Add(await woken.Reader.ReadAsync(patience.Token));
        }

        public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
        {
            woken.Writer.TryWrite(context.ScheduledFireTimeUtc!.Value);
            return ValueTask.CompletedTask;
        }
    }
}
