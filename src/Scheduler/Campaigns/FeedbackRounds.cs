using System.Globalization;
using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Scheduler.Campaigns;

/// <summary>What people said about the tool and nobody has answered: recalled to those who answer, once for each day that office.yaml names.</summary>
public static class FeedbackRounds
{
    private const string Plan = "feedback";
    private const int LongestQuote = 24;

    /// <summary>The opinions that have waited so long and of which that has not been said.</summary>
    public static async Task<IReadOnlyList<FeedbackMoment>> Due(Database database, Pack pack, DateTimeOffset now)
    {
        var days = pack.Office.FeedbackReminders;
        if (days.After.Count == 0)
            return [];
        var (open, fired) = await database.Read(async tx => (await Opinions.Open(tx), await Firings.Moments(tx, Plan)));
        return [.. open.SelectMany(opinion => days.After.Select(after => new FeedbackMoment(
                opinion, string.Create(CultureInfo.InvariantCulture, $"{opinion.Id}/T+{after}"), ChinaTime.At(ChinaTime.DayOf(opinion.At).AddDays(after), days.At))))
            .Where(moment => moment.At <= now && !fired.Contains(moment.Key))];
    }

    public static async Task<IReadOnlyList<DigestLine>> Say(Tx tx, Pack pack, IReadOnlyList<FeedbackMoment> moments, DateTimeOffset now)
    {
        var waiting = new List<Opinion>();
        foreach (var moment in moments)
            if (await Firings.Claim(tx, Plan, moment.Key, moment.At, now))
                waiting.Add(moment.Opinion);
        if (waiting.Count == 0)
            return [];
        var oldest = waiting[0];
        var text = pack.Messages.Say(waiting.DistinctBy(opinion => opinion.Id).Count() > 1 ? DutyTexts.OpinionsWait : DutyTexts.OpinionWaits,
            ("count", waiting.DistinctBy(opinion => opinion.Id).Count()), ("number", oldest.Id), ("unit", oldest.Unit), ("name", oldest.Name),
            ("text", oldest.Said.Length > LongestQuote ? $"{oldest.Said[..LongestQuote]}…" : oldest.Said),
            ("days", ChinaTime.DayOf(now).DayNumber - ChinaTime.DayOf(oldest.At).DayNumber));
        var hint = pack.Messages.Say(DutyTexts.HowToAnswerOpinions);
        return [.. Staff(await People.List(tx), pack).Select(person => new DigestLine(person.Userid, Urgency.Ask, text, hint))];
    }

    /// <summary>Whoever administers the tool; in a county without them, whoever looks after the whole county.</summary>
    public static IReadOnlyList<Person> Staff(IReadOnlyList<Person> people, Pack pack)
    {
        var administrators = people.Where(other => other.Role == pack.Vocabulary.AdministratorRole).ToList();
        return administrators.Count > 0 ? administrators : [.. people.Where(other => other.UnitLevel == "county" && pack.Office.SignOffTo.Contains(other.Role))];
    }
}

/// <summary>An opinion that has waited as long as office.yaml lets one wait.</summary>
public sealed record FeedbackMoment(Opinion Opinion, string Key, DateTimeOffset At);
