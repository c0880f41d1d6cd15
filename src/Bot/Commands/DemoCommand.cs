using System.CommandLine;
using Bot.Demo;
using Scheduler.Reminders;
using Store;

namespace Bot.Commands;

/// <summary>demo seed: the demo county in a store of any size, without serving.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var households = Count("--households", "how many households; without it the county's own number");
        var contacts = Count("--contacts", "how many contacts; without it in proportion");
        var seed = new Command("seed", "fill an empty store with the demo county") { households, contacts };
        seed.SetAction((parsed, _) => Seed(parsed.GetValue(households), parsed.GetValue(contacts)));
        return new Command("demo", "the demo county") { seed };
    }

    private static async Task<int> Seed(int? households, int? contacts)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        await using var database = await BotSetup.Open(settings);
        if (await database.Read(People.Count) is > 0 and var there)
            throw new StartException($"the store is not empty ({there} people): demo seed only fills an empty one (Store__ConnectionString names another)");
        await DemoMode.Claim(database, isDemo: true);
        var now = (await DemoMode.Clock(database, settings.DemoNow)).GetUtcNow();
        await DemoMode.Seed(database, pack, households, contacts, now);
        await new DueRunner(database, pack).RunDue(now);
        Console.WriteLine($"seeded {await database.Read(People.Count)} people");
        return CommandLine.Done;
    }

    private static Option<int?> Count(string name, string description)
    {
        var option = new Option<int?>(name) { HelpName = "N", Description = description };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var written }] && (!int.TryParse(written, out var number) || number is < 1 or > County.MostHouseholds))
                result.AddError($"{name}: '{written}' is not a number from 1 to {County.MostHouseholds}.");
        });
        return option;
    }
}
