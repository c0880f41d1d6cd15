namespace Bot.Conversations;

/// <summary>
/// Whether somebody taps or types. Inside WeChat no card is shown, and nothing says who reads there: whoever types again and again
/// where there is something to tap gets numbered text, and whoever taps gets cards.
/// </summary>
internal static class Habits
{
    private const int TypedInARow = 3;

    // Whoever has tapped does see cards, so it takes more to believe that they would rather not.
    private const int CreditOfATap = 3;

    public static Session Learn(Session session, Input input) => input switch
    {
        Input.Tapped => session with { ReadsText = false, Typed = -CreditOfATap },
        Input.Said when session is { Tappable: true, ReadsText: false } =>
            session with { Typed = session.Typed + 1, ReadsText = session.Typed + 1 >= TypedInARow },
        _ => session,
    };

    public static void ReadText(Scene scene)
    {
        scene.Session = scene.Session with { ReadsText = true };
        scene.Say(Texts.ReadsText);
        Engine.Show(scene);
    }

    public static void ReadCards(Scene scene)
    {
        scene.Session = scene.Session with { ReadsText = false, Typed = 0 };
        scene.Say(Texts.ReadsCards);
        Engine.Show(scene);
    }
}
