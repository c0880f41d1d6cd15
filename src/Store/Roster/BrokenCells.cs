namespace Store.Rosters;

/// <summary>
/// Cells whose formula failed (#N/A, #REF!) or was never computed. ExcelDataReader 3.6 gives them as blank,
/// which would lose them without a word.
/// </summary>
internal static class BrokenCells
{
    /// <summary>What such a cell reads as.</summary>
    public static readonly object Mark = new();

    /// <summary>Cell names (E17) by sheet.</summary>
    public static Dictionary<string, HashSet<string>> Find(Stream workbook) =>
        SheetScan.Read(workbook).ToDictionary(sheet => sheet.Key, sheet => sheet.Value.Broken, StringComparer.Ordinal);
}
