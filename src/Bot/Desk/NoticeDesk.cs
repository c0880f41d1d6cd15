using System.Globalization;
using Bot.Turns;
using Bot.Turns.Errands;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>/desk/notices: what was sent and who has answered, once more to whoever has not, as a ledger, and calling it back.</summary>
internal static class NoticeDesk
{
    public const string Path = "/desk/notices";

    public static void MapNoticeDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, List);
        routes.MapNoticeWriting();
        routes.MapGet($"{Path}/{{id:long}}", Show);
        routes.MapGet($"{Path}/{{id:long}}/recall", AskRecall);
        routes.MapGet($"{Path}/{{id:long}}/file/{{file:long}}", Download);
        routes.MapPost($"{Path}/{{id:long}}/push", Push);
        routes.MapPost($"{Path}/{{id:long}}/recall", Recall);
        routes.MapPost($"{Path}/{{id:long}}/ledger", Ledger);
    }

    public static string Of(long id) => string.Create(CultureInfo.InvariantCulture, $"{Path}/{id}");

    private static Task<IResult> List(HttpContext context, DeskDoor door, Database database, Pack pack, TimeProvider time) => door.Open(context, NoticeWriting.Writes, async reader =>
    {
        var (sent, drafts) = await database.Read(async tx => (
            await NoticeRecords.Overview(tx, reader.Person, pack, time.GetUtcNow()), await NoticeDrafts.Of(tx, reader.Person.Userid)));
        return DeskDoor.Html(new NoticePages(pack).List(sent, drafts, reader));
    });

    private static Task<IResult> Show(HttpContext context, long id, DeskDoor door, Database database, Pack pack, TimeProvider time, bool ordered = false) =>
        One(context, id, door, database, pack, time, (sent, reader) => new NoticePages(pack).One(sent, reader, ordered));

    private static Task<IResult> AskRecall(HttpContext context, long id, DeskDoor door, Database database, Pack pack, TimeProvider time) =>
        One(context, id, door, database, pack, time, (sent, reader) => sent.Shown.CanRecall ? new NoticePages(pack).Recall(sent, reader) : new NoticePages(pack).One(sent, reader, false));

    private static Task<IResult> Download(HttpContext context, long id, long file, DeskDoor door, Database database, Pack pack, TimeProvider time) =>
        door.Open(context, NoticeWriting.Writes, async reader =>
        {
            var stored = await database.Read(async tx => await Found(tx, id, reader, pack, time.GetUtcNow()) is { } sent && sent.Files.Any(each => each.Id == file) ? await Files.Get(tx, file) : null);
            return stored is null ? Nothing(pack) : Results.File(stored.Content, "application/octet-stream", stored.Name);
        });

    // Whoever presses twice pushes once: each press says how often it had been sent when the page was made.
    private static Task<IResult> Push(HttpContext context, long id, DeskDoor door, Database database, Pack pack, TimeProvider time, TurnSignal signal) =>
        Act(context, id, door, database, pack, time, signal, (tx, sent, reader, form) =>
            form["pushes"] == NoticePages.Pushes(sent) ? NoticeRecords.PushAgain(tx, id, reader.Person, pack, time.GetUtcNow()) : Task.CompletedTask);

    private static Task<IResult> Recall(HttpContext context, long id, DeskDoor door, Database database, Pack pack, TimeProvider time, TurnSignal signal) =>
        Act(context, id, door, database, pack, time, signal, (tx, _, reader, _) => NoticeRecords.Recall(tx, id, reader.Person, pack, time.GetUtcNow()));

    private static Task<IResult> Ledger(HttpContext context, long id, DeskDoor door, Database database, Pack pack, TimeProvider time, TurnSignal signal) =>
        Act(context, id, door, database, pack, time, signal, (tx, _, reader, _) => Effects.Carry(
            tx, new Conversations.TurnEvent.LedgerOrdered(pack.Office.NoticeLedger, ""), reader.Person, pack, time.GetUtcNow()), "?ordered=true");

    private static Task<IResult> One(HttpContext context, long id, DeskDoor door, Database database, Pack pack, TimeProvider time, Func<NoticeShown, DeskReader, string> page) =>
        door.Open(context, NoticeWriting.Writes, async reader =>
            await database.Read(tx => Found(tx, id, reader, pack, time.GetUtcNow())) is { } sent ? DeskDoor.Html(page(sent, reader)) : Nothing(pack));

    private static Task<IResult> Act(
        HttpContext context, long id, DeskDoor door, Database database, Pack pack, TimeProvider time, TurnSignal signal,
        Func<Tx, NoticeShown, DeskReader, IFormCollection, Task> act, string then = "") => door.Do(context, 0, NoticeWriting.Writes, async (reader, form) =>
    {
        var isDone = await database.Write(async tx =>
        {
            if (await Found(tx, id, reader, pack, time.GetUtcNow()) is not { } sent)
                return false;
            await act(tx, sent, reader, form);
            return true;
        });
        signal.OutboxFilled();
        signal.LedgerOrdered();
        return isDone ? new NoticeWriting.Redirection($"{Of(id)}{then}") : Nothing(pack);
    });

    private static async Task<NoticeShown?> Found(Tx tx, long id, DeskReader reader, Pack pack, DateTimeOffset now)
    {
        if (await Notices.Find(tx, id) is not { } notice || !IsForThem(notice, reader, pack))
            return null;
        var sender = await People.Find(tx, notice.Userid);
        return new NoticeShown(
            notice, await NoticeRecords.Became(tx, notice, await NoticeMessages.ReadersOfText(tx), reader.Person, pack, now), await Notices.Receipts(tx, id), await NoticeFiles.Named(tx, id), sender?.Name ?? notice.Userid);
    }

    private static bool IsForThem(Notice notice, DeskReader reader, Pack pack) => notice.Userid == reader.Person.Userid
        || (pack.Roles.ScopeOf(reader.Person) is Scope.Area(var path) && notice.Area.StartsWith(path, StringComparison.Ordinal));

    private static IResult Nothing(Pack pack) => DeskDoor.Html(new DeskHtml(pack.Messages).Only(NoticeDeskTexts.Gone), StatusCodes.Status404NotFound);
}
