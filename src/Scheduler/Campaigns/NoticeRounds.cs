using System.Globalization;
using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>A notice at one of the moments when something is said of it.</summary>
/// <param name="Days">After its day; negative before it.</param>
/// <param name="Send">False where a later moment of the same notice has come as well.</param>
public sealed record NoticeMoment(Notice Notice, string Key, int Days, DateTimeOffset At, bool Send);

/// <summary>Reminds those who have not answered a notice by its day, and tells its sender who has not; each thing once.</summary>
public static class NoticeRounds
{
    private const string Plan = "notices";
    private const int MostNames = 20;

    public static async Task<IReadOnlyList<NoticeMoment>> Due(Database database, Pack pack, DateTimeOffset now)
    {
        var days = pack.Office.NoticeReminders;
        if (days == ReminderDays.None)
            return [];
        var from = ChinaTime.DayOf(now).AddDays(-days.After.Append(0).Max() - 1);
        var notices = await database.Read(tx => Notices.Dated(tx, from));
        if (notices.Count == 0)
            return [];
        var fired = (await database.Read(tx => Firings.Moments(tx, Plan))).ToHashSet(StringComparer.Ordinal);
        return [.. notices.SelectMany(notice => Come(notice, days, fired, now))];
    }

    public static async Task<IReadOnlyList<DigestLine>> Say(Tx tx, Pack pack, IReadOnlyList<NoticeMoment> moments, DateTimeOffset now)
    {
        var lines = new List<DigestLine>();
        foreach (var moment in moments)
        {
            if (!await Firings.Claim(tx, Plan, moment.Key, moment.At, now) || !moment.Send)
                continue;
            var missing = (await Notices.Receipts(tx, moment.Notice.Id)).Where(receipt => receipt.ConfirmedAt is null).ToList();
            var days = ChinaTime.DayOf(now).DayNumber - moment.Notice.DueOn!.Value.DayNumber;
            var hint = pack.Messages.Say(HintOf(moment.Notice), ("form", pack.Form(moment.Notice.Form) is { } form ? form.PlainTitle ?? form.Title : ""));
            lines.AddRange(missing.Select(receipt => new DigestLine(
                receipt.Userid, days > 0 ? Urgency.Overdue : days == 0 ? Urgency.Today : Urgency.Soon,
                Text(pack, days > 0 ? DutyTexts.NoticeOverdue : days == 0 ? DutyTexts.NoticeToday : DutyTexts.NoticeSoon, moment.Notice, days), hint)));
            if (days > 0 && missing.Count > 0)
                lines.Add(new DigestLine(moment.Notice.Userid, Urgency.Late, Text(pack, DutyTexts.NoticeLate, moment.Notice, days, Names(pack, missing))));
        }
        return lines;
    }

    // Those before the notice was sent never were; of several that came together the last is worth saying.
    private static IEnumerable<NoticeMoment> Come(Notice notice, ReminderDays reminders, HashSet<string> fired, DateTimeOffset now)
    {
        var come = reminders.Before.Select(before => -before).Concat(reminders.After).Order()
            .Select(days => new NoticeMoment(
                notice, $"{notice.Id}/T{days.ToString("+0;-0;-0", CultureInfo.InvariantCulture)}", days, ChinaTime.At(notice.DueOn!.Value.AddDays(days), reminders.At), false))
            .Where(moment => moment.At > notice.At && moment.At <= now && !fired.Contains(moment.Key)).ToList();
        return come.Select((moment, index) => moment with { Send = index == come.Count - 1 });
    }

    private static string Text(Pack pack, MessageKey key, Notice notice, int days, string names = "") => pack.Messages.Say(key,
        ("body", Short(notice.Body)), ("month", notice.DueOn!.Value.Month), ("day", notice.DueOn.Value.Day), ("days", Math.Abs(days)), ("names", names),
        ("kind", pack.Messages.Say(notice.Kind == "finding" ? DutyTexts.KindFinding : DutyTexts.KindNotice)));

    private static string Names(Pack pack, List<NoticeReceipt> missing)
    {
        var names = string.Join(pack.Messages.Say(DutyTexts.Comma), missing.Take(MostNames).Select(receipt => $"{receipt.Unit} {receipt.Name}"));
        return missing.Count > MostNames ? pack.Messages.Say(DutyTexts.MorePeople, ("names", names), ("count", missing.Count)) : names;
    }

    private static MessageKey HintOf(Notice notice) => notice.Ask switch
    {
        "answer" => DutyTexts.HowToReply,
        "form" => DutyTexts.HowToFill,
        _ => DutyTexts.HowToConfirm,
    };

    private static string Short(string body) => body.Split('\n')[0] is { Length: > 24 } line ? $"{line[..24]}…" : body.Split('\n')[0];
}
