namespace Store.Packs;

/// <summary>
/// When a rule is asked, as its source says. Forms ask theirs while they are filled and handed in, imports of fact tables ask
/// what blocks, ledgers ask when they are made and handed up; every rule is also asked of what is stored.
/// </summary>
public static class RuleMoments
{
    public const string ProblemSubmit = "problem.submit";
    public const string ProblemClose = "problem.close";
    public const string CheckInSubmit = "checkin.submit";
    public const string SurveyCreate = "survey.create";
    public const string SurveySubmit = "survey.submit";
    public const string SurveyClose = "survey.close";

    public static IReadOnlyList<string> All { get; } =
    [
        ProblemSubmit, ProblemClose, CheckInSubmit, SurveyCreate, SurveySubmit, SurveyClose,
        "case.create", "case.step", "case.submit_to_town", "clue.close",
        "elim.create", "elim.mark", "elim.step", "elim.submit_to_town",
        "plan.submit", "post.submit", "subsidy.submit", "training.submit", "deliverable.submit", "assign",
        "ledger.build", "ledger.submit", "message.send",
        "daily", "monthly", "yearly", "period", "phase", "schedule", "deadline",
    ];
}
