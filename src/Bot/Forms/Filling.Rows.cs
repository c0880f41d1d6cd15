using System.Globalization;
using Store.Packs;

namespace Bot.Forms;

/// <summary>Rows of a repeat without repeat_count, which the person adds and takes away.</summary>
public static partial class Filling
{
    /// <summary>Adds a row with its defaults; the same draft where the form has no such repeat or no room for more.</summary>
    /// <param name="repeat">Its path, <c>m_jobs</c>.</param>
    public static Draft AddRow(Form form, Draft draft, string repeat, DateTimeOffset now)
    {
        var growing = FilledForm.Of(form, draft, now).Repeats.Where(known => known.Path == repeat).ToList();
        return AddRows(form, draft, growing, now);
    }

    /// <summary>Adds one row to each.</summary>
    internal static Draft AddRows(Form form, Draft draft, IReadOnlyList<FilledRepeat> repeats, DateTimeOffset now)
    {
        var before = FilledForm.Of(form, draft, now);
        var rows = new Dictionary<string, int>(draft.Rows);
        foreach (var repeat in repeats.Where(repeat => repeat is { IsOpen: true, Rows: < Limits.RepeatRows }))
            rows[repeat.Path] = repeat.Rows + 1;
        var grown = draft with { Rows = rows, Closed = [.. draft.Closed.Where(closed => !repeats.Any(repeat => repeat.Path == closed))] };
        var after = FilledForm.Of(form, grown, now);
        return before.Shape.Places.Length == after.Shape.Places.Length
            ? draft
            : Remember(form, WithDefaults(form, grown, Appeared(before, after), now), now);
    }

    /// <summary>Takes a row away with all its answers; those below it move up.</summary>
    /// <param name="row">Its path, <c>m_jobs[2]</c>.</param>
    public static Draft RemoveRow(Form form, Draft draft, string row, DateTimeOffset now)
    {
        var open = row.LastIndexOf('[');
        if (open < 0 || !int.TryParse(row.AsSpan(open + 1).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return draft;
        var repeat = row[..open];
        var filled = FilledForm.Of(form, draft, now);
        if (filled.Repeats.FirstOrDefault(known => known.Path == repeat) is not { IsOpen: true } found || number < 1 || number > found.Rows)
            return draft;
        var rows = Moved(draft.Rows);
        rows[repeat] = found.Rows - 1;
        return draft with
        {
            Answers = Moved(draft.Answers),
            Rows = rows,
            Skipped = [.. draft.Skipped.Select(Move).OfType<string>()],
            Closed = [.. draft.Closed.Select(Move).OfType<string>()],
        };

        Dictionary<string, T> Moved<T>(IReadOnlyDictionary<string, T> kept) =>
            new(kept.Select(entry => (Path: Move(entry.Key), entry.Value)).Where(entry => entry.Path is not null)
                .Select(entry => KeyValuePair.Create(entry.Path!, entry.Value)));

        // Null for what stood in the row that goes.
        string? Move(string path)
        {
            if (!path.StartsWith($"{repeat}[", StringComparison.Ordinal))
                return path;
            var close = path.IndexOf(']', repeat.Length);
            var at = int.Parse(path.AsSpan(repeat.Length + 1, close - repeat.Length - 1), CultureInfo.InvariantCulture);
            return at == number ? null : at < number ? path : $"{repeat}[{at - 1}]{path[(close + 1)..]}";
        }
    }

    /// <summary>The person adds no more rows to this repeat.</summary>
    public static Draft Close(Draft draft, string repeat) =>
        draft.Closed.Contains(repeat) ? draft : draft with { Closed = [.. draft.Closed, repeat] };
}
