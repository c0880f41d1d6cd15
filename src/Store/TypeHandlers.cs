using System.Data;
using System.Globalization;
using Dapper;

namespace Store;

/// <summary>How .NET values lie in columns, alike on both databases.</summary>
internal static class TypeHandlers
{
    private static readonly Lock Once = new();
    private static bool registered;

    public static void Register()
    {
        lock (Once)
        {
            if (registered)
                return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            // Lists of every length would make as many statements to parse and keep.
            SqlMapper.Settings.PadListExpansions = true;
            // Dapper asks its own table first, so the types it already knows have to leave it.
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.RemoveTypeMap(typeof(DateOnly));
            SqlMapper.RemoveTypeMap(typeof(DateOnly?));
            SqlMapper.RemoveTypeMap(typeof(bool));
            SqlMapper.RemoveTypeMap(typeof(bool?));
            Add<DateTimeOffset>(
                DbType.Int64,
                value => value.ToUnixTimeMilliseconds(),
                stored => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(stored, CultureInfo.InvariantCulture)));
            Add<DateOnly>(
                DbType.String,
                value => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                stored => DateOnly.ParseExact((string)stored, "yyyy-MM-dd", CultureInfo.InvariantCulture));
            Add<bool>(
                DbType.Int16,
                value => (short)(value ? 1 : 0),
                stored => Convert.ToInt64(stored, CultureInfo.InvariantCulture) != 0);
            // SQLite's integers are all 64 bits wide, and what it computes has no type until there is a row: with these a
            // record's int, long or text is read whatever the driver calls the column.
            Add<int>(DbType.Int32, value => value, stored => Convert.ToInt32(stored, CultureInfo.InvariantCulture));
            Add<long>(DbType.Int64, value => value, stored => Convert.ToInt64(stored, CultureInfo.InvariantCulture));
            Add<string>(DbType.String, value => value, stored => (string)stored);
            Add<Sealed>(DbType.Binary, value => value.Bytes, stored => new Sealed((byte[])stored));
            registered = true;
        }
    }

    private static void Add<T>(DbType type, Func<T, object> store, Func<object, T> read) =>
        SqlMapper.AddTypeHandler(typeof(T), new Column<T>(type, store, read));

    private sealed class Column<T>(DbType type, Func<T, object> store, Func<object, T> read) : SqlMapper.ITypeHandler
    {
        public object? Parse(Type destinationType, object value) => value is DBNull ? null : read(value);

        // The type is set for NULL too: PostgreSQL cannot always guess it.
        public void SetValue(IDbDataParameter parameter, object value)
        {
            parameter.DbType = type;
            parameter.Value = value is T present ? store(present) : DBNull.Value;
        }
    }
}
