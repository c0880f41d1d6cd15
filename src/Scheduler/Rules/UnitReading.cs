using Store;
using Store.Packs;
using static Scheduler.Rules.StoredRecords;

namespace Scheduler.Rules;

/// <summary>Reads units with the facts and reports that are about them, and how much lies under each.</summary>
/// <param name="totals">Counted while the households passed by.</param>
internal sealed class UnitReading(Tx tx, ReadingScope scope, UnitTotals totals)
{
    public async Task Read(RuleEvaluation evaluation)
    {
        var units = await Units.All(tx, Scope.Everything);
        var rows = new Dictionary<string, ILookup<string, SubjectRecord>>(StringComparer.Ordinal);
        foreach (var kind in scope.Beside(RecordKinds.Unit))
            if (scope.Pack.FactTable(kind) is not null)
                rows[kind] = (await Facts.List(tx, kind, Scope.Everything)).ToLookup(fact => fact.UnitId, Of);
            else if (scope.FormKinds.ContainsKey(kind))
                rows[kind] = await Reports(kind, units);
        var care = await InCare(units);
        var names = units.ToDictionary(unit => unit.Id, unit => unit.Name);
        var problemForms = ProblemLedgers().SelectMany(ledger => ledger.Forms).Distinct().ToList();
        foreach (var unit in units)
        {
            var tables = rows.ToDictionary(table => table.Key, table => (IReadOnlyList<SubjectRecord>)[.. table.Value[unit.Id]]);
            if (scope.Wants("problem_total"))
                tables["problem_total"] = [.. ProblemLedgers().Select(ledger => Total(unit, ledger))];
            var (problems, closed) = totals.Of(unit.Path, problemForms);
            evaluation.Look(new SubjectRecord(RecordKinds.Unit, unit.Id, Fields(
                ("id", unit.Id), ("name", unit.Name), ("level", unit.Level), ("kind", unit.Kind), ("town", names.GetValueOrDefault(unit.ParentId ?? "", "")),
                ("households", Text(care.GetValueOrDefault(unit.Path).Households)), ("monitored", Text(care.GetValueOrDefault(unit.Path).Monitored)),
                ("problems", Text(problems)), ("problems_closed", Text(closed))))
            { Area = unit.Path, Tables = tables });
        }
    }

    private IEnumerable<Ledger> ProblemLedgers() => scope.FormKinds.TryGetValue("problem", out var problem)
        ? scope.Pack.Ledgers.Where(ledger => ledger.Forms.Any(problem.Forms.ContainsKey))
        : [];

    private SubjectRecord Total(Unit unit, Ledger ledger)
    {
        var (problems, closed) = totals.Of(unit.Path, ledger.Forms);
        return new SubjectRecord("problem_total", $"{unit.Id}/{ledger.Id}", Fields(
            ("ledger", ledger.Id), ("title", ledger.Title), ("campaign", ledger.Campaign), ("problems", Text(problems)), ("closed", Text(closed))));
    }

    private async Task<Dictionary<string, (int Households, int Monitored)>> InCare(IReadOnlyList<Unit> units)
    {
        var paths = units.ToDictionary(unit => unit.Id, unit => unit.Path);
        var care = new Dictionary<string, (int Households, int Monitored)>(StringComparer.Ordinal);
        foreach (var line in (await HouseholdPages.InCare(tx)).Where(line => paths.ContainsKey(line.VillageId)))
        {
            var path = paths[line.VillageId];
            for (var end = path.IndexOf('/', 1); end > 0; end = path.IndexOf('/', end + 1))
            {
                var before = care.GetValueOrDefault(path[..(end + 1)]);
                care[path[..(end + 1)]] = (before.Households + line.Households, before.Monitored + line.Monitored);
            }
        }
        return care;
    }

    /// <summary>Reports that name their village stand beside that village.</summary>
    private async Task<ILookup<string, SubjectRecord>> Reports(string kind, IReadOnlyList<Unit> units)
    {
        var byName = units.Where(unit => unit.Level == "village").ToLookup(unit => unit.Name, unit => unit.Id);
        var found = new List<(string Unit, SubjectRecord Record)>();
        foreach (var form in scope.FormsOf([kind]))
            foreach (var submission in await Submissions.List(tx, form, Scope.Everything))
            {
                var line = new FilledLine(
                    submission.Id, form, submission.Campaign, submission.Subject, submission.Period, submission.Userid, submission.Area, submission.Answers, submission.SubmittedAt);
                var village = SealedAnswers.Read(tx.Cipher, submission.Answers).GetValueOrDefault("village", "");
                foreach (var record in scope.Records.Of(tx.Cipher, line).Where(record => record.Kind == kind))
                    found.AddRange(byName[village].Select(unit => (unit, record)));
            }
        return found.ToLookup(entry => entry.Unit, entry => entry.Record);
    }
}
