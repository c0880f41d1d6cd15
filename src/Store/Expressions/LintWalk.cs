using System.Collections.Immutable;
using Store.Expressions.Terms;

namespace Store.Expressions;

/// <summary>One look over an expression, from the outside in.</summary>
internal sealed class LintWalk(Func<string, ValueKind?> kindOf, string? self, Func<string, bool> canBeBlank)
{
    public List<LintWarning> Warnings { get; } = [];

    /// <param name="isCondition">The term is read as true or false.</param>
    /// <param name="guarded">Questions already known not to be blank here.</param>
    public void Visit(Term term, bool isCondition, ImmutableHashSet<string> guarded)
    {
        if (isCondition) CheckBareNode(term);
        switch (term)
        {
            case AnyOf or AllOf:
                // What an earlier part asks about is taken as seen to by the author.
                foreach (var part in term.Children)
                {
                    Visit(part, isCondition: true, guarded);
                    guarded = guarded.Union(NamesIn(part));
                }

                break;
            case Comparison comparison:
                CheckChoices(comparison);
                CheckDates(comparison.Left, comparison.Right);
                CheckDates(comparison.Right, comparison.Left);
                VisitAll(comparison.Children, guarded);
                break;
            case Arithmetic arithmetic:
                CheckArithmetic(arithmetic, guarded);
                VisitAll(arithmetic.Children, guarded);
                break;
            case Filter filter:
                Visit(filter.Head, isCondition: false, guarded);
                CheckPredicates(filter.Predicates, guarded);
                break;
            case LocationPath path:
                if (path.Head is not null) Visit(path.Head, isCondition: false, guarded);
                foreach (var step in path.Steps) CheckPredicates(step.Predicates, guarded);
                break;
            case Call call:
                VisitCall(call, guarded);
                break;
            default:
                VisitAll(term.Children, guarded);
                break;
        }
    }

    private void VisitCall(Call call, ImmutableHashSet<string> guarded)
    {
        var arguments = call.Children;
        switch (call.Function.Name)
        {
            case "if":
                Visit(arguments[0], isCondition: true, guarded);
                var known = guarded.Union(NamesIn(arguments[0]));
                Visit(arguments[1], isCondition: false, known);
                Visit(arguments[2], isCondition: false, known);
                return;
            case "not":
                CheckNegatedComparison(call, guarded);
                Visit(arguments[0], isCondition: true, guarded);
                return;
            case "coalesce":
                VisitAll(arguments, guarded.Union(NamesIn(arguments[0])));
                return;
            case "contains" when NameOf(arguments[0]) is { } name && kindOf(name) == ValueKind.SelectMultiple:
                Warn(call, $"contains() also finds part of a choice's name ('1' in '10'); write selected({Shown(arguments[0])}, …)");
                break;
            case "difference-in-months" or "add-date":
                Warn(call, $"{call.Function.Name}() works here but not in ODK Collect or KoboToolbox");
                break;
        }

        VisitAll(arguments, guarded);
    }

    private void VisitAll(ImmutableArray<Term> terms, ImmutableHashSet<string> guarded)
    {
        foreach (var term in terms) Visit(term, isCondition: false, guarded);
    }

    private void CheckPredicates(ImmutableArray<Term> predicates, ImmutableHashSet<string> guarded)
    {
        foreach (var predicate in predicates)
        {
            if (predicate is Literal { Value.Type: ValueType.Number } place)
                Warn(place, $"[{place.Value.ToText()}] is not understood everywhere; write [position()={place.Value.ToText()}]");
            Visit(predicate, isCondition: false, guarded);
        }
    }

    private void CheckBareNode(Term term)
    {
        if (NameOf(term) is not { } name || kindOf(name) is null or ValueKind.Group) return;
        Warn(term, kindOf(name) is ValueKind.Integer or ValueKind.Decimal
            ? $"{Shown(term)} alone is true for any number but 0; write a comparison, such as {Shown(term)} > 0"
            : $"{Shown(term)} alone is true for any answer, 'no' and 'false' too; write a comparison, or boolean-from-string({Shown(term)})");
    }

    private void CheckChoices(Comparison comparison)
    {
        if (comparison.Comparator is not (Comparator.Equal or Comparator.NotEqual)) return;
        foreach (var (side, other) in new[] { (comparison.Left, comparison.Right), (comparison.Right, comparison.Left) })
        {
            if (NameOf(side) is { } name && kindOf(name) == ValueKind.SelectMultiple && other is not Literal { Value.IsBlank: true })
                Warn(comparison, $"{Shown(side)} may hold several choices; this compares them all as one text; write selected({Shown(side)}, …)");
        }
    }

    private void CheckDates(Term text, Term beside)
    {
        if (text is Literal { Value: { Type: ValueType.Text } written } && Dates.TryDate(written.ToText(), out _) && IsDate(beside))
            Warn(text, $"'{written.ToText()}' works as a date here but not in ODK Collect; write date('{written.ToText()}')");
    }

    private bool IsDate(Term term) => term is Call { Function.Name: "today" or "now" or "date" or "date-time" }
        || (NameOf(term) is { } name && kindOf(name) is ValueKind.Date or ValueKind.DateTime);

    private void CheckArithmetic(Arithmetic arithmetic, ImmutableHashSet<string> guarded)
    {
        var operands = arithmetic.Children;
        if (arithmetic.Operators.All(sign => sign == '-') && operands.Length == 3
            && operands.All(operand => operand is Literal { Value.Type: ValueType.Number })
            && ((Literal)operands[0]).Value.ToNumber() is > 1900 and < 2200)
            Warn(operands[0], "this is a subtraction; a date is written date('2026-01-31')");
        for (var i = 0; i < operands.Length; i++)
        {
            if (i > 0) CheckDates(operands[i], operands[i - 1]);
            if (i + 1 < operands.Length) CheckDates(operands[i], operands[i + 1]);
            if (NameOf(operands[i]) is { } name && kindOf(name) is not (null or ValueKind.Group)
                && canBeBlank(name) && !guarded.Contains(name))
                Warn(operands[i], $"where {Shown(operands[i])} is left empty the whole result is empty; write coalesce({Shown(operands[i])}, 0)");
        }
    }

    private void CheckNegatedComparison(Call not, ImmutableHashSet<string> guarded)
    {
        if (not.Children[0] is not Comparison { Comparator: not (Comparator.Equal or Comparator.NotEqual) } comparison) return;
        foreach (var side in comparison.Children)
        {
            if (NameOf(side) is { } name && canBeBlank(name) && !guarded.Contains(name))
                Warn(not, $"this is also true where {Shown(side)} is left empty; turn the comparison round, or ask {Shown(side)} != '' too");
        }
    }

    private string? NameOf(Term term) => term switch
    {
        Reference reference => reference.Name,
        LocationPath { Absolute: false, Head: null, Steps: [{ Axis: Axis.Self, Predicates.IsEmpty: true }] } => self,
        LocationPath { Head: null, Steps: [.., { Axis: Axis.Child, Name: not "*" } last] } => last.Name,
        _ => null,
    };

    private string Shown(Term term) => term is LocationPath { Steps: [.., { Axis: Axis.Self }] } ? "." : $"${{{NameOf(term)}}}";

    private IEnumerable<string> NamesIn(Term term) =>
        (NameOf(term) is { } name ? [name] : Enumerable.Empty<string>()).Concat(term.Children.SelectMany(NamesIn));

    private void Warn(Term term, string message) => Warnings.Add(new(term.Position, message));
}
