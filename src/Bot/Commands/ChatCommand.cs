using System.CommandLine;
using Bot.Conversations;
using Bot.Demo;
using Bot.Turns;
using Scheduler.Reminders;
using Store;
using Store.Packs;

namespace Bot.Commands;

/// <summary>chat FORM: the whole conversation without WeCom, on a store that is thrown away. A bug report becomes a file to replay.</summary>
internal static class ChatCommand
{
    private const int Households = 60;
    private const int Contacts = 12;

    public static Command Create()
    {
        var form = new Argument<string>("FORM") { Description = "a form's id, or its file under prompts/forms" };
        var person = new Option<string?>("--as") { HelpName = "USERID", Description = "who talks; without it the first contact" };
        var chat = new Command("chat", "talk on the console, one message a line; [X] or 点 X taps the option X") { form, person };
        chat.SetAction((parsed, cancelled) => Chat(parsed.GetValue(form)!, parsed.GetValue(person), cancelled));
        return chat;
    }

    private static async Task<int> Chat(string form, string? userid, CancellationToken cancelled)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        var opening = Opening(pack, Find(pack, form));
        var now = settings.DemoNow ?? TimeProvider.System.GetUtcNow();
        var folder = Directory.CreateTempSubdirectory("chat-");
        try
        {
            await using var database = await Database.Start(
                "sqlite", $"Data Source={Path.Combine(folder.FullName, "chat.db")}", Path.Combine(folder.FullName, "keys"), now);
            await DemoMode.Seed(database, pack, Households, Contacts, now);
            await new DueRunner(database, pack).RunDue(now);
            var person = await database.Read(tx => Speaker(tx, pack, userid));
            var talk = new ChatTalk(database, new Exchange(pack), person, now);
            return await Talk(talk, opening, cancelled);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> Talk(ChatTalk talk, string opening, CancellationToken cancelled)
    {
        var typing = !Console.IsInputRedirected;
        var mistakes = 0;
        talk.Print(opening);
        await talk.Hear(new Input.Said(opening));
        for (var number = 1; !cancelled.IsCancellationRequested && await Console.In.ReadLineAsync(cancelled) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var (input, problem) = ChatLine.Read(line.Trim(), talk.Prompt);
            if (input is null)
            {
                mistakes++;
                await Console.Error.WriteLineAsync($"stdin:{number}: {problem}");
                continue;
            }
            if (!typing)
                talk.Print(line.Trim());
            await talk.Hear(input);
        }
        return mistakes == 0 ? CommandLine.Done : CommandLine.Refused;
    }

    private static Form Find(Pack pack, string written)
    {
        var id = written;
        if (Path.GetExtension(written) == ".yaml")
        {
            var (read, problems) = FormReader.ReadFile(written);
            id = read?.Id ?? throw new StartException(string.Join('\n', problems));
        }
        return pack.Form(id)
            ?? throw new StartException($"{written}: no form with the id '{id}' under prompts/forms; there are {string.Join(", ", pack.Forms.Select(known => known.Id))}");
    }

    /// <summary>What one says to come to this form.</summary>
    private static string Opening(Pack pack, Form form)
    {
        var isRound = pack.Campaigns.SelectMany(campaign => campaign.Cadences).FirstOrDefault()?.Form == form.Id;
        var isOffered = form.Kind != "checkin" && pack.Campaigns.Any(campaign => campaign.Forms.Contains(form.Id));
        return isRound && pack.Words.First("rounds") is { } round ? round
            : isOffered && pack.Words.First("fill") is { } fill ? $"{fill} {form.Id}"
            : throw new StartException($"{form.Id}: no word begins this form in a chat; it is neither the first check-in nor among the forms of a campaign");
    }

    private static async Task<Person> Speaker(Tx tx, Pack pack, string? userid)
    {
        var people = await People.List(tx);
        if (userid is null)
            return people.First(person => pack.Roles.Find(person.Role)?.Scope == RoleScope.OwnHouseholds);
        return await People.Find(tx, userid)
            ?? throw new StartException($"nobody here has the userid {userid}; there are {string.Join(", ", people.Select(person => person.Userid))}");
    }
}
