using Store.Packs;

namespace Scheduler.Reminders;

/// <summary>What is said when something falls due.</summary>
public static class Texts
{
    public static readonly MessageKey Digest = new("remind.digest", "month", "left", "households", "days");
    public static readonly MessageKey DigestLastDay = new("remind.digest_last_day", "month", "left", "households");
    public static readonly MessageKey Report = new("remind.report", "month", "unit", "done", "total", "missing", "villages");
    public static readonly MessageKey ReportDone = new("remind.report_done", "month", "unit", "total");
    public static readonly MessageKey ReportVillage = new("remind.report_village", "village", "done", "total");
    public static readonly MessageKey Suspicions = new("remind.suspicions", "count", "households");
    public static readonly MessageKey Comma = new("remind.comma");

    public static IReadOnlyCollection<MessageKey> All { get; } = [Digest, DigestLastDay, Report, ReportDone, ReportVillage, Suspicions, Comma];
}
