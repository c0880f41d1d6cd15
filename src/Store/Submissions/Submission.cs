namespace Store;

/// <summary>A form that somebody filled. Never changed: a correction is a new one that replaces it.</summary>
/// <param name="Id">0 until added.</param>
/// <param name="PackVersion">The version of prompts/ it was answered with.</param>
/// <param name="Subject">The household's id; "" where it is about none.</param>
/// <param name="Period"><c>2022-08</c>; "" where it belongs to none.</param>
/// <param name="Area">The path of the unit that may see it: the household's village, or the person's own unit.</param>
/// <param name="Answers">JSON: path → value, personal ones sealed; see <see cref="SealedAnswers"/>.</param>
/// <param name="Unchanged">Confirmed as unchanged, rather than asked anew.</param>
/// <param name="Replaces">The submission that this one corrects.</param>
/// <param name="ReplacedBy">Null = this one counts.</param>
/// <param name="Reason">Why it was corrected; "" for a first one.</param>
/// <param name="Warnings">JSON: the warnings that stood when it was handed in, [{"name", "message"}].</param>
public sealed record Submission(
    long Id,
    string Form,
    string FormVersion,
    string PackVersion,
    string Campaign,
    string Subject,
    string Period,
    string Userid,
    string Area,
    string Answers,
    bool Unchanged,
    DateTimeOffset SubmittedAt,
    long? Replaces = null,
    long? ReplacedBy = null,
    string Reason = "",
    string Warnings = "[]");
