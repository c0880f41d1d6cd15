using System.Data.Common;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Store;

/// <summary>
/// A submission as it is gone through: a value is made of what is asked for, and of nothing else. It holds until the next one is come
/// to; what it gave stays.
/// </summary>
public sealed class SubmissionLine
{
    internal const string Columns = "s.id, s.campaign, s.subject, s.period, s.userid, s.area, s.answers, s.submitted_at, s.reason";

    private const int FirstOfHousehold = 9;

    private readonly DbDataReader row;
    private readonly SqliteDataReader? sqlite;
    private readonly bool households;
    private readonly TextPool pool;
    private byte[] utf8 = [];

    /// <param name="households">Whether the columns of a <see cref="HouseholdEntry"/> follow.</param>
    /// <param name="pool">For what many submissions have in common.</param>
    internal SubmissionLine(DbDataReader row, bool households, TextPool pool)
    {
        // What wraps the reader asks once more at every value.
        this.row = row is IWrappedDataReader { Reader: DbDataReader inner } ? inner : row;
        (sqlite, this.households, this.pool) = (this.row as SqliteDataReader, households, pool);
    }

    public long Id => row.GetInt64(0);

    public string Campaign => Pooled(1);

    public string Subject => row.GetString(2);

    public string Period => Pooled(3);

    public string Userid => Pooled(4);

    public string Area => Pooled(5);

    /// <summary>See <see cref="Submission.Answers"/>; in UTF-8.</summary>
    public ReadOnlySpan<byte> Answers => Utf8(6);

    public DateTimeOffset SubmittedAt => DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7));

    public string Reason => Pooled(8);

    /// <summary>Null where the roster has none of it, or it was not asked for.</summary>
    public HouseholdEntry? Household => households && !row.IsDBNull(FirstOfHousehold) ? HouseholdEntry.Read(row, FirstOfHousehold) : null;

    private string Pooled(int column) => sqlite is null ? pool.Of(row.GetString(column)) : pool.Of(Utf8(column));

    private ReadOnlySpan<byte> Utf8(int column)
    {
        if (sqlite is not null)
            return raw.sqlite3_column_blob(sqlite.Handle, column);
        var text = row.GetString(column);
        if (utf8.Length < Encoding.UTF8.GetMaxByteCount(text.Length))
            utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
    }
}
