using System.CommandLine;
using System.Data.Common;
using System.Text;

namespace Bot.Commands;

/// <summary>The command line: no verb serves, every verb is a file in this folder.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;

    private const string NoVerb = "Required command was not provided.";

    /// <returns>0 = done, 1 = refused or found problems, 2 = wrong usage.</returns>
    public static async Task<int> Run(string[] args)
    {
        // Whatever the machine's locale says: what comes out is read by programs.
        Console.OutputEncoding = Console.InputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (args.Length == 0 || (args[0].StartsWith('-') && args[0] is not ("--help" or "-h" or "-?" or "--version")))
            return await Guarded(() => ServeCommand.Run(args));
        var root = new RootCommand("check-ins, problem reports and official ledgers inside WeCom")
        {
            PromptsCommand.Create(),
            FormCommand.Create(),
            ChatCommand.Create(),
            ValueCommand.Create(),
            ImportCommand.Create(),
            PeopleCommand.Create(),
            CampaignCommand.Create(),
            LedgerCommand.Create(),
            ReportCommand.Create(),
            RulesCommand.Create(),
            JournalCommand.Create(),
            BackupCommand.CreateBackup(),
            BackupCommand.CreateRestore(),
            DemoCommand.Create(),
            BenchCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // The parser says of a misspelt verb also that the verb is missing.
            var said = parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal).ToList();
            await Console.Error.WriteLineAsync($"{string.Join(' ', said.Count > 1 ? said.Where(message => message != NoVerb) : said)} (--help lists what there is)");
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
        catch (Exception refused) when (refused is StartException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return Refused;
        }
        catch (DbException unusable)
        {
            await Console.Error.WriteLineAsync($"the store cannot be used: {unusable.Message.ReplaceLineEndings(" ")}");
            return Refused;
        }
    }
}
