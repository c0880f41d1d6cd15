using Bot.Forms;

namespace Bot.Conversations.Procedures;

/// <summary>Which step of a procedure a draft takes, as the draft's errand carries it.</summary>
/// <param name="Procedure">Its key.</param>
/// <param name="Override">Why the county lets in a household without labour; "" elsewhere.</param>
public sealed record CaseStepMark(string Procedure, string Step, bool Green, string Override)
{
    private const string Prefix = "case:";
    private const string InGreen = "+green";

    public string Written => $"{Prefix}{Procedure}:{Step}{(Green ? InGreen : "")}:{Override}";

    /// <summary>Null where the draft is of no procedure.</summary>
    public static CaseStepMark? Of(Draft draft)
    {
        if (!draft.Errand.StartsWith(Prefix, StringComparison.Ordinal) || draft.Errand[Prefix.Length..].Split(':', 3) is not [var procedure, var step, var reason])
            return null;
        var green = step.EndsWith(InGreen, StringComparison.Ordinal);
        return new CaseStepMark(procedure, green ? step[..^InGreen.Length] : step, green, reason);
    }
}
