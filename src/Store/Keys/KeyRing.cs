using System.Security.Cryptography;
using System.Text.Json;

namespace Store;

/// <summary>One data key and the name that every value sealed with it carries.</summary>
public sealed record DataKey(string Id, byte[] Key);

/// <summary>
/// The keys of one store, in <c>keyring.json</c> of their folder: data keys (the last one encrypts, all decrypt) and the
/// lookup key, which is another one so that a leaked hash table says nothing about the data.
/// </summary>
public sealed class KeyRing
{
    private const string FileName = "keyring.json";
    private const int KeyLength = 32;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly IReadOnlyList<DataKey> data;

    private KeyRing(Stored stored)
    {
        data = stored.Data;
        LookupKey = stored.Lookup;
    }

    public DataKey Current => data[^1];

    internal byte[] LookupKey { get; }

    /// <summary>Keys are made only for a store that is empty: for any other, new keys would make what it holds unreadable.</summary>
    /// <exception cref="KeysException">There are no keys and the store is not empty, or the file is damaged.</exception>
    public static KeyRing LoadOrCreate(string folder, bool storeIsEmpty)
    {
        var file = Path.Combine(folder, FileName);
        if (File.Exists(file))
            return Load(file);
        if (!storeIsEmpty)
            throw new KeysException($"the store was made with keys, and {file} does not exist");
        Create(file);
        return Load(file);
    }

    /// <exception cref="KeysException">The ring does not hold that key.</exception>
    public DataKey Find(string id) => data.FirstOrDefault(key => key.Id == id)
        ?? throw new KeysException($"key {id} is needed; the key ring holds {string.Join(", ", data.Select(key => key.Id))}");

    private static KeyRing Load(string file)
    {
        try
        {
            var stored = JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(file), Json);
            if (stored is { Data.Count: > 0, Lookup.Length: KeyLength } && stored.Data.All(key => key.Key.Length == KeyLength))
                return new KeyRing(stored);
        }
        catch (JsonException)
        {
            // Says the same as a file that is JSON but no key ring.
        }
        throw new KeysException($"{file} is not a key ring; restore it from where the keys are kept");
    }

    private static void Create(string file)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        var stored = new Stored([new DataKey(id, RandomNumberGenerator.GetBytes(KeyLength))], RandomNumberGenerator.GetBytes(KeyLength));
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Written aside and moved, so that no process ever reads half a key ring.
        var aside = $"{file}.{id}";
        using (var stream = new FileStream(aside, options))
        {
            JsonSerializer.Serialize(stream, stored, Json);
            stream.Flush(flushToDisk: true);
        }
        File.Move(aside, file);
    }

    private sealed record Stored(IReadOnlyList<DataKey> Data, byte[] Lookup);
}

/// <summary>The keys are missing, damaged, or another store's; names the key that is needed where it is known.</summary>
public sealed class KeysException(string message) : Exception(message);
