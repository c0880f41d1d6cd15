using System.CommandLine;
using System.Globalization;
using Store;

namespace Bot.Commands;

/// <summary>backup and restore: the whole store in one file, without its keys.</summary>
internal static class BackupCommand
{
    public static Command CreateBackup()
    {
        var file = new Argument<string>("FILE") { Description = "where it goes; an older backup of that name is replaced" };
        var backup = new Command("backup", "copy the store, as it is at one instant, into one file while the bot runs; the keys are never in it") { file };
        backup.SetAction((parsed, _) => Write(parsed.GetValue(file)!));
        return backup;
    }

    public static Command CreateRestore()
    {
        var file = new Argument<string>("FILE") { Description = "made by backup, on either database" };
        var force = new Option<bool>("--force") { Description = "replace everything that the store holds" };
        var restore = new Command("restore", "make the configured store what a backup holds; stop the bot before") { file, force };
        restore.SetAction((parsed, _) => Restore(parsed.GetValue(file)!, parsed.GetValue(force)));
        return restore;
    }

    private static Task<int> Write(string file) => Refusing(async () =>
    {
        var settings = CommandSettings.Read();
        await using var database = await CommandStore.OpenExisting(settings);
        var label = await Backup.Write(database, file, TimeProvider.System.GetUtcNow());
        Console.WriteLine($"wrote {file}: {Describe(label)}, {new FileInfo(file).Length / 1024d / 1024d:0.0} MB");
        Console.WriteLine($"the keys are not in it: keep {settings.KeysPath} apart from it; to be read it needs those with id {label.KeyId}");
    });

    private static Task<int> Restore(string file, bool force) => Refusing(async () =>
    {
        var settings = CommandSettings.Read();
        var offered = Backup.Read(file);
        await using var database = CommandStore.Open(settings);
        if (!force && await Backup.WouldOverwrite(database))
            throw new StartException($"there is a store already at {CommandStore.NameOf(settings)}; --force replaces everything in it with {Describe(offered)}. The backup needs the keys with id {offered.KeyId}");
        var label = await Backup.Restore(database, file, TimeProvider.System.GetUtcNow());
        Console.WriteLine($"restored {Describe(label)}, as of {label.MadeAt.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture)}");
        try
        {
            await database.Unlock(settings.KeysPath);
            Console.WriteLine($"the keys in {settings.KeysPath} are the ones it needs (id {label.KeyId})");
        }
        catch (KeysException missing)
        {
            await Console.Error.WriteLineAsync($"{missing.Message}; put them there before the bot starts");
        }
    });

    private static async Task<int> Refusing(Func<Task> work)
    {
        try
        {
            await work();
            return CommandLine.Done;
        }
        catch (Exception refused) when (refused is BackupException or MigrationException)
        {
            throw new StartException(refused.Message);
        }
    }

    private static string Describe(BackupLabel label) => string.Create(CultureInfo.InvariantCulture,
        $"{label.Rows.GetValueOrDefault("household"):#,0} households, {label.Rows.GetValueOrDefault("person"):#,0} people, {label.Rows.Values.Sum():#,0} rows in all");
}
