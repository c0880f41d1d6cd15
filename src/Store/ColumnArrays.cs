using System.Globalization;
using System.Reflection;
using Dapper;

namespace Store;

/// <summary>A list of rows turned on its side: one array for each property, as PostgreSQL's <c>unnest</c> takes them.</summary>
internal static class ColumnArrays
{
    public static DynamicParameters Of<T>(IReadOnlyList<T> rows)
    {
        var parameters = new DynamicParameters();
        foreach (var property in Properties<T>.All)
            parameters.Add(property.Name, Values(property, rows));
        return parameters;
    }

    private static Array Values<T>(PropertyInfo property, IReadOnlyList<T> rows)
    {
        if (property.PropertyType == typeof(DateTimeOffset))
            return Array.ConvertAll<T, long>([.. rows], row => ((DateTimeOffset)property.GetValue(row)!).ToUnixTimeMilliseconds());
        if (property.PropertyType == typeof(long))
            return Array.ConvertAll<T, long>([.. rows], row => (long)property.GetValue(row)!);
        if (property.PropertyType == typeof(int))
            return Array.ConvertAll<T, int>([.. rows], row => (int)property.GetValue(row)!);
        if (property.PropertyType == typeof(DateOnly?))
            return Array.ConvertAll<T, string?>([.. rows], row => ((DateOnly?)property.GetValue(row))?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (property.PropertyType == typeof(Sealed))
            return Array.ConvertAll<T, byte[]?>([.. rows], row => ((Sealed?)property.GetValue(row))?.Bytes);
        if (property.PropertyType == typeof(string))
            return Array.ConvertAll<T, string?>([.. rows], row => (string?)property.GetValue(row));
        throw new NotSupportedException($"{typeof(T).Name}.{property.Name} is a {property.PropertyType.Name}");
    }

    private static class Properties<T>
    {
        public static readonly PropertyInfo[] All = typeof(T).GetProperties();
    }
}
