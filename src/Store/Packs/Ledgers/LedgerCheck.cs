using Store.Expressions;

namespace Store.Packs;

/// <summary>Something the source or its header demands of a ledger (勾稽关系).</summary>
public abstract record LedgerCheck
{
    private LedgerCheck(string id, bool blocks, string message) => (Id, Blocks, Message) = (id, blocks, message);

    public string Id { get; }

    /// <summary>False = only warns.</summary>
    public bool Blocks { get; }

    /// <summary>
    /// For the person who hands it in. <c>{rows}</c> becomes what breaks it; <c>{identity}</c> the equation with its figures;
    /// <c>{count}</c> how many break it; <c>{list}</c> the first of them.
    /// </summary>
    public string Message { get; }

    /// <summary>Over the figures of one row, tried on every row and on the totals.</summary>
    public sealed record Equation(string Id, bool Blocks, string Message, Expression That) : LedgerCheck(Id, Blocks, Message)
    {
        /// <summary>False where a totals row, counted anew, need not keep it.</summary>
        public bool OnTotals { get; init; } = true;
    }

    /// <summary>Over figures of several rows.</summary>
    /// <param name="Cells">The names in the expression → the row's key and the column's id.</param>
    public sealed record AcrossRows(string Id, bool Blocks, string Message, Expression That, IReadOnlyDictionary<string, (string Row, string Column)> Cells)
        : LedgerCheck(Id, Blocks, Message);

    /// <summary>The totals row is the sum of the rows in these columns.</summary>
    public sealed record AddsUp(string Id, bool Blocks, string Message, IReadOnlyList<string> Columns) : LedgerCheck(Id, Blocks, Message);

    /// <summary>No record of the input meets the condition.</summary>
    /// <param name="Name">How a record that does is called.</param>
    public sealed record NoRecord(string Id, bool Blocks, string Message, string Input, Expression Where, Expression Name) : LedgerCheck(Id, Blocks, Message);

    /// <summary>Every fixed row has a record of the input.</summary>
    public sealed record EveryRow(string Id, bool Blocks, string Message, string Input) : LedgerCheck(Id, Blocks, Message);

    /// <summary>Cells with a dash hold none.</summary>
    public sealed record Dashes(string Id, bool Blocks, string Message) : LedgerCheck(Id, Blocks, Message);

    /// <summary>The teams written in a column have so many members each, and nobody is in two.</summary>
    /// <param name="Between">Between two teams; what stands before <paramref name="Lead"/> is a team's name.</param>
    public sealed record Teams(string Id, bool Blocks, string Message, string Column, string Between, string Lead, string Members, int Size)
        : LedgerCheck(Id, Blocks, Message);

    /// <summary>Whoever is named in a column is named in one row only.</summary>
    public sealed record Once(string Id, bool Blocks, string Message, string Column, string Members) : LedgerCheck(Id, Blocks, Message);

    /// <summary>Nobody named in a column belongs to the village of the row.</summary>
    /// <param name="People">The input that knows where people belong.</param>
    public sealed record Away(string Id, bool Blocks, string Message, string Column, string Members, string By, string People) : LedgerCheck(Id, Blocks, Message);

    /// <summary>A column is the same in another ledger, row by row (账账相符).</summary>
    /// <param name="By">The columns that tell which row of the other is meant, here and there.</param>
    public sealed record Agrees(string Id, bool Blocks, string Message, string Column, string Other, string OtherColumn, string By, string OtherBy)
        : LedgerCheck(Id, Blocks, Message);

    /// <summary>The sum of a column is the number of rows of other ledgers.</summary>
    public sealed record CountsRows(string Id, bool Blocks, string Message, string Column, IReadOnlyList<string> Others) : LedgerCheck(Id, Blocks, Message);
}
