using System.Globalization;
using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>Words what is said of duties at one moment. Pure.</summary>
public sealed class DutyLines(Pack pack, DateTimeOffset now)
{
    private readonly DateOnly today = ChinaTime.DayOf(now);

    /// <summary>So many units are named; the rest is a number.</summary>
    private const int MostUnits = 20;

    /// <summary>To those who owe: what goes together and is due at one time is one line.</summary>
    /// <param name="owed">What somebody's unit has not done.</param>
    public IEnumerable<DigestLine> Own(string userid, IEnumerable<Duty> owed) =>
        from duty in owed
        group duty by (duty.Campaign, duty.DueAt, Form: FormOf(duty), To: string.Join(' ', duty.To)) into together
        let duties = together.ToList()
        let days = today.DayNumber - duties[0].Day.DayNumber
        select new DigestLine(
            userid, duties[0].DueAt <= now ? Urgency.Overdue : days == 0 ? Urgency.Today : Urgency.Soon, Own(duties, days),
            FormOf(duties[0]) is null ? pack.Messages.Say(DutyTexts.HowTo) : "");

    /// <summary>To those further up: who has not handed it in yet. Only ever in private, in the roster's order.</summary>
    public DigestLine Late(string userid, IReadOnlyList<Duty> duties, IReadOnlyList<Unit> units)
    {
        var names = string.Join(pack.Messages.Say(DutyTexts.Comma), units.Take(MostUnits).Select(unit => unit.Name));
        return new DigestLine(userid, Urgency.Late, pack.Messages.Say(DutyTexts.Late,
            ("what", Names(duties)), ("deadline", Deadline(duties[0])), ("days", today.DayNumber - duties[0].Day.DayNumber),
            ("units", units.Count > MostUnits ? pack.Messages.Say(DutyTexts.More, ("units", names), ("count", units.Count)) : names)));
    }

    private string Own(List<Duty> duties, int days)
    {
        var duty = duties[0];
        var time = duty.DueAt.ToOffset(ChinaTime.Offset).ToString("HH:mm", CultureInfo.InvariantCulture);
        (string, object?)[] values =
            [("what", Names(duties)), ("deadline", Deadline(duty)), ("days", Math.Abs(days)), ("time", time), ("to", To(duty)), ("form", FormOf(duty))];
        return pack.Messages.Say(
            days == 0 && duty.DueAt <= now ? DutyTexts.Passed
            : days > 0 ? duty.To.Count > 0 ? DutyTexts.Overdue : DutyTexts.OverdueOwn
            : days < 0 ? duty.To.Count > 0 ? DutyTexts.Soon : DutyTexts.SoonOwn
            : FormOf(duty) is not null ? DutyTexts.TodayForm
            : duty.To.Count > 0 ? DutyTexts.Today : DutyTexts.TodayOwn,
            values);
    }

    private string? FormOf(Duty duty) => duty.IsDaily && pack.Form(duty.Form) is { } form ? form.PlainTitle ?? form.Title : null;

    private string Names(IEnumerable<Duty> duties) => string.Join(pack.Messages.Say(DutyTexts.Comma), duties.Select(duty => duty.Short).Distinct());

    private string To(Duty duty) => string.Join(pack.Messages.Say(DutyTexts.Comma), duty.To.Select(role => pack.Roles.Find(role)?.Name ?? role));

    private string Deadline(Duty duty) => pack.Messages.Say(DutyTexts.Deadline,
        ("month", duty.Day.Month), ("day", duty.Day.Day), ("time", duty.DueAt.ToOffset(ChinaTime.Offset).ToString("HH:mm", CultureInfo.InvariantCulture)));
}
