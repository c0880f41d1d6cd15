namespace Store.Packs;

/// <summary>One thing that is wrong with a file under prompts/, for the person who edits it.</summary>
/// <param name="File">Path as the caller gave it, e.g. <c>prompts/forms/monthly-checkin.yaml</c>.</param>
/// <param name="Line">1-based line; 0 where the file as a whole is meant.</param>
/// <param name="Message">What is wrong and, where it helps, what would be right.</param>
public sealed record Problem(string File, int Line, string Message)
{
    public override string ToString() => $"{File}:{Line}: {Message}";
}
