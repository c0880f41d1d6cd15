using System.Security.Cryptography;

namespace Store;

/// <summary>What an empty store writes down about its keys, so that it can tell later whether it is given the same ones.</summary>
internal static class KeyCheck
{
    private const string KeyId = "keys.id";
    private const string Value = "keys.check";
    private const string Lookup = "keys.lookup";
    private const string Plain = "the keys fit";

    /// <exception cref="KeysException">The keys are missing or not this store's.</exception>
    public static async Task<FieldCipher> Unlock(Tx tx, string folder)
    {
        await tx.Execute(tx.Dialect.LockMigrations);
        var check = await Meta.Get(tx, Value);
        if (check is null)
            return await Remember(tx, KeyRing.LoadOrCreate(folder, storeIsEmpty: true));
        var needed = await Meta.Get(tx, KeyId);
        try
        {
            var cipher = new FieldCipher(KeyRing.LoadOrCreate(folder, storeIsEmpty: false));
            if (cipher.Decrypt(new Sealed(Convert.FromHexString(check))) == Plain
                && cipher.Lookup("check", Plain) == await Meta.Get(tx, Lookup))
                return cipher;
        }
        catch (Exception unfit) when (unfit is KeysException or CryptographicException)
        {
            throw new KeysException($"the store needs the keys with id {needed} in {folder}: {unfit.Message}");
        }
        throw new KeysException($"the store needs the keys with id {needed} in {folder}: the lookup key there is another one");
    }

    private static async Task<FieldCipher> Remember(Tx tx, KeyRing ring)
    {
        var cipher = new FieldCipher(ring);
        await Meta.Set(tx, KeyId, ring.Current.Id);
        await Meta.Set(tx, Value, Convert.ToHexString(cipher.Encrypt(Plain).Bytes));
        await Meta.Set(tx, Lookup, cipher.Lookup("check", Plain));
        return cipher;
    }
}
