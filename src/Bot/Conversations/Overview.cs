using Store;

namespace Bot.Conversations;

/// <summary>进度: done and total, and who is missing by name, village by village in the roster's order. Never a ranking.</summary>
internal static class Overview
{
    public static void Start(Scene scene) => scene.Look(new Lookup.Progress(scene.Month));

    public static void Tell(Scene scene, Month month, IReadOnlyList<VillageProgress> villages)
    {
        var total = villages.Sum(village => village.Total);
        if (total == 0)
            scene.Say(Texts.ProgressNone, ("unit", scene.Speaker.Unit));
        else if (scene.Speaker.SeesOnlyOwn)
            Mine(scene, month, total, [.. villages.SelectMany(village => village.Missing)]);
        else
            scene.Say(Texts.Progress,
                ("unit", scene.Speaker.Unit), ("month", month.Number), ("done", villages.Sum(village => village.Done)), ("total", total),
                ("villages", string.Join('\n', villages.Select(village => Line(scene, village)))));
        Engine.Show(scene);
    }

    private static void Mine(Scene scene, Month month, int total, IReadOnlyList<string> missing) =>
        scene.Say(missing.Count == 0 ? Texts.ProgressMineDone : Texts.ProgressMine,
            ("month", month.Number), ("done", total - missing.Count), ("total", total), ("missing", string.Join(scene.Text(Texts.Comma), missing)));

    private static string Line(Scene scene, VillageProgress village) => village.Missing.Count == 0
        ? scene.Text(Texts.ProgressVillageDone, ("village", village.Village), ("done", village.Done), ("total", village.Total))
        : scene.Text(Texts.ProgressVillage, ("village", village.Village), ("done", village.Done), ("total", village.Total),
            ("missing", string.Join(scene.Text(Texts.Comma), village.Missing)));
}
