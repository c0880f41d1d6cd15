namespace Store.Packs;

/// <summary>A header understood.</summary>
/// <param name="Column">Canonical name; null where the column means nothing in a chat or is not known.</param>
/// <param name="Language">Of a translated column.</param>
internal sealed record FormHeader(string? Column, string? Language)
{
    private static readonly FormHeader None = new(null, null);

    /// <summary>
    /// Says what is wrong with it. In YAML every unknown column is a problem; in a workbook only one that is probably a slip,
    /// because people keep columns of their own there.
    /// </summary>
    public static FormHeader Understand(FormTableHeader header, IReadOnlyList<string> known, bool tolerant)
    {
        var (column, language) = FormColumns.Canonical(header.Written, known);
        if (column is null || known.Contains(column) || ReferenceEquals(known, FormColumns.Choices))
            return column is null ? None : new FormHeader(column, language);
        var suggestion = Nearest.Suggest(column, known);
        if (!tolerant)
            header.At.Complain($"unknown column '{header.Written}'{suggestion}");
        else if (suggestion.Length > 0 && column.Length >= 4 && !char.IsAsciiDigit(column[^1]) && FormColumns.IsOfTheStandard(Nearest.Find(column, known)!))
            header.At.Complain($"unknown column '{header.Written}'{suggestion}");
        else
            header.At.Note($"column '{header.Written}' is not read{suggestion}");
        return None;
    }
}
