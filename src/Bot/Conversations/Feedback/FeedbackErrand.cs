using Bot.Conversations.Errands;

namespace Bot.Conversations.Feedback;

/// <summary>意见反馈: something is being said about the tool, or an opinion is being answered.</summary>
/// <param name="Lines">Opinions to answer; null for somebody who says one.</param>
/// <param name="Answering">The one being answered; 0 while it is being picked.</param>
public sealed record FeedbackErrand(IReadOnlyList<FeedbackLine>? Lines, long Answering) : Errand;

public sealed record FeedbackLine(long Id, string Who, string Said);

public sealed record FeedbackLookup : ErrandLookup;

public sealed record FeedbackFound(IReadOnlyList<FeedbackLine> Lines) : ErrandFound;

public sealed record FeedbackSaid(string Text) : ErrandDone;

public sealed record FeedbackAnswered(long Id, string Text) : ErrandDone;
