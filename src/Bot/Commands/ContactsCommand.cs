using System.CommandLine;
using Bot.Contacts;
using Bot.WeCom;
using Microsoft.Extensions.Logging.Abstractions;
using Store;

namespace Bot.Commands;

/// <summary>import contacts: departments and members of WeCom's address book; people check: who of the roster cannot be written to.</summary>
internal static class ContactsCommand
{
    public static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "only say what would be imported" };
        var contacts = new Command("contacts", "take in departments and members of WeCom's address book, and name those who do not fit") { dryRun };
        contacts.SetAction((parsed, stop) => Import(parsed.GetValue(dryRun), stop));
        return contacts;
    }

    public static Command CreateCheck()
    {
        var check = new Command("check", "name who in the roster has no WeCom account or is outside the app's visible scope");
        check.SetAction((_, stop) => Check(stop));
        return check;
    }

    private static async Task<int> Import(bool dryRun, CancellationToken stop)
    {
        var settings = CommandSettings.Read();
        await using var database = await CommandStore.OpenWithKeys(settings);
        using var http = new HttpClient();
        var (app, contacts) = Clients(settings, http);
        using var sync = new ContactsSync(
            database, BotSetup.Pack(settings.PromptsPath), app, new ContactsSecret(contacts), TimeProvider.System, NullLogger<ContactsSync>.Instance);
        var plan = await Guarded(() => sync.Import(dryRun, stop));
        foreach (var remark in plan.Remarks)
            await Console.Error.WriteLineAsync(remark);
        Console.WriteLine($"{(dryRun ? "would import" : "imported")} {plan.Units.Count} units, {plan.People.Count} people; {plan.Remarks.Count} remarks");
        return CommandLine.Done;
    }

    private static async Task<int> Check(CancellationToken stop)
    {
        var settings = CommandSettings.Read();
        await using var database = await CommandStore.OpenExisting(settings);
        using var http = new HttpClient();
        var (app, contacts) = Clients(settings, http);
        var book = await Guarded(() => AddressBook.Read(app, contacts, stop));
        var missing = ContactsPlan.Missing(book, await database.Read(People.Everybody)).ToList();
        foreach (var line in missing)
            await Console.Error.WriteLineAsync(line);
        Console.WriteLine(missing.Count == 0 ? "ok: everybody can be written to" : $"{missing.Count} people cannot be written to");
        return missing.Count == 0 ? CommandLine.Done : CommandLine.Refused;
    }

    private static (WeComClient App, WeComClient? Contacts) Clients(BotSettings settings, HttpClient http)
    {
        var wecom = settings.WeCom ?? throw new StartException("there is no WeCom to ask: set the five WeCom__ settings");
        return (
            new WeComClient(http, wecom, TimeProvider.System),
            settings.ContactsSecret is { } secret ? new WeComClient(http, wecom with { Secret = secret }, TimeProvider.System) : null);
    }

    private static async Task<T> Guarded<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (SendFailure failure)
        {
            throw new StartException(failure.Message);
        }
    }
}
