using System.IO.Compression;
using Bot.Turns;
using Store.Packs;

namespace Bot.Desk;

/// <summary>What may be put to a notice: told by its name and by what is in it, which must agree. Pure.</summary>
internal static class NoticeUpload
{
    private const int LongestName = 60;

    // Where a document of that kind has its content; a zip of anything else is none.
    private static readonly Dictionary<string, string> Folders = new() { [".docx"] = "word/", [".xlsx"] = "xl/", [".pptx"] = "ppt/" };

    private static readonly Dictionary<string, string[]> Beginnings = new()
    {
        [".pdf"] = [".pdf"],
        [".doc"] = [".doc"],
        [".xls"] = [".doc"],
        [".ppt"] = [".doc"],
        [".jpg"] = [".jpg"],
        [".jpeg"] = [".jpg"],
        [".png"] = [".png"],
        [".gif"] = [".gif"],
    };

    /// <summary>What is wrong with it, with {name}, {megabytes} and {types}; null where nothing is.</summary>
    public static MessageKey? Refusal(string name, byte[] content, NoticeAttachments rules)
    {
        var ending = Path.GetExtension(name).ToLowerInvariant();
        if (!rules.Types.Contains(ending))
            return NoticeDeskTexts.BadType;
        if (content.Length == 0)
            return NoticeDeskTexts.EmptyFile;
        if (content.Length > rules.MostBytes)
            return NoticeDeskTexts.TooLarge;
        return Is(ending, content) ? null : NoticeDeskTexts.OtherContent;
    }

    /// <summary>A file's name as people see it: without folders and signs that no name has, not too long for WeCom.</summary>
    public static string Clean(string name)
    {
        var plain = string.Concat(name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(sign => !char.IsControl(sign) && !"\"<>|:*?".Contains(sign, StringComparison.Ordinal))).Trim();
        var ending = Path.GetExtension(plain);
        return plain.Length <= LongestName ? plain : plain[..(LongestName - ending.Length)] + ending;
    }

    private static bool Is(string ending, byte[] content)
    {
        if (Folders.TryGetValue(ending, out var folder))
            return Holds(content, folder);
        var told = EvidenceRules.Ending("file", "", content, content.Length, content.Length, out _);
        return told is not null && Beginnings.GetValueOrDefault(ending, []).Contains(told);
    }

    private static bool Holds(byte[] content, string folder)
    {
        try
        {
            using var zip = new ZipArchive(new MemoryStream(content));
            return zip.Entries.Any(entry => entry.FullName.StartsWith(folder, StringComparison.Ordinal));
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
