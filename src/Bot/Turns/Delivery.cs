using System.Text;
using Bot.Conversations;
using Bot.WeCom;

namespace Bot.Turns;

/// <summary>How what was said in a turn leaves: in the answer to the callback itself where that can carry it, else through the outbox.</summary>
/// <param name="Passive">Costs no sending quota and no further round trip.</param>
/// <param name="Rest">In order; not begun before the commit.</param>
public sealed record Delivery(PassiveReply Passive, IReadOnlyList<Outgoing> Rest)
{
    // A line on a card above the next question; more than this has to be read on its own.
    private const int LongestLead = 120;

    /// <param name="click">The card click being answered; null for a message.</param>
    /// <param name="newTaskId">Makes a task id that the app has never used.</param>
    public static Delivery Of(
        IReadOnlyList<TurnEvent> events, Incoming.CardClicked? click, bool mayBePassive, ChannelTexts texts, Func<string> newTaskId, CardUse use = default)
    {
        var spoken = events.Where(happened => happened is TurnEvent.Said or TurnEvent.Asked or TurnEvent.Stamped).ToList();
        if (click is not null && mayBePassive && !use.IsExpired)
            return InPlace(spoken, click, texts, newTaskId);
        var rest = spoken.SelectMany(happened => Messages(happened, texts, newTaskId, use.ReadsText));
        if (click is not null && mayBePassive)
            return new Delivery(new PassiveReply.UpdateButton(texts.Card.Expired), [.. rest]);
        if (click is null && mayBePassive && OneText(spoken, texts, use.ReadsText) is { } text)
            return new Delivery(new PassiveReply.Text(text), []);
        return new Delivery(new PassiveReply.None(), [.. rest]);
    }

    // The card that was clicked turns into the next one, so a whole check-in is one card; where that cannot be, it is greyed.
    private static Delivery InPlace(
        IReadOnlyList<TurnEvent> spoken, Incoming.CardClicked click, ChannelTexts texts, Func<string> newTaskId)
    {
        var lead = string.Join('\n', spoken.OfType<TurnEvent.Said>().Select(said => said.Text));
        if (spoken is [.., TurnEvent.Asked last] && spoken.Count(happened => happened is TurnEvent.Asked) == 1 && lead.Length <= LongestLead
            && PromptCard.Of(Led(last.Prompt, lead), click.TaskId, texts.Card) is { } card)
            return new Delivery(new PassiveReply.UpdateCard(card), []);
        return new Delivery(
            spoken.Count > 0 ? new PassiveReply.UpdateButton(spoken.OfType<TurnEvent.Stamped>().LastOrDefault()?.Text ?? texts.Card.Answered) : new PassiveReply.None(),
            [.. spoken.Where(happened => happened is not TurnEvent.Stamped).SelectMany(happened => Messages(happened, texts, newTaskId, readsText: false))]);
    }

    private static Prompt Led(Prompt prompt, string lead) => lead.Length == 0
        ? prompt
        : prompt with { Context = prompt.Context.Length > 0 ? $"{lead}\n{prompt.Context}" : lead };

    // A question that is answered by typing needs no card: one text carries it, together with what was said before it.
    private static string? OneText(IReadOnlyList<TurnEvent> spoken, ChannelTexts texts, bool readsText)
    {
        if (spoken.Count == 0 || !readsText && spoken.Any(happened => happened is TurnEvent.Asked { Prompt.HasChoices: true }))
            return null;
        var text = LegalText.Strip(string.Join("\n\n", spoken.Select(happened => happened switch
        {
            TurnEvent.Said said => said.Text,
            TurnEvent.Stamped stamped => stamped.Text,
            TurnEvent.Asked asked => PromptText.Of(asked.Prompt, readsText ? texts.Card : null),
            _ => "",
        })));
        return Encoding.UTF8.GetByteCount(text) <= TextSplit.MaxBytes ? text : null;
    }

    private static IEnumerable<Outgoing> Messages(TurnEvent happened, ChannelTexts texts, Func<string> newTaskId, bool readsText) => happened switch
    {
        TurnEvent.Asked { Prompt.HasChoices: true } asked when !readsText && PromptCard.Of(asked.Prompt, newTaskId(), texts.Card) is { } card =>
            [new Outgoing.Card(card)],
        TurnEvent.Asked asked => Texts(PromptText.Of(asked.Prompt, asked.Prompt.HasChoices ? texts.Card : null), texts),
        TurnEvent.Said said => Texts(said.Text, texts),
        TurnEvent.Stamped stamped => Texts(stamped.Text, texts),
        _ => [],
    };

    private static IEnumerable<Outgoing> Texts(string text, ChannelTexts texts) =>
        TextSplit.Split(text, texts.Part).Select(part => new Outgoing.Text(part));
}

/// <param name="ReadsText">The person answers in words, so cards come as numbered text: inside WeChat no card is shown.</param>
/// <param name="IsExpired">The card that was clicked is too old to be changed: it is closed, and what follows is a card of its own.</param>
public readonly record struct CardUse(bool ReadsText, bool IsExpired);

/// <summary>The channel's own words, from prompts/messages.</summary>
/// <param name="Part">What stands at the end of part i of n of a long text.</param>
public sealed record ChannelTexts(CardTexts Card, Func<int, int, string> Part);
