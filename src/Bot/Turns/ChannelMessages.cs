using Bot.WeCom;
using Store.Packs;

namespace Bot.Turns;

/// <summary>What is said outside any conversation: the channel's small print, and answers to people nobody knows.</summary>
public static class ChannelMessages
{
    public static readonly MessageKey Choose = new("card.choose");
    public static readonly MessageKey Later = new("card.later");
    public static readonly MessageKey Answered = new("card.answered");
    public static readonly MessageKey Expired = new("card.expired");
    public static readonly MessageKey Ways = new("card.ways", "ways");
    public static readonly MessageKey Part = new("text.part", "part", "parts");
    public static readonly MessageKey UnknownPerson = new("unknown_person", "userid");
    public static readonly MessageKey NotActive = new("not_active");
    public static readonly MessageKey Failed = new("failed");
    public static readonly MessageKey NotKept = new("evidence.not_kept");

    public static IReadOnlyCollection<MessageKey> All { get; } = [Choose, Later, Answered, Expired, Ways, Part, UnknownPerson, NotActive, Failed, NotKept];

    public static ChannelTexts TextsOf(Messages messages) => new(
        new CardTexts(messages.Say(Choose), messages.Say(Later), messages.Say(Answered), messages.Say(Expired), ways => messages.Say(Ways, ("ways", ways))),
        (part, parts) => messages.Say(Part, ("part", part), ("parts", parts)));
}
