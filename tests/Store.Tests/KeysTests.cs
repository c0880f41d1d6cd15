using System.Security.Cryptography;
using Xunit;

namespace Store.Tests;

/// <summary>The key ring, the cipher over it, and how personal numbers are written and shown.</summary>
public sealed class KeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keys-").FullName;

    private string RingFile => Path.Combine(folder, "keyring.json");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Keys_are_made_once_and_only_their_owner_can_read_them()
    {
        var made = KeyRing.LoadOrCreate(folder, storeIsEmpty: true);

        Assert.Equal(made.Current.Id, KeyRing.LoadOrCreate(folder, storeIsEmpty: true).Current.Id);
        Assert.Equal(made.Current.Key, KeyRing.LoadOrCreate(folder, storeIsEmpty: false).Current.Key);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(RingFile));
        Assert.Equal([RingFile], Directory.GetFiles(folder));
    }

    [Fact]
    public void No_keys_are_made_for_a_store_that_holds_something()
    {
        Assert.Throws<KeysException>(() => KeyRing.LoadOrCreate(folder, storeIsEmpty: false));

        Assert.Empty(Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"data\":[],\"lookup\":\"AAAA\"}")]
    public void A_damaged_key_ring_is_refused_and_not_replaced(string content)
    {
        File.WriteAllText(RingFile, content);

        Assert.Contains(RingFile, Assert.Throws<KeysException>(() => KeyRing.LoadOrCreate(folder, storeIsEmpty: true)).Message);
        Assert.Equal(content, File.ReadAllText(RingFile));
    }

    [Fact]
    public void What_is_sealed_opens_again_and_never_looks_the_same_twice()
    {
        var cipher = NewCipher();
        var one = cipher.Encrypt("走访 123");
        var two = cipher.Encrypt("走访 123");

        Assert.Equal("走访 123", cipher.Decrypt(one));
        Assert.NotEqual(one.Bytes, two.Bytes);
        Assert.Equal("(sealed)", $"{one}");
        Assert.Equal("", cipher.Decrypt(cipher.Encrypt("")));
        Assert.Null(cipher.EncryptUnlessBlank(""));
        Assert.Null(cipher.EncryptUnlessBlank(null));
    }

    [Fact]
    public void An_altered_value_does_not_open()
    {
        var cipher = NewCipher();
        var bytes = cipher.Encrypt("123").Bytes;
        bytes[^1] ^= 1;

        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(new Sealed(bytes)));
        Assert.ThrowsAny<CryptographicException>(() => cipher.Decrypt(new Sealed(bytes[..10])));
    }

    [Fact]
    public void A_value_of_another_key_names_the_key_it_needs()
    {
        var others = Path.Combine(folder, "others");
        var foreign = new FieldCipher(KeyRing.LoadOrCreate(others, storeIsEmpty: true)).Encrypt("123");

        var refused = Assert.Throws<KeysException>(() => NewCipher().Decrypt(foreign));

        Assert.Contains(KeyRing.LoadOrCreate(others, storeIsEmpty: false).Current.Id, refused.Message);
    }

    [Fact]
    public void A_ring_with_a_newer_key_still_opens_what_the_older_one_sealed()
    {
        var old = NewCipher();
        var value = old.Encrypt("123");
        var lookup = old.Lookup("id", "123");
        var ring = System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(RingFile))!;
        ring["data"]!.AsArray().Add(new System.Text.Json.Nodes.JsonObject
        {
            ["id"] = "0badcafe",
            ["key"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        });
        File.WriteAllText(RingFile, ring.ToJsonString());

        var newer = NewCipher();

        Assert.Equal("123", newer.Decrypt(value));
        Assert.Equal("123", newer.Decrypt(newer.Encrypt("123")));
        Assert.Throws<KeysException>(() => old.Decrypt(newer.Encrypt("123")));
        Assert.Equal(lookup, newer.Lookup("id", "123"));
    }

    [Fact]
    public void A_lookup_is_the_same_for_the_same_value_of_the_same_kind_only()
    {
        var cipher = NewCipher();

        Assert.Equal(cipher.Lookup("id", "1"), cipher.Lookup("id", "1"));
        Assert.NotEqual(cipher.Lookup("id", "1"), cipher.Lookup("phone", "1"));
        Assert.NotEqual(cipher.Lookup("id", "1"), cipher.Lookup("id", "2"));
    }

    [Theory]
    [InlineData(" 99010119900307001x ", "99010119900307001X")]
    [InlineData("９９０１０１１９９００３０７００１ｘ", "99010119900307001X")]
    [InlineData("990101 19900307 0019", "990101199003070019")]
    public void An_id_number_is_normalised(string written, string normal) => Assert.Equal(normal, Normalise.IdNumber(written));

    [Theory]
    [InlineData("138-1234-5678", "13812345678")]
    [InlineData("+86 138 1234 5678", "13812345678")]
    [InlineData("008613812345678", "13812345678")]
    [InlineData("１３８１２３４５６７８", "13812345678")]
    [InlineData("0825-8612345", "08258612345")]
    [InlineData("8612345", "8612345")]
    public void A_phone_number_is_normalised(string written, string normal) => Assert.Equal(normal, Normalise.Phone(written));

    [Theory]
    [InlineData("990101199003070019", "990101********0019")]
    [InlineData("990101900307001", "990101*****7001")]
    [InlineData("0019", "****")]
    [InlineData("", "")]
    public void An_id_number_is_shown_masked(string plain, string shown) => Assert.Equal(shown, Mask.IdNumber(plain));

    [Theory]
    [InlineData("13812345678", "138****5678")]
    [InlineData("8612345", "*******")]
    public void A_phone_number_is_shown_masked(string plain, string shown) => Assert.Equal(shown, Mask.Phone(plain));

    private FieldCipher NewCipher() => new(KeyRing.LoadOrCreate(folder, storeIsEmpty: true));

    [Fact]
    public void Answers_lie_sealed_where_the_form_masks_them_or_they_hold_a_personal_number()
    {
        var cipher = new FieldCipher(KeyRing.LoadOrCreate(folder, storeIsEmpty: true));
        var form = Store.Packs.FormReader.Read("f.yaml", """
            survey:
              - {type: text, name: x, label: X}
              - {type: begin_repeat, name: people, label: P}
              - {type: text, name: phone, label: T, mask: phone}
              - {type: end_repeat}
            """, [])!;
        var answers = new Dictionary<string, string> { ["x"] = "sealed:", ["people[1]/phone"] = "0797-8000000", ["people[2]/phone"] = "", ["y"] = "990001197001010018", ["z"] = "3" };

        var stored = SealedAnswers.Write(cipher, form, answers);

        Assert.Equal(answers, SealedAnswers.Read(cipher, stored));
        Assert.DoesNotContain("8000000", stored);
        Assert.DoesNotContain("990001197001010018", stored);
        Assert.Contains("\"z\":\"3\"", stored);
        Assert.Contains("\"people[1]/phone\":\"079*****0000\"", SealedAnswers.Masked(form, answers));
    }
}
