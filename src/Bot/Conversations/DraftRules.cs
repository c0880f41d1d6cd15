using Bot.Forms;
using Scheduler.Rules;
using Store;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>
/// The rules that belong to the moment a form is handed in, asked of the draft. The form's own constraints and warnings go before:
/// where it warns itself, nothing is said twice.
/// </summary>
internal static class DraftRules
{
    private static readonly Dictionary<string, string[]> Moments = new(StringComparer.Ordinal)
    {
        ["problem"] = [RuleMoments.ProblemSubmit, RuleMoments.ProblemClose],
        ["checkin"] = [RuleMoments.CheckInSubmit],
        ["survey"] = [RuleMoments.SurveyCreate, RuleMoments.SurveySubmit, RuleMoments.SurveyClose],
    };

    /// <summary>What stands in the way; null where nothing does.</summary>
    public static string? Refusal(Scene scene, Draft draft) =>
        Findings(scene, draft, RuleSeverity.Block).Select(finding => finding.Message).FirstOrDefault();

    /// <summary>What should be looked at again and may be handed in all the same.</summary>
    public static IReadOnlyList<Finding> Warnings(Scene scene, Draft draft) => scene.Fill(draft).Warnings.Any()
        ? []
        : [.. Findings(scene, draft, RuleSeverity.Warn)];

    // What opens a problem or a clue is asked about once the form is in, as a suspicion.
    private static IEnumerable<Finding> Findings(Scene scene, Draft draft, RuleSeverity severity)
    {
        var form = scene.Form(draft);
        if (!Moments.TryGetValue(form.Kind, out var moments))
            return [];
        var book = RuleBook.Of(scene.Pack);
        var records = FormRecords.Of(scene.Pack).Of(
            form, draft.Subject, draft.Campaign, draft.Period, scene.Speaker.Userid, "", "/", ChinaTime.DayOf(scene.Now), scene.Fill(draft).Answers).ToList();
        return from record in records
               from moment in moments
               from finding in book.At(moment, draft.Campaign, InHousehold(scene, draft, record), scene.Now)
               where finding.Rule.Severity == severity && finding.Rule.Creates.Length == 0
               select finding;
    }

    private static SubjectRecord InHousehold(Scene scene, Draft draft, SubjectRecord record) =>
        scene.Pack.RecordKinds.Find(record.Kind)!.Tree != RecordKinds.Household
            ? record
            : new SubjectRecord(RecordKinds.Household, draft.Subject, new Dictionary<string, string> { ["id"] = draft.Subject, ["name"] = draft.SubjectName })
            {
                Tables = new Dictionary<string, IReadOnlyList<SubjectRecord>> { [record.Kind] = [record] },
            };
}
