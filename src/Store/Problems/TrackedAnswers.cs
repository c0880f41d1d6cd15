using System.Text.Json;
using Store.Packs;

namespace Store;

/// <summary>What the newest record of a problem and the steps it has gone through say of it.</summary>
public static class TrackedAnswers
{
    /// <summary>A form can also say that there is no problem.</summary>
    public static bool IsProblem(TrackedForm tracked, IReadOnlyDictionary<string, string> answers) =>
        tracked.Only is not { } only || answers.GetValueOrDefault(only.Question, "") == only.Is;

    /// <summary>A form that asks for measures with the report has them from the start.</summary>
    /// <param name="step">The newest; null before the first.</param>
    public static string Stage(IReadOnlyDictionary<string, string> answers, ProblemStep? step) =>
        step?.Stage ?? (answers.GetValueOrDefault("measure", "").Length > 0 ? ProblemStage.Measured : ProblemStage.Found);

    /// <summary>What the problem is called; no personal number in it.</summary>
    public static string Says(TrackedForm tracked, IReadOnlyDictionary<string, string> answers)
    {
        var about = tracked.About.Length > 0 ? answers.GetValueOrDefault(tracked.About, "") : "";
        return PersonalNumbers.Mask(about.Length > 0 ? $"{about} {answers.GetValueOrDefault(tracked.Says, "")}" : answers.GetValueOrDefault(tracked.Says, ""));
    }

    /// <summary>What was said in a step, else in the report: <c>deadline</c>, <c>resp_unit</c> …; "" for nothing.</summary>
    public static string Fact(IReadOnlyDictionary<string, string> answers, IReadOnlyDictionary<string, string> said, string name) =>
        said.GetValueOrDefault(name, "") is { Length: > 0 } value ? value : answers.GetValueOrDefault(name, "");

    /// <summary>Of <see cref="ProblemStep.Details"/>.</summary>
    public static Dictionary<string, string> Said(ProblemStep step) => JsonSerializer.Deserialize<Dictionary<string, string>>(step.Details) ?? [];

    /// <summary>Of all steps, the later over the earlier: a form without a question for the unit has it from the step that set the measure.</summary>
    public static Dictionary<string, string> Said(IEnumerable<ProblemStep> steps)
    {
        var all = new Dictionary<string, string>();
        foreach (var (name, value) in steps.SelectMany(Said).Where(fact => fact.Value.Length > 0))
            all[name] = value;
        return all;
    }
}
