using System.CommandLine;
using Store;

namespace Bot.Commands;

/// <summary>people: who is in the store.</summary>
internal static class PeopleCommand
{
    public static Command Create()
    {
        var role = new Option<string?>("--role") { Description = "a role's id or name" };
        var unit = new Option<string?>("--unit") { Description = "a unit's id or name; those below it are included" };
        var people = new Command("people", "list the people of the store as JSON") { role, unit };
        people.SetAction((parsed, _) => List(parsed.GetValue(role), parsed.GetValue(unit)));
        people.Subcommands.Add(ContactsCommand.CreateCheck());
        return people;
    }

    private static async Task<int> List(string? role, string? unit)
    {
        var settings = CommandSettings.Read();
        var roles = BotSetup.Pack(settings.PromptsPath).Roles;
        var only = role is null ? null : roles.Find(role)
            ?? throw new StartException($"there is no role '{role}'; known: {string.Join(", ", roles.All.Select(known => known.Id))}");
        await using var database = await CommandStore.OpenExisting(settings);
        CommandJson.Print(PeopleList.Of(await database.Read(async tx =>
            await People.List(tx, only?.Id, unit is null ? null : (await CommandStore.FindUnit(tx, unit)).Id))));
        return CommandLine.Done;
    }
}
