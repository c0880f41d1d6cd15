using Bot.Conversations.Errands;

namespace Bot.Conversations.Notices;

/// <summary>发通知、发通报: a notice being written, then sent; or what became of one.</summary>
/// <param name="Sent">One's own notices, where what became of them is being looked at; null while one is being written.</param>
/// <param name="Shown">The one that is looked at; 0 while it is being picked.</param>
public sealed record NoticeErrand(NoticeDraft Draft, NoticeAsks Asking, IReadOnlyList<SentNotice>? Sent = null, long Shown = 0) : Errand;

/// <param name="Kind"><c>notice</c>, or <c>finding</c> for a 通报, which has a deadline and an answer that closes it.</param>
/// <param name="Audience">As it was picked or typed; who that is is worked out again when it is sent.</param>
/// <param name="Names">The people it means now.</param>
/// <param name="Ask"><c>none</c>, <c>receipt</c>, <c>form</c> or <c>answer</c>.</param>
public sealed record NoticeDraft(
    string Kind, string Body = "", string Audience = "", IReadOnlyList<string>? Names = null, string Ask = "", string Form = "", string Due = "")
{
    /// <summary>It may also go to the town's group: it names nobody.</summary>
    public bool FitForGroup { get; init; }

    public bool InGroup { get; init; }
}

public enum NoticeAsks { Body, Audience, Ask, Form, Due, Confirm, Which, Receipts, Recall }

/// <param name="Missing">The names of those who have not answered.</param>
/// <param name="Answers">Of a 通报: who answered what.</param>
/// <param name="CanRecall">Still within the time in which it can be called back.</param>
/// <param name="Beyond">Those who have confirmed it already: whoever has read it knows it, recalled or not.</param>
public sealed record SentNotice(
    long Id, string Kind, string Body, string Ask, int Total, IReadOnlyList<string> Missing, IReadOnlyList<string> Answers, bool CanRecall, IReadOnlyList<string> Beyond);

/// <summary>收到, 回复通报: notices that wait for an answer of the speaker's.</summary>
public sealed record ReceiptErrand(IReadOnlyList<OpenNotice> Open, long Answering) : Errand;

public sealed record OpenNotice(long Id, string Kind, string Body, string Ask, string Form, string Due);

public sealed record AudienceLookup(NoticeDraft Draft, Store.Month Month) : ErrandLookup;

/// <param name="Unknown">Parts of what was typed that mean nobody.</param>
/// <param name="FitForGroup">See <see cref="NoticeDraft.FitForGroup"/>.</param>
public sealed record AudienceFound(IReadOnlyList<string> Names, IReadOnlyList<string> Unknown, bool FitForGroup = false) : ErrandFound;

public sealed record SentNoticesLookup(bool ToRecall, DateTimeOffset Now) : ErrandLookup;

public sealed record SentNoticesFound(IReadOnlyList<SentNotice> Notices) : ErrandFound;

/// <param name="Finding">Only 通报, which want an answer in words.</param>
public sealed record OpenNoticesLookup(bool Finding) : ErrandLookup;

public sealed record OpenNoticesFound(IReadOnlyList<OpenNotice> Open) : ErrandFound;

public sealed record NoticeSent(NoticeDraft Draft) : ErrandDone;

public sealed record NoticePushed(long Id) : ErrandDone;

public sealed record NoticeRecalled(long Id) : ErrandDone;

/// <param name="Answer">"" for a mere 收到.</param>
public sealed record NoticeAnswered(long Id, string Answer) : ErrandDone;
