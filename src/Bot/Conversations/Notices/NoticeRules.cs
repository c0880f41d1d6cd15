using Store.Packs;

namespace Bot.Conversations.Notices;

/// <summary>What a notice must be, wherever it is written: in chat or on the desk. Pure.</summary>
internal static class NoticeRules
{
    public const int LongestBody = 1500;

    private const int ShortestBody = 4;

    /// <summary>County and town staff; not whoever looks after a village or only after their own households.</summary>
    public static bool MayWrite(Speaker speaker) => !speaker.SeesOnlyOwn && speaker.Level != "village";

    /// <summary>What is wrong with a text, with {typed}, {count} and {most}; null where nothing is.</summary>
    public static MessageKey? Refusal(string body) => body.Length switch
    {
        < ShortestBody => NoticeTexts.TooShort,
        > LongestBody => NoticeTexts.TooLong,
        _ => null,
    };

    /// <summary>Every form that people fill by themselves can be the answer to a notice.</summary>
    public static IReadOnlyList<Form> Forms(Pack pack) =>
        [.. pack.Campaigns.SelectMany(campaign => campaign.Forms).Distinct().Select(id => pack.Form(id)!).Where(form => form.Kind != "checkin")];

    /// <summary>By its id or name, or a part of its name that only one has.</summary>
    public static Form? FormCalled(Pack pack, string text)
    {
        var forms = Forms(pack);
        return forms.FirstOrDefault(form => form.Id == text || form.Title == text || form.PlainTitle == text)
            ?? (text.Length >= 2 && forms.Where(form => $"{form.Title} {form.PlainTitle}".Contains(text, StringComparison.Ordinal)).ToList() is [var only] ? only : null);
    }
}
