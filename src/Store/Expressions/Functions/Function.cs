using System.Collections.Frozen;
using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions.Functions;

internal delegate Value Body(ImmutableArray<Term> arguments, in Focus focus);

/// <summary>What is wrong with an argument that is written out, seen before anything is evaluated.</summary>
internal readonly record struct Complaint(Term About, string Message);

/// <summary>A function of the form language.</summary>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments.</param>
internal sealed record Function(string Name, int Least, int Most, Body Body)
{
    public const int Many = int.MaxValue;

    private static readonly FrozenDictionary<string, Function> All =
        new[]
        {
            TextFunctions.All, LogicFunctions.All, NumberFunctions.All, NodeFunctions.All,
            DateFunctions.All, SelectFunctions.All, CodeFunctions.All, PlaceFunctions.All,
        }.SelectMany(family => family).ToFrozenDictionary(function => function.Name);

    /// <summary>2 where arguments after the first ones come in pairs.</summary>
    public int Stride { get; init; } = 1;

    public Func<ImmutableArray<Term>, Complaint?>? Check { get; init; }

    public static Function Find(Token name) => All.TryGetValue(name.Text, out var function)
        ? function
        : throw new ExpressionException(name.Position, $"there is no function {name.Text}(); the nearest is {Nearest(name.Text)}()");

    public Call Call(Token name, ImmutableArray<Term> arguments)
    {
        if (arguments.Length < Least || arguments.Length > Most || (arguments.Length - Least) % Stride != 0)
            throw new ExpressionException(name.Position, $"{Name}() takes {Arity}, not {arguments.Length}");
        if (Check?.Invoke(arguments) is { } complaint) throw new ExpressionException(complaint.About.Position, complaint.Message);
        return new(name.Position, this, arguments);
    }

    private string Arity => (Least, Most) switch
    {
        (0, 0) => "no values",
        (1, 1) => "1 value",
        var (least, most) when least == most => $"{least} values",
        var (least, _) when Stride > 1 => $"{least}, {least + Stride}, {least + 2 * Stride} … values",
        var (least, most) when most == Many => $"{least} or more values",
        var (least, most) => $"{least} to {most} values",
    };

    private static string Nearest(string name) => All.Keys
        .OrderBy(known => Distance(name.ToLowerInvariant(), known))
        .ThenBy(known => known, StringComparer.Ordinal)
        .First();

    /// <summary>How many letters have to be added, dropped or changed.</summary>
    private static int Distance(string from, string to)
    {
        if (from.Length > 40) from = from[..40];
        var above = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var corner = above[0];
            above[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = corner + (from[i - 1] == to[j - 1] ? 0 : 1);
                corner = above[j];
                above[j] = Math.Min(changed, Math.Min(above[j], above[j - 1]) + 1);
            }
        }

        return above[^1];
    }
}
