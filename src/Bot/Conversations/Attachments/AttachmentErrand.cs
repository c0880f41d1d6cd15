using Bot.Conversations.Errands;

namespace Bot.Conversations.Attachments;

/// <summary>照片: something was sent while no form was open, and which household or problem it belongs to is asked.</summary>
/// <param name="Asked">What is being asked about, together.</param>
/// <param name="Places">Where it may belong, the latest of the day first.</param>
/// <param name="Rest">What is asked about afterwards, one by one.</param>
/// <param name="Listed">It came earlier and is gone through on request, each with its time.</param>
public sealed record AttachmentErrand(
    IReadOnlyList<Attachment> Asked, IReadOnlyList<AttachmentPlace> Places, IReadOnlyList<Attachment> Rest, bool Listed = false) : Errand;

/// <summary>A photo, a recording or a file.</summary>
/// <param name="Reference">The platform's name for it.</param>
/// <param name="Kind">image, voice, video or file.</param>
/// <param name="At">When it came: 9:05.</param>
/// <param name="Place">Where it has been put so far; "" where nowhere.</param>
public sealed record Attachment(string Reference, string Kind, string At, string Place = "");

/// <param name="Id">submission:12, household:DJ-001, or draft:form|subject.</param>
public sealed record AttachmentPlace(string Id, string Text);

/// <param name="Name">A household's name, where one was typed; "" otherwise.</param>
public sealed record AttachmentLookup(DateTimeOffset Now, string Name = "") : ErrandLookup
{
    /// <summary>What this is about; null for whatever has no place yet.</summary>
    public AttachmentErrand? About { get; init; }

    /// <summary>What is being filled and takes along what was sent for it: form|subject.</summary>
    public IReadOnlyList<string> Drafts { get; init; } = [];
}

/// <param name="Just">Handed in so shortly ago that it belongs there; null otherwise.</param>
/// <param name="Today">What was handed in since midnight, newest first; then the households in care, where they are few.</param>
/// <param name="Named">Households that were named.</param>
/// <param name="Loose">What has no place yet, oldest first.</param>
/// <param name="Placed">What came today and has one.</param>
public sealed record AttachmentsFound(
    AttachmentPlace? Just, IReadOnlyList<AttachmentPlace> Today, IReadOnlyList<AttachmentPlace> Named, IReadOnlyList<Attachment> Loose,
    IReadOnlyList<Attachment> Placed) : ErrandFound;

/// <param name="Place">An <see cref="AttachmentPlace"/>'s id.</param>
public sealed record AttachmentsPlaced(IReadOnlyList<string> References, string Place) : ErrandDone;
