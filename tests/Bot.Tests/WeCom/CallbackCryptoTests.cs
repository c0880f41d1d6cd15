using System.Security.Cryptography;
using System.Text;
using Bot.WeCom;
using Xunit;

namespace Bot.Tests.WeCom;

public sealed class CallbackCryptoTests
{
    public static TheoryData<string> Encrypted =>
        [.. Vectors.All.Where(vector => vector.TryGetProperty("query", out _)).Select(vector => vector.Text("id"))];

    [Theory]
    [MemberData(nameof(Encrypted))]
    public void Every_vector_opens_to_its_plaintext(string id)
    {
        var vector = Vectors.Get(id);
        var opened = vector.Crypto().Open(
            vector.Query("msg_signature"), vector.Query("timestamp"), vector.Query("nonce"), vector.Text("encrypt"));

        Assert.Equal(new Opened.Plain(vector.GetProperty("expected").Text("plaintext")), opened);
    }

    [Theory]
    [MemberData(nameof(Encrypted))]
    public void Every_vector_is_made_again_from_its_plaintext(string id)
    {
        var vector = Vectors.Get(id);
        var expected = vector.GetProperty("expected");
        var encrypted = vector.Crypto().Encrypt(expected.Text("plaintext"), Convert.FromHexString(expected.Text("random16_hex")));

        Assert.Equal(vector.Text("encrypt"), encrypted);
        Assert.Equal(expected.Text("signature"), vector.Crypto().Sign(vector.Query("timestamp"), vector.Query("nonce"), encrypted));
    }

    [Theory]
    [MemberData(nameof(Encrypted))]
    public void Every_vectors_body_is_read_as_its_Encrypt(string id)
    {
        var vector = Vectors.Get(id);
        if (vector.TryGetProperty("body", out var body) && vector.Text("kind") == "message")
            Assert.Equal(vector.Text("encrypt"), CallbackEnvelope.Read(Encoding.UTF8.GetBytes(body.GetString()!))!.Encrypt);
    }

    [Fact]
    public void C3_a_reply_is_encrypted_as_published()
    {
        var vector = Vectors.Get("C3");
        var (input, expected) = (vector.GetProperty("input"), vector.GetProperty("expected"));
        var crypto = vector.Crypto();
        var encrypted = crypto.Encrypt(input.Text("plaintext"), Encoding.ASCII.GetBytes(input.Text("random16_ascii")));
        var xml = CallbackEnvelope.Write(crypto, encrypted, input.Text("timestamp"), input.Text("nonce"));

        Assert.Equal(expected.Text("encrypt"), encrypted);
        Assert.Equal(expected.Text("reply_xml").ReplaceLineEndings(""), xml);
    }

    [Fact]
    public void No_negative_recipe_is_left_out() =>
        Assert.Equal(["N1", "N2", "N3", "N5"], Vectors.Negative.Select(recipe => recipe.Text("id")));

    [Fact]
    public void N1_another_signature_is_refused() =>
        Assert.IsType<Opened.BadSignature>(OpenA2(signature: signature => "5" + signature[1..]));

    [Fact]
    public void N2_another_corps_message_is_refused() =>
        Assert.Equal(new Opened.WrongReceiver("wx5823bf96d3bd56c7"), OpenA2(receiveId: "wx0000000000000000"));

    [Fact]
    public void N3_a_cut_ciphertext_is_refused_even_when_signed()
    {
        var vector = Vectors.Get("A2");
        var cut = vector.Text("encrypt")[..^4];
        var signature = vector.Crypto().Sign(vector.Query("timestamp"), vector.Query("nonce"), cut);

        Assert.IsType<Opened.NotDecryptable>(vector.Crypto().Open(signature, vector.Query("timestamp"), vector.Query("nonce"), cut));
    }

    [Fact]
    public void N5_another_timestamp_is_refused() => Assert.IsType<Opened.BadSignature>(OpenA2(timestamp: "1409659814"));

    [Theory]
    [InlineData("")]
    [InlineData("477715D11CDB4164915DEBCBA66CB864D751F3E6")]
    [InlineData("477715d11cdb4164915debcba66cb864d751f3e60")]
    [InlineData("签名")]
    public void Only_the_exact_signature_is_accepted(string signature) =>
        Assert.IsType<Opened.BadSignature>(OpenA2(signature: _ => signature));

    [Fact]
    public void A_query_without_its_parameters_is_refused()
    {
        var vector = Vectors.Get("A2");
        Assert.IsType<Opened.BadSignature>(vector.Crypto().Open(null, null, null, vector.Text("encrypt")));
        Assert.IsType<Opened.BadSignature>(vector.Crypto().Open("", "", "", null));
    }

    [Fact]
    public void Every_length_of_padding_goes_there_and_back()
    {
        var crypto = Vectors.Get("S1").Crypto();
        for (var length = 0; length < 70; length++)
        {
            var text = new string('x', length);
            var encrypted = crypto.Encrypt(text);
            Assert.Equal(0, Convert.FromBase64String(encrypted).Length % 32);
            Assert.Equal(new Opened.Plain(text), crypto.Open(crypto.Sign("1", "2", encrypted), "1", "2", encrypted));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(255)]
    [InlineData(9, 8)]
    public void A_padding_that_is_not_PKCS7_of_32_is_refused(byte last, byte before = 0)
    {
        var vector = Vectors.Get("S1");
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(vector.Text("encodingAESKey") + "=");
        var plain = new byte[96];
        plain.AsSpan(96 - Math.Min((int)last, 70)).Fill(last);
        plain[^2] = before > 0 ? before : last;
        var encrypted = Convert.ToBase64String(aes.EncryptCbc(plain, aes.Key.AsSpan(0, 16), PaddingMode.None));
        var crypto = vector.Crypto(receiveId: "");

        Assert.IsType<Opened.NotDecryptable>(crypto.Open(crypto.Sign("1", "2", encrypted), "1", "2", encrypted));
    }

    [Fact]
    public void The_same_text_is_never_encrypted_to_the_same_bytes()
    {
        var crypto = Vectors.Get("S1").Crypto();
        Assert.NotEqual(crypto.Encrypt("x"), crypto.Encrypt("x"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2")]
    [InlineData("jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2=")]
    public void A_key_that_is_not_43_letters_and_digits_is_refused_at_the_start(string key)
    {
        Assert.False(CallbackCrypto.IsKey(key));
        Assert.Throws<ArgumentException>(() => new CallbackCrypto("token", key, "corp"));
    }

    private static Opened OpenA2(Func<string, string>? signature = null, string? timestamp = null, string? receiveId = null)
    {
        var vector = Vectors.Get("A2");
        return vector.Crypto(receiveId).Open(
            (signature ?? (given => given))(vector.Query("msg_signature")), timestamp ?? vector.Query("timestamp"),
            vector.Query("nonce"), vector.Text("encrypt"));
    }
}
