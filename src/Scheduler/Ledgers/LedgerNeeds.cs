using Store.Expressions;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>What a ledger reads of its records: the rest is not fetched, opened or kept.</summary>
internal static class LedgerNeeds
{
    /// <summary>What is said of a record when a cell is opened, whatever the ledger prints.</summary>
    private static readonly string[] WhenNamed = ["household", "householder", "name"];

    /// <summary>Every name that its expressions and columns read: of questions and of what is known without asking.</summary>
    /// <param name="named">Whether whose record it is has to be known too.</param>
    public static HashSet<string> Of(Ledger ledger, bool named)
    {
        var expressions = ledger.Inputs.SelectMany(input => new[] { input.Where, input.OnePer, input.Prefer, input.Still, input.Match, input.On, input.Unless?.By })
            .Concat(ledger.Figures.SelectMany(Of))
            .Concat((ledger.Rows as LedgerRows.Items)?.Otherwise is { } otherwise ? [otherwise] : Array.Empty<Expression>())
            .Concat(ledger.Checks.OfType<LedgerCheck.NoRecord>().SelectMany(check => new[] { check.Where, check.Name }))
            .Concat(((ledger.Rows as LedgerRows.Fixed)?.Printed ?? []).SelectMany(row => row.Instead.Values.SelectMany(Of).Append(row.Weight)));
        return
        [
            // Where a record lies follows from it.
            "village",
            .. named ? WhenNamed : [],
            .. expressions.SelectMany(expression => expression?.References ?? []),
            .. ledger.Columns.Select(column => (column.Source as LedgerSource.Context)?.Name).OfType<string>(),
        ];
    }

    /// <summary>The questions of a form whose answers it reads.</summary>
    /// <param name="needs">See <see cref="Of(Ledger, bool)"/>.</param>
    public static IEnumerable<string> Answers(Ledger ledger, Form form, HashSet<string> needs)
    {
        HashSet<string> wanted = [.. needs, .. ledger.Columns.Select(column => (column.Source as LedgerSource.Answer)?.Question).OfType<string>()];
        foreach (var question in form.Questions.Where(question => wanted.Contains(question.Name)))
        {
            yield return question.Name;
            // What was written in place of a choice.
            if (question.OrOther)
                yield return $"{question.Name}_other";
        }
    }

    private static IEnumerable<Expression?> Of(LedgerColumn column) => Of(column.Source);

    private static IEnumerable<Expression?> Of(LedgerSource source) => source switch
    {
        LedgerSource.Formula formula => [formula.Expression],
        LedgerSource.Tally tally => [tally.Of, tally.Distinct, .. tally.Where],
        _ => [],
    };
}
