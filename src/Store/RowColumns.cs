using System.Globalization;
using System.Reflection;
using Dapper;
using SQLitePCL;

namespace Store;

/// <summary>
/// The properties of the rows given to <see cref="Tx.Each{T}"/> and <see cref="Tx.AtEnd{T}"/>, as they lie in columns. Every turn
/// ends with such rows, so they are read without a mapper in between.
/// </summary>
internal static class RowColumns<T>
{
    private static readonly IReadOnlyList<Column> All = [.. typeof(T).GetProperties().Select(Of)];

    /// <summary>The rows turned on their side: one array for each property, as PostgreSQL's <c>unnest</c> takes them.</summary>
    public static DynamicParameters Arrays(IReadOnlyList<T> rows)
    {
        var parameters = new DynamicParameters();
        foreach (var column in All)
            parameters.Add(column.Name, column.Array(rows));
        return parameters;
    }

    /// <exception cref="ArgumentException">The rows have no such property.</exception>
    public static Column Named(string name) =>
        All.FirstOrDefault(column => column.Name == name) ?? throw new ArgumentException($"{typeof(T).Name} has no {name}", nameof(name));

    private static Column Of(PropertyInfo property)
    {
        if (property.PropertyType == typeof(DateTimeOffset))
            return Stored(property, Get<DateTimeOffset>(property), moment => moment.ToUnixTimeMilliseconds(), raw.sqlite3_bind_int64);
        if (property.PropertyType == typeof(long))
            return Stored(property, Get<long>(property), number => number, raw.sqlite3_bind_int64);
        if (property.PropertyType == typeof(int))
            return Stored(property, Get<int>(property), number => number, raw.sqlite3_bind_int);
        if (property.PropertyType == typeof(DateOnly?))
            return Stored(property, Get<DateOnly?>(property), day => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Text);
        if (property.PropertyType == typeof(Sealed))
            return Stored(property, Get<Sealed?>(property), value => value?.Bytes, Blob);
        if (property.PropertyType == typeof(string))
            return Stored(property, Get<string?>(property), text => text, Text);
        throw new NotSupportedException($"{typeof(T).Name}.{property.Name} is a {property.PropertyType.Name}");
    }

    private static Func<T, TValue> Get<TValue>(PropertyInfo property) => property.GetMethod!.CreateDelegate<Func<T, TValue>>();

    private static int Text(sqlite3_stmt statement, int place, string? text) =>
        text is null ? raw.sqlite3_bind_null(statement, place) : raw.sqlite3_bind_text(statement, place, text);

    private static int Blob(sqlite3_stmt statement, int place, byte[]? bytes) =>
        bytes is null ? raw.sqlite3_bind_null(statement, place) : raw.sqlite3_bind_blob(statement, place, bytes);

    private static Column Stored<TValue, TStored>(
        PropertyInfo property, Func<T, TValue> get, Func<TValue, TStored> store, Func<sqlite3_stmt, int, TStored, int> bind) => new(
        property.Name,
        (statement, place, row) => bind(statement, place, store(get(row))),
        rows =>
        {
            var values = new TStored[rows.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = store(get(rows[i]));
            return values;
        });

    /// <param name="Bind">To the parameter at a place, counted from 1; returns SQLite's result code.</param>
    internal sealed record Column(string Name, Func<sqlite3_stmt, int, T, int> Bind, Func<IReadOnlyList<T>, Array> Array);
}
