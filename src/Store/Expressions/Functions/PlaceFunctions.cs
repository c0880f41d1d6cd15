using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

/// <summary>Distances and areas of points written "latitude longitude altitude accuracy", several separated by a semicolon.</summary>
internal static class PlaceFunctions
{
    private const double EarthRadius = 6_378_100; // metres, at the equator, as in ODK Collect
    private const double MetresPerDegree = 2 * Math.PI * EarthRadius / 360;

    public static IEnumerable<Function> All { get; } =
    [
        new("distance", 1, Function.Many, Distance),
        new("area", 1, 1, Area),
    ];

    /// <summary>Metres along the points, by the spherical law of cosines.</summary>
    private static Value Distance(ImmutableArray<Term> arguments, in Focus focus)
    {
        if (Points(arguments, focus) is not { } points) return Value.Blank;
        var metres = 0d;
        for (var i = 1; i < points.Count; i++)
        {
            double from = Radians(points[i - 1].Latitude), to = Radians(points[i].Latitude);
            var apart = Radians(points[i - 1].Longitude - points[i].Longitude);
            var cosine = Math.Sin(from) * Math.Sin(to) + Math.Cos(from) * Math.Cos(to) * Math.Cos(apart);
            metres += Math.Acos(Math.Clamp(cosine, -1, 1)) * EarthRadius;
        }

        return Value.Of(metres);
    }

    /// <summary>Square metres within the points: triangles from the first point, on a plane laid there.</summary>
    private static Value Area(ImmutableArray<Term> arguments, in Focus focus)
    {
        if (Points(arguments, focus) is not { } points) return Value.Blank;
        if (points.Count < 3) return Value.Of(0);
        double area = 0, beforeX = 0, beforeY = 0;
        foreach (var point in points)
        {
            var x = (point.Longitude - points[0].Longitude) * MetresPerDegree * Math.Cos(Radians(point.Latitude));
            var y = (point.Latitude - points[0].Latitude) * MetresPerDegree;
            area += (beforeY * x - beforeX * y) / 2;
            (beforeX, beforeY) = (x, y);
        }

        return Value.Of(Math.Abs(area));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static List<(double Latitude, double Longitude)>? Points(ImmutableArray<Term> arguments, in Focus focus)
    {
        var points = new List<(double, double)>();
        foreach (var value in Spread.Of(arguments, 0, focus))
        {
            foreach (var written in value.ToText().Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var parts = written.Split(' ', StringSplitOptions.RemoveEmptyEntries);
                if (parts.Length < 2) return null;
                double latitude = Numbers.Parse(parts[0]), longitude = Numbers.Parse(parts[1]);
                if (double.IsNaN(latitude) || double.IsNaN(longitude)) return null;
                points.Add((latitude, longitude));
            }
        }

        return points;
    }
}
