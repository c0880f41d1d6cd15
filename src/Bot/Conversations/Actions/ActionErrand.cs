using Bot.Conversations.Errands;

namespace Bot.Conversations.Actions;

/// <summary>行动: the campaigns (专项行动), and how far one of them is.</summary>
/// <param name="Shown">Null while one is being picked.</param>
public sealed record ActionErrand(ActionView? Shown) : Errand;

/// <summary>How far a campaign is within what the speaker looks after.</summary>
/// <param name="Campaign">Its id.</param>
/// <param name="Owed">People who still owe something.</param>
/// <param name="Concerned">Everybody whom it concerns.</param>
/// <param name="NotInRoster">Units of its scope that no roster knows.</param>
public sealed record ActionView(
    string Campaign, IReadOnlyList<ActionRound> Rounds, IReadOnlyList<ActionRound> Households, IReadOnlyList<ActionRound> Checklists,
    int OpenProblems, int LateProblems, int Owed, int Concerned, IReadOnlyList<string> NotInRoster);

/// <summary>Something that is to be done by many, and who has not.</summary>
/// <param name="Name">What.</param>
/// <param name="Deadline">In words; "" for none.</param>
/// <param name="Missing">Who, how much of it and why, each in words.</param>
public sealed record ActionRound(string Name, string Deadline, int Done, int Total, IReadOnlyList<string> Missing);

public sealed record ActionLookup(string Campaign, DateTimeOffset Now, Store.Month Month) : ErrandLookup;

public sealed record ActionFound(ActionView View) : ErrandFound;
