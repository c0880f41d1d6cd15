using System.Data.Common;
using Microsoft.Data.Sqlite;
using Store;

namespace Bot.Commands;

/// <summary>The configured store for verbs that only look: they never make one, nor change its schema.</summary>
internal static class CommandStore
{
    /// <exception cref="StartException">There is no store, or it holds nobody yet.</exception>
    public static async Task<Database> OpenExisting(BotSettings settings)
    {
        var name = NameOf(settings);
        if (settings.StoreProvider == "sqlite" && !File.Exists(name))
            throw new StartException($"there is no store at {name}: import a roster, or fill one with demo seed");
        var database = Open(settings);
        if (await IsEmpty(database))
        {
            await database.DisposeAsync();
            throw new StartException($"the store {name} is empty: import a roster, or fill it with demo seed");
        }
        return database;
    }

    /// <summary>The same, ready to open what is sealed in it.</summary>
    /// <exception cref="StartException">There is no store, it holds nobody yet, or the keys are not its own.</exception>
    public static async Task<Database> OpenWithKeys(BotSettings settings)
    {
        var database = await OpenExisting(settings);
        try
        {
            await database.Unlock(settings.KeysPath);
            return database;
        }
        catch (KeysException refused)
        {
            await database.DisposeAsync();
            throw new StartException(refused.Message);
        }
    }

    /// <summary>The unit that an id or a name means.</summary>
    /// <exception cref="StartException">There is no such unit, or several bear the name.</exception>
    public static async Task<Unit> FindUnit(Tx tx, string written)
    {
        var units = await Units.All(tx, Scope.Everything);
        if (units.FirstOrDefault(unit => unit.Id == written) is { } byId)
            return byId;
        var named = units.Where(unit => unit.Name == written).ToList();
        return named.Count switch
        {
            1 => named[0],
            0 => throw new StartException($"there is no unit '{written}'"),
            _ => throw new StartException($"several units are called '{written}', give one's id: {string.Join(", ", named.Select(unit => unit.Id))}"),
        };
    }

    /// <summary>Whether there is a store at all, with or without anybody in it.</summary>
    public static bool IsThere(BotSettings settings) => settings.StoreProvider != "sqlite" || File.Exists(NameOf(settings));

    /// <summary>Without looking whether there is anything.</summary>
    /// <exception cref="StartException">The settings are not understood.</exception>
    public static Database Open(BotSettings settings)
    {
        try
        {
            return Database.Open(settings.StoreProvider, settings.StoreConnection);
        }
        catch (ArgumentException refused)
        {
            throw new StartException(refused.Message);
        }
    }

    private static async Task<bool> IsEmpty(Database database)
    {
        try
        {
            return await database.Read(People.Count) == 0;
        }
        catch (DbException missing) when (missing is SqliteException { SqliteErrorCode: 1 } or { SqlState: "42P01" })
        {
            // No such table: somebody made the file or the database, but nothing has been put into it.
            return true;
        }
    }

    /// <summary>The file, or the provider where it is none.</summary>
    public static string NameOf(BotSettings settings) => settings.StoreProvider == "sqlite"
        ? new SqliteConnectionStringBuilder(settings.StoreConnection).DataSource
        : settings.StoreProvider;
}
