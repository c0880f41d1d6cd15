namespace Store.Packs;

/// <summary>What may go out with a notice.</summary>
/// <param name="Most">How many.</param>
/// <param name="MostBytes">Of one.</param>
/// <param name="Types">Endings of names in lower case, with their dot; what the content says must agree.</param>
public sealed record NoticeAttachments(int Most, long MostBytes, IReadOnlyList<string> Types)
{
    private const long Megabyte = 1024 * 1024;

    public static readonly NoticeAttachments None = new(0, 0, []);

    internal static NoticeAttachments Read(YamlEntry entry)
    {
        entry.OnlyKnows("most", "megabytes", "types");
        foreach (var item in (entry["types"]?.Items ?? []).Where(item => item.Text is not ['.', _, ..]))
            item.Complain($"'{item.Text}' is no ending of a file's name; write it as .pdf");
        return new NoticeAttachments(
            OfficeWork.Number(entry, "most"), OfficeWork.Number(entry, "megabytes") * Megabyte, [.. (entry["types"]?.Items ?? []).Select(item => (item.Text ?? "").ToLowerInvariant())]);
    }
}
