using System.Globalization;
using Store.Packs;
using Store.Rosters;

namespace Store;

/// <summary>The rows of one sheet, cell by cell as the table's columns are typed.</summary>
internal sealed class FactRows
{
    private readonly FactTable table;
    private readonly FactNames known;

    public FactRows(FactTable table, RosterSheet sheet, FactNames known, string campaign, string source)
    {
        this.table = table;
        this.known = known;
        var facts = new List<Fact>();
        var first = new Dictionary<(string, string), RosterRow>();
        foreach (var row in sheet.Rows)
        {
            var values = new Dictionary<string, string>();
            foreach (var column in table.Columns)
                if (Value(row, column) is { Length: > 0 } value)
                    values[column.Id] = value;
            var fact = Store.Facts.Of(table, values, campaign, source);
            facts.Add(fact);
            if (!first.TryAdd((fact.Campaign, fact.Key), row))
                row.Complain(table.Key[0], FactMessages.Twice,
                    ("columns", string.Join(known.Separator, table.Key.Select(key => table.Column(key)!.Heading))),
                    ("cell", first[(fact.Campaign, fact.Key)].CellOf(table.Key[0])));
        }
        Facts = facts;
    }

    public IReadOnlyList<Fact> Facts { get; }

    private string? Value(RosterRow row, FactColumn column) => column.Type switch
    {
        FactType.Date => row.Date(column.Id, DateOnly.MaxValue)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        FactType.Words => Words(row, column),
        FactType.Text => row.Text(column.Id),
        _ => row.Text(column.Id) is { } text ? Understood(row, column, text, RosterText.Compact(text)) : null,
    };

    private string? Understood(RosterRow row, FactColumn column, string text, string compact)
    {
        (string? Value, MessageKey Message) read = column.Type switch
        {
            FactType.Int => (Number(compact, NumberStyles.AllowLeadingSign)?.ToString(CultureInfo.InvariantCulture), FactMessages.WholeForm),
            FactType.Decimal => (Number(compact, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint)?.ToString(CultureInfo.InvariantCulture), FactMessages.NumberForm),
            FactType.Month => (Month.Parse(compact)?.ToString(), FactMessages.MonthForm),
            FactType.YesNo => (known.Truth(text) switch { true => "yes", false => "no", null => null }, FactMessages.YesNoForm),
            FactType.Choice => (column.Choices.FirstOrDefault(choice => RosterText.Heading(choice) == RosterText.Heading(text)), FactMessages.ChoiceUnknown),
            FactType.Household => (known.Household(compact), FactMessages.HouseholdUnknown),
            FactType.Unit => (known.Unit(compact), FactMessages.UnitUnknown),
            FactType.Person => (known.Person(compact), FactMessages.PersonUnknown),
            _ => (known.Campaigns.Contains(compact) ? compact : null, FactMessages.CampaignUnknown),
        };
        if (read.Value is null)
            Complain(row, column, read.Message, text);
        return read.Value;
    }

    // 1,234.5 is how spreadsheets show what they keep as text.
    private static decimal? Number(string text, NumberStyles styles) =>
        decimal.TryParse(text.Replace(",", "", StringComparison.Ordinal), styles, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string? Words(RosterRow row, FactColumn column)
    {
        var words = row.Words(column.Id);
        if (column.Choices.Count > 0)
            foreach (var word in words.Where(word => !column.Choices.Contains(word)))
                Complain(row, column, FactMessages.ChoiceUnknown, word);
        return words.Count == 0 ? null : string.Join(' ', words);
    }

    private void Complain(RosterRow row, FactColumn column, MessageKey message, string text)
    {
        (string, object?)[] values = [("column", column.Heading), ("value", text), ("known", string.Join(known.Separator, column.Type == FactType.Campaign ? known.Campaigns : column.Choices))];
        row.Complain(column.Id, message, [.. values.Where(value => message.Parameters.Contains(value.Item1))]);
    }
}
