using Store.Packs;

namespace Scheduler.Ledgers.Workbook;

/// <summary>Merged cells of the table's own rows, and the row heights that leave room for what stands in them.</summary>
internal sealed class SheetBlocks
{
    private readonly LedgerTable table;
    private readonly SheetMeasures measures;
    private readonly HashSet<(int Row, int Column)> hidden = [];
    private readonly double[]? heights;

    public SheetBlocks(LedgerTable table, SheetMeasures measures)
    {
        (this.table, this.measures) = (table, measures);
        if (!table.Columns.Any(column => column.MergesDown || column.MergesAcross))
            return;
        var blocks = new List<HeaderBlock>();
        var across = table.Rows.Select(row => Across(table.Columns, row).ToList()).ToList();
        foreach (var (row, merged) in across.Index())
            blocks.AddRange(merged.Select(span => new HeaderBlock("", row, row, span.First, span.Last)));
        Down(blocks, across);
        All = blocks;
        heights = Heights();
    }

    /// <summary>The rows that begin a page, but for the first; what reaches from one page to the next says on each what it is.</summary>
    /// <inheritdoc cref="SheetPages.Of" path="/param"/>
    public IReadOnlyList<int> Paginate(double first, double later)
    {
        if (heights is null || !All.Any(block => block.LastRow > block.FirstRow))
            return [];
        var starts = SheetPages.Of(heights, All, first, later);
        All = [.. All.SelectMany(block => Parts(block, starts))];
        return starts;
    }

    private IEnumerable<HeaderBlock> Parts(HeaderBlock block, IReadOnlyList<int> starts)
    {
        var first = block.FirstRow;
        foreach (var start in starts.Where(start => block.FirstRow < start && start <= block.LastRow))
        {
            hidden.Remove((start, block.FirstColumn));
            yield return block with { FirstRow = first, LastRow = start - 1 };
            first = start;
        }
        yield return block with { FirstRow = first };
    }

    /// <summary>Rows count from 0 within the table's rows.</summary>
    public IReadOnlyList<HeaderBlock> All { get; private set; } = [];

    /// <summary>Whether the cell lies in a block whose text stands in another cell.</summary>
    public bool Hides(int row, int column) => hidden.Contains((row, column));

    public double Height(int row) => heights?[row] ?? measures.RowHeight(table.Rows[row]);

    /// <summary>Blank cells that are joined to their left neighbour.</summary>
    public static IEnumerable<(int First, int Last)> Across(IReadOnlyList<LedgerColumn> columns, IReadOnlyList<LedgerCell> cells)
    {
        for (var column = 0; column < cells.Count;)
        {
            var last = column;
            while (last + 1 < cells.Count && columns[last + 1].MergesAcross && cells[last + 1] is LedgerCell.Blank)
                last++;
            if (last > column)
                yield return (column, last);
            column = last + 1;
        }
    }

    private void Down(List<HeaderBlock> blocks, List<List<(int First, int Last)>> across)
    {
        var merging = table.Columns.Index().Where(column => column.Item.MergesDown).Select(column => column.Index).ToList();
        foreach (var column in merging)
            for (var first = 0; first < table.Rows.Count;)
            {
                var last = first;
                while (last + 1 < table.Rows.Count && Continues(last + 1))
                    last++;
                if (last > first)
                {
                    blocks.Add(new("", first, last, column, column));
                    for (var row = first + 1; row <= last; row++)
                        hidden.Add((row, column));
                }
                first = last + 1;

                // A group ends where a group to its left ends; rows left empty are no group.
                bool Continues(int row) => table.Rows[row][column] is not LedgerCell.Blank && merging.Where(left => left <= column).All(left => table.Rows[row][left].ToString() == table.Rows[row - 1][left].ToString())
                    && !InSpan(row) && !InSpan(row - 1);

                bool InSpan(int row) => across[row].Exists(span => span.First <= column && column <= span.Last);
            }
    }

    private double[] Heights()
    {
        var room = table.Rows.Select((cells, row) => measures.RowHeight(cells, column => InBlock(row, column))).ToArray();
        foreach (var block in All)
        {
            var needed = measures.BlockHeight(table.Rows[block.FirstRow][block.FirstColumn].ToString()!, block.FirstColumn, block.LastColumn);
            var rows = block.LastRow - block.FirstRow + 1;
            var missing = needed - room[block.FirstRow..(block.LastRow + 1)].Sum();
            for (var row = block.FirstRow; missing > 0 && row <= block.LastRow; row++)
                room[row] += missing / rows;
        }
        return room;
    }

    private bool InBlock(int row, int column) => All.Any(block =>
        block.FirstRow <= row && row <= block.LastRow && block.FirstColumn <= column && column <= block.LastColumn);
}
