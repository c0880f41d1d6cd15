using System.Globalization;
using Store.Expressions;

namespace Store.Packs;

/// <summary>The parameters of a range: from where to where and in which steps. XLSForm's own defaults are 1 to 10 by 1.</summary>
internal sealed record RangeSteps(decimal Start, decimal End, decimal Step)
{
    public string Hint => $"{Text(Start)}–{Text(End)}";

    public Expression Constraint => Expression.Parse(
        $". >= {Text(Start)} and . <= {Text(End)} and (. - {Operand(Start)}) div {Text(Step)} = round((. - {Operand(Start)}) div {Text(Step)})");

    /// <summary>Null, with what is wrong said at <paramref name="cell"/>.</summary>
    public static RangeSteps? Read(SheetCell cell, IReadOnlyDictionary<string, string> parameters)
    {
        var broken = false;
        var range = new RangeSteps(Number("start", 1), Number("end", 10), Number("step", 1));
        if (broken)
            return null;
        if (range.Step <= 0)
            cell.Complain($"step={Text(range.Step)}: a range goes up in steps above 0");
        else if (range.Start >= range.End)
            cell.Complain($"start={Text(range.Start)} end={Text(range.End)}: a range ends above its start");
        else if ((range.End - range.Start) % range.Step != 0)
            cell.At.Note($"steps of {Text(range.Step)} from {Text(range.Start)} never reach {Text(range.End)}");
        return range.Step > 0 ? range : null;

        decimal Number(string key, decimal otherwise)
        {
            if (!parameters.TryGetValue(key, out var written))
                return otherwise;
            if (decimal.TryParse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
                return number;
            cell.Complain($"{key} is a number, e.g. {key}=1, not '{written}'");
            broken = true;
            return otherwise;
        }
    }

    private static string Operand(decimal number) => number < 0 ? $"({Text(number)})" : Text(number);

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
