using Bot.Conversations.Attachments;
using Bot.Forms;
using Store.Packs;

namespace Bot.Conversations;

/// <summary>What is sent rather than said: never asked for where it is not required, taken whenever it comes.</summary>
internal static class Photos
{
    /// <summary>A photo or recording: the answer where one is asked for, kindly put aside where not.</summary>
    public static void Received(Scene scene, Input.Sent sent)
    {
        var draft = Scene.Drafting(scene.Session.Activity);
        var wanted = draft is null ? null : Wanted(scene, scene.Fill(draft), sent.Kind);
        if (draft is null || wanted is null)
        {
            if (draft is null && IsEvidence(sent.Kind))
            {
                AttachmentRoom.Received(scene, sent);
                return;
            }
            if (draft is not null && IsEvidence(sent.Kind))
                scene.Say(Texts.SentKept, ("what", scene.Title(draft)));
            else
                scene.Say(scene.Session.Activity is null ? Texts.SentIdle : Texts.SentInstead);
            Engine.Show(scene);
            return;
        }
        var answered = Filling.Answer(scene.Form(draft), draft, wanted.Path, sent.Reference, scene.Now);
        scene.Say(Texts.PhotoTaken, ("question", wanted.Caption));
        if (scene.Session.Activity is Activity.Reviewing)
        {
            Review.AskAgain(scene, answered);
            return;
        }
        if (scene.Session.Activity is Activity.Asking asking && asking.Path != wanted.Path)
            Questions.Ask(scene, answered, asking.Path, asking.Changing);
        else
            Questions.Go(scene, answered);
    }

    // The one being asked, or whose absence is why this is asked; else the first one that nobody has sent yet.
    private static FilledQuestion? Wanted(Scene scene, FilledForm filled, string kind)
    {
        var fits = filled.Asked.Where(question => Takes(question.Question.Type, kind)).ToList();
        var asked = scene.Session.Activity is Activity.Asking asking ? filled.Find(asking.Path) : null;
        return fits.Find(question => question.Path == asked?.Path)
            ?? fits.Find(question => !question.IsAnswered && asked?.Question.Relevant?.References.Contains(question.Question.Name) is true)
            ?? fits.Find(question => !question.IsAnswered)
            ?? fits.FirstOrDefault();
    }

    // What can be kept and looked at later: it goes with what is being filled.
    public static bool IsEvidence(string kind) => kind is "image" or "video" or "voice" or "file";

    private static bool Takes(QuestionType type, string kind) => (type, kind) switch
    {
        (QuestionType.Image, "image") or (QuestionType.Video, "video") or (QuestionType.Audio, "voice") or (QuestionType.File, "file") => true,
        _ => false,
    };
}
