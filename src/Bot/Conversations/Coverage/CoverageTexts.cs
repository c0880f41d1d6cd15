using Store.Packs;

namespace Bot.Conversations.Coverage;

/// <summary>Texts in prompts/messages/coverage.yaml.</summary>
public static class CoverageTexts
{
    public static readonly MessageKey None = new("coverage.none");
    public static readonly MessageKey Missing = new("coverage.missing", "unit", "total", "done", "left", "villages");
    public static readonly MessageKey All = new("coverage.all", "unit", "total");
    public static readonly MessageKey Village = new("coverage.village", "village", "count", "names");
    public static readonly MessageKey Unreachable = new("coverage.unreachable", "count", "lines");
    public static readonly MessageKey UnreachableNone = new("coverage.unreachable_none");
    public static readonly MessageKey UnreachableLine = new("coverage.unreachable_line", "household", "village", "since");
    public static readonly MessageKey UnreachableBy = new("coverage.unreachable_by", "household", "village", "since", "by");
    public static readonly MessageKey UnreachableLate = new("coverage.unreachable_late", "household", "village", "since", "by");

    public static readonly MessageKey NoContacts = new("handover.no_contacts");
    public static readonly MessageKey NoContact = new("handover.no_contact", "typed");
    public static readonly MessageKey HasNone = new("handover.has_none", "name");
    public static readonly MessageKey HintContact = new("handover.hint_contact");
    public static readonly MessageKey HintContactName = new("handover.hint_contact_name");
    public static readonly MessageKey From = new("handover.from");
    public static readonly MessageKey Contact = new("handover.contact", "name", "unit", "count");
    public static readonly MessageKey Which = new("handover.which", "name", "count");
    public static readonly MessageKey Namesake = new("handover.namesake", "household", "group");
    public static readonly MessageKey Whole = new("handover.whole", "count");
    public static readonly MessageKey HintWhich = new("handover.hint_which");
    public static readonly MessageKey NoneOf = new("handover.none_of", "typed");
    public static readonly MessageKey To = new("handover.to", "names");
    public static readonly MessageKey Confirm = new("handover.confirm", "names", "count", "from", "to");
    public static readonly MessageKey ConfirmYes = new("handover.confirm_yes");
    public static readonly MessageKey ConfirmNo = new("handover.confirm_no");
    public static readonly MessageKey Done = new("handover.done", "count", "to");
    public static readonly MessageKey ToldGiven = new("handover.told_given", "names", "to", "who");
    public static readonly MessageKey ToldTaken = new("handover.told_taken", "names", "from", "who");

    public static readonly MessageKey ToldAway = new("handover.told_away", "names", "who");
    public static readonly MessageKey ToldNew = new("handover.told_new", "names", "who");
    public static readonly MessageKey ToldBegun = new("handover.told_begun", "count", "from");
    public static readonly MessageKey ByRoster = new("handover.by_roster");

    public static readonly MessageKey HowMany = new("recheck.how_many", "most");
    public static readonly MessageKey HintHowMany = new("recheck.hint_how_many");
    public static readonly MessageKey NotANumber = new("recheck.not_a_number", "typed", "most");
    public static readonly MessageKey Drawn = new("recheck.drawn", "count", "households");
    public static readonly MessageKey NothingToDraw = new("recheck.nothing_to_draw");
    public static readonly MessageKey Sample = new("recheck.sample", "count", "left");
    public static readonly MessageKey Open = new("recheck.open", "household", "village");
    public static readonly MessageKey Looked = new("recheck.looked", "household", "village", "count");
    public static readonly MessageKey More = new("recheck.more");
    public static readonly MessageKey Differences = new("recheck.differences", "household", "count");
    public static readonly MessageKey Same = new("recheck.same", "household");
    public static readonly MessageKey Difference = new("recheck.difference", "question", "first", "second");
    public static readonly MessageKey Blank = new("recheck.blank");
    public static readonly MessageKey Back = new("recheck.back");
}
