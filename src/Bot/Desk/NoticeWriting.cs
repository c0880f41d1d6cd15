using System.Security.Cryptography;
using System.Text;
using Bot.Conversations.Notices;
using Bot.Turns;
using Bot.Turns.Errands;
using Store;
using Store.Packs;

namespace Bot.Desk;

/// <summary>Writing a notice on the desk: filled in, whom it means looked at, sent. Until then it is a draft that only its writer sees.</summary>
internal static class NoticeWriting
{
    private const int IdBytes = 16;
    private const string Drafts = $"{NoticeDesk.Path}/draft";
    private const string EvidenceKind = "file";

    public static void MapNoticeWriting(this IEndpointRouteBuilder routes)
    {
        routes.MapGet($"{NoticeDesk.Path}/new", New);
        routes.MapGet($"{Drafts}/{{id}}", Edit);
        routes.MapPost($"{Drafts}/{{id}}", Save);
        routes.MapGet($"{Drafts}/{{id}}/confirm", Confirm);
        routes.MapPost($"{Drafts}/{{id}}/send", Send);
        routes.MapPost($"{Drafts}/{{id}}/drop", Drop);
    }

    public static string Address(string id) => $"{Drafts}/{id}";

    public static bool Writes(DeskReader reader) => reader.WritesNotices;

