using System.Text;
using System.Text.Json;

namespace Store;

/// <summary>
/// Picks the answers that are wanted out of stored ones, in plain; nothing else is opened, or made a text. For going through
/// hundreds of thousands of submissions, one after the other.
/// </summary>
public sealed class PickedAnswers
{
    private readonly FieldCipher cipher;
    private readonly TextPool pool;
    private readonly byte[][] names;
    private byte[] utf8 = new byte[4096];
    private char[] letters = new char[4096];

    /// <param name="names">Of questions; the answers of a repeat's rows are found by the last step of their path.</param>
    public PickedAnswers(FieldCipher cipher, TextPool pool, IEnumerable<string> names)
    {
        (this.cipher, this.pool) = (cipher, pool);
        this.names = [.. names.Select(Encoding.UTF8.GetBytes)];
    }

    /// <param name="stored">See <see cref="Submission.Answers"/>.</param>
    /// <param name="values">One place for each name; left as it is where there is no answer.</param>
    /// <param name="inRows">Takes what stands in rows, by whole path.</param>
    public void Pick(string stored, string?[] values, ICollection<KeyValuePair<string, string>> inRows)
    {
        var most = Encoding.UTF8.GetMaxByteCount(stored.Length);
        if (utf8.Length < most)
            (utf8, letters) = (new byte[most], new char[most]);
        var reader = new Utf8JsonReader(utf8.AsSpan(0, Encoding.UTF8.GetBytes(stored, utf8)));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var path = reader.ValueSpan;
            var place = reader.ValueIsEscaped ? -1 : Place(path[(path.LastIndexOf((byte)'/') + 1)..]);
            if (place < 0)
                reader.Skip();
            else if (path.Contains((byte)'/'))
            {
                var whole = reader.GetString()!;
                reader.Read();
                inRows.Add(new(whole, Plain(ref reader)));
            }
            else
            {
                reader.Read();
                values[place] = Plain(ref reader);
            }
        }
    }

    private int Place(ReadOnlySpan<byte> name)
    {
        for (var place = 0; place < names.Length; place++)
            if (name.SequenceEqual(names[place]))
                return place;
        return -1;
    }

    private string Plain(ref Utf8JsonReader reader)
    {
        var text = letters.AsSpan(0, reader.CopyString(letters));
        return text.StartsWith(SealedText.Mark, StringComparison.Ordinal) ? SealedText.Open(cipher, text.ToString()) : pool.Of(text);
    }
}
