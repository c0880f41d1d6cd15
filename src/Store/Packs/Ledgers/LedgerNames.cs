namespace Store.Packs;

/// <summary>What ledgers say of each other, looked at once all are read.</summary>
internal static class LedgerNames
{
    public static void Check(IReadOnlyList<Ledger> ledgers, List<Problem> problems)
    {
        foreach (var twice in ledgers.GroupBy(ledger => ledger.Id).Where(same => same.Count() > 1))
            problems.Add(new Problem(twice.Last().File, 0, $"the id '{twice.Key}' is already that of {twice.First().File}"));
        foreach (var ledger in ledgers)
            foreach (var check in ledger.Checks)
                foreach (var problem in Problems(check, ledger, ledgers))
                    problems.Add(new Problem(ledger.File, 0, $"check '{check.Id}': {problem}"));
    }

    private static IEnumerable<string> Problems(LedgerCheck check, Ledger ledger, IReadOnlyList<Ledger> ledgers)
    {
        switch (check)
        {
            case LedgerCheck.Agrees agrees:
                if (ledgers.FirstOrDefault(other => other.Id == agrees.Other) is not { } other)
                    yield return $"there is no ledger '{agrees.Other}'";
                else
                    foreach (var column in new[] { agrees.OtherColumn, agrees.OtherBy }.Where(id => other.Columns.All(column => column.Id != id)))
                        yield return $"ledger '{other.Id}' has no column '{column}'";
                if (ledger.Columns.All(column => column.Id != agrees.By))
                    yield return $"there is no column '{agrees.By}'";
                break;
            case LedgerCheck.CountsRows counts:
                foreach (var missing in counts.Others.Where(id => ledgers.All(known => known.Id != id)))
                    yield return $"there is no ledger '{missing}'";
                break;
        }
    }
}
