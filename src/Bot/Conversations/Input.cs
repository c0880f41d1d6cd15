namespace Bot.Conversations;

/// <summary>What can happen to a conversation.</summary>
public abstract record Input
{
    private Input()
    {
    }

    public sealed record Said(string Text) : Input;

    /// <param name="Step">The prompt that was tapped, see <see cref="Session.Step"/>.</param>
    /// <param name="Options">The ids of the options picked, at least one.</param>
    public sealed record Tapped(int Step, IReadOnlyList<string> Options) : Input
    {
        /// <summary>What was chosen in each part of the prompt, by the part's id; empty where the prompt had none.</summary>
        public IReadOnlyDictionary<string, string> Parts { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>A menu button, or a card that belongs to no step: a command by its id.</summary>
    /// <param name="About">What the card is about, e.g. a notice's id; "" for a menu button.</param>
    public sealed record Commanded(string Word, string About = "") : Input;

    /// <param name="Kind">image, voice, video, location or link.</param>
    /// <param name="Reference">Where its content can be fetched, e.g. a media_id.</param>
    public sealed record Sent(string Kind, string Reference) : Input;

    /// <summary>The person came under the app's care (subscribe).</summary>
    public sealed record Joined : Input;

    /// <summary>The chat was opened; said nothing yet.</summary>
    public sealed record Entered : Input;

    /// <summary>The answer to a <see cref="Lookup"/> that the last advance ended with.</summary>
    public sealed record LookedUp(Lookup Lookup, Found Found) : Input;
}

/// <summary>Who is speaking, as the store and the role file know them.</summary>
/// <param name="Role">The role's id, e.g. contact.</param>
/// <param name="SeesOnlyOwn">True where the role sees only the households in its own care.</param>
/// <param name="Level">The level of what they see: village, town or county.</param>
public sealed record Speaker(
    string Userid, string Name, string Role, bool SeesOnlyOwn, string Level, string Unit, string Village, string Town);
