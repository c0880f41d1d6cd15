using System.Collections.Immutable;
using Store.Expressions.Functions;
using Store.Expressions.Terms;

namespace Store.Expressions;

/// <summary>Recursive descent over the grammar of XPath 1.0, without attributes, namespaces and the axes a form has no use for.</summary>
internal sealed class Parser(string source)
{
    /// <summary>Deeper than any real form, and shallow enough for the smallest stack a thread gets.</summary>
    private const int DeepestNesting = 200;

    /// <summary>Loosest first; operators on one line bind alike and are read from left to right.</summary>
    private static readonly string[][] Levels =
        [["or"], ["and"], ["=", "!="], ["<", "<=", ">", ">="], ["+", "-"], ["*", "div", "mod"]];

    private const int Additive = 4;

    private readonly List<Token> tokens = Lexer.Read(source);
    private int at;
    private int nesting;

    private Token Current => tokens[at];

    public Term Parse()
    {
        if (Current.Kind == TokenKind.End) throw new ExpressionException(1, "the expression is empty");
        var term = Expression();
        if (Current.Kind == TokenKind.End) return term;
        throw Current.Is(")") || Current.Is("]") ? Wrong($"this {Current.Text} closes nothing")
            : Current.Is(",") ? Wrong("a comma only separates values within a function's brackets")
            : Wrong($"there is no operator between {tokens[at - 1]} and {Current}");
    }

    private Term Expression()
    {
        if (++nesting > DeepestNesting) throw Wrong($"brackets are nested more than {DeepestNesting} deep");
        var term = Chain(0);
        nesting--;
        return term;
    }

    /// <summary>A value and the operators behind it, from the tightest to those of the level asked for.</summary>
    private Term Chain(int loosest)
    {
        var term = Signed();
        for (var level = Levels.Length - 1; level >= loosest; level--)
        {
            if (AtOperator(level)) term = Run(level, term);
        }

        return term;
    }

    private Term Run(int level, Term first)
    {
        var operands = new List<Term> { first };
        var operators = new List<Token>();
        while (AtOperator(level))
        {
            operators.Add(Next());
            operands.Add(Chain(level + 1));
        }

        return level switch
        {
            0 => new AnyOf(operators[0].Position, operands),
            1 => new AllOf(operators[0].Position, operands),
            >= Additive => new Arithmetic(operators[0].Position, [.. operands], [.. operators.Select(Sign)]),
            _ => Compared(operands, operators),
        };
    }

    private bool AtOperator(int level) => Current.Kind == TokenKind.Operator && Array.IndexOf(Levels[level], Current.Text) >= 0;

    private static char Sign(Token token) => token.Text switch { "div" => '/', "mod" => '%', var sign => sign[0] };

    private static Term Compared(List<Term> operands, List<Token> operators)
    {
        if (operators.Count > DeepestNesting) throw new ExpressionException(operators[^1].Position, "too many comparisons in a row");
        var term = operands[0];
        for (var i = 0; i < operators.Count; i++)
        {
            term = new Comparison(operators[i].Position, operators[i].Text switch
            {
                "=" => Comparator.Equal,
                "!=" => Comparator.NotEqual,
                "<" => Comparator.Less,
                "<=" => Comparator.AtMost,
                ">" => Comparator.Greater,
                _ => Comparator.AtLeast,
            }, term, operands[i + 1]);
        }

        return term;
    }

    private Term Signed()
    {
        var first = Current.Position;
        var negative = false;
        var signed = false;
        while (Accept("-"))
        {
            negative = !negative;
            signed = true;
        }

        var term = United();
        if (negative) return new Negation(first, term);
        return signed ? new Negation(first, new Negation(first, term)) : term;
    }

    private Term United()
    {
        var first = Pathed();
        if (!Current.Is("|")) return first;
        var position = Current.Position;
        var terms = new List<Term> { first };
        while (Accept("|")) terms.Add(Pathed());
        return new Union(position, terms);
    }

    /// <summary>A path, or a value with perhaps predicates and steps behind it.</summary>
    private Term Pathed()
    {
        var start = Current;
        if (start.Is("/") || start.Is("//")) return FromRoot();
        if (StartsStep()) return new LocationPath(start.Position, null, absolute: false, Steps(Axis.Child));
        var head = Primary();
        if (Current.Is("["))
        {
            RefuseAfterPlain(head);
            head = new Filter(start.Position, head, Predicates());
        }

        if (!Current.Is("/") && !Current.Is("//")) return head;
        RefuseAfterPlain(head);
        return new LocationPath(start.Position, head, absolute: false, Steps(Next().Text == "//" ? Axis.Descendant : Axis.Child));
    }

