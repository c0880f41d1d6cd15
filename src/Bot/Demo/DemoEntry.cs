using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bot.Demo;

/// <summary>One line of the demo's book; all it remembers is what its lines add up to.</summary>
[JsonDerivedType(typeof(Shown), "shown")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(TaskUsed), "task")]
[JsonDerivedType(typeof(CodeMinted), "code")]
[JsonDerivedType(typeof(CodeUsed), "code-used")]
[JsonDerivedType(typeof(MediaKept), "media")]
[JsonDerivedType(typeof(MenuSet), "menu")]
internal abstract record DemoEntry
{
    private DemoEntry() { }

    public sealed record Shown(string User, DemoMessage Message, string? MsgId = null, bool FromMember = false) : DemoEntry;
    public sealed record Withdrawn(string MsgId) : DemoEntry;
    public sealed record TaskUsed(string TaskId) : DemoEntry;
    public sealed record CodeMinted(string Code, string TaskId, DateTimeOffset Until) : DemoEntry;
    public sealed record CodeUsed(string Code) : DemoEntry;
    public sealed record MediaKept(DemoMedia Media) : DemoEntry;
    public sealed record MenuSet(JsonElement Menu) : DemoEntry;
}

/// <param name="Type">image, voice, video or file.</param>
internal sealed record DemoMedia(string MediaId, string Name, string Type, long Size, DateTimeOffset At);
