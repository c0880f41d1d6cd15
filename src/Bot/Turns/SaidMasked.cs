using Bot.Conversations;
using Store;

namespace Bot.Turns;

/// <summary>
/// The last guard over what is said: no ID number leaves whole, wherever it came from. Phone numbers are masked where they come
/// from instead, because a colleague's work phone is there to be called.
/// </summary>
internal static class SaidMasked
{
    public static TurnEvent Of(TurnEvent happened) => happened switch
    {
        TurnEvent.Said said when Masked(said.Text) is var text && !ReferenceEquals(text, said.Text) => new TurnEvent.Said(text),
        TurnEvent.Asked asked when Texts(asked.Prompt).Any(text => !ReferenceEquals(Masked(text), text)) => new TurnEvent.Asked(Masked(asked.Prompt)),
        _ => happened,
    };

    private static IEnumerable<string> Texts(Prompt prompt) =>
    [
        prompt.Title, prompt.Context, prompt.Body, prompt.Hint,
        .. prompt.Options.Concat(prompt.Actions).Select(option => option.Text),
        .. prompt.Parts.SelectMany(part => part.Options.Select(option => option.Text).Append(part.Title).Append(part.Caption)),
    ];

    private static Prompt Masked(Prompt prompt) => prompt with
    {
        Title = Masked(prompt.Title),
        Context = Masked(prompt.Context),
        Body = Masked(prompt.Body),
        Hint = Masked(prompt.Hint),
        Options = Masked(prompt.Options),
        Actions = Masked(prompt.Actions),
        Parts = [.. prompt.Parts.Select(part => part with { Title = Masked(part.Title), Caption = Masked(part.Caption), Options = Masked(part.Options) })],
    };

    // What comes back when it is tapped stays what it is.
    private static List<Option> Masked(IReadOnlyList<Option> options) => [.. options.Select(option => option with { Text = Masked(option.Text) })];

    private static string Masked(string text) => PersonalNumbers.MaskIds(text);
}
