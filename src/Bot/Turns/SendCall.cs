using Store;

namespace Bot.Turns;

/// <summary>One call of message/send: the same message to one person or to many.</summary>
/// <param name="Rows">At most a thousand, in their order; a repeated call has the same ones in the same order.</param>
/// <param name="Guarded">Nothing like it went to any of them lately, so WeCom's check for duplicates makes a repetition harmless.</param>
/// <param name="InDoubt">It was made before, and its answer never came.</param>
internal sealed record SendCall(IReadOnlyList<OutboxRow> Rows, bool Guarded, bool InDoubt)
{
    /// <summary>WeCom takes a thousand members in one call, and calls the same within four hours a duplicate.</summary>
    public const int Most = 1000;

    public static readonly TimeSpan DuplicateWithin = TimeSpan.FromHours(4);

    public OutboxRow First => Rows[0];

    public IReadOnlyList<long> Ids => [.. Rows.Select(row => row.Id)];

    /// <summary>Puts the same texts and files together. A robot's webhook knows no repetition when it sees one.</summary>
    /// <param name="alike">Those that are like something the person was sent lately.</param>
    /// <param name="alone">Those that have to go by themselves.</param>
    public static IReadOnlyList<SendCall> Group(IEnumerable<OutboxRow> rows, IReadOnlySet<long> alike, Func<long, bool> alone) =>
    [
        .. rows.GroupBy(row => (row.Kind, row.Payload, row.PartsSent, Guarded: !alike.Contains(row.Id) && row.Userid != OutboxKind.Robot, Own: GoesAlone(row) || alone(row.Id) ? row.Id : 0))
            .SelectMany(same => same.Chunk(Most).Select(chunk => new SendCall(chunk, same.Key.Guarded, InDoubt: false))),
    ];

    // A card with the same task id is the same card; the robot is no member.
    private static bool GoesAlone(OutboxRow row) => row.Kind is not (OutboxKind.Text or OutboxKind.File or OutboxKind.Card) || row.Userid == OutboxKind.Robot;
}
