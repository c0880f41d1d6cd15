using System.Collections.Concurrent;
using System.Security.Cryptography;
using Bot.Turns;
using Bot.WeCom;
using Scheduler.Reminders;
using Scheduler.Rules;
using Store;
using Store.Packs;

namespace Bot.Demo;

/// <summary>The demo's WeCom beside the bot: its members are the roster's people, and its clock can be moved.</summary>
public sealed class DemoHost : IDisposable
{
    public const string WeComPath = "/demo/wecom";

    private readonly Pack pack;
    private readonly Database database;
    private readonly DemoClock clock;
    private readonly DueRunner due;
    private readonly RuleRounds rules;
    private readonly InboxWorker inbox;
    private readonly LedgerWorker ledgers;
    private readonly EvidenceWorker evidence;
    private readonly OutboxPump pump;
    private readonly SemaphoreSlim moving = new(1);

    // Somebody who is in the app's visible scope but in no roster, as a new colleague would be.
    private readonly ConcurrentDictionary<string, DemoMember> strangers = new(StringComparer.OrdinalIgnoreCase);

    public DemoHost(
        BotSettings settings, WeComSettings wecom, Pack pack, Database database, TimeProvider time, HttpClient http,
        DueRunner due, RuleRounds rules, InboxWorker inbox, LedgerWorker ledgers, EvidenceWorker evidence, OutboxPump pump)
    {
        (this.pack, this.database, this.due, this.rules, this.inbox, this.ledgers, this.evidence, this.pump) = (pack, database, due, rules, inbox, ledgers, evidence, pump);
        clock = (DemoClock)time;
        WeCom = new DemoWeCom(wecom, Members, () => new Uri(settings.LoopbackUrl, "/wecom/callback"), http, time, FolderBeside(settings), database.Cipher) { LoginTexts = DemoMessages.LoginOf(pack.Messages) };
    }

    public DemoWeCom WeCom { get; }

    public DateTimeOffset Now => ChinaTime.Of(clock.GetUtcNow());

    /// <summary>Credentials that only this process and its own WeCom know.</summary>
    public static WeComSettings Settings(Uri address) => new(
        new Uri(address, WeComPath), "ww" + Hex(8), 1000002, Hex(16), Hex(8), Hex(22)[..43]);

    /// <summary>Somebody unknown may write too: the bot tells them how to be added.</summary>
    public async Task<DemoDelivery> Say(string user, string text)
    {
        if ((await Members()).All(member => !member.UserId.Equals(user, StringComparison.OrdinalIgnoreCase)))
            strangers.TryAdd(user, new DemoMember(user, user));
        return await WeCom.Say(user, text);
    }

    /// <summary>Moves the clock, does what falls due, and waits until nothing is left to send. False for a time before now.</summary>
    public async Task<bool> MoveTo(DateTimeOffset to)
    {
        await moving.WaitAsync();
        try
        {
            if (to < clock.GetUtcNow())
                return false;
            clock.MoveTo(to);
            await DemoMode.Keep(database, clock);
            // First, so that what they find is said with the day's other reminders.
            await rules.RunDaily(clock.GetUtcNow());
            await due.RunDue(clock.GetUtcNow());
            await Settle();
            return true;
        }
        finally
        {
            moving.Release();
        }
    }

    public void Dispose()
    {
        WeCom.Dispose();
        moving.Dispose();
    }

    private async Task Settle()
    {
        do
        {
            await inbox.Work();
            await ledgers.Work();
            await evidence.Work();
        }
        while (await pump.Pump() > 0);
    }

    private async Task<IReadOnlyList<DemoMember>> Members() =>
        [.. (await database.Read(tx => People.List(tx))).Select(Member).OrderByDescending(each => each.Sees).Select(each => each.Member), .. strangers.Values];

    // Those who see everything come first: the desk is theirs.
    private (DemoMember Member, RoleScope Sees) Member(Person person)
    {
        var role = pack.Roles.Find(person.Role);
        return (new DemoMember(person.Userid, person.Name, Position: role?.Name ?? person.Role) { Unit = person.UnitName }, role?.Scope ?? RoleScope.None);
    }

    // The phones remember as long as the store does: message ids that began anew would be taken for repetitions.
    private static string FolderBeside(BotSettings settings)
    {
        if (settings.StoreProvider != "sqlite")
            return Path.TrimEndingDirectorySeparator(settings.KeysPath) + ".wecom";
        var source = settings.StoreConnection.Split(';').Select(part => part.Split('=', 2))
            .First(part => part[0].Trim().Equals("Data Source", StringComparison.OrdinalIgnoreCase))[1].Trim();
        return Path.Combine(Path.GetDirectoryName(source) is { Length: > 0 } folder ? folder : ".", Path.GetFileNameWithoutExtension(source) + ".wecom");
    }

    private static string Hex(int bytes) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
