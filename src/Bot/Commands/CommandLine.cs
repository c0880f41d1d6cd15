using System.CommandLine;

namespace Bot.Commands;

/// <summary>The command line: no verb serves, every verb is a file in this folder.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;

    /// <returns>0 = done, 1 = refused or found problems, 2 = wrong usage.</returns>
    public static async Task<int> Run(string[] args)
    {
        if (args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version")))
            return await Guarded(() => ServeCommand.Run(args));
        var root = new RootCommand("走访助手: check-ins, problem reports and official ledgers inside WeCom")
        {
            PromptsCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            return WrongUsage;
        }
        return await Guarded(() => parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));
    }

    private static async Task<int> Guarded(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (StartException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Refused;
        }
    }
}
