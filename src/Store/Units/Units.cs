namespace Store;

/// <summary>The tree of units.</summary>
public static class Units
{
    private const string Columns = "u.id, u.parent_id, u.level, u.name, u.kind, u.sort, u.path";

    private const string StoredSql = $"SELECT {Columns} FROM unit u";

    private const string SaveSql = """
        INSERT INTO unit (id, parent_id, level, name, kind, path, sort)
        VALUES (@Id, @ParentId, @Level, @Name, @Kind, @Path, @Sort)
        ON CONFLICT (id) DO UPDATE SET
            parent_id = excluded.parent_id, level = excluded.level, name = excluded.name,
            kind = excluded.kind, path = excluded.path, sort = excluded.sort
        """;

    private const string MoveHouseholdsSql = """
        UPDATE household SET area = (SELECT u.path FROM unit u WHERE u.id = household.village_id)
        WHERE area <> (SELECT u.path FROM unit u WHERE u.id = household.village_id)
        """;

    /// <summary>Adds or changes units, in any order, and brings the paths of everything below them up to date.</summary>
    /// <exception cref="ArgumentException">A parent does not exist, or a unit would be its own ancestor.</exception>
    public static async Task Save(Tx tx, IReadOnlyCollection<Unit> units)
    {
        var all = (await tx.Query<Unit>(StoredSql)).ToDictionary(unit => unit.Id);
        var before = all.Values.ToDictionary(unit => unit.Id, unit => unit.Path);
        foreach (var unit in units)
            all[unit.Id] = unit;
        var placed = all.Values.Select(unit => unit with { Path = PathOf(unit, all) });
        var given = units.Select(unit => unit.Id).ToHashSet();
        // Parents before children, for the foreign key.
        var changed = placed
            .Where(unit => given.Contains(unit.Id) || before[unit.Id] != unit.Path)
            .OrderBy(unit => unit.Path.Count(sign => sign == '/'));
        await tx.Execute(SaveSql, changed.ToList());
        await tx.Execute(MoveHouseholdsSql);
    }

    private static readonly string AllSql = $"""
        SELECT {Columns} FROM unit u
        WHERE {Scope.OnArea("u.path")}
        ORDER BY u.sort, u.id
        """;

    /// <summary>The units of an area in the roster's order. A contact's scope holds no units.</summary>
    public static Task<IReadOnlyList<Unit>> All(Tx tx, Scope scope) => tx.Query<Unit>(AllSql, scope.Values());

    private const string FindSql = $"SELECT {Columns} FROM unit u WHERE u.id = @id";

    public static Task<Unit?> Find(Tx tx, string id) => tx.QuerySingleOrDefault<Unit>(FindSql, new { id });

    private static readonly DialectSql RemoveSql = new(dialect => $"""
        DELETE FROM occurrence WHERE subject {dialect.Among("ids")} AND done_at IS NULL;
        UPDATE unit SET parent_id = NULL WHERE id {dialect.Among("ids")};
        DELETE FROM unit WHERE id {dialect.Among("ids")}
        """);

    /// <summary>As if they had never been there; only for those in which nobody and nothing is.</summary>
    public static Task Remove(Tx tx, IReadOnlyCollection<string> ids) => tx.Execute(RemoveSql.On(tx.Dialect), new { ids = tx.Dialect.List(ids.ToArray()) });

    private static string PathOf(Unit unit, Dictionary<string, Unit> all)
    {
        var ids = new List<string>();
        for (var at = unit; ; at = all[at.ParentId])
        {
            if (at.Id.Contains('/') || ids.Contains(at.Id))
                throw new ArgumentException($"unit {unit.Id}: {at.Id} has a slash in it or is above itself", nameof(unit));
            ids.Add(at.Id);
            if (string.IsNullOrEmpty(at.ParentId))
                break;
            if (!all.ContainsKey(at.ParentId))
                throw new ArgumentException($"unit {at.Id}: there is no unit {at.ParentId} above it", nameof(unit));
        }
        ids.Reverse();
        return $"/{string.Join('/', ids)}/";
    }
}
