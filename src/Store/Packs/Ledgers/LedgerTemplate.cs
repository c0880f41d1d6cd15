namespace Store.Packs;

/// <summary>The county's own workbook as a ledger's looks: everything in it stays, but cells with field names are filled in.</summary>
/// <param name="Content">The .xlsx in base64.</param>
/// <param name="Sheet">The name of the sheet that is filled.</param>
/// <param name="Row">The row that repeats, counted from 1.</param>
/// <param name="Cells">Column letters of the row that repeats, in the order of the ledger's columns.</param>
/// <param name="Fields">Cells elsewhere with <c>${name}</c> in them: reference → text.</param>
public sealed record LedgerTemplate(string Content, string Sheet, int Row, IReadOnlyList<string> Cells, IReadOnlyDictionary<string, string> Fields);
