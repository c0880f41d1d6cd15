namespace Store.Packs;

/// <summary>The county's own workbook as a ledger's looks: everything in it stays, but cells with field names are filled in.</summary>
/// <param name="Content">The .xlsx in base64.</param>
/// <param name="Sheet">The name of the sheet that is filled.</param>
/// <param name="Row">The row that repeats, counted from 1; 0 where none does, as every cell names its own figure.</param>
/// <param name="Cells">Column letters of the row that repeats, in the order of the ledger's columns; "" for one that is not in the workbook.</param>
/// <param name="Fields">Cells elsewhere with <c>${name}</c>, <c>${column}</c>, <c>${row.column}</c> or <c>${totals.column}</c> in them: reference → text.</param>
public sealed record LedgerTemplate(string Content, string Sheet, int Row, IReadOnlyList<string> Cells, IReadOnlyDictionary<string, string> Fields)
{
    public const string Totals = "totals";

    /// <summary>The row and the column that a name means; the row is "" where it does not say.</summary>
    public static (string Row, string Column) Parts(string name) =>
        name.LastIndexOf('.') is var dot and > 0 ? (name[..dot], name[(dot + 1)..]) : ("", name);
}
