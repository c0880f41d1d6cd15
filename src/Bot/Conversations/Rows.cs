using Bot.Forms;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>A repeat whose rows the person adds: 还有吗, after each of them.</summary>
internal static class Rows
{
    public static void Ask(Scene scene, Draft draft, FilledRepeat repeat) => scene.Ask(new Activity.AddingRow(draft, repeat.Path), new Prompt
    {
        Context = scene.Title(draft),
        Title = repeat.Rows == 0
            ? scene.Text(Texts.RowFirst, ("what", repeat.Label))
            : scene.Text(Texts.RowAnother, ("what", repeat.Label), ("count", repeat.Rows)),
        Options = [new Option("@yes", scene.Text(Texts.RowYes)), new Option("@no", scene.Text(Texts.RowNo))],
        Hint = scene.Text(Texts.HintChoice),
        Actions = [new Option("@back", scene.Text(Texts.ActionBack))],
    });

    public static void AskAgain(Scene scene, Activity.AddingRow adding) => Questions.Go(scene, adding.Draft);

    public static void Answered(Scene scene, Activity.AddingRow adding, bool? another)
    {
        switch (another)
        {
            case true:
                Questions.Go(scene, Filling.AddRow(scene.Form(adding.Draft), adding.Draft, adding.Path, scene.Now));
                break;
            case false:
                Questions.Go(scene, Filling.Close(adding.Draft, adding.Path));
                break;
            default:
                AskAgain(scene, adding);
                break;
        }
    }

    public static void Back(Scene scene, Activity.AddingRow adding)
    {
        var before = scene.Fill(adding.Draft).Asked.LastOrDefault(question => question.IsAnswered && question.Question.Type != QuestionType.Note);
        if (before is null)
            AskAgain(scene, adding);
        else
            Questions.Ask(scene, adding.Draft, before.Path, changing: false);
    }
}
