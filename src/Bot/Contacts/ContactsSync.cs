using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Contacts;

/// <summary>
/// Keeps people and units in step with the address book: all of it when asked, one by one as it tells of changes. An event is no
/// more than a reason to read again, because it holds little and may come late or twice.
/// </summary>
public sealed class ContactsSync(Database database, Pack pack, WeComClient app, ContactsSecret contacts, TimeProvider time, ILogger<ContactsSync> log) : BackgroundService
{
    private const string Chain = "contacts";
    private const int Batch = 100;

    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    /// <summary>Reads the whole address book; nothing is changed in a dry run.</summary>
    /// <exception cref="SendFailure">WeCom refuses or does not answer.</exception>
    public async Task<ContactsPlan> Import(bool dryRun, CancellationToken cancel = default)
    {
        var book = await AddressBook.Read(app, contacts.Client, cancel);
        var now = time.GetUtcNow();
        if (dryRun)
            return await database.Read(tx => Plan(tx, book));
        return await database.Write(async tx =>
        {
            var plan = await Plan(tx, book);
            if (plan.Units.Count > 0)
                await Units.Save(tx, [.. plan.Units]);
            if (plan.People.Count > 0)
                await People.Save(tx, plan.People);
            await Journal.Append(tx, now, new JournalNote(Chain, "command", "contacts.imported", "",
                After: $"units={plan.Units.Count} people={plan.People.Count} remarks={plan.Remarks.Count}"));
            return plan;
        });
    }

    /// <summary>Acts on what the platform told; returns how much there was.</summary>
    public async Task<int> Work(CancellationToken cancel = default)
    {
        var open = await database.Read(tx => ChannelEvents.Open(tx, Batch));
        foreach (var news in open)
            try
            {
                await Follow(news, cancel);
                await database.Write(tx => ChannelEvents.Handle(tx, [news.Id], time.GetUtcNow()));
            }
            catch (SendFailure failure) when (failure.Class is FailureClass.RetryLater)
            {
                log.LogWarning("the address book cannot be read now: {Failure}", failure.Message);
                return 0;
            }
            catch (SendFailure failure)
            {
                log.LogWarning("{Kind} of {Subject} is not followed: {Failure}", news.Kind, news.Subject, failure.Message);
                await database.Write(tx => ChannelEvents.Handle(tx, [news.Id], time.GetUtcNow()));
            }
        return open.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Work(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                log.LogError(failure, "keeping contacts in step stumbled and goes on");
            }
            await Task.Delay(Idle, stoppingToken);
        }
    }

    private async Task Follow(ChannelEvent news, CancellationToken cancel)
    {
        switch (news.Kind)
        {
            case "update_user" when NewUserid(news) is { } renamed:
                await database.Write(tx => People.Rename(tx, news.Subject.ToLowerInvariant(), renamed));
                await Read(renamed, cancel);
                break;
            case "create_user" or "update_user":
                await Read(news.Subject.ToLowerInvariant(), cancel);
                break;
            case "delete_user":
                await Leave(news.Subject.ToLowerInvariant());
                break;
            case "create_party" or "update_party" or "delete_party":
                // Departments are few and their tree matters: it is read whole.
                await Import(dryRun: false, cancel);
                break;
            case "inactive_alert" or "close_inactive_agent" or "low_active_alert" or "low_active":
                log.LogCritical("WeCom is about to switch this app off, or has: {Kind} {Detail}", news.Kind, news.Detail);
                break;
            default:
                log.LogInformation("WeCom told: {Kind} {Subject} {Detail}", news.Kind, news.Subject, news.Detail);
                break;
        }
    }

    private async Task Read(string userid, CancellationToken cancel)
    {
        DepartmentMember member;
        try
        {
            member = await app.Member(userid, cancel);
        }
        catch (SendFailure gone) when (gone.Class == FailureClass.PersonUnreachable)
        {
            await Leave(userid);
            return;
        }
        var book = new AddressBook(await (contacts.Client ?? app).Departments(cancel), [member], null);
        await database.Write(async tx =>
        {
            var plan = await Plan(tx, book);
            if (plan.Units.Count > 0)
                await Units.Save(tx, [.. plan.Units]);
            if (plan.People.Count > 0)
                await People.Save(tx, plan.People);
            await Unreachable.Remove(tx, [userid]);
        });
    }

    // Whoever is gone can no longer write; what they did stays theirs.
    private Task Leave(string userid) => database.Write(async tx =>
    {
        if (await People.Find(tx, userid) is not { } person)
            return;
        await People.Save(tx, [person with { Active = false }]);
        await Unreachable.Add(tx, [userid], Unreachable.Left, "not in the address book", time.GetUtcNow());
        await Journal.Append(tx, time.GetUtcNow(), new JournalNote(Chain, "wecom", "contacts.left", $"person:{userid}"));
    });

    private async Task<ContactsPlan> Plan(Tx tx, AddressBook book) =>
        ContactsPlan.Of(book, await Units.All(tx, Scope.Everything), await People.Everybody(tx), pack.Roles);

    private static string? NewUserid(ChannelEvent news) => news.Detail.Split(' ')
        .Where(pair => pair.StartsWith("new_userid=", StringComparison.Ordinal)).Select(pair => pair["new_userid=".Length..].ToLowerInvariant()).FirstOrDefault();
}

/// <param name="Client">Calls with the address book's own secret; null where there is none.</param>
public sealed record ContactsSecret(WeComClient? Client);
