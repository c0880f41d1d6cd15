using Store.Packs;

namespace Scheduler.Rules;

/// <summary>How many problems of each form were met under each unit while records passed by.</summary>
/// <param name="kind">What a closed problem says of itself.</param>
internal sealed class UnitTotals(FormRecord? kind)
{
    private readonly Dictionary<(string Path, string Form), (int Problems, int Closed)> counts = [];

    /// <summary>A problem, or a household with its problems.</summary>
    public void Add(SubjectRecord record)
    {
        if (record.Kind == kind?.Kind)
            Count(record);
        else if (kind is not null && record.Tables.TryGetValue(kind.Kind, out var problems))
            foreach (var problem in problems)
                Count(problem);
    }

    public (int Problems, int Closed) Of(string path, IEnumerable<string> forms)
    {
        var (problems, closed) = (0, 0);
        foreach (var form in forms)
            if (counts.TryGetValue((path, form), out var found))
                (problems, closed) = (problems + found.Problems, closed + found.Closed);
        return (problems, closed);
    }

    private void Count(SubjectRecord problem)
    {
        var (area, form, closed) = (problem.Area, problem["form"], kind!.IsClosed(problem["status"]) ? 1 : 0);
        for (var end = area.IndexOf('/', 1); end > 0; end = area.IndexOf('/', end + 1))
        {
            var before = counts.GetValueOrDefault((area[..(end + 1)], form));
            counts[(area[..(end + 1)], form)] = (before.Problems + 1, before.Closed + closed);
        }
    }
}
