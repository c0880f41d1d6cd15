namespace Bot.Turns;

/// <summary>What may be kept of what people send: told by its first bytes, not by its name. Pure.</summary>
public static class EvidenceRules
{
    private static readonly (string Kind, string Extension, int At, byte[] Bytes)[] Beginnings =
    [
        ("image", ".jpg", 0, [0xFF, 0xD8, 0xFF]),
        ("image", ".png", 0, [0x89, 0x50, 0x4E, 0x47]),
        ("image", ".gif", 0, "GIF8"u8.ToArray()),
        ("image", ".bmp", 0, "BM"u8.ToArray()),
        ("image", ".webp", 8, "WEBP"u8.ToArray()),
        ("image", ".heic", 4, "ftypheic"u8.ToArray()),
        ("voice", ".amr", 0, "#!AMR"u8.ToArray()),
        ("voice", ".silk", 1, "#!SILK"u8.ToArray()),
        ("voice", ".spx", 0, "OggS"u8.ToArray()),
        ("voice", ".mp3", 0, "ID3"u8.ToArray()),
        ("video", ".mp4", 4, "ftyp"u8.ToArray()),
        ("file", ".pdf", 0, "%PDF"u8.ToArray()),
        // Word, Excel and PowerPoint, new and old.
        ("file", ".zip", 0, [0x50, 0x4B, 0x03, 0x04]),
        ("file", ".doc", 0, [0xD0, 0xCF, 0x11, 0xE0]),
    ];

    private static readonly string[] Programs = [".exe", ".dll", ".bat", ".cmd", ".com", ".scr", ".js", ".vbs", ".ps1", ".sh", ".apk", ".jar", ".msi", ".lnk", ".html", ".htm"];

    /// <summary>The ending that its content calls for; null, and why, where it is not kept.</summary>
    /// <param name="kind">image, voice, video or file.</param>
    /// <param name="size">Of the whole, which may be too large to have been fetched.</param>
    /// <param name="most">How many bytes are kept of this kind.</param>
    public static string? Ending(string kind, string name, ReadOnlySpan<byte> content, long size, long most, out string why)
    {
        why = "";
        if (size == 0)
            why = "it is empty";
        else if (size > most)
            why = $"a {kind} of {size} bytes; at most {most} are kept";
        if (why.Length > 0)
            return null;
        foreach (var (like, ending, at, bytes) in Beginnings)
            if ((like == kind || kind == "file") && content.Length >= at + bytes.Length && content[at..].StartsWith(bytes))
                return kind == "file" && Path.GetExtension(name) is { Length: > 0 } given && !Programs.Contains(given.ToLowerInvariant()) ? given : ending;
        // A text has no beginning to know it by.
        if (kind == "file" && Path.GetExtension(name).ToLowerInvariant() is ".txt" or ".csv" && System.Text.Unicode.Utf8.IsValid(content))
            return Path.GetExtension(name);
        why = $"its content is not that of a {kind} that is kept";
        return null;
    }
}
