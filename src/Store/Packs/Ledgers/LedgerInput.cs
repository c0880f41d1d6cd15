using Store.Expressions;

namespace Store.Packs;

public enum LedgerInputKind { Forms, Table, Households, People, Units }

/// <summary>A named set of records that a ledger reads: submissions, rows of a fact table, or the roster itself.</summary>
/// <param name="Ids">The forms' ids, or the table's.</param>
/// <param name="Shapes">What a record of it can say, one for each id.</param>
public sealed record LedgerInput(string Name, LedgerInputKind Kind, IReadOnlyList<string> Ids, IReadOnlyList<Form> Shapes)
{
    /// <summary>Null = all of them.</summary>
    public Expression? Where { get; init; }

    /// <summary>Of records that belong to the same row and have the same value of this, one counts.</summary>
    public Expression? OnePer { get; init; }

    /// <summary>Which one: the last that meets this; the last of all where none does.</summary>
    public Expression? Prefer { get; init; }

    /// <summary>Tried on the one that counts: it is left out where it no longer meets this.</summary>
    public Expression? Still { get; init; }

    /// <summary>Left out where another input has a record with the same value of this: whoever was visited is not among those who were not.</summary>
    public (string Input, Expression By)? Unless { get; init; }

    /// <summary>The key of the row that a record belongs to; null = of its unit, or of the only row.</summary>
    public Expression? Match { get; init; }

    /// <summary>The day a record belongs to, where rows are days; null = the day it was handed in.</summary>
    public Expression? On { get; init; }

    /// <summary>What a record of the roster can say. What is known of any record beside its answers is not repeated here.</summary>
    public static IReadOnlyDictionary<LedgerInputKind, Form> RosterShapes { get; } = new Dictionary<LedgerInputKind, Form>
    {
        [LedgerInputKind.Households] = Shape("households", ["id", "name", "types"], ["size"]),
        [LedgerInputKind.People] = Shape("people", ["userid", "name", "role", "level", "unit"], []),
        [LedgerInputKind.Units] = Shape("units", ["id", "name", "level", "kinds"], []),
    };

    /// <summary>A fact table as a form: its columns are the questions.</summary>
    public static Form Shape(FactTable table) => new(table.Id, table.Title, "", "fact", "data",
    [
        .. table.Columns.Select(column => new Question(column.Id, column.Heading, null, 0, column.Type switch
        {
            FactType.Int => QuestionType.Integer,
            FactType.Decimal => QuestionType.Decimal,
            FactType.Date => QuestionType.Date,
            FactType.Words => QuestionType.SelectMultiple,
            _ => QuestionType.Text,
        })),
    ], table.File);

    private static Form Shape(string id, IEnumerable<string> texts, IEnumerable<string> numbers) => new(id, id, "", "roster", "data",
    [
        .. texts.Select(name => new Question(name, name, null, 0, QuestionType.Text)),
        .. numbers.Select(name => new Question(name, name, null, 0, QuestionType.Integer)),
    ], "");
}
