namespace Store;

/// <summary>Whether a text names anybody whom the roster knows. A name of one character would be found everywhere and is passed over.</summary>
public static class NamedIn
{
    // A text in which replacing the name changes something: what finds a piece of text is called differently on each database.
    private const string AnybodySql = """
        SELECT EXISTS (SELECT 1 FROM household h WHERE length(h.head_name) > 1 AND replace(@text, h.head_name, '') <> @text)
            OR EXISTS (SELECT 1 FROM member m WHERE length(m.name) > 1 AND replace(@text, m.name, '') <> @text)
            OR EXISTS (SELECT 1 FROM person p WHERE length(p.name) > 1 AND replace(@text, p.name, '') <> @text)
        """;

    public static Task<bool> Anybody(Tx tx, string text) => tx.Scalar<bool>(AnybodySql, new { text });
}
