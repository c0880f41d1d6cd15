using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations;

/// <summary>
/// Something the engine has to know before it can go on. The turn runner looks it up within what the speaker may see
/// and hands it back as <see cref="Input.LookedUp"/>; the engine itself never reaches out.
/// </summary>
public abstract record Lookup
{
    private Lookup()
    {
    }

    /// <summary>The monitored households in the speaker's care, with this month's state.</summary>
    /// <param name="JustDone">The households whose check-ins this very turn submits.</param>
    /// <param name="Said">What the person said that may name some of them; "" to show the list.</param>
    public sealed record MyHouseholds(Month Month, IReadOnlyList<string> JustDone, string Said = "") : Lookup;

    /// <summary>One household with what its check-in form needs: data tables, last submission.</summary>
    public sealed record ForCheckIn(string Household, string Form, Month Month) : Lookup;

    /// <summary>The same for several, to read what one message said of each.</summary>
    /// <param name="Texts">What was said, in the households' order.</param>
    /// <param name="Aside">What could not be placed, in sentences.</param>
    public sealed record ForSeveral(
        IReadOnlyList<string> Households, IReadOnlyList<string> Texts, string Form, Month Month, IReadOnlyList<string> Aside) : Lookup;

    /// <summary>Households by name, as the answer to the question at <paramref name="Path"/>.</summary>
    public sealed record Named(string Name, string Path) : Lookup;

    /// <summary>One household as the answer to the question at <paramref name="Path"/>.</summary>
    /// <param name="Form">The form that asks it.</param>
    public sealed record ForQuestion(string Household, string Path, string Form) : Lookup;

    /// <summary>What a form about nobody in particular pulls from the records as it begins.</summary>
    public sealed record ForForm(string Form, string Campaign, DateOnly Today) : Lookup
    {
        /// <summary>What is known of it already, question → value.</summary>
        public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

        /// <summary>See <see cref="Practice"/>.</summary>
        public bool IsPractice { get; init; }
    }

    /// <summary>Something that a room of office work has to know.</summary>
    public sealed record ForErrand(ErrandLookup Wanted) : Lookup;

    /// <summary>Whom the speaker can call: the nearest person who answers for the check-ins.</summary>
    public sealed record SomebodyToAsk : Lookup;

    /// <summary>Whom messages did not reach since then.</summary>
    public sealed record NotReached(DateTimeOffset Since) : Lookup;

    /// <summary>Check-ins done and missing, village by village.</summary>
    public sealed record Progress(Month Month) : Lookup;
}

/// <summary>What a lookup found.</summary>
public abstract record Found
{
    private Found()
    {
    }

    public sealed record Households(IReadOnlyList<HouseholdLine> Lines) : Found;

    /// <param name="Data">Tables for pulldata(), see <see cref="Store.Packs.RecordTables"/>.</param>
    /// <param name="Previous">The answers of the last earlier submission of the form; empty where there is none.</param>
    /// <param name="PreviousPeriod">Its month; "" where there is none.</param>
    /// <param name="Current">This month's submission, where there is one already.</param>
    public sealed record Household(
        HouseholdLine Line,
        IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data,
        IReadOnlyDictionary<string, string> Previous,
        string PreviousPeriod,
        SubmittedBefore? Current) : Found;

    /// <param name="Data">Tables for pulldata(), among them who fills the form.</param>
    public sealed record Records(IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data) : Found;

    public sealed record Progress(IReadOnlyList<VillageProgress> Villages) : Found;

    /// <param name="Stopped">WeCom refuses the app itself; null while it does not.</param>
    public sealed record NotReached(IReadOnlyList<Store.NotReached> People, StoppedChannel? Stopped) : Found;

    /// <summary>Those of several that exist for this person, in the order they were asked for.</summary>
    public sealed record Several(IReadOnlyList<Household> Each) : Found;

    /// <param name="Phone">A work phone; "" where the roster has none.</param>
    public sealed record Somebody(string Name, string Unit, string Phone) : Found;

    public sealed record ForErrand(ErrandFound Answer) : Found;

    /// <summary>It does not exist, or not for this person: the two are not told apart.</summary>
    public sealed record Nothing : Found;
}

/// <param name="Error">As the platform says it.</param>
public sealed record StoppedChannel(DateTimeOffset Since, string Error);

public sealed record SubmittedBefore(long Id, DateTimeOffset At, IReadOnlyDictionary<string, string> Answers);

/// <param name="Missing">The names of the households without a check-in.</param>
public sealed record VillageProgress(string Village, int Done, int Total, IReadOnlyList<string> Missing);
