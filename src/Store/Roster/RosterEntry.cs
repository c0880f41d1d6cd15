using System.Security.Cryptography;
using System.Text;

namespace Store.Rosters;

/// <summary>A unit, a person or a household with all that a file can say of it, so that the file's can be held against the store's.</summary>
/// <param name="Values">
/// In the order of <see cref="ColumnsOf"/>. Personal numbers are keyed hashes: enough to tell whether they differ.
/// Null where the file lacks the column, which leaves the stored value as it is.
/// </param>
internal sealed record RosterEntry(string Sheet, string Id, string Name, string?[] Values)
{
    /// <summary>Whether somebody who had left is back; no column of the file.</summary>
    public const string Active = "active";

    private const char Between = '\u001F';

    private static readonly Dictionary<string, string[]> Columns = new(StringComparer.Ordinal)
    {
        [RosterColumns.Units] = [RosterColumns.Parent, RosterColumns.Level, RosterColumns.Name, RosterColumns.Kinds],
        [RosterColumns.People] = [RosterColumns.Name, RosterColumns.Role, RosterColumns.Unit, RosterColumns.Phone, RosterColumns.Level, Active],
        [RosterColumns.Households] =
        [
            RosterColumns.Village, RosterColumns.Group, RosterColumns.Head, RosterColumns.IdNumber, RosterColumns.Types, RosterColumns.Size,
            RosterColumns.MonitorType, RosterColumns.RiskTypes, RosterColumns.IdentifiedOn, RosterColumns.Phone, RosterColumns.Contact,
            RosterColumns.Members, RosterColumns.Measures, RosterColumns.Status,
        ],
    };

    public static IReadOnlyList<string> ColumnsOf(string sheet) => Columns[sheet];

    /// <summary>The same for the same values on every day, and tells nothing about them.</summary>
    /// <remarks>A status counts only where there is one: batches older than the column keep their marks.</remarks>
    public string Mark => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(
        Between, Sheet == RosterColumns.Households && string.IsNullOrEmpty(Values[^1]) ? Values[..^1] : Values)))[..16]);

    /// <summary>What becomes of <paramref name="stored"/>; null where it stays as it is.</summary>
    public RosterChange? Since(RosterEntry? stored)
    {
        if (stored is null)
            return new RosterChange(RosterChangeKind.Added, Sheet, Id, Name, []);
        List<RosterValue> values = [.. Columns[Sheet].Select((column, i) => (column, i)).Where(at => Values[at.i] is { } value && value != stored.Values[at.i])
            .Select(at => Shown(at.column, stored.Values[at.i]!, Values[at.i]!))];
        if (values.Count == 0)
            return null;
        if (values.Find(value => value.Column == RosterColumns.Status) is { } status)
            return new RosterChange(status.Before is { Length: > 0 } && status.After is "" ? RosterChangeKind.Back : RosterChangeKind.Ended, Sheet, Id, Name, values);
        var moved = values.Exists(value => value.Column is RosterColumns.Village or RosterColumns.Parent or RosterColumns.Unit);
        return new RosterChange(moved ? RosterChangeKind.Moved : RosterChangeKind.Changed, Sheet, Id, Name, values);
    }

    /// <summary>One side of what differs from <paramref name="stored"/>, for the journal.</summary>
    public string Told(RosterEntry stored, Func<RosterValue, string?> side) =>
        string.Join("; ", Since(stored)?.Values.Select(value => $"{value.Column}={side(value) ?? "***"}") ?? []);

    /// <summary>With the stored values where the file has none.</summary>
    public RosterEntry Over(RosterEntry? stored) =>
        this with { Values = [.. Values.Select((value, i) => value ?? stored?.Values[i] ?? "")] };

    /// <summary>A line of a list, such as one member, as one value.</summary>
    public static string Line(params IEnumerable<string?> parts) => string.Join(Between, parts);

    private static RosterValue Shown(string column, string before, string after) => column switch
    {
        RosterColumns.IdNumber or RosterColumns.Phone => new RosterValue(column, null, null),
        RosterColumns.Members or RosterColumns.Measures => Names(before) == Names(after)
            ? new RosterValue(column, null, null)
            : new RosterValue(column, Names(before), Names(after)),
        _ => new RosterValue(column, before, after),
    };

    // The first part of every line.
    private static string Names(string lines) => string.Join(' ', lines.Split('\n').Select(line => line.Split(Between)[0]));
}
