using Store;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>How the submissions of one form become records of one ledger: only what it reads is opened and kept.</summary>
internal sealed class SubmissionReading
{
    private static readonly string[] WhereRead = ["period", "reporter"];

    private readonly PickedAnswers picked;
    private readonly PrintedTypes printed;
    private readonly TextPool pool;
    private readonly RecordNames answers;
    private readonly RecordNames known;
    private readonly List<KeyValuePair<string, string>> inRows = [];

    /// <param name="needs">See <see cref="LedgerNeeds.Of(Ledger)"/>.</param>
    public SubmissionReading(Ledger ledger, Form form, HashSet<string> needs, PrintedTypes printed, FieldCipher cipher, TextPool pool)
    {
        (Form, this.printed, this.pool) = (form, printed, pool);
        answers = new(LedgerNeeds.Answers(ledger, form));
        picked = new(cipher, pool, answers.All);
        // What the form itself asks is not looked up in the roster.
        var household = KnownOfHousehold.Names.Where(name => needs.Contains(name) && (form.Find(name) is null || Prints(ledger, name))).ToList();
        ReadsHouseholds = household.Count > 0;
        known = new([.. household, "subject", .. WhereRead.Where(needs.Contains)]);
    }

    public Form Form { get; }

    public bool ReadsHouseholds { get; }

    public IReadOnlyDictionary<string, string> Answers(SubmissionLine line)
    {
        var values = new string?[answers.All.Count];
        inRows.Clear();
        picked.Pick(line.Answers, values, inRows);
        return inRows.Count == 0 ? new RecordValues(answers, values) : new RecordValues(answers, values) { InRows = [.. inRows] };
    }

    /// <param name="area">The names of the units it lies in.</param>
    public IReadOnlyDictionary<string, string> Known(SubmissionLine line, string? reporter, IReadOnlyDictionary<string, string> area)
    {
        var values = new string?[known.All.Count];
        for (var place = 0; place < values.Length; place++)
            values[place] = known.All[place] switch
            {
                "subject" => line.Subject,
                "period" => pool.Of(line.Period),
                "reporter" => reporter,
                var name => KnownOfHousehold.Of(line.Household, name, printed, pool),
            };
        return new RecordValues(known, values) { Shared = area };
    }

    private static bool Prints(Ledger ledger, string name) => ledger.Columns.Any(column => column.Source is LedgerSource.Context context && context.Name == name);
}