    private static Task<IResult> New(HttpContext context, string? kind, DeskDoor door, Database database, Pack pack, TimeProvider time) => door.Open(context, Writes, reader =>
        Show(reader, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), WrittenNotice.Empty(kind), [], database, pack, time));

    private static Task<IResult> Edit(HttpContext context, string id, DeskDoor door, Database database, Pack pack, TimeProvider time) => door.Open(context, Writes, async reader =>
        await Find(database, id, reader) is { } written ? await Show(reader, id, written, [], database, pack, time) : Results.Redirect(NoticeDesk.Path));

    // Kept whatever is wrong with it: neither the text nor a file that is already here has to be given twice.
    private static Task<IResult> Save(HttpContext context, string id, DeskDoor door, Database database, Pack pack, TimeProvider time) =>
        door.Do(context, pack.Office.NoticeFiles.Most * pack.Office.NoticeFiles.MostBytes, Writes, async (reader, form) =>
        {
            var now = time.GetUtcNow();
            var written = WrittenNotice.Of(form, await Find(database, id, reader));
            var problems = new List<(string, string)>(written.Problems(pack, ChinaTime.DayOf(now)));
            var files = await Take(form.Files, written.Files ?? [], pack, problems);
            await database.Write(async tx =>
            {
                written = written with { Files = [.. written.Files ?? [], .. await Keep(tx, files, id, reader.Person, now)] };
                await NoticeDrafts.Save(tx, id, reader.Person.Userid, written.Write(), now);
            });
            problems.AddRange(await database.Read(async tx => AudienceProblems(await Meant(tx, written, reader.Person, pack, now), pack)));
            return problems.Count > 0 ? await Show(reader, id, written, problems, database, pack, time) : SeeOther($"{Address(id)}/confirm");
        });

    private static Task<IResult> Confirm(HttpContext context, string id, DeskDoor door, Database database, Pack pack, TimeProvider time, bool changed = false) =>
        door.Open(context, Writes, async reader =>
        {
            var now = time.GetUtcNow();
            if (await Find(database, id, reader) is not { } written)
                return Results.Redirect(NoticeDesk.Path);
            if (written.Problems(pack, ChinaTime.DayOf(now)).ToList() is { Count: > 0 } problems)
                return await Show(reader, id, written, problems, database, pack, time);
            var (draft, people, isFit) = await database.Read(async tx =>
            {
                var draft = written.Draft(await Units.All(tx, pack.Roles.ScopeOf(reader.Person)), pack);
                return (draft, (await Meant(tx, written, reader.Person, pack, now)).People, await NoticeRecords.IsFitForGroup(tx, draft, pack));
            });
            return people.Count == 0
                ? await Show(reader, id, written, [("audience", pack.Messages.Say(NoticeDeskTexts.PickAudience))], database, pack, time)
                : DeskDoor.Html(new NoticeConfirmPage(pack).Of(new NoticeToConfirm(id, written, draft, people, isFit, changed, Seen(written, people)), reader));
        });

    // Sent as it was seen, and once: the draft goes in the same transaction.
    private static Task<IResult> Send(HttpContext context, string id, DeskDoor door, Database database, Pack pack, TimeProvider time, TurnSignal signal) =>
        door.Do(context, 0, Writes, async (reader, form) =>
        {
            var now = time.GetUtcNow();
            var to = await database.Write(async tx =>
            {
                if (Read(await NoticeDrafts.Find(tx, id, reader.Person.Userid)) is not { } written)
                    return NoticeDesk.Path;
                var people = (await Meant(tx, written, reader.Person, pack, now)).People;
                if (form["seen"] != Seen(written, people) || people.Count == 0 || written.Problems(pack, ChinaTime.DayOf(now)).Any())
                    return $"{Address(id)}/confirm?changed=true";
                var draft = written.Draft(await Units.All(tx, pack.Roles.ScopeOf(reader.Person)), pack);
                await NoticeDrafts.Remove(tx, id, reader.Person.Userid);
                return NoticeDesk.Of(await NoticeRecords.Send(tx, draft with { InGroup = form["group"] == "on" }, reader.Person, pack, now));
            });
            signal.OutboxFilled();
            return SeeOther(to);
        });

    private static Task<IResult> Drop(HttpContext context, string id, DeskDoor door, Database database) => door.Do(context, 0, Writes, async (reader, _) =>
    {
        await database.Write(tx => NoticeDrafts.Remove(tx, id, reader.Person.Userid));
        return SeeOther(NoticeDesk.Path);
    });

    private static async Task<IResult> Show(
        DeskReader reader, string id, WrittenNotice written, IReadOnlyList<(string, string)> problems, Database database, Pack pack, TimeProvider time)
    {
        var scope = pack.Roles.ScopeOf(reader.Person);
        var (units, people) = await database.Read(async tx => (await Units.All(tx, scope), await People.List(tx)));
        var roles = people.Where(other => scope is Scope.Area(var path) && other.UnitPath.StartsWith(path, StringComparison.Ordinal)).Select(other => other.Role).ToHashSet();
        return DeskDoor.Html(
            new NoticeFormPage(pack).Of(new NoticeToWrite(id, written, units, roles, problems, ChinaTime.DayOf(time.GetUtcNow())), reader),
            problems.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<WrittenNotice?> Find(Database database, string id, DeskReader reader) =>
        Read(await database.Read(tx => NoticeDrafts.Find(tx, id, reader.Person.Userid)));

    private static WrittenNotice? Read(StoredNoticeDraft? stored) => stored is null ? null : WrittenNotice.Read(stored.Content);

    private static async Task<Meant> Meant(Tx tx, WrittenNotice written, Person person, Pack pack, DateTimeOffset now) =>
        await Audiences.Of(tx, person, pack, written.Draft(await Units.All(tx, pack.Roles.ScopeOf(person)), pack).Audience, Month.Of(now), now);

    private static IEnumerable<(string Field, string Text)> AudienceProblems(Meant meant, Pack pack)
    {
        foreach (var unknown in meant.Unknown)
            yield return ("audience", pack.Messages.Say(NoticeTexts.UnknownPart, ("typed", unknown)));
        foreach (var (typed, units) in meant.Several)
            yield return ("audience", pack.Messages.Say(NoticeTexts.SeveralUnits, ("typed", typed), ("units", string.Join(pack.Messages.Say(Conversations.Texts.Comma), units))));
        if (meant is { People.Count: 0, Unknown.Count: 0, Several.Count: 0 })
            yield return ("audience", pack.Messages.Say(NoticeDeskTexts.PickAudience));
    }

    private static async Task<List<(string Name, byte[] Content)>> Take(IFormFileCollection files, IReadOnlyList<WrittenFile> before, Pack pack, List<(string, string)> problems)
    {
        var rules = pack.Office.NoticeFiles;
        var taken = new List<(string, byte[])>();
        foreach (var file in files.Where(file => file.FileName.Length > 0))
        {
            using var content = new MemoryStream();
            await file.CopyToAsync(content);
            var name = NoticeUpload.Clean(file.FileName);
            if (before.Count + taken.Count >= rules.Most)
                problems.Add(("files", pack.Messages.Say(NoticeTexts.TooManyFiles, ("most", rules.Most))));
            else if (NoticeUpload.Refusal(name, content.ToArray(), rules) is { } refusal)
                problems.Add(("files", pack.Messages.Say(refusal, ("name", name), ("megabytes", rules.MostBytes / (1024 * 1024)), ("types", NoticeFormPage.Types(rules)))));
            else
                taken.Add((name, content.ToArray()));
        }
        return taken;
    }

    // As what people send is kept: the file with its hash, who brought it, and a line in the journal.
    private static async Task<IReadOnlyList<WrittenFile>> Keep(Tx tx, List<(string Name, byte[] Content)> files, string draft, Person person, DateTimeOffset now)
    {
        var kept = new List<WrittenFile>();
        foreach (var (name, content) in files)
        {
            var reference = $"desk-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes))}";
            var id = await Files.Add(tx, name, content, now);
            await Evidence.AddStored(tx, person.Userid, EvidenceKind, reference, $"draft:{draft}", id, now);
            await Journal.Append(tx, now, new JournalNote(
                $"person:{person.Userid}", person.Userid, "evidence.stored", $"file:{id}", After: $"sha256={await Files.Hash(tx, id)}"));
            kept.Add(new WrittenFile(reference, name, content.Length));
        }
        return kept;
    }

    // What somebody confirms is this text to these people.
    private static string Seen(WrittenNotice written, IReadOnlyList<Person> people) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{written.Write()}\n{string.Join('\n', people.Select(person => person.Userid))}")));

    private static IResult SeeOther(string to) => new Redirection(to);

    // After a form was taken the browser fetches the next page; going back to it sends nothing twice.
    internal sealed class Redirection(string to) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = to;
            return Task.CompletedTask;
        }
    }
}
