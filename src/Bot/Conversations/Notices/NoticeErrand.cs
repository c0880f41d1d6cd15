using Bot.Conversations.Errands;

namespace Bot.Conversations.Notices;

/// <summary>发通知、发通报: a notice being written, then sent.</summary>
public sealed record NoticeErrand(NoticeDraft Draft, NoticeAsks Asking) : Errand;

/// <param name="Kind"><c>notice</c>, or <c>finding</c> for a 通报, which has a deadline and an answer that closes it.</param>
/// <param name="Audience">As it was picked or typed; who that is is worked out again when it is sent.</param>
/// <param name="Names">The people it means now.</param>
/// <param name="Ask"><c>none</c>, <c>receipt</c>, <c>form</c> or <c>answer</c>.</param>
/// <param name="Due">2023-08-26; "" for none.</param>
public sealed record NoticeDraft(
    string Kind, string Body = "", string Audience = "", IReadOnlyList<string>? Names = null, string Ask = "", string Form = "", string Due = "")
{
    /// <summary>The audience of everybody with a role in a campaign, and of whoever has not done what it wants by now.</summary>
    public static string ConcernedBy(string campaign) => $"{OfCampaign}{campaign}";

    /// <summary>It may also go to the town's group: it names nobody.</summary>
    public bool FitForGroup { get; init; }

    public bool InGroup { get; init; }

    /// <inheritdoc cref="ConcernedBy"/>
    public static string OwingTo(string campaign) => $"{OfOwing}{campaign}";

    internal const string OfCampaign = "campaign/";
    internal const string OfOwing = "owing/";

    /// <summary>Photos and files that go with it, by the channel's names for them.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];
}

public enum NoticeAsks { Body, Audience, Ask, Form, Due, Confirm }

/// <summary>谁没收到、撤回通知: what became of the notices of an area.</summary>
/// <param name="Shown">The one that is looked at; 0 while it is being picked.</param>
/// <param name="Recalling">Whether to call it back is being asked.</param>
public sealed record SentErrand(IReadOnlyList<SentNotice> Sent, long Shown, bool Recalling) : Errand;

/// <param name="Missing">The names of those who have not answered.</param>
/// <param name="Answers">What was answered, and by whom, where more was asked for than 收到.</param>
/// <param name="CanRecall">Still within the time in which it can be called back.</param>
/// <param name="Beyond">Those who have confirmed it already: whoever has read it knows it, recalled or not.</param>
/// <param name="InWeChat">Those who read text rather than cards, most likely inside WeChat, where nothing can be called back.</param>
/// <param name="Due">The day by which it is to be answered; "" for none.</param>
public sealed record SentNotice(
    long Id, string Kind, string Body, string Ask, int Total, IReadOnlyList<string> Missing, IReadOnlyList<string> Answers, bool CanRecall,
    IReadOnlyList<string> Beyond, IReadOnlyList<string> InWeChat, string Due);

/// <summary>收到, 回复通报: notices that wait for an answer of the speaker's.</summary>
public sealed record ReceiptErrand(IReadOnlyList<OpenNotice> Open, long Answering) : Errand;

public sealed record OpenNotice(long Id, string Kind, string Body, string Ask, string Form, string Due);

public sealed record AudienceLookup(NoticeDraft Draft, Store.Month Month, DateTimeOffset Now) : ErrandLookup;

/// <param name="Unknown">Parts of what was typed that mean nobody.</param>
/// <param name="FitForGroup">See <see cref="NoticeDraft.FitForGroup"/>.</param>
public sealed record AudienceFound(IReadOnlyList<string> Names, IReadOnlyList<string> Unknown, bool FitForGroup = false) : ErrandFound
{
    /// <summary>Parts of what was typed that are the name of several units, and those units with where they lie.</summary>
    public IReadOnlyList<(string Typed, IReadOnlyList<string> Units)> Several { get; init; } = [];
}

public sealed record SentNoticesLookup(bool ToRecall, DateTimeOffset Now) : ErrandLookup;

public sealed record SentNoticesFound(IReadOnlyList<SentNotice> Notices) : ErrandFound;

/// <param name="Finding">Only 通报, which want an answer in words.</param>
/// <param name="Id">Only this one, whose card was tapped; 0 = all.</param>
public sealed record OpenNoticesLookup(bool Finding, long Id = 0) : ErrandLookup;

/// <param name="IsRecalled">The one that was asked for has been called back.</param>
public sealed record OpenNoticesFound(IReadOnlyList<OpenNotice> Open, bool IsRecalled = false) : ErrandFound;

public sealed record NoticeSent(NoticeDraft Draft) : ErrandDone;

public sealed record NoticePushed(long Id) : ErrandDone;

public sealed record NoticeRecalled(long Id) : ErrandDone;

/// <param name="Answer">"" for a mere 收到.</param>
public sealed record NoticeAnswered(long Id, string Answer) : ErrandDone;
