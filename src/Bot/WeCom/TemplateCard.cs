using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Xml.Linq;

namespace Bot.WeCom;

/// <summary>
/// A card. A member who reads WeCom's messages inside WeChat does not see it, so whatever sends one has the same thing as text.
/// Serialised with <see cref="WireJson.Options"/> it is WeCom's own JSON, in both directions.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "card_type")]
[JsonDerivedType(typeof(TextNotice), "text_notice")]
[JsonDerivedType(typeof(ButtonInteraction), "button_interaction")]
[JsonDerivedType(typeof(VoteInteraction), "vote_interaction")]
[JsonDerivedType(typeof(MultipleInteraction), "multiple_interaction")]
public abstract record TemplateCard
{
    private TemplateCard() { }

    public CardSource? Source { get; init; }
    public CardTitle? MainTitle { get; init; }

    /// <summary>Unique in the app for ever; required wherever something can be clicked. Letters, digits, _ - @, 128 bytes.</summary>
    public string? TaskId { get; init; }

    public sealed record TextNotice : TemplateCard
    {
        public CardMenu? ActionMenu { get; init; }
        public CardQuote? QuoteArea { get; init; }
        public CardEmphasis? EmphasisContent { get; init; }
        public string? SubTitleText { get; init; }
        public IReadOnlyList<CardLine>? HorizontalContentList { get; init; }
        public IReadOnlyList<CardJump>? JumpList { get; init; }
        public required CardAction CardAction { get; init; }
    }

    public sealed record ButtonInteraction : TemplateCard
    {
        public CardMenu? ActionMenu { get; init; }
        public CardQuote? QuoteArea { get; init; }
        public string? SubTitleText { get; init; }
        public IReadOnlyList<CardLine>? HorizontalContentList { get; init; }
        public CardAction? CardAction { get; init; }
        public CardSelect? ButtonSelection { get; init; }
        public required IReadOnlyList<CardButton> ButtonList { get; init; }
        /// <summary>Only in a card that replaces another: stands for the buttons, and nothing can be clicked any more.</summary>
        public string? ReplaceText { get; init; }
    }

    public sealed record VoteInteraction : TemplateCard
    {
        public required CardCheckbox Checkbox { get; init; }
        public required CardSubmit SubmitButton { get; init; }
        /// <inheritdoc cref="ButtonInteraction.ReplaceText"/>
        public string? ReplaceText { get; init; }
    }

    public sealed record MultipleInteraction : TemplateCard
    {
        public required IReadOnlyList<CardSelect> SelectList { get; init; }
        public required CardSubmit SubmitButton { get; init; }
        /// <inheritdoc cref="ButtonInteraction.ReplaceText"/>
        public string? ReplaceText { get; init; }
    }

    /// <summary>What WeCom would refuse, by field.</summary>
    /// <param name="replacing">The card replaces one that is already on the phone.</param>
    public IReadOnlyList<CardProblem> Problems(bool replacing = false) => CardRules.Check(Node(), replacing);

    /// <exception cref="CardException">WeCom would refuse it.</exception>
    public string ToJson(bool replacing = false)
    {
        Check(replacing);
        return JsonSerializer.Serialize(this, WireJson.Options);
    }

    /// <summary>The TemplateCard element of a passive reply.</summary>
    /// <exception cref="CardException">WeCom would refuse it.</exception>
    internal XElement ToXml()
    {
        Check(replacing: true);
        return CardXml.Write(Node());
    }

    internal void Check(bool replacing)
    {
        if (Problems(replacing) is { Count: > 0 } problems)
            throw new CardException(problems);
    }

    private JsonObject Node() => JsonSerializer.SerializeToNode(this, WireJson.Options)!.AsObject();
}
