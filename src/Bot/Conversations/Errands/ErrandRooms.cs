using Bot.Conversations.Actions;
using Bot.Conversations.Attachments;
using Bot.Conversations.Checklists;
using Bot.Conversations.Coverage;
using Bot.Conversations.Feedback;
using Bot.Conversations.HandIns;
using Bot.Conversations.HouseholdChanges;
using Bot.Conversations.Leaves;
using Bot.Conversations.Notices;
using Bot.Conversations.Procedures;
using Bot.Conversations.RuleFindings;
using Bot.Conversations.SignOffs;
using Bot.Conversations.Tracker;
using Bot.Forms;
using Store.Packs;

namespace Bot.Conversations.Errands;

/// <summary>All rooms of office work, and the way in: the engine knows only these.</summary>
internal static class ErrandRooms
{
    private static readonly IErrandRoom[] All =
    [
        new ChecklistRoom(), new ProblemRoom(), new NoticeRoom(), new SentRoom(), new ReceiptRoom(), new ProcedureRoom(), new SignOffRoom(), new CoverageRoom(), new HandoverRoom(),
        new RecheckRoom(), new FeedbackRoom(), new HandInRoom(), new ActionRoom(), new AttachmentRoom(), new FindingRoom(), new LeaveRoom(), new LeaveDeskRoom(),
        new ChangeRoom(),
    ];

    public static IReadOnlyCollection<MessageKey> Sentences { get; } =
    [
        .. Keys.In(typeof(ErrandTexts)), .. Keys.In(typeof(ChecklistTexts)), .. Keys.In(typeof(ProblemTexts)), .. Keys.In(typeof(NoticeTexts)),
        .. Keys.In(typeof(ProcedureTexts)), .. Keys.In(typeof(SignOffTexts)), .. Keys.In(typeof(CoverageTexts)), .. Keys.In(typeof(FeedbackTexts)), .. Keys.In(typeof(HandInTexts)),
        .. Keys.In(typeof(FindingTexts)),
        .. Keys.In(typeof(AttachmentTexts)),
        .. Keys.In(typeof(ActionTexts)),
        .. Keys.In(typeof(LeaveTexts)),
        .. Keys.In(typeof(ChangeTexts)),
    ];

    public static bool Begin(Scene scene, string word, string rest = "") => Array.Exists(All, room => room.Begin(scene, word, rest));

    /// <summary>A command word with something behind it, such as 我的清单 大英; only where nobody waits for an answer in a form.</summary>
    public static bool BeginWith(Scene scene, string text) => scene.Session.Activity is null or Activity.OnErrand or Activity.Choosing
        && Words.Any(word => scene.Pack.Words.After(word, text) is { Length: > 0 } rest && Begin(scene, word, AsWritten(text, rest)));

    private static readonly string[] Words = ["checklist", "feedback", "identify", "eliminate", "actions", "progress", "leave"];

    // Words are compared in lower case; a household's id is not in it.
    private static string AsWritten(string text, string rest) =>
        text.IndexOf(rest, StringComparison.OrdinalIgnoreCase) is >= 0 and var at ? text.Substring(at, rest.Length) : rest;

    public static void Ask(Scene scene, Errand errand) => scene.Ask(new Activity.OnErrand(errand), Of(errand).Ask(scene, errand));

    /// <summary>How a room answers whom its word is not for: why not, and where they were before.</summary>
    public static bool Refuse(Scene scene, MessageKey why)
    {
        scene.Say(why);
        Engine.Show(scene);
        return true;
    }

    public static void Picked(Scene scene, Errand errand, string option) => Of(errand).Picked(scene, errand, option);

    public static void Heard(Scene scene, Errand errand, string text)
    {
        var room = Of(errand);
        var typed = text.Trim();
        if (Meant(scene, room.Ask(scene, errand), typed) is { } option)
            room.Picked(scene, errand, option);
        else
            room.Heard(scene, errand, typed);
    }

    public static bool Sent(Scene scene, Errand errand, Input.Sent sent) => Of(errand).Sent(scene, errand, sent);

    public static bool Back(Scene scene, Errand errand)
    {
        if (!Of(errand).Back(scene, errand))
            Ask(scene, errand);
        return true;
    }

    public static void Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        if (!Array.Exists(All, room => room.Found(scene, lookup, found)))
            throw new InvalidOperationException($"no room asked for {lookup}");
    }

    /// <summary>Says that this was no answer here, and asks again.</summary>
    public static void NotUnderstood(Scene scene, Errand errand, string typed)
    {
        scene.Say(ErrandTexts.NotUnderstood, ("typed", typed));
        Ask(scene, errand);
    }

    // By number, by words, by a piece of exactly one option, or by yes and no where there are two.
    private static string? Meant(Scene scene, Prompt prompt, string typed)
    {
        var options = prompt.Options.Concat(prompt.Actions).ToList();
        if (options.Find(option => option.Text == typed) is { } exact)
            return exact.Id;
        if (prompt.Unnumbered)
            return null;
        if (AnswerReader.Position(typed) is { } number)
            return prompt.Options.Where((option, index) => (option.Number ?? index + 1) == number).Select(option => option.Id).FirstOrDefault();
        if (prompt.Options.Count == 2 && scene.Pack.Words.Match(typed) is "yes" or "no")
            return prompt.Options[scene.Pack.Words.Match(typed) == "yes" ? 0 : 1].Id;
        if (typed.Length < 2)
            return null;
        // 属实 means 属实，改名册, though 不属实，退回 has it too.
        return options.FindAll(option => option.Text.StartsWith(typed, StringComparison.Ordinal)) is [var first] ? first.Id
            : options.FindAll(option => option.Text.Contains(typed, StringComparison.Ordinal)) is [var only] ? only.Id : null;
    }

    private static IErrandRoom Of(Errand errand) => Array.Find(All, room => room.Owns(errand))!;
}
