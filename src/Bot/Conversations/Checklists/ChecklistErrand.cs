using Bot.Conversations.Errands;

namespace Bot.Conversations.Checklists;

/// <summary>我的清单: a unit's items of an official list.</summary>
/// <param name="Checklist">Its id; "" while it is being picked.</param>
/// <param name="Group">The aspect or task that is shown; "" for all, null while it is being picked.</param>
/// <param name="Lines">What has been answered so far, of every list the unit has a part in.</param>
/// <param name="Waiting">Findings that are not yet a problem report.</param>
public sealed record ChecklistErrand(
    string Checklist, string? Group, ChecklistUnit Unit, IReadOnlyList<ChecklistLine> Lines, IReadOnlyList<ChecklistLine> Waiting) : Errand;

/// <param name="Id">"" where the name is on the list and in no roster.</param>
/// <param name="Whole">Everybody's items are shown, to somebody who looks after the whole list.</param>
/// <param name="Own">Whether the speaker answers for it.</param>
public sealed record ChecklistUnit(string Id, string Name, string Level, string Role, bool Own, bool Whole = false);

public sealed record ChecklistLine(string Checklist, string Item, bool Found, string Details);

/// <param name="Asked">A list's or a unit's name; "" for the speaker's own.</param>
public sealed record ChecklistLookup(string Asked) : ErrandLookup;

/// <param name="Lists">The lists that were meant; empty for all.</param>
public sealed record ChecklistFound(ChecklistUnit Unit, IReadOnlyList<string> Lists, IReadOnlyList<ChecklistLine> Lines) : ErrandFound;

public sealed record ChecklistAnswered(ChecklistUnit Unit, IReadOnlyList<ChecklistLine> Lines) : ErrandDone;
