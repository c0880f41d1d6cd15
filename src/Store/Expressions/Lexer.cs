using System.Globalization;
using System.Text;

namespace Store.Expressions;

/// <summary>Cuts an expression into tokens. '*', and, or, div, mod are operators after a value and names elsewhere, as XPath says.</summary>
internal sealed class Lexer
{
    private static readonly string[] WordOperators = ["and", "or", "div", "mod"];
    private static readonly string[] Doubles = ["!=", "<=", ">=", "//", "..", "::"];
    private readonly string source;
    private readonly List<Token> tokens = [];
    private int at;

    private Lexer(string source) => this.source = Straighten(source);

    public static List<Token> Read(string source) => new Lexer(source).Read();

    public static bool IsNameStart(char c) => char.IsLetter(c) || c == '_' || char.IsSurrogate(c);

    private static bool IsNamePart(char c) =>
        IsNameStart(c) || char.IsDigit(c) || c is '-' or '.' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark;

    /// <summary>Quotes curled by Word or Excel are often mixed with straight ones, so they are replaced before anything pairs them.</summary>
    private static string Straighten(string source) =>
        source.AsSpan().IndexOfAny("‘’“”") < 0 ? source
        : source.Replace('‘', '\'').Replace('’', '\'').Replace('“', '"').Replace('”', '"');

    private List<Token> Read()
    {
        while (true)
        {
            while (at < source.Length && (char.IsWhiteSpace(source[at]) || source[at] is '\u200B' or '\uFEFF')) at++;
            if (at == source.Length) break;
            tokens.Add(Next());
        }

        tokens.Add(new(TokenKind.End, "", source.Length + 1));
        return tokens;
    }

    private Token Next()
    {
        var afterValue = tokens.Count > 0 && tokens[^1].EndsOperand;
        var c = Ascii(at);
        if (c is '\'' or '"') return QuotedText(c);
        if (c == '$') return Reference();
        if (char.IsAsciiDigit(c) || (c == '.' && char.IsAsciiDigit(Ascii(at + 1)))) return Number();
        if (IsNameStart(c)) return afterValue && WordOperator() is { } word ? word : Name();
        if (c == '*') return afterValue ? Take(TokenKind.Operator, "*") : Take(TokenKind.Name, "*");
        foreach (var pair in Doubles)
        {
            if (c == pair[0] && Ascii(at + 1) == pair[1])
                return Take(pair[1] == '=' ? TokenKind.Operator : TokenKind.Symbol, pair);
        }

        return c switch
        {
            '=' when Ascii(at + 1) == '=' => throw Wrong("write = to compare, not =="),
            '<' when Ascii(at + 1) == '>' => throw Wrong("write != for 'is not', not <>"),
            '=' or '<' or '>' or '+' or '-' or '|' when !(c == '|' && Ascii(at + 1) == '|') => Take(TokenKind.Operator, c.ToString()),
            '(' or ')' or '[' or ']' or ',' or '/' or '.' or '@' => Take(TokenKind.Symbol, c.ToString()),
            '|' => throw Wrong("write 'or', not ||"),
            '&' when source.AsSpan(at) is ['&', 'l' or 'g', 't', ';', ..] or ['&', 'a', 'm', 'p', ';', ..] =>
                throw Wrong("write the sign itself (<, > or 'and'), not its HTML code"),
            '&' => throw Wrong("write 'and', not &; to put texts together use concat()"),
            '!' => throw Wrong("write not(…), or != for 'is not'"),
            '%' => throw Wrong("write 'mod' for the remainder; a percentage is written as a fraction, 0.1 for 10%"),
            '{' or '}' => throw Wrong("a question's name is written ${name}"),
            '；' or ';' => throw Wrong("values in brackets are separated by a comma"),
            _ => throw Wrong($"'{source[at]}' has no meaning here"),
        };
    }

    /// <summary>Full-width signs of a Chinese keyboard mean the same outside texts.</summary>
    private char Ascii(int index)
    {
        if (index >= source.Length) return '\0';
        var c = source[index];
        return c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;
    }

    private Token Take(TokenKind kind, string text)
    {
        var token = new Token(kind, text, at + 1);
        at += text.Length;
        return token;
    }

    private Token QuotedText(char quote)
    {
        var end = source.IndexOf(source[at], at + 1);
        if (end < 0) throw Wrong($"this text is never closed; put a {quote} at its end");
        var token = new Token(TokenKind.Text, source[(at + 1)..end], at + 1);
        at = end + 1;
        return token;
    }

    private Token Number()
    {
        var start = at;
        while (char.IsAsciiDigit(Ascii(at))) at++;
        if (Ascii(at) == '.' && Ascii(at + 1) != '.')
        {
            at++;
            while (char.IsAsciiDigit(Ascii(at))) at++;
        }

        return new(TokenKind.Number, Plain(start, at), start + 1);
    }

    private Token Reference()
    {
        if (Ascii(at + 1) != '{') throw Wrong("a question's name is written ${name}");
        var end = at + 2;
        while (end < source.Length && Ascii(end) is not ('}' or '{' or '\'' or '"' or '(')) end++;
        if (Ascii(end) != '}') throw Wrong("this ${ is never closed; put a } after the question's name");
        var name = source[(at + 2)..end].Trim();
        if (name.Length == 0) throw Wrong("there is no name between ${ and }");
        foreach (var c in name)
        {
            if (!IsNamePart(c)) throw Wrong($"'{name}' is not a question's name; a name has letters, digits, _ - and . only");
        }

        var token = new Token(TokenKind.Reference, name, at + 1);
        at = end + 1;
        return token;
    }

    /// <summary>An operator written as a word, also where the next value follows without a space (1div2).</summary>
    private Token? WordOperator()
    {
        foreach (var word in WordOperators)
        {
            if (source.AsSpan(at).StartsWith(word)) return Take(TokenKind.Operator, word);
        }

        return null;
    }

    private Token Name()
    {
        var start = at;
        while (at < source.Length && IsNamePart(source[at])) at++;
        if (at + 1 < source.Length && source[at] == ':' && IsNameStart(source[at + 1]))
        {
            at++;
            while (at < source.Length && IsNamePart(source[at])) at++;
        }

        return new(TokenKind.Name, source[start..at], start + 1);
    }

    private string Plain(int start, int end)
    {
        var text = new StringBuilder(end - start);
        for (var i = start; i < end; i++) text.Append(Ascii(i));
        return text.ToString();
    }

    private ExpressionException Wrong(string message) => new(at + 1, message);
}
