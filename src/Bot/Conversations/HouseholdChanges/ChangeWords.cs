using Store;
using Store.Packs;

namespace Bot.Conversations.HouseholdChanges;

/// <summary>Words what a reported change does to a household, a line for each thing. Pure.</summary>
public static class ChangeWords
{
    /// <param name="elsewhere">Heads of other households in which somebody of the report is already.</param>
    public static IReadOnlyList<string> Lines(
        Messages messages, OpenedHousehold before, IReadOnlyList<ReportedLine> reported, HouseholdRevision revision, IReadOnlyList<string> elsewhere)
    {
        var lines = new List<string>();
        foreach (var (line, outcome) in reported.Zip(revision.Outcomes))
        {
            lines.Add(Line(messages, line, outcome));
            if (line.Note.Length > 0)
                lines.Add(messages.Say(ChangeTexts.LineNote, ("note", PersonalNumbers.Mask(line.Note))));
        }
        if (before.Household.Size != revision.After.Household.Size && !revision.After.Household.HasLeft)
            lines.Add(messages.Say(ChangeTexts.LineSize, ("before", before.Household.Size), ("after", revision.After.Household.Size)));
        if (elsewhere.Count > 0)
            lines.Add(messages.Say(ChangeTexts.LineElsewhere, ("households", string.Join(messages.Say(Texts.Comma), elsewhere))));
        return lines;
    }

    private static string Line(Messages messages, ReportedLine line, ChangeOutcome outcome)
    {
        string Say(MessageKey key) => messages.Say(key,
            ("member", line.Member), ("relation", line.Relation), ("sort", line.Sort), ("on", line.On), ("new_head", line.NewHead), ("work", line.Work), ("labour", line.Labour));
        return Say(outcome switch
        {
            ChangeOutcome.Added => ChangeTexts.LineAdded,
            ChangeOutcome.Removed => line.NewHead.Length > 0 ? ChangeTexts.LineRemovedHead : ChangeTexts.LineRemoved,
            ChangeOutcome.Changed => line.Labour.Length > 0 ? ChangeTexts.LineLabour : ChangeTexts.LineWork,
            ChangeOutcome.NewHead => ChangeTexts.LineHead,
            ChangeOutcome.Left => ChangeTexts.LineLeft,
            ChangeOutcome.AlreadyThere => ChangeTexts.LineAlready,
            ChangeOutcome.NotThere => ChangeTexts.LineNotThere,
            ChangeOutcome.NoHead => ChangeTexts.LineNoHead,
            _ => ChangeTexts.LineNoted,
        });
    }
}
