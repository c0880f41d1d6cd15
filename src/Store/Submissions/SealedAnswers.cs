using System.Text.Encodings.Web;
using System.Text.Json;
using Store.Packs;

namespace Store;

/// <summary>
/// Answers as they lie in the store. What the form masks is sealed, and so is any other answer with an ID number or a mobile
/// number in it: people write them where nobody asks for them.
/// </summary>
public static class SealedAnswers
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of <see cref="Submission.Answers"/>.</summary>
    /// <param name="answers">By path, in plain.</param>
    public static string Write(FieldCipher cipher, Form form, IReadOnlyDictionary<string, string> answers) =>
        JsonSerializer.Serialize(Seal(cipher, form, answers), Json);

    /// <summary>The answers in plain, by path.</summary>
    public static Dictionary<string, string> Read(FieldCipher cipher, string stored)
    {
        var answers = JsonSerializer.Deserialize<Dictionary<string, string>>(stored) ?? [];
        return stored.Contains(SealedText.Mark, StringComparison.Ordinal)
            ? answers.ToDictionary(answer => answer.Key, answer => SealedText.Open(cipher, answer.Value))
            : answers;
    }

    /// <summary>The same answers as JSON for the journal: nothing in it needs a key, and nothing of it can be used.</summary>
    public static string Masked(Form form, IReadOnlyDictionary<string, string> answers) => JsonSerializer.Serialize(
        answers.ToDictionary(answer => answer.Key, answer => form.MaskAt(answer.Key) is { } kind
            ? Mask.Of(kind, answer.Value)
            : PersonalNumbers.Mask(answer.Value)),
        Json);

    /// <summary>The same answers where nothing in them is personal.</summary>
    public static IReadOnlyDictionary<string, string> Seal(FieldCipher cipher, Form form, IReadOnlyDictionary<string, string> answers) =>
        answers.Any(answer => IsPrivate(form, answer))
            ? answers.ToDictionary(answer => answer.Key, answer => IsPrivate(form, answer) ? SealedText.Seal(cipher, answer.Value) : answer.Value)
            : answers;

    private static bool IsPrivate(Form form, KeyValuePair<string, string> answer) =>
        answer.Value.Length > 0 && (form.MaskAt(answer.Key) is not null || SealedText.Needs(answer.Value));
}
