namespace Store.Expressions;

/// <summary>A compiled expression of the form language (XPath as XLSForm writes it). Immutable; shared between threads.</summary>
public sealed class Expression
{
    private Expression(string source) => Source = source;

    public string Source { get; }

    /// <summary>The names in ${…}, and the last step of every path: what this expression depends on.</summary>
    public IReadOnlyCollection<string> References { get; } = [];

    /// <exception cref="ExpressionException">The text is not an expression; the message says where and why.</exception>
    public static Expression Parse(string source) => new(source);

    /// <summary>True as XPath's boolean() sees it.</summary>
    public bool IsTrue(Evaluation at) => throw new InvalidOperationException(Source);

    /// <summary>The value as it would be stored: numbers without a trailing .0, dates as yyyy-MM-dd, not-a-number as "".</summary>
    public string AsText(Evaluation at) => throw new InvalidOperationException(Source);

    public double AsNumber(Evaluation at) => throw new InvalidOperationException(Source);

    public override string ToString() => Source;
}

/// <summary>Where and when an expression is evaluated.</summary>
/// <param name="Self">The node that '.' means; references are resolved from here.</param>
/// <param name="Now">What now() and today() say, in the offset whose day counts.</param>
public sealed record Evaluation(Node Self, DateTimeOffset Now)
{
    /// <summary>Tables for pulldata() and instance(): name → rows → column → value.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data { get; init; } =
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>();

    /// <summary>The label of a choice, for jr:choice-name(): (question name, choice name) → label, or null.</summary>
    public Func<string, string, string?> ChoiceLabel { get; init; } = (_, _) => null;
}

/// <param name="position">1-based character in the source.</param>
public sealed class ExpressionException(int position, string message) : Exception($"character {position}: {message}")
{
    public int Position { get; } = position;
}
