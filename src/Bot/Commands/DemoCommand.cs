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
        return new Command("demo", "the demo county, and the demo WeCom") { seed, WeCom() };
    }

    private static Command WeCom()
    {
        var urls = new Option<string>("--urls") { HelpName = "URL", Description = "where it listens", DefaultValueFactory = _ => "http://127.0.0.1:5090" };
        var callback = new Option<string?>("--callback") { HelpName = "URL", Description = "where the program under test takes callbacks" };
        var members = new Option<int>("--members") { HelpName = "N", Description = "m00001 to mN are in the app's visible scope", DefaultValueFactory = _ => 100 };
        var countOnly = new Option<bool>("--count-only") { Description = "count messages without keeping them" };
        var unlimited = new Option<bool>("--unlimited") { Description = "count nobody's limits" };
        var wecom = new Command("wecom", "a WeCom for other programs' tests: the server API at the root, faults and phones under /control")
        {
            urls, callback, members, countOnly, unlimited,
        };
        wecom.SetAction(async (parsed, stop) =>
        {
            await using var app = DemoServer.Build(
                parsed.GetValue(urls)!, parsed.GetValue(callback) is { } address ? new Uri(address) : null, parsed.GetValue(members),
                parsed.GetValue(countOnly), parsed.GetValue(unlimited));
            await app.StartAsync(stop);
            var settings = DemoServer.Settings(new Uri(app.Urls.First()));
            Console.WriteLine($"WeCom__ApiBase={settings.ApiBase} WeCom__CorpId={settings.CorpId} WeCom__AgentId={settings.AgentId} WeCom__Secret={settings.Secret} "
                + $"WeCom__Token={settings.Token} WeCom__EncodingAesKey={settings.EncodingAesKey}");
            await app.WaitForShutdownAsync(stop);
            return CommandLine.Done;
        });
        return wecom;
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
