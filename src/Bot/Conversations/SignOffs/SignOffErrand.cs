using Bot.Conversations.Errands;

namespace Bot.Conversations.SignOffs;

/// <summary>报送审核: ledgers that go up from village to town to county, with comments, every version kept.</summary>
/// <param name="Ledger">The own one that is being handed up; "" otherwise.</param>
/// <param name="Reading">The one from below that is being read; 0 otherwise.</param>
/// <param name="Returning">Why it goes back is being written.</param>
public sealed record SignOffErrand(SignOffDeskView Desk, string Ledger, long Reading, bool Returning) : Errand
{
    /// <summary>How each place was signed, in the order in which they are asked.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];
}

public sealed record SignOffDeskView(IReadOnlyList<OwnLedger> Own, IReadOnlyList<HandedUp> Waiting);

/// <param name="Id">Campaign and deliverable.</param>
/// <param name="Rows">As it stands now.</param>
/// <param name="State">Of the last version: pending, accepted, returned; "" where there was none.</param>
/// <param name="Signatures">Who signs or seals it before it goes up; none where the official form has no such line.</param>
/// <param name="Together">What else the unit still has to hand in with it.</param>
public sealed record OwnLedger(
    string Id, string Title, int Rows, string State, string Comment, int Version, IReadOnlyList<string> Signatures, IReadOnlyList<string> Together);

/// <param name="Former">The rows of the version before; null for a first one.</param>
public sealed record HandedUp(
    long Id, string Unit, string Title, int Version, int Count, string Signatures, IReadOnlyList<string> Rows, IReadOnlyList<string>? Former, string FormerComment);

public sealed record SignOffLookup(DateOnly Today) : ErrandLookup;

public sealed record SignOffDesk(SignOffDeskView View) : ErrandFound;

/// <param name="Id">As in <see cref="OwnLedger"/>.</param>
/// <param name="Marks">As in <see cref="SignOffErrand"/>.</param>
public sealed record LedgerHandedUp(string Id, IReadOnlyList<string> Marks) : ErrandDone;

public sealed record LedgerDecided(long Id, bool Accepted, string Comment) : ErrandDone;
