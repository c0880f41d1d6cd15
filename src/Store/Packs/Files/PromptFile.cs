using System.Security.Cryptography;
using System.Text;

namespace Store.Packs;

/// <summary>Text as authors save it: UTF-8 or refused by name, any line ending.</summary>
internal static class PromptFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The content with \n line ends; null (with a problem) where it cannot be read.</summary>
    public static string? Read(string path, List<Problem> problems)
    {
        try
        {
            return File.ReadAllText(path, Strict).ReplaceLineEndings("\n");
        }
        catch (DecoderFallbackException)
        {
            problems.Add(new Problem(path, 0, "not UTF-8; save it again with that encoding"));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(path, 0, $"cannot be read: {unreadable.Message}"));
        }
        return null;
    }

    /// <summary>A form's content as text: of a workbook its bytes in base64, so that a pack keeps both alike.</summary>
    public static string? ReadForm(string path, List<Problem> problems)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not (".xlsx" or ".xls"))
            return Read(path, problems);
        try
        {
            if (new FileInfo(path).Length <= FormLimits.FileBytes)
                return Convert.ToBase64String(File.ReadAllBytes(path));
            problems.Add(new Problem(path, 0, $"larger than {FormLimits.FileBytes >> 20} MB; no form is") { Cell = "" });
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(new Problem(path, 0, $"cannot be read: {unreadable.Message}") { Cell = "" });
        }
        return null;
    }

    /// <summary>Twelve hex digits that name a content: enough to tell versions of one county's prompts apart.</summary>
    public static string Version(string content) => Convert.ToHexStringLower(SHA256.HashData(Strict.GetBytes(content)))[..12];
}
