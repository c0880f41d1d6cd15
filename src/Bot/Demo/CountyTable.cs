namespace Bot.Demo;

/// <summary>The printed table, as it is or for another number of households.</summary>
internal static class CountyTable
{
    /// <summary>
    /// Cells by village, in the order of the categories. Households add up to <paramref name="households"/> exactly:
    /// whole shares first, what is left over goes to the largest fractions. People keep each cell's family size.
    /// </summary>
    public static IReadOnlyList<IReadOnlyList<PlannedCell>> Scale(CountyPlan plan, int households)
    {
        var cells = plan.Villages.SelectMany(village => village.Cells).ToList();
        long total = plan.Households;
        var shares = cells.ConvertAll(cell => (int)(cell.Households * (long)households / total));
        var left = households - shares.Sum();
        foreach (var i in Enumerable.Range(0, cells.Count).OrderByDescending(i => cells[i].Households * (long)households % total).Take(left))
            shares[i]++;
        var scaled = cells.Select((cell, i) => new PlannedCell(shares[i], People(cell, shares[i]))).ToList();
        var width = plan.Categories.Count;
        return [.. plan.Villages.Select((_, village) => scaled.GetRange(village * width, width))];
    }

    /// <summary><paramref name="total"/> in as equal parts as can be, larger ones first.</summary>
    public static IReadOnlyList<int> Split(int total, int parts) =>
        [.. Enumerable.Range(0, parts).Select(i => (total / parts) + (i < total % parts ? 1 : 0))];

    /// <summary>How many live in each of a cell's households: one for sure, the others wherever chance puts them.</summary>
    public static int[] Sizes(PlannedCell cell, int most, CountyDice dice)
    {
        var sizes = new int[cell.Households];
        Array.Fill(sizes, 1);
        var limit = cell.Households == 0 ? 0 : Math.Max(most, (cell.People + cell.Households - 1) / cell.Households);
        for (var left = cell.People - cell.Households; left > 0;)
        {
            var i = dice.Below(sizes.Length);
            if (sizes[i] == limit)
                continue;
            sizes[i]++;
            left--;
        }
        return sizes;
    }

    private static int People(PlannedCell cell, int households) =>
        cell.Households == 0 ? 0 : (int)(((cell.People * (long)households) + (cell.Households / 2)) / cell.Households);
}
