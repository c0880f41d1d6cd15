using System.CommandLine;
using Scheduler.Rules;
using Store.Packs;

namespace Bot.Commands;

/// <summary>prompts check [DIR]: everything under it, every problem at once.</summary>
internal static class PromptsCommand
{
    public static Command Create()
    {
        var folder = new Argument<string?>("DIR") { Arity = ArgumentArity.ZeroOrOne, Description = "the prompts folder" };
        var check = new Command("check", "load everything and print every problem as file:line: message") { folder };
        check.SetAction(parsed => Check(parsed.GetValue(folder) ?? CommandSettings.Read().PromptsPath));
        return new Command("prompts", "the folder of everything that people read") { check };
    }

    private static int Check(string folder)
    {
        var load = PackLoader.Load(folder, Sentences.All);
        foreach (var problem in load.Problems)
            Console.WriteLine(problem);
        if (load.Pack is not { } pack)
            return CommandLine.Refused;
        var mistakes = RuleTrial.Mistakes(pack).ToList();
        foreach (var mistake in mistakes)
            Console.WriteLine(mistake);
        if (mistakes.Count > 0)
            return CommandLine.Refused;
        Console.WriteLine($"ok: version {pack.Version}, {pack.Forms.Count} forms, {pack.Ledgers.Count} ledgers, {pack.Campaigns.Count} campaigns, {pack.Rules.Count} rules");
        return CommandLine.Done;
    }
}
