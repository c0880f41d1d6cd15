namespace Store.Expressions;

internal enum ValueType : byte { Text, Number, Truth, Date, DateTime, Time, Nodes }

/// <summary>
/// What an expression comes to. Small enough to pass around without allocating.
/// Dates, times and moments are kept as <see cref="Dates"/> counts them.
/// </summary>
internal readonly struct Value
{
    private readonly object? content;
    private readonly double number;
    private readonly short offsetMinutes;

    private Value(ValueType type, double number, object? content = null, short offsetMinutes = 0)
    {
        Type = type;
        this.number = number;
        this.content = content;
        this.offsetMinutes = offsetMinutes;
    }

    public static Value Blank { get; } = Of("");

    public static Value None { get; } = new(ValueType.Nodes, 0);

    public ValueType Type { get; }

    public bool IsDateLike => Type is ValueType.Date or ValueType.DateTime or ValueType.Time;

    /// <summary>Days or the fraction of a day of a date-like value.</summary>
    public double Days => number;

    /// <summary>Its number of nodes; only for nodes.</summary>
    public int Count => content switch { null => 0, Node => 1, var many => ((List<Node>)many).Count };

    public static Value Of(string text) => new(ValueType.Text, 0, text);
    public static Value Of(double number) => new(ValueType.Number, number);
    public static Value Of(bool truth) => new(ValueType.Truth, truth ? 1 : 0);
    public static Value Of(Node? node) => new(ValueType.Nodes, 0, node);
    public static Value Of(List<Node> nodes) => new(ValueType.Nodes, 0, nodes.Count switch { 0 => null, 1 => nodes[0], _ => nodes });
    public static Value Date(double days) => new(ValueType.Date, Math.Floor(days));
    public static Value Time(double fraction) => new(ValueType.Time, fraction);
    public static Value DateTime(double days, TimeSpan offset) => new(ValueType.DateTime, days, null, (short)offset.TotalMinutes);

    /// <summary>The answer of one node, understood by its kind; a text that does not fit the kind stays text.</summary>
    public static Value Answer(Node node, TimeSpan offset)
    {
        var text = node.Text;
        if (text.Length == 0) return Blank;
        switch (node.Kind)
        {
            case ValueKind.Integer or ValueKind.Decimal when Numbers.Parse(text) is var number && !double.IsNaN(number):
                return new(ValueType.Number, number, Numbers.IsCanonicalWhole(text) ? text : null);
            case ValueKind.Date when Dates.TryDateTime(text, offset, out var days):
                return new(ValueType.Date, Math.Floor(days), text.Length == 10 ? text : null);
            case ValueKind.DateTime when Dates.TryDateTime(text, offset, out var days):
                return new(ValueType.DateTime, days, text, (short)offset.TotalMinutes);
            case ValueKind.Time when Dates.TryTime(text, offset, out var fraction):
                return new(ValueType.Time, fraction, text);
            default:
                return Of(text);
        }
    }

    public Node NodeAt(int index) => content as Node ?? ((List<Node>)content!)[index];

    /// <summary>Nodes become the answer of the first; no node is blank.</summary>
    public Value Atom(TimeSpan offset) =>
        Type != ValueType.Nodes ? this : content is null ? Blank : Answer(NodeAt(0), offset);

    /// <summary>Several nodes, or a group, are true by being there; one answer is true as its value is.</summary>
    public bool Truth(TimeSpan offset) =>
        Type == ValueType.Nodes && (Count > 1 || (Count == 1 && NodeAt(0).HasChildren)) || Atom(offset).ToTruth();

    // What follows is asked of atoms only.
    public bool IsBlank => Type switch
    {
        ValueType.Text => ((string)content!).Length == 0,
        ValueType.Number => double.IsNaN(number),
        _ => false,
    };

    public ValueKind Kind => Type switch
    {
        ValueType.Number when double.IsNaN(number) => ValueKind.Text,
        ValueType.Number => Math.Abs(number - Math.Round(number)) < Numbers.Tolerance ? ValueKind.Integer : ValueKind.Decimal,
        ValueType.Date => ValueKind.Date,
        ValueType.DateTime => ValueKind.DateTime,
        ValueType.Time => ValueKind.Time,
        _ => ValueKind.Text,
    };

    public double ToNumber() => Type == ValueType.Text ? Numbers.Parse((string)content!) : number;

    public bool ToTruth() => Type switch
    {
        ValueType.Text => ((string)content!).Length > 0,
        ValueType.Number => Math.Abs(number) > Numbers.Tolerance,
        ValueType.Truth => number != 0,
        _ => true,
    };

    public string ToText() => content as string ?? Type switch
    {
        ValueType.Number => Numbers.Format(number),
        ValueType.Truth => number != 0 ? "true" : "false",
        ValueType.Date => Dates.FormatDate(number),
        ValueType.DateTime => Dates.FormatDateTime(number, TimeSpan.FromMinutes(offsetMinutes)),
        ValueType.Time => Dates.FormatTime(number),
        _ => "",
    };

    public string ToStored() => IsBlank ? "" : ToText();

    /// <summary>A text beside a date is a date too, if it can be read as one.</summary>
    public Value Like(in Value other, TimeSpan offset)
    {
        if (Type != ValueType.Text || !other.IsDateLike) return this;
        var text = (string)content!;
        if (other.Type == ValueType.Time) return Dates.TryTime(text, offset, out var fraction) ? Time(fraction) : this;
        if (!Dates.TryDateTime(text, offset, out var days)) return this;
        return text.Contains('T') ? DateTime(days, offset) : Date(days);
    }
}
