using System.Text;
using Bot.WeCom;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bot.Tests.WeCom;

/// <summary>Whatever arrives is an answer, never an exception.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Bodies =
        [.. Vectors.All.Where(vector => vector.TryGetProperty("body", out _)).Select(vector => vector.Text("body"))];
    private static readonly string[] Plaintexts =
    [
        .. Vectors.All.Where(vector => vector.GetProperty("expected").TryGetProperty("plaintext", out _))
            .Select(vector => vector.GetProperty("expected").Text("plaintext")),
        "<xml><FromUserName>a</FromUserName><CreateTime>1</CreateTime><MsgType>location</MsgType><Location_X>1</Location_X><Location_Y>2</Location_Y></xml>",
    ];

    [Fact]
    public void Random_bodies() => Prop.ForAll<byte[], string?>((bytes, text) =>
    {
        _ = CallbackEnvelope.Read(bytes);
        _ = CallbackEnvelope.Read(Encoding.UTF8.GetBytes(text ?? ""));
        _ = Incoming.Parse(text ?? "");
        return true;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Mutated_bodies() => Many(Mutated(Bodies), body => _ = CallbackEnvelope.Read(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Mutated_messages() => Many(Mutated(Plaintexts), xml => _ = Incoming.Parse(xml));

    [Fact]
    public void Mutated_ciphertexts_even_when_signed()
    {
        var crypto = Vectors.Get("S1").Crypto();
        Many(Mutated([.. Vectors.All.Where(vector => vector.TryGetProperty("encrypt", out _)).Select(vector => vector.Text("encrypt"))]), encrypted =>
            _ = crypto.Open(crypto.Sign("1", "n", encrypted), "1", "n", encrypted));
    }

    [Fact]
    public void Flipped_bits_of_a_ciphertext_never_pass_for_another_corps_message()
    {
        var vector = Vectors.Get("S2");
        var crypto = vector.Crypto();
        var bytes = Convert.FromBase64String(vector.Text("encrypt"));
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = bytes.ToArray();
            flipped[i] ^= 1;
            var encrypted = Convert.ToBase64String(flipped);
            Assert.IsType<Opened>(crypto.Open(crypto.Sign("1", "n", encrypted), "1", "n", encrypted), exactMatch: false);
            Assert.IsType<Opened.BadSignature>(crypto.Open(vector.Query("msg_signature"), vector.Query("timestamp"), vector.Query("nonce"), encrypted));
        }
    }

    // A cut, a doubling, a foreign character or a swap, up to four times.
    private static Gen<string> Mutated(string[] seeds)
    {
        var junk = Gen.Elements("<", ">", "]]>", "<![CDATA[", "&", "&#0;", "\0", "\uD83D", "=", "-1", "<xml>", "</xml>", "9999999999999999999", "字", "<!DOCTYPE x>");
        var mutation =
            from kind in Gen.Choose(0, 3)
            from at in Gen.Choose(0, 1000)
            from length in Gen.Choose(0, 40)
            from word in junk
            select (Func<string, string>)(text =>
            {
                var start = text.Length == 0 ? 0 : at * text.Length / 1001;
                var end = Math.Min(text.Length, start + length);
                return kind switch
                {
                    0 => text[..start] + text[end..],
                    1 => text[..end] + text[start..],
                    2 => text[..start] + word + text[start..],
                    _ => text[..start] + word + text[end..],
                };
            });
        return
            from seed in Gen.Elements(seeds)
            from mutations in Gen.Choose(1, 4).SelectMany(count => mutation.ListOf(count))
            select mutations.Aggregate(seed, (text, mutate) => mutate(text));
    }

    private static void Many(Gen<string> inputs, Action<string> read) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(2000),
        Prop.ForAll(inputs.ToArbitrary(), input =>
        {
            read(input);
            return true;
        }));
}
