using System.CommandLine;
using Store;

namespace Bot.Commands;

/// <summary>journal verify: whether the audit log is as it was written.</summary>
internal static class JournalCommand
{
    public static Command Create()
    {
        var verify = new Command("verify", "walk the hash chains and name the first broken entry");
        verify.SetAction((_, _) => Verify());
        return new Command("journal", "the audit log") { verify };
    }

    private static async Task<int> Verify()
    {
        await using var database = await CommandStore.OpenExisting(CommandSettings.Read());
        if (await database.Read(Journal.Verify) is { } broken)
        {
            await Console.Error.WriteLineAsync($"journal: chain {broken.Chain}, entry {broken.Seq}: {broken.Reason}");
            return CommandLine.Refused;
        }
        Console.WriteLine("ok: every entry is as it was written");
        return CommandLine.Done;
    }
}
