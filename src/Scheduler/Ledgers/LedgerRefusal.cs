namespace Scheduler.Ledgers;

/// <summary>Why a ledger may not be issued as it is; each has its own sentence for operators and, in prompts, for whoever asks in chat.</summary>
public abstract record LedgerRefusal
{
    private LedgerRefusal() { }

    /// <summary>An identity does not hold.</summary>
    public sealed record Broken(string Check, string Message) : LedgerRefusal
    {
        public override string ToString() => $"{Check}: {Message}";
    }

    /// <summary>A field that has to be signed first.</summary>
    public sealed record NotSigned(string Field) : LedgerRefusal
    {
        public override string ToString() => $"not signed: {Field}";
    }

    /// <summary>The period is over and was handed in: an amendment needs a reason.</summary>
    public sealed record Closed(string Period, string Number) : LedgerRefusal
    {
        public override string ToString() => $"{Period} is closed and was issued as {Number}: an amendment needs a reason";
    }
}

public sealed class LedgerRefusedException(IReadOnlyList<LedgerRefusal> refusals) : Exception(string.Join(Environment.NewLine, refusals))
{
    public IReadOnlyList<LedgerRefusal> Refusals { get; } = refusals;

    public IReadOnlyList<string> Problems => [.. Refusals.Select(refusal => refusal.ToString()!)];
}
