using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.Conversations.Errands;
using Bot.Forms;

namespace Bot.Conversations;

/// <summary>Everything about one person's conversation that must survive a wait, a restart or a move to another process.</summary>
public sealed record Session
{
    public static readonly Session New = new();

    // Chinese as it is, half as long as escaped: a session is kept in a text column and never put into a page.
    private static readonly SessionJson Json = new(new JsonSerializerOptions(SessionJson.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new ValuesJson() },
    });

    /// <summary>What the person is in the middle of; null when idle.</summary>
    public Activity? Activity { get; init; }

    /// <summary>Begun and left: they wait until their month closes.</summary>
    public IReadOnlyList<Draft> Drafts { get; init; } = [];

    /// <summary>Counts the prompts shown. A tap that carries an older number is on a card that has been superseded.</summary>
    public int Step { get; init; }

    /// <summary>The last prompt had something to tap.</summary>
    public bool Tappable { get; init; }

    /// <summary>Answers in a row that were typed where one could have tapped.</summary>
    public int Typed { get; init; }

    /// <summary>What can be tapped comes as numbered text: learned from what the person does, or asked for.</summary>
    public bool ReadsText { get; init; }

    /// <summary>Answers in a row that were not understood; the third offers a person to call.</summary>
    public int Misunderstood { get; init; }

    /// <summary>The form that is being filled; null where none is.</summary>
    [JsonIgnore]
    public Draft? Drafting => Scene.Drafting(Activity);

    public string ToJson() => JsonSerializer.Serialize(this, Json.Session);

    /// <exception cref="JsonException">The text is no session.</exception>
    public static Session FromJson(string? json) =>
        string.IsNullOrEmpty(json) ? New : JsonSerializer.Deserialize(json, Json.Session) ?? New;
}

/// <summary>What a person can be in the middle of.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "is")]
[JsonDerivedType(typeof(Choosing), "choosing")]
[JsonDerivedType(typeof(Offering), "offering")]
[JsonDerivedType(typeof(Asking), "asking")]
[JsonDerivedType(typeof(Reviewing), "reviewing")]
[JsonDerivedType(typeof(Voiding), "voiding")]
[JsonDerivedType(typeof(Matching), "matching")]
[JsonDerivedType(typeof(Differing), "differing")]
[JsonDerivedType(typeof(Aiming), "aiming")]
[JsonDerivedType(typeof(Reasoning), "reasoning")]
[JsonDerivedType(typeof(AddingRow), "adding_row")]
[JsonDerivedType(typeof(Naming), "naming")]
[JsonDerivedType(typeof(Confirming), "confirming")]
[JsonDerivedType(typeof(PickingForm), "picking_form")]
[JsonDerivedType(typeof(Suspecting), "suspecting")]
[JsonDerivedType(typeof(Dismissing), "dismissing")]
[JsonDerivedType(typeof(Cancelling), "cancelling")]
[JsonDerivedType(typeof(OnErrand), "on_errand")]
public abstract record Activity
{
    private Activity()
    {
    }

    /// <summary>The list of a month's households is shown; one is to be picked.</summary>
    /// <param name="Late">It is last month's, and was asked for; any other list is void when its month ends.</param>
    public sealed record Choosing(IReadOnlyList<HouseholdLine> Households, string Period, bool Late = false) : Activity;

    /// <summary>Last month's values are shown: 无变化, or what changed.</summary>
    public sealed record Offering(Draft Draft) : Activity;

    /// <summary>有变化 was said; what differs is being pointed at.</summary>
    /// <param name="Draft">As if nothing had changed.</param>
    /// <param name="Sections">Those of which it is still to be said what differs in them, the one being asked first; empty while they are being picked.</param>
    /// <param name="Paths">The questions pointed at so far.</param>
    public sealed record Differing(Draft Draft, IReadOnlyList<string> Sections, IReadOnlyList<string> Paths) : Activity;

    /// <param name="Path">The question being asked, or the first of those asked together.</param>
    /// <param name="Changing">True when it was picked in the review, to which the answer returns.</param>
    public sealed record Asking(Draft Draft, string Path, bool Changing) : Activity
    {
        /// <summary>Which part of a long list of choices is shown; null for its beginning.</summary>
        public ListPart? Part { get; init; }
    }

    public sealed record Reviewing(Draft Draft) : Activity;

    /// <summary>An answer would make others void; they have been named and wait for a yes.</summary>
    public sealed record Voiding(Draft Before, Draft After, string Path, bool Changing) : Activity;

    /// <summary>Several households bear the name that was typed.</summary>
    public sealed record Matching(Draft Draft, string Path, bool Changing, string Typed, IReadOnlyList<HouseholdLine> Households) : Activity;

    /// <summary>改… was said and could mean several questions.</summary>
    public sealed record Aiming(Draft Draft, IReadOnlyList<string> Paths, bool Changing) : Activity;

    /// <summary>A correction is ready; why it was made is asked.</summary>
    public sealed record Reasoning(Draft Draft) : Activity;

    /// <summary>Every row of a repeat has been answered; whether there is another is asked.</summary>
    /// <param name="Path">The repeat.</param>
    public sealed record AddingRow(Draft Draft, string Path) : Activity;

    /// <summary>A household was nearly named, or two are: which is asked.</summary>
    /// <param name="Candidates">Their ids.</param>
    public sealed record Naming(Choosing From, string Typed, IReadOnlyList<string> Candidates) : Activity;

    /// <summary>What one message said of several households has been read back and waits for a yes.</summary>
    /// <param name="Ready">To be handed in.</param>
    /// <param name="Open">With questions left, to be asked one household after the other.</param>
    /// <param name="Lines">What was read back.</param>
    public sealed record Confirming(IReadOnlyList<Draft> Ready, IReadOnlyList<Draft> Open, IReadOnlyList<string> Lines) : Activity;

    /// <summary>The list of other forms is shown; one is to be picked.</summary>
    public sealed record PickingForm : Activity;

    /// <summary>Answers look like problems: report them, say why they are none, or later. The drafts lie among <see cref="Session.Drafts"/>.</summary>
    /// <param name="Household">Whose; "" for all that wait.</param>
    public sealed record Suspecting(string Household) : Activity;

    /// <summary>They are none; why is asked.</summary>
    public sealed record Dismissing(string Household) : Activity;

    /// <summary>取消 was said; throwing the answers away waits for a yes.</summary>
    public sealed record Cancelling(Activity Was) : Activity;

    /// <summary>In the middle of office work that is no form.</summary>
    public sealed record OnErrand(Errand Errand) : Activity;
}

/// <summary>A page of a long list.</summary>
/// <param name="Piece">Only choices with this in their label; "" for all.</param>
/// <param name="From">How many of those come before the page.</param>
public sealed record ListPart(string Piece, int From);

/// <summary>A household as it stands in a list.</summary>
/// <param name="Kind">Its monitoring type; empty for a household that is not monitored.</param>
/// <param name="Done">Whether this month's check-in is in.</param>
public sealed record HouseholdLine(string Id, string Name, string Village, string GroupNo, int Size, string Kind, bool Done)
{
    /// <summary>The name of the person on leave whom the speaker stands in for; "" for one's own.</summary>
    public string For { get; init; } = "";
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Session))]
internal sealed partial class SessionJson : JsonSerializerContext;
