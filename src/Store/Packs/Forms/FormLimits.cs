namespace Store.Packs;

/// <summary>Bounds that keep a mistaken or hostile file from becoming a hung process; no real form comes near them.</summary>
internal static class FormLimits
{
    public const int SurveyRows = 20_000;

    /// <summary>Groups within groups.</summary>
    public const int Depth = 32;

    /// <summary>Characters of one cell; what Excel itself allows.</summary>
    public const int CellLength = 32_767;

    /// <summary>Cells of a workbook that hold anything.</summary>
    public const int Cells = 1_000_000;

    /// <summary>Characters of a workbook's cells together.</summary>
    public const long Characters = 50_000_000;

    /// <summary>Cells of a workbook, empty ones included: rows times the widest row.</summary>
    public const long Area = 1_000_000_000;

    public const long FileBytes = 32 << 20;

    /// <summary>What the parts of an .xlsx may unpack to.</summary>
    public const long UnpackedBytes = 256 << 20;
}
