using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Store;

/// <summary>
/// The audit log: append-only, a hash chain for each person and household. Whoever changes or removes an entry afterwards
/// breaks its chain. Anchors, themselves a chain, cover the heads of all the others, so a chain cannot lose its end either.
/// </summary>
public static class Journal
{
    private const string AnchorChain = "anchor";

    private const string Columns = "id, chain, seq, at, actor, action, subject, before, after, why, prev_hash, hash";

    private const string HeadSql = $"SELECT {Columns} FROM journal WHERE chain = @chain ORDER BY seq DESC LIMIT 1";

    private const string AppendSql = """
        INSERT INTO journal (chain, seq, at, actor, action, subject, before, after, why, prev_hash, hash)
        VALUES (@Chain, @Seq, @At, @Actor, @Action, @Subject, @Before, @After, @Why, @PrevHash, @Hash)
        """;

    /// <summary>Adds notes to their chains in the order given. Two writers of one chain at once: the second one's write fails.</summary>
    public static async Task Append(Tx tx, DateTimeOffset now, params IReadOnlyCollection<JournalNote> notes)
    {
        var entries = new List<JournalEntry>(notes.Count);
        foreach (var chain in notes.GroupBy(note => note.Chain))
        {
            var head = await tx.QuerySingleOrDefault<JournalEntry>(HeadSql, new { chain = chain.Key });
            foreach (var note in chain)
                entries.Add(head = Continue(head, note, now));
        }
        await tx.Execute(AppendSql, entries);
    }

    private const string OfSql = $"SELECT {Columns} FROM journal WHERE chain = @chain ORDER BY seq DESC LIMIT @limit";

    /// <summary>A chain's newest entries, newest first.</summary>
    public static Task<IReadOnlyList<JournalEntry>> Of(Tx tx, string chain, int limit) =>
        tx.Query<JournalEntry>(OfSql, new { chain, limit });

    private const string LastIdSql = "SELECT COALESCE(max(id), 0) FROM journal";

    private const string HeadsSql = """
        SELECT j.chain, j.seq, j.hash
        FROM journal j
        JOIN (SELECT chain, max(seq) AS seq FROM journal WHERE id <= @upTo AND chain <> 'anchor' GROUP BY chain) head
          ON head.chain = j.chain AND head.seq = j.seq
        ORDER BY j.chain
        """;

    /// <summary>Writes down where every chain stands; nothing where nothing has been appended since the last time.</summary>
    public static async Task Anchor(Tx tx, DateTimeOffset now)
    {
        // On PostgreSQL ids become visible out of order; with the table locked there is none still to come.
        await tx.Execute(tx.Dialect.LockJournal);
        var upTo = await tx.Scalar<long>(LastIdSql);
        var head = await tx.QuerySingleOrDefault<JournalEntry>(HeadSql, new { chain = AnchorChain });
        if (upTo > (head?.Id ?? 0))
            await Append(tx, now, new JournalNote(
                AnchorChain, "journal", "journal.anchored", upTo.ToString(CultureInfo.InvariantCulture), After: await Digest(tx, upTo)));
    }

    private const string AllSql = $"SELECT {Columns} FROM journal ORDER BY chain, seq";

    /// <summary>The first entry that is not as it was written, by chain and place; null where all are.</summary>
    public static async Task<BrokenEntry?> Verify(Tx tx)
    {
        JournalEntry? before = null, anchor = null;
        await foreach (var entry in tx.Connection.QueryUnbufferedAsync<JournalEntry>(AllSql, transaction: tx.Transaction))
        {
            if (before?.Chain != entry.Chain)
                before = null;
            var place = (before?.Seq ?? 0) + 1;
            if (entry.Seq != place)
                return new BrokenEntry(entry.Chain, place, "the entry is missing");
            if (entry.PrevHash != (before?.Hash ?? ""))
                return new BrokenEntry(entry.Chain, place, "the entry does not continue the one before it");
            if (entry.Hash != entry.ComputedHash)
                return new BrokenEntry(entry.Chain, place, "the entry was changed");
            before = entry;
            if (entry.Chain == AnchorChain)
                anchor = entry;
        }
        // The newest anchor covers everything that the older ones do.
        return anchor is not null && await Digest(tx, long.Parse(anchor.Subject, CultureInfo.InvariantCulture)) != anchor.After
            ? new BrokenEntry(AnchorChain, anchor.Seq, "the ends of the chains are not where they were: entries were removed")
            : null;
    }

    private static JournalEntry Continue(JournalEntry? head, JournalNote note, DateTimeOffset now)
    {
        // The store keeps milliseconds, so only those can be hashed.
        var at = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds());
        var entry = new JournalEntry(
            0, note.Chain, (head?.Seq ?? 0) + 1, at, note.Actor, note.Action, note.Subject, note.Before, note.After, note.Why,
            head?.Hash ?? "", "");
        return entry with { Hash = entry.ComputedHash };
    }

    private static async Task<string> Digest(Tx tx, long upTo)
    {
        var heads = await tx.Query<Head>(HeadsSql, new { upTo });
        var lines = string.Concat(heads.Select(head => $"{head.Chain}\t{head.Seq}\t{head.Hash}\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(lines)));
    }

    private sealed record Head(string Chain, long Seq, string Hash);
}
