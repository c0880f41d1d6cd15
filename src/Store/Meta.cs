namespace Store;

/// <summary>The few facts about the store itself, by name.</summary>
public static class Meta
{
    private const string GetSql = "SELECT value FROM meta WHERE key = @key";

    public static Task<string?> Get(Tx tx, string key) => tx.Scalar<string>(GetSql, new { key });

    private const string SetSql = """
        INSERT INTO meta (key, value) VALUES (@key, @value)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value
        """;

    public static Task Set(Tx tx, string key, string value) => tx.Execute(SetSql, new { key, value });
}
