using System.Globalization;
using System.Text.RegularExpressions;
using Store.Expressions;

namespace Store.Packs;

/// <summary>What one cell of a form means. Each function complains of its own cell and then gives the harmless value.</summary>
internal static partial class Cells
{
    private const string Quotes = "“”„‟‘’‚‛";

    public static bool YesNo(SheetCell? cell)
    {
        if (cell is null)
            return false;
        if (Truth(cell.Text) is { } truth)
            return truth;
        cell.Complain($"{cell.Column} is yes or no, not '{cell.Text}'");
        return false;
    }

    public static Expression? Compile(SheetCell? cell)
    {
        if (cell is null)
            return null;
        try
        {
            return Expression.Parse(Straighten(cell.Text));
        }
        catch (ExpressionException broken)
        {
            cell.Complain($"{cell.Column}: {broken.Message}");
            return null;
        }
    }

    /// <summary>yes and no as constants, so that whoever reads 'required' knows one shape only.</summary>
    public static Expression? Condition(SheetCell? cell) => cell is null ? null : Truth(cell.Text) switch
    {
        true => Expression.Parse("true()"),
        false => null,
        null => Compile(cell),
    };

    /// <summary>A default is a constant unless it computes something (calls a function or reads a question).</summary>
    public static Expression? Default(SheetCell? cell) => cell is null ? null
        : IsComputed(cell.Text) ? Compile(cell)
        : Expression.Parse(Literal(cell.Text));

    public static bool IsComputed(string text) => Computes().IsMatch(text);

    public static decimal? Number(SheetCell? cell)
    {
        if (cell is null)
            return null;
        if (decimal.TryParse(cell.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return number;
        cell.Complain($"{cell.Column} is a number, e.g. 0.5, not '{cell.Text}'");
        return null;
    }

    public static string? OneOf(SheetCell? cell, IReadOnlyList<string> known)
    {
        if (cell is null || known.Contains(cell.Text))
            return cell?.Text;
        cell.Complain($"unknown {cell.Column} '{cell.Text}'; known: {string.Join(", ", known)}");
        return null;
    }

    /// <summary><c>start=1 end=5 step=1</c></summary>
    public static IReadOnlyDictionary<string, string> Parameters(SheetCell? cell)
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (Match pair in Parameter().Matches(cell?.Text ?? ""))
            parameters[pair.Groups["key"].Value] = pair.Groups["value"].Value;
        if (cell is not null && parameters.Count == 0)
            cell.Complain("parameters are written key=value, e.g. start=1 end=5 step=1");
        return parameters;
    }

    /// <summary>The names in ${…}, in a text or an expression, with the 1-based character each begins at.</summary>
    public static IEnumerable<(string Name, int Character)> References(string text) =>
        Reference().Matches(text).Select(match => (match.Groups["name"].Value, match.Index + 1));

    /// <summary>Word processors bend quotes, often only one of a pair; an expression knows straight ones only.</summary>
    private static string Straighten(string text) =>
        string.Concat(text.Select(letter => Quotes.IndexOf(letter) switch { < 0 => letter, < 4 => '"', _ => '\'' }));

    private static string Literal(string text) =>
        !text.Contains('\'') ? $"'{text}'"
        : !text.Contains('"') ? $"\"{text}\""
        : $"concat('{text.Replace("'", "', \"'\", '")}')";

    public static bool IsTruth(string text) => Truth(text) is not null;

    private static bool? Truth(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "true" or "true()" or "1" => true,
        "no" or "false" or "false()" or "0" => false,
        _ => null,
    };

    [GeneratedRegex(@"\$\{\s*(last-saved#)?(?<name>[^}]*?)\s*\}", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\$\{|[\p{L}_][\w\-.]*(:[\w\-.]+)?\(", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Computes();

    [GeneratedRegex(@"(?<key>[\w\-]+)\s*=\s*(?<value>[^\s,;]+)", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
