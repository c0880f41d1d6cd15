using System.Globalization;
using System.Reflection;
using Dapper;
using Microsoft.Data.Sqlite;

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

    /// <summary>A parameter for each property. Named as the statement writes it: SQLite would look for every other way to write it.</summary>
    public static void Declare(SqliteCommand command)
    {
        foreach (var column in All)
            command.Parameters.Add(new SqliteParameter { ParameterName = "@" + column.Name });
    }

    public static void Fill(SqliteCommand command, T row)
    {
        for (var i = 0; i < All.Count; i++)
            command.Parameters[i].Value = All[i].Value(row) ?? DBNull.Value;
    }

    private static Column Of(PropertyInfo property)
    {
        if (property.PropertyType == typeof(DateTimeOffset))
            return Stored(property, Get<DateTimeOffset>(property), moment => moment.ToUnixTimeMilliseconds());
        if (property.PropertyType == typeof(long))
            return Stored(property, Get<long>(property), number => number);
        if (property.PropertyType == typeof(int))
            return Stored(property, Get<int>(property), number => number);
        if (property.PropertyType == typeof(DateOnly?))
            return Stored(property, Get<DateOnly?>(property), day => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (property.PropertyType == typeof(Sealed))
            return Stored(property, Get<Sealed?>(property), value => value?.Bytes);
        if (property.PropertyType == typeof(string))
            return Stored(property, Get<string?>(property), text => text);
        throw new NotSupportedException($"{typeof(T).Name}.{property.Name} is a {property.PropertyType.Name}");
    }

    private static Func<T, TValue> Get<TValue>(PropertyInfo property) => property.GetMethod!.CreateDelegate<Func<T, TValue>>();

    private static Column Stored<TValue, TStored>(PropertyInfo property, Func<T, TValue> get, Func<TValue, TStored> store) => new(
        property.Name,
        row => store(get(row)),
        rows =>
        {
            var values = new TStored[rows.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = store(get(rows[i]));
            return values;
        });

    private sealed record Column(string Name, Func<T, object?> Value, Func<IReadOnlyList<T>, Array> Array);
}
