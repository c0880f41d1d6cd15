using System.Globalization;

namespace Benchmarks;

/// <summary>Measured numbers, in order: the middle one says more than the mean where a neighbour takes the processor for a moment.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> values) => Percentile([.. values.Order()], 50);

    /// <param name="ordered">Smallest first.</param>
    public static double Percentile(IReadOnlyList<double> ordered, double percent) =>
        ordered[Math.Min(ordered.Count - 1, (int)(ordered.Count * percent / 100))];

    public static string Show(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>A Markdown table that is also readable as it stands.</summary>
    public static void Print(params IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        foreach (var (row, index) in rows.Select((row, index) => (row, index)))
        {
            Console.WriteLine($"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |");
            if (index == 0)
                Console.WriteLine($"|{string.Join('|', widths.Select(width => new string('-', width + 2)))}|");
        }
        Console.WriteLine();
    }
}
