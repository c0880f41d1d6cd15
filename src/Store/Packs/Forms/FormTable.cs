namespace Store.Packs;

/// <summary>One sheet as it was written, before its headers are understood.</summary>
/// <param name="Name">survey, choices, settings or external_choices.</param>
/// <param name="Tolerant">Whether columns of the author's own are let be, as in workbooks.</param>
internal sealed record FormTable(string Name, IReadOnlyList<FormTableRow> Rows, bool Tolerant);

/// <param name="At">Its first cell.</param>
internal sealed record FormTableRow(FormPlace At, IReadOnlyList<FormTableCell> Cells);

/// <param name="Header">One object for a whole column of a workbook; YAML repeats it with every row.</param>
internal sealed record FormTableCell(FormTableHeader Header, string Text, FormPlace At);

internal sealed record FormTableHeader(string Written, FormPlace At);
