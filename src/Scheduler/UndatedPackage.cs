using System.IO.Compression;

namespace Scheduler;

/// <summary>Office files whose bytes say nothing of when they were written: the same content must give the same file.</summary>
internal static class UndatedPackage
{
    /// <summary>The earliest that a zip entry can bear.</summary>
    public static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The packaging library dates its entries; they are packed again without.</summary>
    public static void Write(MemoryStream packed, Stream stream)
    {
        using var from = new ZipArchive(packed, ZipArchiveMode.Read, leaveOpen: true);
        using var to = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var entry in from.Entries.OrderBy(entry => entry.FullName == "[Content_Types].xml" ? "" : entry.FullName, StringComparer.Ordinal))
        {
            var copy = to.CreateEntry(entry.FullName, CompressionLevel.Optimal);
            copy.LastWriteTime = NoTime;
            using var source = entry.Open();
            using var target = copy.Open();
            source.CopyTo(target);
        }
    }
}
