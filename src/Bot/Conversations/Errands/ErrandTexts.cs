using Store.Packs;

namespace Bot.Conversations.Errands;

/// <summary>What all rooms of office work say alike. Their texts stand in prompts/messages/errands.yaml.</summary>
public static class ErrandTexts
{
    public static readonly MessageKey NotUnderstood = new("errand.not_understood", "typed");
    public static readonly MessageKey NotForYou = new("errand.not_for_you");
    public static readonly MessageKey ForTownAndCounty = new("errand.for_town_and_county");
    public static readonly MessageKey And = new("errand.and_more", "names", "count");
    public static readonly MessageKey Back = new("errand.back");
    public static readonly MessageKey HintText = new("errand.hint_text");
    public static readonly MessageKey HintPick = new("errand.hint_pick");
    public static readonly MessageKey Stored = new("errand.stored");
    public static readonly MessageKey Fine = new("errand.fine");
    public static readonly MessageKey HelpOwn = new("errand.help_own");
    public static readonly MessageKey HelpOffice = new("errand.help_office");
    public static readonly MessageKey OnPaper = new("errand.on_paper", "name", "date");
    public static readonly MessageKey Photo = new("errand.photo");
    public static readonly MessageKey Past = new("errand.past", "typed");
}
