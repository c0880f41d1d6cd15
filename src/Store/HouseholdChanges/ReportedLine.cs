using System.Globalization;
using Store.Packs;

namespace Store;

/// <summary>One change out of a report.</summary>
/// <param name="Sort">What sort of change, as its choice reads.</param>
/// <param name="IdNumber">In plain; "" where none was given.</param>
/// <param name="On">As it was answered; "" where it was not asked.</param>
public sealed record ReportedLine(
    ChangeEffect Does, string Sort, string Member, string Relation, string IdNumber, string NewHead, string Work, string Labour, string On, string Note)
{
    /// <summary>The lines of a report, in the order in which they were answered.</summary>
    /// <param name="answers">By path, in plain: change[1]/member.</param>
    public static IReadOnlyList<ReportedLine> Read(ChangeReporting reporting, Form form, IReadOnlyDictionary<string, string> answers)
    {
        string Answer(string row, string part) =>
            reporting.Questions.TryGetValue(part, out var question) ? answers.GetValueOrDefault(row + question, "").Trim() : "";
        string Label(string row, string part) => Answer(row, part) is { Length: > 0 } value
            ? form.Find(reporting.Questions[part])?.Choices.FirstOrDefault(choice => choice.Name == value)?.Label ?? value
            : "";
        var lines = new List<ReportedLine>();
        foreach (var row in answers.Keys.Where(path => path[(path.LastIndexOf('/') + 1)..] == reporting.Questions.GetValueOrDefault("kind"))
            .Select(path => path[..(path.LastIndexOf('/') + 1)]).OrderBy(Number))
        {
            var kind = Answer(row, "kind");
            if (kind.Length == 0)
                continue;
            var does = reporting.Effects.GetValueOrDefault(kind);
            lines.Add(new ReportedLine(
                does, Label(row, "kind"), Answer(row, "member"), Label(row, "relation"), Answer(row, "id_number"), Answer(row, "new_head"), Answer(row, "work"),
                does == ChangeEffect.Add ? reporting.Labour.GetValueOrDefault(kind, "") : Label(row, "labour"), Answer(row, "on"), Answer(row, "note")));
        }
        return lines;
    }

    // change[10]/ comes after change[9]/.
    private static int Number(string row) =>
        row.LastIndexOf('[') is >= 0 and var open && int.TryParse(row[(open + 1)..row.LastIndexOf(']')], CultureInfo.InvariantCulture, out var number) ? number : 0;
}
