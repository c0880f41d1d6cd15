namespace Store.Expressions;

/// <summary>An expression cannot be understood; the message is for the form's author.</summary>
/// <param name="position">1-based character in the source.</param>
public sealed class ExpressionException(int position, string message) : Exception($"character {position}: {message}")
{
    public int Position { get; } = position;
}
