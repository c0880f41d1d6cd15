namespace Scheduler.Reminders;

/// <summary>One thing that somebody is to be told; a day's lines become one message.</summary>
/// <param name="Hint">What to do about it; said once, however many lines say so.</param>
public sealed record DigestLine(string Userid, Urgency Urgency, string Text, string Hint = "");

/// <summary>From what cannot wait to what is only good to know.</summary>
public enum Urgency
{
    Overdue,
    Today,
    Soon,

    /// <summary>A question that waits for an answer.</summary>
    Ask,

    /// <summary>What others owe the reader.</summary>
    Late,

    /// <summary>What others owed the reader and have handed in since.</summary>
    Arrived,

    /// <summary>The counts of a month that is over.</summary>
    Counts,
}
