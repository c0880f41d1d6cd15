namespace Store;

/// <param name="Missing">Nobody has a form of theirs, in the roster's order.</param>
public sealed record VillageCoverage(string Village, int Total, IReadOnlyList<string> Missing);

/// <summary>Which households of the roster have been visited at all.</summary>
public static class Coverage
{
    private static readonly DialectSql Sql = new(dialect => $"""
        SELECT v.name AS village, h.head_name AS head, h.group_no,
               EXISTS (SELECT 1 FROM submission s WHERE s.subject = h.id AND s.form {dialect.Among("forms")}) AS visited
        FROM household h JOIN unit v ON v.id = h.village_id
        WHERE h.ended_on IS NULL AND {Scope.On("h.contact", "h.area")}
        ORDER BY v.sort, v.id, h.sort, h.id
        """);

    /// <summary>Every household within the scope, village by village; never a ranking.</summary>
    /// <param name="forms">A household with one of these has been visited.</param>
    public static async Task<IReadOnlyList<VillageCoverage>> Of(Tx tx, Scope scope, IReadOnlyList<string> forms)
    {
        var values = scope.Values();
        values.AddDynamicParams(new { forms = tx.Dialect.List(forms.ToArray()) });
        return
        [
            .. from line in await tx.Query<Line>(Sql.On(tx.Dialect), values)
               group line by line.Village into village
               select new VillageCoverage(village.Key, village.Count(), [.. village.Where(line => !line.Visited).Select(line => line.Head)]),
        ];
    }

    private sealed record Line(string Village, string Head, string GroupNo, bool Visited);
}
