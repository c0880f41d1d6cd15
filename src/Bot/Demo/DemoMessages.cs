using Store.Packs;

namespace Bot.Demo;

/// <summary>What the demo page is told.</summary>
public static class DemoMessages
{
    public static readonly MessageKey ClockGoesForward = new("demo.clock_goes_forward");

    public static readonly MessageKey LoginTitle = new("demo.login_title");
    public static readonly MessageKey LoginNote = new("demo.login_note");
    public static readonly MessageKey LoginSearch = new("demo.login_search");
    public static readonly MessageKey LoginCount = new("demo.login_count", "count");

    public static IReadOnlyCollection<MessageKey> All { get; } = [ClockGoesForward, LoginTitle, LoginNote, LoginSearch, LoginCount];

    public static DemoLoginTexts LoginOf(Messages messages) => new(
        messages.Say(LoginTitle), messages.Say(LoginNote), messages.Say(LoginSearch), count => messages.Say(LoginCount, ("count", count)));
}
