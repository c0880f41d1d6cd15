namespace Store.Expressions;

/// <summary>Where and when an expression is evaluated. Not shared between threads.</summary>
/// <param name="Self">The node that '.' means; references are resolved from here.</param>
/// <param name="Now">What now() and today() say, in the offset whose day counts.</param>
public sealed record Evaluation(Node Self, DateTimeOffset Now)
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> NoData =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();

    /// <summary>
    /// Tables for pulldata() and instance(): name → rows → column → value.
    /// A list of rows is indexed once and remembered: change a table by handing in a new list.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data { get; init; } = NoData;

    /// <summary>The label of a choice, for jr:choice-name(): (question name, choice name) → label, or null.</summary>
    public Func<string, string, string?> ChoiceLabel { get; init; } = static (_, _) => null;

    /// <summary>The choice being looked at by a choice_filter: bare names and '.' are read from it, ${…} still from Self.</summary>
    public Node? Item { get; init; }

    /// <summary>What random(), uuid() and randomize() draw from. Unless given, the same place at the same moment draws the same again.</summary>
    public Random Chance
    {
        get => field ??= new Random(Seed());
        init;
    }

    /// <summary>When the filling began; given, chance depends on it instead of the moment, and a place draws the same however often it is asked.</summary>
    public DateTimeOffset? Begun { get; init; }

    private int Seed()
    {
        unchecked
        {
            // Not GetHashCode: that of a string changes with every start of the program.
            var ticks = (Begun ?? Now).UtcTicks;
            var seed = (uint)(ticks ^ (ticks >> 32));
            for (var node = Self; node is not null; node = node.Parent)
            {
                foreach (var letter in node.Name) seed = (seed ^ letter) * 16777619;
                seed = (seed ^ (uint)node.RowNumber) * 16777619;
            }

            return (int)seed;
        }
    }
}