    private LocationPath FromRoot()
    {
        var slash = Next();
        if (slash.Text == "//" || StartsStep())
            return new(slash.Position, null, absolute: true, Steps(slash.Text == "//" ? Axis.Descendant : Axis.Child));
        if (Current.Kind is not TokenKind.End && !Current.Is(")") && !Current.Is(",") && Current.Kind is not TokenKind.Operator)
            throw Wrong($"a name should follow the /, not {Current}");
        return new(slash.Position, null, absolute: true, []);
    }

    private void RefuseAfterPlain(Term head)
    {
        if (head is not (Literal or Arithmetic or Comparison or AnyOf or AllOf or Negation)) return;
        throw Wrong(Current.Is("[") ? "only questions and repeats can be filtered with [ ]" : "to divide, write div; / is for paths");
    }

    private ImmutableArray<Step> Steps(Axis axis)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        steps.Add(Step(axis));
        while (Current.Is("/") || Current.Is("//")) steps.Add(Step(Next().Text == "//" ? Axis.Descendant : Axis.Child));
        return steps.ToImmutable();
    }

    private bool StartsStep() => Current.Kind switch
    {
        TokenKind.Name => !tokens[at + 1].Is("(") || IsNodeTest(Current.Text),
        TokenKind.Symbol => Current.Text is "." or ".." or "@",
        _ => false,
    };

    private static bool IsNodeTest(string name) => name is "node" or "text" or "comment";

    private Step Step(Axis axis)
    {
        var token = Current;
        if (Accept(".")) return new(Axis.Self, "*", Predicates(), token.Position);
        if (Accept("..")) return new(Axis.Parent, "*", Predicates(), token.Position);
        if (token.Is("@")) throw Wrong("attributes (@) are not part of a form; name a question");
        if (token.Kind is TokenKind.Number or TokenKind.Reference) throw Wrong("a name should follow the /; to divide, write div");
        if (!StartsStep()) throw Wrong($"a name should follow the /, not {token}");
        if (tokens[at + 1].Is("::"))
        {
            axis = token.Text switch
            {
                "child" => Axis.Child,
                "parent" => Axis.Parent,
                "self" => Axis.Self,
                "descendant" => Axis.Descendant,
                _ => throw Wrong($"'{token.Text}::' is not supported; a path goes to children (name) and parents (..)"),
            };
            at += 2;
            if (Current.Kind != TokenKind.Name) throw Wrong($"a name should follow the ::, not {Current}");
        }

        var name = Next();
        if (!Current.Is("(")) return new(axis, name.Text, Predicates(), name.Position);
        if (name.Text != "node" || !tokens[at + 1].Is(")"))
            throw new ExpressionException(name.Position, $"{name.Text}() is not supported; name a question");
        at += 2;
        return new(axis, "*", Predicates(), name.Position);
    }

    private ImmutableArray<Term> Predicates()
    {
        if (!Current.Is("[")) return [];
        var predicates = ImmutableArray.CreateBuilder<Term>();
        while (Current.Is("["))
        {
            var open = Next();
            predicates.Add(Expression());
            Close("]", open);
        }

        return predicates.ToImmutable();
    }

    private Term Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case TokenKind.Number:
                at++;
                return new Literal(token.Position, Value.Of(Numbers.Parse(token.Text)));
            case TokenKind.Text:
                at++;
                return new Literal(token.Position, Value.Of(token.Text));
            case TokenKind.Reference:
                at++;
                return new Reference(token.Position, token.Text);
            case TokenKind.Name:
                return Call();
            case TokenKind.Symbol when token.Text == "(":
                at++;
                if (Current.Is(")")) throw Wrong("there is nothing between these brackets");
                var term = Expression();
                Close(")", token);
                return term;
            case TokenKind.End:
                throw Wrong(at == 0 ? "the expression is empty" : $"something is missing after {tokens[at - 1]}");
            default:
                throw Wrong(at == 0
                    ? $"an expression cannot begin with {token}"
                    : $"a value is missing between {tokens[at - 1]} and {token}");
        }
    }

    private Call Call()
    {
        var name = Next();
        var open = Next();
        var arguments = ImmutableArray.CreateBuilder<Term>();
        if (!Current.Is(")"))
        {
            do arguments.Add(Expression());
            while (Accept(","));
        }

        Close(")", open);
        return Function.Find(name).Call(name, arguments.ToImmutable());
    }

    private void Close(string bracket, Token open)
    {
        if (Accept(bracket)) return;
        throw Wrong(Current.Kind == TokenKind.End
            ? $"the {open.Text} at character {open.Position} is never closed; put a {bracket} where it ends"
            : $"{bracket} or an operator should come after {tokens[at - 1]}, not {Current}");
    }

    private bool Accept(string text)
    {
        if (!Current.Is(text)) return false;
        at++;
        return true;
    }

    private Token Next() => tokens[at++];

    private ExpressionException Wrong(string message) => new(Current.Position, message);
}
