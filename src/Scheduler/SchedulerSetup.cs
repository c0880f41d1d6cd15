using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;
using Scheduler.Ledgers;
using Scheduler.Reminders;
using Scheduler.Rules;

namespace Scheduler;

/// <summary>The scheduler's part of the object graph. Quartz only wakes it up; what is due is read from rows.</summary>
public static class SchedulerSetup
{
    private static readonly TimeSpan WakeEvery = TimeSpan.FromSeconds(20);

    /// <summary>How long a process may be silent before the others take over what it was doing.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    /// <param name="clusterOn">
    /// The PostgreSQL store in which the processes of one installation agree who wakes up when; its tables are made where they are
    /// missing. Null for the only process, which keeps its timer in memory: what is due it reads from rows anyway.
    /// </param>
    /// <param name="wakeEvery">Null for what suits an installation.</param>
    public static IServiceCollection AddScheduler(this IServiceCollection services, bool wake, string? clusterOn = null, TimeSpan? wakeEvery = null)
    {
        services.AddSingleton<DueRunner>();
        services.AddSingleton<LedgerRounds>();
        services.AddSingleton<RuleRounds>();
        if (!wake)
            return services;
        services.AddQuartz(quartz =>
        {
            // The demo's clock jumps, which a timer does not notice: it runs on real time.
            quartz.UseTimeProvider(TimeProvider.System);
            if (clusterOn is not null)
                quartz.UsePersistentStore(store =>
                {
                    store.UsePostgres(NpgsqlFactory.Instance, clusterOn);
                    store.UseSystemTextJsonSerializer();
                    store.UseClustering(cluster => cluster.CheckinMisfireThreshold = Silence);
                    store.ProvisionSchema();
                });
            // After a pause it wakes up once, not as often as it would have.
            quartz.ScheduleJob<RunDueJob>(trigger => trigger
                .WithIdentity("run-due")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(wakeEvery ?? WakeEvery).RepeatForever().WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithExistingCount)));
        });
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        return services;
    }
}

/// <summary>Runs what is due by the program's clock. Two at once do no harm, but one is enough, however many processes there are.</summary>
[DisallowConcurrentExecution]
public sealed class RunDueJob(DueRunner due, RuleRounds rules, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await due.RunDue(time.GetUtcNow());
        // After what people wait for: over a large county it takes a while.
        await rules.RunDaily(time.GetUtcNow());
    }
}
