using Store.Packs;

namespace Bot.Conversations.Errands;

/// <summary>A room of office work. Pure, like all of the engine: what it needs it looks up, what it does are events.</summary>
internal interface IErrandRoom
{
    /// <summary>Begins what a command word of messages/words.yaml means; false where it is none of this room's.</summary>
    /// <param name="rest">What was said behind the word; "" for the word alone.</param>
    bool Begin(Scene scene, string word, string rest);

    bool Owns(Errand errand);

    /// <summary>What is asked now.</summary>
    Prompt Ask(Scene scene, Errand errand);

    /// <summary>An option of that prompt was picked, by tap, number or words.</summary>
    void Picked(Scene scene, Errand errand, string option);

    /// <summary>Something else was said.</summary>
    void Heard(Scene scene, Errand errand, string text);

    /// <summary>The answer to a lookup; false where this room did not ask.</summary>
    bool Found(Scene scene, ErrandLookup lookup, ErrandFound found);

    /// <summary>上一步; false where there is none.</summary>
    bool Back(Scene scene, Errand errand) => false;

    /// <summary>A photo came; false where none is wanted.</summary>
    bool Sent(Scene scene, Errand errand, Input.Sent sent) => false;
}

/// <summary>The sentences of one room.</summary>
internal static class Keys
{
    public static IReadOnlyCollection<MessageKey> In(Type texts) =>
        [.. texts.GetFields().Where(field => field.FieldType == typeof(MessageKey)).Select(field => (MessageKey)field.GetValue(null)!)];
}
