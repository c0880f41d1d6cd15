using Store.Rosters;

namespace Bot.Commands;

/// <summary>What a second import changes, for whoever runs it: a line for each unit, person and household, and the sums.</summary>
internal static class RosterUpdateText
{
    public static void Write(TextWriter to, RosterUpdate update, RosterLayout layout)
    {
        // The first import adds everything: listing the county again would tell nothing.
        var isFirst = update.Unchanged == 0 && update.Changes.All(change => change.Kind == RosterChangeKind.Added);
        if (!isFirst)
        {
            foreach (var change in update.Changes)
                to.WriteLine(Line(change, layout));
            foreach (var household in update.StillLeft)
                to.WriteLine($"in the file, but has left the roster: {household}; it stays out until a column '{ColumnOf(layout, layout[RosterColumns.Households], RosterColumns.Status)}' says that it is back");
            foreach (var village in update.LeftOut)
                to.WriteLine($"left out: the file has none of the households of {village}; they stay as they are");
            to.WriteLine($"{update.Count(RosterChangeKind.Added)} added, {update.Count(RosterChangeKind.Changed)} changed, {update.Count(RosterChangeKind.Moved)} moved, "
                + $"{update.Handovers.Count} households to another contact, {update.Unchanged} as they were, {update.Count(RosterChangeKind.Gone)} not in the file (they stay)"
                + (update.Count(RosterChangeKind.Ended) + update.Count(RosterChangeKind.Back) is > 0 ? $", {update.Count(RosterChangeKind.Ended)} have left, {update.Count(RosterChangeKind.Back)} are back" : ""));
            if (update.Changes.Any(change => change is { Kind: RosterChangeKind.Gone, Sheet: RosterColumns.Households }))
                to.WriteLine("households that have really left: give them a status in the file, or import it with --end-missing and the reason");
        }
        if (update.Batch > 0)
            to.WriteLine($"this is import {update.Batch}: import roster --undo {update.Batch} takes it back");
    }

    private static string Line(RosterChange change, RosterLayout layout)
    {
        var sheet = layout[change.Sheet];
        var values = string.Join("; ", change.Values.Select(value => $"{ColumnOf(layout, sheet, value.Column)} {(value is { Before: { } before, After: { } after }
            ? $"{Shown(before)} -> {Shown(after)}"
            : "changed")}"));
        return $"{KindOf(change.Kind)}: {sheet.Name} {change.Id} {change.Name}{(values.Length > 0 ? ": " + values : "")}";
    }

    private static string KindOf(RosterChangeKind kind) => kind == RosterChangeKind.Gone ? "not in the file, stays" : kind.ToString().ToLowerInvariant();

    // A household's lists are sheets of their own.
    private static string ColumnOf(RosterLayout layout, RosterSheetLayout sheet, string column) =>
        sheet.Columns.FirstOrDefault(known => known.Key == column)?.Name ?? layout.Sheets.FirstOrDefault(known => known.Key == column)?.Name ?? column;

    private static string Shown(string value) => value.Length == 0 ? "(blank)" : value;
}
