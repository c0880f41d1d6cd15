using Store.Expressions;

namespace Store.Packs;

/// <summary>Every ${name} that a form writes, to be checked once all names are known; expressions are compiled on the way.</summary>
internal sealed class FormMentions
{
    /// <summary>Names compared with one another; whoever misspelt more has other worries than our suggestions.</summary>
    private const int Comparisons = 1_000_000;

    private readonly List<(SheetCell Cell, string Name, int Character)> mentions = [];
    private readonly Dictionary<string, int> timesNamed = new(StringComparer.Ordinal);

    /// <summary>A question, group or repeat of this name exists.</summary>
    public void Add(string name) => timesNamed[name] = timesNamed.GetValueOrDefault(name) + 1;

    public bool Knows(string name) => timesNamed.ContainsKey(name);

    public void Mention(SheetCell? cell)
    {
        foreach (var (name, character) in Cells.References(cell?.Text ?? ""))
            mentions.Add((cell!, name, character));
    }

    public Expression? Formula(SheetRow row, string column) => Mentioned(row[column], Cells.Compile);

    public string? Said(SheetRow row, string column)
    {
        Mention(row[column]);
        return row.Text(column);
    }

    public Expression? Mentioned(SheetCell? cell, Func<SheetCell?, Expression?> read)
    {
        Mention(cell);
        return read(cell);
    }

    /// <summary>Complains of every ${name} that is no question, and of those that could be two.</summary>
    public void Check()
    {
        var suggestions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (cell, name, character) in mentions)
            if (!timesNamed.TryGetValue(name, out var times))
            {
                if (!suggestions.TryGetValue(name, out var suggestion))
                    suggestions[name] = suggestion = (long)suggestions.Count * timesNamed.Count < Comparisons ? Nearest.Suggest(name, timesNamed.Keys) : "";
                cell.Complain($"{cell.Column}: character {character}: there is no question ${{{name}}}{suggestion}");
            }
            else if (times > 1)
                cell.Complain($"{cell.Column}: character {character}: ${{{name}}} could be {times} different questions; give them different names");
    }
}
