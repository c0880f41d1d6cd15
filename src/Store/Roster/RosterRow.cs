using System.Globalization;
using System.Text.RegularExpressions;
using Store.Packs;

namespace Store.Rosters;

/// <summary>One row, read column by column; whatever cannot be understood becomes a problem of that cell and null.</summary>
internal sealed partial class RosterRow(RosterSheet sheet, int number, object?[] values)
{
    /// <summary>From here on a spreadsheet's number no longer holds every digit.</summary>
    private const double LongestExact = 1e15;

    /// <summary>Day numbers of 1954 to 2119: anything else in a date column is not a date kept as a number.</summary>
    private const double FirstDay = 20000, LastDay = 80000;

    public int Number => number;

    public string Tab => sheet.Tab;

    /// <summary>户!E17, for a problem elsewhere that points here.</summary>
    public string CellOf(string column) => $"{sheet.Tab}!{CellProblem.ColumnName(sheet.ColumnOf(column))}{number}";

    public void Complain(string column, MessageKey message, params IReadOnlyList<(string Name, object? Value)> values) =>
        sheet.Problems.Add(new CellProblem(sheet.Tab, number, sheet.ColumnOf(column), message, values));

    public void Repeats(string column, string value, RosterRow first) =>
        Complain(column, RosterMessages.Duplicate, ("column", sheet.Sheet.Columns.First(known => known.Key == column).Name),
            ("value", value), ("cell", first.CellOf(column)));

    /// <param name="meant">The id of the unit that is called so; null where none is.</param>
    public void UnknownUnit(string column, string value, string? meant, MessageKey unknown)
    {
        if (meant is null)
            Complain(column, unknown, ("value", value));
        else
            Complain(column, RosterMessages.UnitNamed, ("column", sheet.Sheet.Columns.First(known => known.Key == column).Name), ("value", value), ("id", meant));
    }

    public string? Text(string column)
    {
        switch (Raw(column))
        {
            case null:
                return null;
            case string text:
                return text;
            case double whole when Math.Abs(whole) < LongestExact:
                return whole.ToString("0.##########");
            case double:
                Complain(column, RosterMessages.CellLostDigits);
                return null;
            case var broken when ReferenceEquals(broken, BrokenCells.Mark):
                Complain(column, RosterMessages.CellError);
                return null;
            case DateTime or TimeSpan:
                Complain(column, RosterMessages.CellBecameDate);
                return null;
            case var other:
                return Convert.ToString(other, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>An id: half-width, no blanks.</summary>
    public string? Code(string column) => Text(column) is { } text ? RosterText.Compact(text) : null;

    /// <summary>Several words in one cell.</summary>
    public IReadOnlyList<string> Words(string column) => Text(column) is { } text ? RosterText.Split(text) : [];

    public int? Count(string column)
    {
        if (Text(column) is not { } text)
            return null;
        if (int.TryParse(RosterText.Compact(text), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and < 100)
            return count;
        Complain(column, RosterMessages.SizeForm, ("value", text));
        return null;
    }

    public string? Phone(string column)
    {
        if (Code(column) is not { } text)
            return null;
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        if (digits.StartsWith("+86", StringComparison.Ordinal))
            digits = digits[3..];
        if (MobilePhone().IsMatch(digits))
            return digits;
        Complain(column, RosterMessages.PhoneForm, ("count", digits.Count(char.IsAsciiDigit)));
        return null;
    }

    /// <summary>A citizen's ID number; the sentence never repeats it.</summary>
    public string? Identity(string column, DateOnly today)
    {
        var text = Raw(column) switch
        {
            null => null,
            double damaged when damaged >= LongestExact => damaged.ToString("E5"),
            double digits => digits.ToString("0"),
            _ => Code(column)?.ToUpperInvariant(),
        };
        if (text is null || IdNumber.Flaw(text, today) is not { } flaw)
            return text;
        switch (flaw)
        {
            case IdNumberFlaw.OldStyle: Complain(column, RosterMessages.IdOldStyle); break;
            case IdNumberFlaw.Damaged: Complain(column, RosterMessages.IdDamaged); break;
            case IdNumberFlaw.Length: Complain(column, RosterMessages.IdLength, ("count", text.Length)); break;
            case IdNumberFlaw.Characters: Complain(column, RosterMessages.IdCharacters); break;
            case IdNumberFlaw.BirthDate: Complain(column, RosterMessages.IdBirthDate); break;
            case IdNumberFlaw.Checksum: Complain(column, RosterMessages.IdChecksum); break;
        }
        return null;
    }

    public DateOnly? Date(string column, DateOnly today)
    {
        if (Raw(column) is not { } raw)
            return null;
        if (raw is not (string or double or DateTime))
        {
            Complain(column, RosterMessages.CellError);
            return null;
        }
        if (Understand(raw) is not { Year: >= 1900 } date)
            Complain(column, RosterMessages.DateForm, ("value", raw));
        else if (date > today)
            Complain(column, RosterMessages.DateFuture, ("value", date.ToString("yyyy-MM-dd")));
        else
            return date;
        return null;
    }

    private static DateOnly? Understand(object raw)
    {
        if (raw is DateTime time)
            return DateOnly.FromDateTime(time);
        var text = raw is double number ? number.ToString("0") : RosterText.Compact(TimeOfDay().Replace((string)raw, ""));
        if (text.Length == 5 && double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= FirstDay and <= LastDay)
            return DateOnly.FromDateTime(DateTime.FromOADate(day));
        var match = WrittenDate().Match(text);
        if (!match.Success)
            return null;
        var (year, month, dayOfMonth) = (Part(match, "y"), Part(match, "m"), Part(match, "d"));
        return month is >= 1 and <= 12 && year >= 1 && dayOfMonth >= 1 && dayOfMonth <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, dayOfMonth)
            : null;
    }

    private static int Part(Match match, string name) => int.Parse(match.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>The cell as it is; complains where it is blank and must not be, and the sheet has the column at all.</summary>
    private object? Raw(string column)
    {
        var columns = sheet.Sheet.Columns;
        for (var i = 0; i < columns.Count; i++)
            if (columns[i].Key == column)
            {
                if (values[i] is null && columns[i].Required && sheet.Has(column))
                    Complain(column, RosterMessages.CellBlank, ("column", columns[i].Name));
                return values[i];
            }
        throw new ArgumentOutOfRangeException(nameof(column), column, "no such column in this sheet");
    }

    [GeneratedRegex("^1[3-9][0-9]{9}$", RegexOptions.NonBacktracking)]
    private static partial Regex MobilePhone();

    [GeneratedRegex(@"\s+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?$", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex TimeOfDay();

    /// <summary>2022/8/1, 2022-08-01, 2022.8.1, 2022年8月1日, 20220801.</summary>
    [GeneratedRegex(
        @"^(?<y>[0-9]{4})(?:[-/.年](?<m>[0-9]{1,2})[-/.月](?<d>[0-9]{1,2})日?|(?<m>[0-9]{2})(?<d>[0-9]{2}))$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex WrittenDate();
}
