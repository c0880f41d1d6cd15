using Bot.Conversations.Errands;

namespace Bot.Conversations.SignOffs;

/// <summary>报送审核: ledgers that go up from village to town to county, with comments, every version kept.</summary>
/// <param name="Ledger">The own one that is being handed up; "" otherwise.</param>
/// <param name="Reading">The one from below that is being read; 0 otherwise.</param>
/// <param name="Returning">Why it goes back is being written.</param>
public sealed record SignOffErrand(SignOffDeskView Desk, string Ledger, long Reading, bool Returning) : Errand;

public sealed record SignOffDeskView(IReadOnlyList<OwnLedger> Own, IReadOnlyList<HandedUp> Waiting);

/// <param name="Rows">As it stands now.</param>
/// <param name="State">Of the last version: pending, accepted, returned; "" where there was none.</param>
public sealed record OwnLedger(string Id, string Title, int Rows, string State, string Comment, int Version);

/// <param name="Former">The rows of the version before; null for a first one.</param>
public sealed record HandedUp(
    long Id, string Unit, string Title, int Version, int Count, string Signatures, IReadOnlyList<string> Rows, IReadOnlyList<string>? Former, string FormerComment);

public sealed record SignOffLookup : ErrandLookup;

public sealed record SignOffDesk(SignOffDeskView View) : ErrandFound;

public sealed record LedgerHandedUp(string Ledger, string Signatures) : ErrandDone;

public sealed record LedgerDecided(long Id, bool Accepted, string Comment) : ErrandDone;
