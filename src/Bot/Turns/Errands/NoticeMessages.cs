using System.Text.Json;
using System.Text.RegularExpressions;
using Bot.Conversations.Notices;
using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Turns.Errands;

/// <summary>
/// A notice on its way to people: a card whose button answers it, or text for whoever reads text, and the files behind it. The same
/// message to everybody, so that the pump can send it in one call.
/// </summary>
internal static partial class NoticeMessages
{
    // What a card shows without cutting; a longer notice goes before it as text.
    private const int LongestOnCard = 160;
    private const string ReadsText = "\"readsText\":true";

    public static async Task Push(Tx tx, Notice notice, IEnumerable<string> userids, int time, Person sender, Pack pack, DateTimeOffset now)
    {
        var form = notice.Form.Length > 0 ? pack.Form(notice.Form) : null;
        var due = notice.DueOn is { } day ? NoticeTexts.Day(pack.Messages, day) : "";
        string Say(MessageKey key) => pack.Messages.Say(
            key, ("body", notice.Body), ("unit", sender.UnitName), ("name", sender.Name), ("form", form is null ? "" : Called(form)), ("due", due));
        var text = Say(notice.Ask switch
        {
            "receipt" => due.Length > 0 ? NoticeTexts.TextReceiptBy : NoticeTexts.TextReceipt,
            "form" => due.Length > 0 ? NoticeTexts.TextFormBy : NoticeTexts.TextForm,
            "answer" => NoticeTexts.TextFinding,
            _ => NoticeTexts.Text,
        });
        if (time > 1)
            text = pack.Messages.Say(NoticeTexts.TextAgain, ("text", text));
        var readers = notice.Ask == "none" ? new HashSet<string>() : await ReadersOfText(tx);
        var isLong = notice.Body.Length > LongestOnCard;
        var task = OutboxCards.NewTaskId(now);
        var card = notice.Ask == "none" ? "" : JsonSerializer.Serialize<TemplateCard>(Card(notice, time, isLong, due, sender, pack, task), WireJson.Options);
        var files = await NoticeFiles.Of(tx, notice.Id);
        var messages = new List<Store.Outgoing>();
        foreach (var userid in userids)
        {
            var key = $"notice/{notice.Id}/{time}/{userid}";
            if (card.Length == 0 || readers.Contains(userid))
                messages.Add(new Store.Outgoing(userid, OutboxKind.Text, text, now, DedupKey: key));
            else
            {
                if (isLong)
                    messages.Add(new Store.Outgoing(userid, OutboxKind.Text, Say(NoticeTexts.Text), now, DedupKey: $"{key}/text"));
                messages.Add(new Store.Outgoing(userid, OutboxKind.Card, card, now, DedupKey: key, TaskId: task));
            }
            if (time == 1)
                messages.AddRange(files.Select(file => File(notice.Id, userid, file, now)));
        }
        await Outbox.Add(tx, messages, now);
    }

    /// <summary>Those whom cards are not sent to: inside WeChat none is shown.</summary>
    public static async Task<IReadOnlySet<string>> ReadersOfText(Tx tx) => (await Sessions.Holding(tx, ReadsText)).ToHashSet(StringComparer.Ordinal);

    /// <summary>A photo has been fetched; notices that went without it send it after.</summary>
    public static async Task Arrived(Tx tx, string mediaId, long file, DateTimeOffset now)
    {
        foreach (var notice in await NoticeFiles.Arrived(tx, mediaId, file))
            await Outbox.Add(tx, (await Notices.Receipts(tx, notice)).Select(receipt => File(notice, receipt.Userid, file, now)), now);
    }

    private static Store.Outgoing File(long notice, string userid, long file, DateTimeOffset now) =>
        new(userid, OutboxKind.File, $"{file}", now, DedupKey: $"notice/{notice}/file{file}/{userid}");

    private static TemplateCard.ButtonInteraction Card(Notice notice, int time, bool isLong, string due, Person sender, Pack pack, string taskId)
    {
        string Say(MessageKey key, params (string, object?)[] values) => pack.Messages.Say(key, values);
        var title = Say(notice.Kind == "finding" ? NoticeTexts.CardTitleFinding : NoticeTexts.CardTitle);
        var (button, word, about) = notice.Ask switch
        {
            "form" => (NoticeTexts.ButtonForm, "fill", notice.Form),
            "answer" => (NoticeTexts.ButtonReply, "reply_finding", $"{notice.Id}"),
            _ => (NoticeTexts.ButtonReceived, "received", $"{notice.Id}"),
        };
        string[] lines = [isLong ? NoticeRoom.Short(notice.Body) : notice.Body, due.Length > 0 ? Say(NoticeTexts.CardBy, ("due", due)) : ""];
        return new TemplateCard.ButtonInteraction
        {
            TaskId = taskId,
            MainTitle = new CardTitle(
                time > 1 ? Say(NoticeTexts.CardTitleAgain, ("title", title)) : title, Say(NoticeTexts.CardFrom, ("unit", sender.UnitName), ("name", sender.Name))),
            SubTitleText = string.Join('\n', lines.Where(line => line.Length > 0)),
            HorizontalContentList = Link().Match(notice.Body) is { Success: true, Value: var link } ? [new CardLine(Say(NoticeTexts.CardLink), Say(NoticeTexts.CardLinkOpen), 1, link)] : null,
            ButtonList = [new CardButton(Say(button), PromptCard.KeyOf(word, about), 1)],
        };
    }

    // An address in a card's text cannot be tapped; one in a line of its own can.
    [GeneratedRegex(@"https?://[^\s\p{IsCJKUnifiedIdeographs}，。；、）】”]+", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    private static string Called(Form form) => form.PlainTitle ?? form.Title;
}
