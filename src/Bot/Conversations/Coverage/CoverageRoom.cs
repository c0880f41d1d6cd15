using Bot.Conversations.Errands;
using Store;

namespace Bot.Conversations.Coverage;

/// <summary>谁没去过: every household that nobody has visited, by name; 未联系户: who could not be reached, and since when.</summary>
internal sealed class CoverageRoom : IErrandRoom
{
    private const int MostNames = 30;

    public bool Begin(Scene scene, string word, string rest)
    {
        ErrandLookup? lookup = word switch
        {
            "coverage" => new CoverageLookup(),
            "unreachable" => new UnreachableLookup(),
            _ => null,
        };
        if (lookup is not null)
            scene.Look(new Lookup.ForErrand(lookup));
        return lookup is not null;
    }

    public bool Owns(Errand errand) => false;

    public bool Found(Scene scene, ErrandLookup lookup, ErrandFound found)
    {
        switch (found)
        {
            case CoverageFound coverage:
                Tell(scene, coverage.Villages);
                break;
            case UnreachableFound { Lines.Count: 0 }:
                scene.Say(CoverageTexts.UnreachableNone);
                break;
            case UnreachableFound unreachable:
                scene.Say(CoverageTexts.Unreachable, ("count", unreachable.Lines.Count), ("lines", string.Join('\n', unreachable.Lines.Select(line => Line(scene, line)))));
                break;
            default:
                return false;
        }
        Engine.Show(scene);
        return true;
    }

    public Prompt Ask(Scene scene, Errand errand) => throw new NotSupportedException();

    public void Picked(Scene scene, Errand errand, string option) => throw new NotSupportedException();

    public void Heard(Scene scene, Errand errand, string text) => throw new NotSupportedException();

    private static void Tell(Scene scene, IReadOnlyList<CoverageLine> villages)
    {
        var total = villages.Sum(village => village.Total);
        var left = villages.Sum(village => village.Missing.Count);
        if (total == 0)
            scene.Say(CoverageTexts.None);
        else if (left == 0)
            scene.Say(CoverageTexts.All, ("unit", scene.Speaker.Unit), ("total", total));
        else
            scene.Say(CoverageTexts.Missing, ("unit", scene.Speaker.Unit), ("total", total), ("done", total - left), ("left", left),
                ("villages", string.Join('\n', villages.Where(village => village.Missing.Count > 0).Select(village => scene.Text(CoverageTexts.Village,
                    ("village", village.Village), ("count", village.Missing.Count), ("names", Names(scene, village.Missing)))))));
    }

    private static string Names(Scene scene, IReadOnlyList<string> names)
    {
        var shown = string.Join(scene.Text(Texts.Comma), names.Take(MostNames));
        return names.Count <= MostNames ? shown : scene.Text(ErrandTexts.And, ("names", shown), ("count", names.Count));
    }

    private static string Line(Scene scene, UnreachableLine line)
    {
        var key = line.By is not { } by ? CoverageTexts.UnreachableLine
            : by < ChinaTime.DayOf(scene.Now) ? CoverageTexts.UnreachableLate : CoverageTexts.UnreachableBy;
        return scene.Text(key, ("household", line.Household), ("village", line.Village), ("since", $"{line.Since:yyyy-MM-dd}"), ("by", $"{line.By:yyyy-MM-dd}"));
    }
}
