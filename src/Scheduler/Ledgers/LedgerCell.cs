using System.Globalization;

namespace Scheduler.Ledgers;

/// <summary>One value of a ledger, in the type its column prints.</summary>
public abstract record LedgerCell
{
    private LedgerCell() { }

    public sealed record Text(string Value) : LedgerCell
    {
        public override string ToString() => Value;
    }

    public sealed record Number(decimal Value) : LedgerCell
    {
        // Most figures of a cross-table are small, and each is written out for every formula that reads it.
        private static readonly string[] Small = [.. Enumerable.Range(0, 1_000).Select(number => number.ToString(CultureInfo.InvariantCulture))];

        public override string ToString() => Value >= 0 && Value < Small.Length && decimal.IsInteger(Value)
            ? Small[(int)Value]
            : Value.ToString("0.############################", CultureInfo.InvariantCulture);
    }

    public sealed record Date(DateOnly Value) : LedgerCell
    {
        public override string ToString() => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Nothing was answered, or it is filled by hand.</summary>
    public sealed record Blank : LedgerCell
    {
        public static Blank Here { get; } = new();

        public override string ToString() => "";
    }

    /// <summary>Must not be filled.</summary>
    public sealed record Dash : LedgerCell
    {
        public static Dash Here { get; } = new();

        public override string ToString() => "—";
    }
}
