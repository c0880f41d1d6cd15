using System.Globalization;
using Store;

namespace Scheduler.Campaigns;

/// <summary>How far a unit is by its daily reports.</summary>
/// <param name="Total">Its households in the roster.</param>
public sealed record UnitProgress(string Name, int Done, int Total)
{
    public bool IsComplete => Total > 0 && Done >= Total;
}

/// <summary>What daily reports add up to, village by village (feature 17).</summary>
public static class DailyProgress
{
    /// <param name="unitQuestion">Names the unit in each report.</param>
    /// <param name="sumQuestion">How much was done that day.</param>
    /// <returns>Every village of the roster, in its order.</returns>
    public static async Task<IReadOnlyList<UnitProgress>> Of(Tx tx, string form, string unitQuestion, string sumQuestion)
    {
        var reports = (await Submissions.List(tx, form, Scope.Everything)).Select(submission => SealedAnswers.Read(tx.Cipher, submission.Answers));
        var villages = await Households.Villages(tx, "/");
        return Of([.. villages.Select(village => new UnitProgress(village.Name, 0, village.Households))], reports, unitQuestion, sumQuestion);
    }

    /// <summary>The same from what was read. Pure.</summary>
    public static IReadOnlyList<UnitProgress> Of(
        IReadOnlyList<UnitProgress> villages, IEnumerable<IReadOnlyDictionary<string, string>> reports, string unitQuestion, string sumQuestion)
    {
        var sums = reports
            .GroupBy(report => report.GetValueOrDefault(unitQuestion, "").Trim())
            .ToDictionary(unit => unit.Key, unit => unit.Sum(report =>
                int.TryParse(report.GetValueOrDefault(sumQuestion), NumberStyles.None, CultureInfo.InvariantCulture, out var done) ? done : 0));
        return [.. villages.Select(village => village with { Done = sums.GetValueOrDefault(village.Name) })];
    }
}
