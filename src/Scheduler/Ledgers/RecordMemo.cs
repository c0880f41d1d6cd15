using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>
/// What was worked out of a record, remembered for all that say the same. A quarter of a million households answer a few questions
/// in a few hundred ways, and expressions are evaluated once for each way.
/// </summary>
/// <param name="tree">Of exactly the expressions that <paramref name="work"/> evaluates.</param>
internal sealed class RecordMemo<T>(RecordTree tree, Func<LedgerRecord, T> work)
{
    /// <summary>Where records hardly ever say the same, remembering costs more than it saves.</summary>
    private const int Most = 20_000;
    private const int LongestKey = 256;

    private readonly Dictionary<Form, Dictionary<string, T>> byForm = new(ReferenceEqualityComparer.Instance);
    private Form? lastForm;
    private Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> known;

    public T Of(LedgerRecord record)
    {
        Span<char> buffer = stackalloc char[LongestKey];
        if (!tree.TrySay(record, buffer, out var length))
            return work(record);
        if (!ReferenceEquals(record.Form, lastForm))
        {
            if (!byForm.TryGetValue(record.Form, out var found))
                byForm[record.Form] = found = new Dictionary<string, T>(StringComparer.Ordinal);
            (lastForm, known) = (record.Form, found.GetAlternateLookup<ReadOnlySpan<char>>());
        }
        if (known.TryGetValue(buffer[..length], out var result))
            return result;
        result = work(record);
        if (known.Dictionary.Count < Most)
            known[buffer[..length]] = result;
        return result;
    }
}
