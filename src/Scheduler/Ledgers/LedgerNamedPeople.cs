using System.Globalization;
using Store.Packs;

namespace Scheduler.Ledgers;

/// <summary>Checks on the people that a ledger names: teams of the right size, nobody twice, nobody in their own village.</summary>
internal static class LedgerNamedPeople
{
    public static IEnumerable<string> Broken(LedgerCheck check, Ledger ledger, FiguredRows figured, LedgerRecords records) => check switch
    {
        LedgerCheck.Teams teams => OfTeams(teams, ledger, figured),
        LedgerCheck.Once once => figured.Rows.SelectMany(row => Split(row[LedgerChecks.Column(ledger, once.Column)].ToString()!, once.Members))
            .GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key),
        LedgerCheck.Away away => AtHome(away, ledger, figured, records),
        _ => [],
    };

    private static IEnumerable<string> OfTeams(LedgerCheck.Teams check, Ledger ledger, FiguredRows figured)
    {
        var teams = figured.Rows.Select(row => row[LedgerChecks.Column(ledger, check.Column)].ToString()!).Distinct()
            .SelectMany(text => Split(text, check.Between))
            .Select(text => text.IndexOf(check.Lead, StringComparison.Ordinal) is var lead and >= 0
                ? (Name: text[..lead].Trim(), Members: Split(text[(lead + check.Lead.Length)..], check.Members))
                : (Name: text, Members: []))
            .ToList();
        foreach (var (name, members) in teams.Where(team => team.Members.Count != check.Size))
            yield return $"{name} {members.Count.ToString(CultureInfo.InvariantCulture)}";
        foreach (var twice in teams.SelectMany(team => team.Members.Select(member => (team.Name, Member: member))).GroupBy(member => member.Member).Where(same => same.Count() > 1))
            yield return $"{twice.Key} {string.Join('、', twice.Select(member => member.Name))}";
    }

    private static IEnumerable<string> AtHome(LedgerCheck.Away check, Ledger ledger, FiguredRows figured, LedgerRecords records)
    {
        var homes = records.Of(ledger.Input(check.People)!).ToLookup(person => person.Answers.GetValueOrDefault("name", ""), person => person.Context.GetValueOrDefault("village", ""));
        foreach (var row in figured.Rows)
            foreach (var name in Split(row[LedgerChecks.Column(ledger, check.Column)].ToString()!, check.Members))
                if (homes[name].Contains(row[LedgerChecks.Column(ledger, check.By)].ToString()!))
                    yield return $"{name} {row[LedgerChecks.Column(ledger, check.By)]}";
    }

    private static List<string> Split(string text, string separator) =>
        [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
