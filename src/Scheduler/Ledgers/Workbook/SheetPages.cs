namespace Scheduler.Ledgers.Workbook;

/// <summary>Where the pages of a sheet begin, so that a merged cell stands on one page with its words, and not half on each of two.</summary>
internal static class SheetPages
{
    /// <summary>What takes more than this part of a page is begun on the page it comes to, and goes on on the next.</summary>
    private const double KeptWhole = 0.34;

    /// <param name="heights">Of the table's rows, in points.</param>
    /// <param name="first">What the first page has room for, in points; <paramref name="later"/>: each that follows.</param>
    /// <returns>The rows that begin a page, but for the first.</returns>
    public static IReadOnlyList<int> Of(IReadOnlyList<double> heights, IEnumerable<HeaderBlock> blocks, double first, double later)
    {
        var kept = KeptTogether(heights, blocks, later * KeptWhole);
        var starts = new List<int>();
        var (start, room) = (0, first);
        for (var row = 0; row < heights.Count; row++)
            if (heights[row] <= room || row == start)
                room -= heights[row];
            else
            {
                var begin = row;
                while (kept[begin] && begin > start + 1)
                    begin--;
                start = kept[begin] ? row : begin;
                starts.Add(start);
                room = later;
                for (var moved = start; moved <= row; moved++)
                    room -= heights[moved];
            }
        return starts;
    }

    /// <summary>The rows before which no page should begin.</summary>
    private static bool[] KeptTogether(IReadOnlyList<double> heights, IEnumerable<HeaderBlock> blocks, double most)
    {
        var kept = new bool[heights.Count];
        foreach (var block in blocks.Where(block => block.LastRow > block.FirstRow))
            if (Enumerable.Range(block.FirstRow, block.LastRow - block.FirstRow + 1).Sum(row => heights[row]) <= most)
                for (var row = block.FirstRow + 1; row <= block.LastRow; row++)
                    kept[row] = true;
        return kept;
    }
}
