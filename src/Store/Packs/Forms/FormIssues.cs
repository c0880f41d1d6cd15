namespace Store.Packs;

/// <summary>What reading one form turned up: problems forbid its use, notes only tell the author.</summary>
internal sealed class FormIssues(List<Problem> problems)
{
    public List<Problem> Problems => problems;

    public List<Problem> Notes { get; } = [];

    /// <summary>The form is one of prompts/, and everything it reads has to be there; any other may have tables we do not know of.</summary>
    public bool InPack { get; init; }
}

/// <summary>A place in a form's file that can be complained of.</summary>
/// <param name="Cell">As <see cref="Problem.Cell"/>.</param>
internal sealed record FormPlace(FormIssues Issues, string File, int Line, string? Cell = null)
{
    /// <summary>How another place's message refers to this one.</summary>
    public string Shown => Cell ?? $"line {Line}";

    public void Complain(string message) => Issues.Problems.Add(new Problem(File, Line, message) { Cell = Cell });

    /// <summary>A problem in a text file; in a workbook, which other tools read too and let be, a note.</summary>
    public void Slip(string message)
    {
        if (Cell is null)
            Complain(message);
        else
            Note(message);
    }

    /// <summary>A problem in a form of prompts/; a note in one that is looked at by itself.</summary>
    public void Unfilled(string message)
    {
        if (Issues.InPack)
            Complain(message);
        else
            Note(message);
    }

    public void Note(string message) => Issues.Notes.Add(new Problem(File, Line, message) { Cell = Cell });
}
