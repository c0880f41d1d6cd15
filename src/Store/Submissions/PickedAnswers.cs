using System.Text;
using System.Text.Json;

namespace Store;

/// <summary>
/// Picks the answers that are wanted out of stored ones, in plain; nothing else is opened, or made a text. For going through
/// hundreds of thousands of submissions, one after the other.
/// </summary>
public sealed class PickedAnswers
{
    private static readonly byte[] Mark = Encoding.UTF8.GetBytes(SealedText.Mark);

    private readonly FieldCipher cipher;
    private readonly byte[][] names;

    // One for each name: whether answers come again is a matter of the question.
    private readonly TextPool[] pools;
    private char[] letters = new char[4096];
    private int next;

    /// <param name="names">Of questions; the answers of a repeat's rows are found by the last step of their path.</param>
    public PickedAnswers(FieldCipher cipher, IEnumerable<string> names)
    {
        this.cipher = cipher;
        this.names = [.. names.Select(Encoding.UTF8.GetBytes)];
        pools = [.. this.names.Select(_ => new TextPool())];
    }

    /// <param name="stored">See <see cref="Submission.Answers"/>; in UTF-8.</param>
    /// <param name="values">One place for each name; left as it is where there is no answer.</param>
    /// <param name="inRows">Takes what stands in rows, by whole path.</param>
    public void Pick(ReadOnlySpan<byte> stored, string?[] values, ICollection<KeyValuePair<string, string>> inRows)
    {
        if (letters.Length < stored.Length)
            letters = new char[stored.Length];
        var reader = new Utf8JsonReader(stored);
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
                inRows.Add(new(whole, Plain(ref reader, pools[place])));
            }
            else
            {
                reader.Read();
                values[place] = Plain(ref reader, pools[place]);
            }
        }
    }

    // They mostly come in the same order, so that the next is the one after the last.
    private int Place(ReadOnlySpan<byte> name)
    {
        for (var tried = 0; tried < names.Length; tried++)
        {
            var place = next + tried < names.Length ? next + tried : next + tried - names.Length;
            if (!name.SequenceEqual(names[place]))
                continue;
            next = place + 1 < names.Length ? place + 1 : 0;
            return place;
        }
        return -1;
    }

    private string Plain(ref Utf8JsonReader reader, TextPool pool)
    {
        if (reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false } && !reader.ValueSpan.StartsWith(Mark))
            return pool.Of(reader.ValueSpan);
        var text = letters.AsSpan(0, reader.CopyString(letters));
        return text.StartsWith(SealedText.Mark, StringComparison.Ordinal) ? SealedText.Open(cipher, text.ToString()) : pool.Of(text);
    }
}
