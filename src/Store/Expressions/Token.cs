namespace Store.Expressions;

internal enum TokenKind { Number, Text, Name, Reference, Operator, Symbol, End }

/// <param name="Text">Without quotes, and without the braces of a reference.</param>
/// <param name="Position">1-based character in the source.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Position)
{
    public bool Is(string text) => Kind is TokenKind.Operator or TokenKind.Symbol && Text == text;

    /// <summary>A value ends here, so what follows must be an operator.</summary>
    public bool EndsOperand => Kind switch
    {
        TokenKind.Number or TokenKind.Text or TokenKind.Name or TokenKind.Reference => true,
        TokenKind.Symbol => Text is ")" or "]" or "." or "..",
        _ => false,
    };

    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end",
        TokenKind.Text => $"the text '{Text}'",
        TokenKind.Reference => $"${{{Text}}}",
        _ => $"'{Text}'",
    };
}
