using Store.Packs;

namespace Scheduler.Ledgers.Workbook;

/// <summary>The cells of a multi-level header: equal beginnings of neighbouring paths share a cell, the last step reaches down.</summary>
internal sealed class HeaderGrid
{
    public HeaderGrid(Ledger ledger)
    {
        Levels = ledger.HeaderLevels;
        var paths = ledger.Columns.Select(column => column.Path).ToList();
        var blocks = new List<HeaderBlock>();
        for (var level = 0; level < Levels; level++)
            for (var first = 0; first < paths.Count;)
            {
                var last = first;
                while (last + 1 < paths.Count && SharesCell(paths[first], paths[last + 1], level))
                    last++;
                if (level < paths[first].Count)
                    blocks.Add(new(paths[first][level], level, paths[first].Count == level + 1 ? Levels - 1 : level, first, last));
                first = last + 1;
            }
        Blocks = blocks;
    }

    public int Levels { get; }

    /// <summary>From top to bottom, then left to right.</summary>
    public IReadOnlyList<HeaderBlock> Blocks { get; }

    private static bool SharesCell(IReadOnlyList<string> one, IReadOnlyList<string> next, int level) =>
        level < one.Count && level < next.Count
        && one.Take(level + 1).SequenceEqual(next.Take(level + 1))
        && (one.Count == level + 1) == (next.Count == level + 1);
}

/// <summary>One header cell; rows and columns count from 0 within the header, both ends included.</summary>
internal sealed record HeaderBlock(string Text, int FirstRow, int LastRow, int FirstColumn, int LastColumn);
