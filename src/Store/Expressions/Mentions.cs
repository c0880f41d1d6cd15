using Store.Expressions.Terms;

namespace Store.Expressions;

/// <summary>Collects what an expression names: questions, and tables.</summary>
internal sealed class Mentions
{
    private readonly List<Mention> names = [];
    private readonly HashSet<string> tables = [];
    private readonly List<Pull> pulls = [];

    public Mentions(Term term) => Visit(term, inTable: false);

    public IReadOnlyList<Mention> Names => names;

    public IReadOnlyCollection<string> Tables => tables;

    public IReadOnlyList<Pull> Pulls => pulls;

    /// <inheritdoc cref="Expression.ReadsMoment"/>
    public bool ReadsMoment { get; private set; }

    /// <inheritdoc cref="Expression.ReadsPlace"/>
    public bool ReadsPlace { get; private set; }

    /// <inheritdoc cref="Expression.ReadsAnything"/>
    public bool ReadsAnything { get; private set; }

    /// <param name="inTable">Within a predicate over a table's rows, where a bare name is a column.</param>
    private void Visit(Term term, bool inTable)
    {
        switch (term)
        {
            case Reference reference:
                names.Add(new(reference.Name, reference.Position, InBraces: true));
                break;
            case LocationPath path:
                VisitPath(path, inTable);
                break;
            case Filter filter:
                Visit(filter.Head, inTable);
                foreach (var predicate in filter.Predicates) Visit(predicate, IsTable(filter.Head, inTable));
                break;
            default:
                if (term is Call call) VisitCall(call);
                foreach (var child in term.Children) Visit(child, inTable);
                break;
        }
    }

    private void VisitPath(LocationPath path, bool inTable)
    {
        var table = IsTable(path, inTable);
        if (path.Head is not null) Visit(path.Head, inTable);
        foreach (var step in path.Steps)
        {
            foreach (var predicate in step.Predicates) Visit(predicate, table);
        }

        ReadsPlace |= path.Steps is [] or [.., { Axis: Axis.Self or Axis.Parent }];
        ReadsAnything |= !table && path.Steps.Any(step => step is { Axis: Axis.Child or Axis.Descendant, Name: "*" });
        if (!table && path.Steps is [.., { Axis: Axis.Child or Axis.Descendant, Name: not "*" } last])
            names.Add(new(last.Name, last.Position, InBraces: false));
    }

    private void VisitCall(Call call)
    {
        ReadsMoment |= call.Function.Name is "today" or "now" or "random" or "uuid" or "randomize";
        ReadsPlace |= call.Function.Name == "once" || (call.Children.IsEmpty && call.Function.Name is not ("true" or "false" or "pi"));
        if (call.Function.Name is "instance" or "pulldata" && call.Children[0] is Literal table) Pull(call, table);
        if (call.Function.Name == "jr:choice-name" && call.Children[1] is Literal question)
            names.Add(new(Functions.SelectFunctions.QuestionName(question.Value.ToText()), question.Position, InBraces: true));
    }

    private void Pull(Call call, Literal table)
    {
        var name = table.Value.ToText();
        tables.Add(name);
        pulls.Add(new Pull(name, "", table.Position));
        // Of pulldata(): the column that is read and the one that is searched.
        foreach (var column in call.Children.Skip(1).Take(2).OfType<Literal>())
            pulls.Add(new Pull(name, column.Value.ToText(), column.Position));
    }

    private static bool IsTable(Term term, bool inTable) => term switch
    {
        Call call => call.Function.Name == "instance",
        Filter filter => IsTable(filter.Head, inTable),
        LocationPath { Head: { } head } => IsTable(head, inTable),
        LocationPath path => !path.Absolute && inTable,
        _ => false,
    };
}
