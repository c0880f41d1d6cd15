using System.Globalization;

namespace Bot.Forms.Plans;

/// <summary>How many rows the repeats have whose rows the person adds: as many as were added, and at least those with answers.</summary>
internal static class RowsAdded
{
    public static Dictionary<string, int> Of(Draft draft)
    {
        var rows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (path, count) in draft.Rows)
            rows[path] = Math.Clamp(count, 0, Limits.RepeatRows);
        foreach (var path in draft.Answers.Keys)
            for (var open = path.IndexOf('[', StringComparison.Ordinal); open >= 0; open = path.IndexOf('[', open + 1))
            {
                var close = path.IndexOf(']', open);
                if (close < 0 || !int.TryParse(path.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var row))
                    break;
                var repeat = path[..open];
                rows[repeat] = Math.Max(rows.GetValueOrDefault(repeat), Math.Min(row, Limits.RepeatRows));
            }
        return rows;
    }

    public static bool AreSame(Dictionary<string, int> rows, FormShape shape) => shape.Repeats.All(repeat =>
        repeat.Item.Group!.RepeatCount is not null || rows.GetValueOrDefault(repeat.Path) == repeat.Wanted);
}
