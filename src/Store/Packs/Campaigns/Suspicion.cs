using Store.Expressions;

namespace Store.Packs;

/// <summary>An answer that looks like a problem: a draft report is made of it, for the person who answered to confirm.</summary>
/// <param name="Id">Unique in its campaign.</param>
/// <param name="Form">Whose answers are looked at.</param>
/// <param name="If">Over those answers.</param>
/// <param name="Says">What was found, in a few words; <c>${name}</c> stands for an answer as a person reads it.</param>
/// <param name="Problem">The form that the draft is of.</param>
/// <param name="Answers">What the draft already holds, by question; texts like <paramref name="Says"/>.</param>
/// <param name="AskAt">When, on the next day, whoever has neither reported nor dismissed it is asked once more. China Standard Time.</param>
public sealed record Suspicion(
    string Id, string Form, Expression If, string Says, string Problem, IReadOnlyDictionary<string, string> Answers, TimeOnly AskAt)
{
    /// <summary>What an occurrence is called that waits for one to be reported or dismissed; its period is the month and the suspicion.</summary>
    public const string Occurrence = "suspicion";

    /// <summary>The period of an occurrence that a rule's finding opened.</summary>
    public static string OfFinding(FindingRow finding) => $"{finding.Rule}/{finding.Subject}";
}
