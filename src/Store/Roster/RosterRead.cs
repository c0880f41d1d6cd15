using Store.Packs;

namespace Store.Rosters;

/// <summary>What came out of a workbook: a roster, or every problem at once.</summary>
/// <param name="Roster">Null as soon as there is one problem.</param>
/// <param name="Problems">In the order of sheets, rows and columns.</param>
/// <param name="Sheets">The sheets that were recognised; empty where the file could not be read at all.</param>
public sealed record RosterRead(Roster? Roster, IReadOnlyList<CellProblem> Problems, IReadOnlyList<RosterSheetShape> Sheets)
{
    /// <summary>Whether the file has the column at all; where it has not, it says nothing of those values.</summary>
    public bool Has(string sheet, string column) => Sheets.FirstOrDefault(found => found.Key == sheet)?.Columns.ContainsKey(column) is true;

    /// <summary>
    /// A problem that only shows when the roster meets what is already stored, put where it stands in the file.
    /// Needs a <see cref="Roster"/>.
    /// </summary>
    /// <param name="sheet"><see cref="RosterColumns.Units"/>, People or Households.</param>
    /// <param name="index">The position in that list of the roster.</param>
    public CellProblem Problem(string sheet, int index, string column, MessageKey message, params IReadOnlyList<(string Name, object? Value)> values)
    {
        var shape = Sheets.First(found => found.Key == sheet);
        return new CellProblem(shape.Tab, shape.Rows[index], shape.Columns.GetValueOrDefault(column, 1), message, values);
    }
}

/// <summary>Where things stand in a sheet of the file; rows and columns count from 1.</summary>
/// <param name="Key">One of <see cref="RosterColumns"/>.</param>
/// <param name="Tab">As the sheet is called in the file.</param>
/// <param name="HeaderRow">The last row of the headings.</param>
/// <param name="LastColumn">The last column with a heading.</param>
/// <param name="NotesColumn">Where an earlier marked copy put its notes; null where there are none.</param>
/// <param name="Columns">Column key → column.</param>
/// <param name="Rows">The row of every record.</param>
public sealed record RosterSheetShape(
    string Key,
    string Tab,
    int HeaderRow,
    int LastColumn,
    int? NotesColumn,
    IReadOnlyDictionary<string, int> Columns,
    IReadOnlyList<int> Rows);
