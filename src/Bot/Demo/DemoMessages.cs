using Store.Packs;

namespace Bot.Demo;

/// <summary>What the demo page is told.</summary>
public static class DemoMessages
{
    public static readonly MessageKey ClockGoesForward = new("demo.clock_goes_forward");

    public static IReadOnlyCollection<MessageKey> All { get; } = [ClockGoesForward];
}
