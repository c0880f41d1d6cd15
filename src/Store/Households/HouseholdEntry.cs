using System.Data.Common;
using System.Globalization;

namespace Store;

/// <summary>What a ledger reads of a household: neither its number nor its telephone is opened for it.</summary>
public sealed record HouseholdEntry(
    string Id,
    string Area,
    string GroupNo,
    string HeadName,
    string Types,
    int Size,
    string MonitorType,
    string RiskTypes,
    string RiskStatus,
    DateOnly? IdentifiedOn,
    string Contact)
{
    /// <param name="first">The column where it begins, in the order of this record.</param>
    internal static HouseholdEntry Read(DbDataReader row, int first) => new(
        row.GetString(first), row.GetString(first + 1), row.GetString(first + 2), row.GetString(first + 3), row.GetString(first + 4), row.GetInt32(first + 5),
        row.GetString(first + 6), row.GetString(first + 7), row.GetString(first + 8),
        row.IsDBNull(first + 9) ? null : DateOnly.ParseExact(row.GetString(first + 9), "yyyy-MM-dd", CultureInfo.InvariantCulture), row.GetString(first + 10));
}
