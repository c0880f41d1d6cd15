using Store.Expressions.Terms;

namespace Store.Expressions;

/// <summary>
/// A compiled expression of the form language (XPath as XLSForm writes it). Immutable; shared between threads.
/// Whatever the answers are, evaluating does not fail: what cannot be read is blank.
/// </summary>
public sealed class Expression
{
    private Expression(string source, Term term)
    {
        Source = source;
        Term = term;
        var mentions = new Mentions(term);
        Mentions = mentions.Names;
        References = [.. mentions.Names.Select(mention => mention.Name).Distinct()];
        Tables = mentions.Tables;
        Pulls = mentions.Pulls;
        ReadsMoment = mentions.ReadsMoment;
        ReadsPlace = mentions.ReadsPlace;
        ReadsAnything = mentions.ReadsAnything;
    }

    public string Source { get; }

    /// <summary>
    /// The names in ${…}, and the last step of every path: what this expression depends on.
    /// Columns of instance() are not among them.
    /// </summary>
    public IReadOnlyCollection<string> References { get; }

    /// <summary>Each place where one of <see cref="References"/> is written.</summary>
    public IReadOnlyList<Mention> Mentions { get; }

    /// <summary>The tables named in pulldata() and instance().</summary>
    public IReadOnlyCollection<string> Tables { get; }

    /// <summary>Each place where one of <see cref="Tables"/>, or a column of it in pulldata(), is written.</summary>
    public IReadOnlyList<Pull> Pulls { get; }

    /// <summary>Its value may change with the moment alone: today(), now(), random() and the like.</summary>
    public bool ReadsMoment { get; }

    /// <summary>It reads where it stands or its own value: '.', '..', position(), once().</summary>
    public bool ReadsPlace { get; }

    /// <summary>It reads nodes that it does not name: a path with *.</summary>
    public bool ReadsAnything { get; }

    internal Term Term { get; }

    /// <exception cref="ExpressionException">The text is not an expression; the message says where and why.</exception>
    public static Expression Parse(string source) => new(source, new Parser(source).Parse());

    /// <summary>True as XPath's boolean() sees it.</summary>
    public bool IsTrue(Evaluation at) => Term.Truth(Focus.Of(at));

    /// <summary>The value as it would be stored: numbers without a trailing .0, dates as yyyy-MM-dd, not-a-number as "".</summary>
    public string AsText(Evaluation at) => Term.Atom(Focus.Of(at)).ToStored();

    public double AsNumber(Evaluation at) => Term.Number(Focus.Of(at));

    /// <summary>The same from another place in the same tree, without an <see cref="Evaluation"/> for each.</summary>
    public bool IsTrue(Evaluation at, Node self) => Term.Truth(From(at, self));

    /// <inheritdoc cref="IsTrue(Evaluation, Node)"/>
    public string AsText(Evaluation at, Node self) => Term.Atom(From(at, self)).ToStored();

    /// <inheritdoc cref="IsTrue(Evaluation, Node)"/>
    public double AsNumber(Evaluation at, Node self) => Term.Number(From(at, self));

    /// <summary>The value as it would be stored, and what kind of value it is: what a calculation's node takes over.</summary>
    public Computed Compute(Evaluation at)
    {
        var value = Term.Atom(Focus.Of(at));
        return new(value.ToStored(), value.Kind);
    }

    public override string ToString() => Source;

    // What is drawn by chance is drawn for one place.
    private Focus From(Evaluation at, Node self) => ReadsMoment ? Focus.Of(at with { Self = self }) : Focus.Of(at, self);
}

/// <param name="Kind">Integer, Decimal, Date, DateTime, Time, or Text for anything else (true and false too).</param>
public readonly record struct Computed(string Text, ValueKind Kind);

/// <summary>One name in an expression.</summary>
/// <param name="Position">1-based character in the source.</param>
/// <param name="InBraces">Written as ${name}, not as a step of a path.</param>
public sealed record Mention(string Name, int Position, bool InBraces);

/// <param name="Column">"" where the table itself is named.</param>
/// <param name="Position">1-based character in the source.</param>
public sealed record Pull(string Table, string Column, int Position);
