using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Scheduler.Ledgers;
using Scheduler.Reminders;
using Scheduler.Rules;

namespace Scheduler;

/// <summary>The scheduler's part of the object graph. Quartz only wakes it up; what is due is read from rows.</summary>
public static class SchedulerSetup
{
    private const int WakeEverySeconds = 20;

    public static IServiceCollection AddScheduler(this IServiceCollection services, bool wake)
    {
        services.AddSingleton<DueRunner>();
        services.AddSingleton<LedgerRounds>();
        services.AddSingleton<RuleRounds>();
        if (!wake)
            return services;
        services.AddQuartz(quartz => quartz
            .ScheduleJob<RunDueJob>(trigger => trigger
                .WithIdentity("run-due")
                .StartNow()
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(WakeEverySeconds)).RepeatForever())));
        services.AddQuartzHostedService(quartz => quartz.WaitForJobsToComplete = true);
        return services;
    }
}

/// <summary>Runs what is due by the program's clock. Two at once do no harm, but one is enough.</summary>
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
