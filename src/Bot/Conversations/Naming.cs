using Bot.Conversations.Names;
using Bot.Forms;

namespace Bot.Conversations;

/// <summary>A household named in one's own words: taken where only one can be meant, asked where two can, or where it was only nearly named.</summary>
internal static class Naming
{
    private const int MostCandidates = 6;

    /// <summary>False where no household is called anything like it.</summary>
    public static bool Named(Scene scene, Activity.Choosing choosing, string typed, NameMatches who)
    {
        if (who.Ranked.Count == 0)
            return false;
        if (who.Sure is { } sure)
            Rounds.Picked(scene, choosing, sure.Id);
        else
            Ask(scene, new Activity.Naming(choosing, typed, [.. who.Best.Take(MostCandidates).Select(candidate => candidate.Household.Id)]));
        return true;
    }

    public static void Ask(Scene scene, Activity.Naming naming)
    {
        var households = Candidates(naming).ToList();
        var isOne = households.Count == 1;
        scene.Ask(naming, new Prompt
        {
            Title = isOne
                ? scene.Text(Texts.NamingOne, ("typed", naming.Typed), ("household", households[0].Name))
                : scene.Text(Texts.NamingSeveral, ("typed", naming.Typed), ("count", households.Count)),
            Options =
            [
                .. households.Select(household => new Option(household.Id, isOne
                    ? scene.Text(Texts.NamingYes, ("household", household.Name))
                    : scene.Text(Texts.NamingLine, ("household", household.Name), ("village", household.Village), ("group", household.GroupNo)))),
                new Option("@none", scene.Text(Texts.MatchNone)),
            ],
            Hint = scene.Text(Texts.HintChoice),
        });
    }

    public static void Heard(Scene scene, Activity.Naming naming, string typed)
    {
        var households = Candidates(naming).ToList();
        if (AnswerReader.Position(typed.Trim()) is { } number)
            if (number >= 1 && number <= households.Count)
                Rounds.Picked(scene, naming.From, households[number - 1].Id);
            else
                None(scene, naming);
        else
        {
            scene.Session = scene.Session with { Activity = naming.From };
            Rounds.Pick(scene, naming.From, typed);
        }
    }

    public static void Yes(Scene scene, Activity.Naming naming)
    {
        if (naming.Candidates.Count == 1)
            Rounds.Picked(scene, naming.From, naming.Candidates[0]);
        else
            Ask(scene, naming);
    }

    public static void None(Scene scene, Activity.Naming naming) => Rounds.Show(scene, naming.From);

    private static IEnumerable<HouseholdLine> Candidates(Activity.Naming naming) =>
        naming.Candidates.Select(id => naming.From.Households.First(household => household.Id == id));
}
