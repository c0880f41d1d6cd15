namespace Store.Packs;

/// <param name="Column">Canonical name.</param>
/// <param name="Language">What followed :: in the header, e.g. <c>中文 (zh)</c>.</param>
internal sealed record SheetCell(string Column, string? Language, string Text, FormPlace At)
{
    public void Complain(string message) => At.Complain(message);
}

/// <summary>One row; blank cells count as absent. Of several translations the form's language wins, then the untranslated, then Chinese.</summary>
internal sealed class SheetRow(FormPlace at, IReadOnlyList<SheetCell> cells, string? language)
{
    public FormPlace At => at;

    public bool IsBlank => cells.Count == 0;

    public IReadOnlyList<SheetCell> All => cells;

    public SheetCell? this[string column]
    {
        get
        {
            SheetCell? best = null;
            foreach (var cell in cells)
                if (cell.Column == column && (best is null || Languages.Preference(cell.Language, language) < Languages.Preference(best.Language, language)))
                    best = cell;
            return best;
        }
    }

    public string? Text(string column) => this[column]?.Text;

    public void Complain(string message) => at.Complain(message);
}
