using System.Runtime.InteropServices;
using SQLitePCL;

namespace Store;

/// <summary>Which SQLite there is, and how it is set up: once, before the first connection, or half of its calls would find another one.</summary>
internal static class SqliteLibrary
{
    static SqliteLibrary()
    {
        // The system's library is patched by the distribution; the bundled one is older, for where there is none.
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) =>
            name == "e_sqlite3" && NativeLibrary.TryLoad("libsqlite3.so.0", out var library) ? library : IntPtr.Zero);
        Batteries_V2.Init();
        // A connection is used by one thread at a time, and nobody asks how much memory there is: both cost a lock at every step.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>Before a connection is made.</summary>
    public static void Load()
    {
    }
}
