using System.Globalization;
using System.Text.RegularExpressions;
using Store.Packs;

namespace Store.Rosters;

/// <summary>
/// Something a clerk has to put right in the workbook. The sentence is a message, because clerks read it;
/// it never repeats an ID or phone number, only where it stands.
/// </summary>
/// <param name="Sheet">As the tab is called in the file; null where the file as a whole is meant.</param>
/// <param name="Row">1-based; 0 where the sheet as a whole is meant.</param>
/// <param name="Column">1-based; 0 where the sheet as a whole is meant.</param>
public sealed partial record CellProblem(
    string? Sheet,
    int Row,
    int Column,
    MessageKey Message,
    IReadOnlyList<(string Name, object? Value)> Values)
{
    /// <summary>E17, or null where no cell is meant.</summary>
    public string? Cell => Row > 0 ? ColumnName(Column) + Row : null;

    /// <summary>Numbers that a cell should not have held, such as an ID number in the column of dates, are masked.</summary>
    public string Say(Messages messages) => messages.Say(Message,
        [.. Values.Select(value => (value.Name, (object?)Personal().Replace(Convert.ToString(value.Value, CultureInfo.InvariantCulture) ?? "", Mask)))]);

    /// <summary><c>roster.xlsx:户!E17: …</c></summary>
    public string Line(string file, Messages messages) =>
        (Sheet, Cell) switch
        {
            (null, _) => $"{file}: {Say(messages)}",
            (_, null) => $"{file}:{Sheet}: {Say(messages)}",
            _ => $"{file}:{Sheet}!{Cell}: {Say(messages)}",
        };

    private static string Mask(Match number) => $"{number.Value[..3]}***{number.Value[^2..]}";

    /// <summary>A mobile number, or 15 digits and more.</summary>
    [GeneratedRegex("[0-9]{15,}[Xx]?|1[3-9][0-9]{9}", RegexOptions.NonBacktracking)]
    private static partial Regex Personal();

    /// <summary>1 → A, 27 → AA.</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
            name = (char)('A' + ((rest - 1) % 26)) + name;
        return name;
    }
}
