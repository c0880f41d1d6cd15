using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Scheduler.Ledgers;

/// <summary>The rows of a ledger as they stood: what a check code is over, and what the next issue is compared with.</summary>
/// <param name="Columns">Ids.</param>
public sealed record LedgerSnapshot(IReadOnlyList<string> Columns, IReadOnlyList<SnapshotRow> Rows)
{
    public static LedgerSnapshot Of(LedgerTable table) => new(
        [.. table.Columns.Select(column => column.Id)],
        [
            .. table.Rows.Select((row, index) => new SnapshotRow(
                table.Origins.Count > index ? table.Origins[index].Key : table.Keys.Count > index ? table.Keys[index] : KeyOf(row, index),
                [.. row.Select(cell => cell.ToString()!)],
                table.Origins.Count > index ? table.Origins[index].Userid : "",
                table.Origins.Count > index ? table.Origins[index].Reason : "")),
            .. table.Totals.Count > 0 ? [new SnapshotRow("totals", [.. table.Totals.Select(cell => cell.ToString()!)], "", "")] : Array.Empty<SnapshotRow>(),
        ]);

    public static LedgerSnapshot Read(string json) => JsonSerializer.Deserialize<LedgerSnapshot>(json)!;

    public string Write() => JsonSerializer.Serialize(this);

    /// <summary>Twelve letters and digits in threes: short enough to be read out over the telephone.</summary>
    public string CheckCode()
    {
        var text = new StringBuilder(string.Join('\u001f', Columns));
        foreach (var row in Rows)
            text.Append('\u001e').AppendJoin('\u001f', row.Cells);
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
        return $"{hash[..4]}-{hash[4..8]}-{hash[8..]}";
    }

    // Rows of units and days are told apart by their words.
    private static string KeyOf(IReadOnlyList<LedgerCell> row, int index)
    {
        var words = string.Join('|', row.Where(cell => cell is LedgerCell.Text or LedgerCell.Date).Select(cell => cell.ToString()));
        return words.Length > 0 ? words : $"{index}";
    }
}

/// <param name="Key">The same in every issue, however often the record was corrected.</param>
/// <param name="Userid">Who made it what it is; "" for a figure over many records.</param>
/// <param name="Reason">Why it was corrected.</param>
public sealed record SnapshotRow(string Key, IReadOnlyList<string> Cells, string Userid, string Reason);

/// <summary>Where a row comes from.</summary>
/// <param name="Key">Of the record's first version.</param>
public sealed record LedgerOrigin(string Key, string Userid, string Reason);
