using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.WeCom;

namespace Bot.Demo;

/// <summary>message/send, update_template_card, recall and menu, with WeCom's limits and error codes.</summary>
internal sealed class DemoApi(WeComSettings settings, DemoBook book, DemoMediaApi media, DemoFaults faults, TimeProvider time)
{
    private static readonly TimeSpan CodeLifetime = TimeSpan.FromHours(72);
    private static readonly TimeSpan RecallWithin = TimeSpan.FromHours(24);

    private readonly DemoQuota quota = new();
    private readonly Dictionary<string, (DateTimeOffset Until, JsonObject Answer)> duplicates = [];
    private DateTimeOffset swept;
    private (IReadOnlyList<DemoMember> Of, HashSet<string> UserIds) lower = ([], []);

    /// <summary>Messages that were accepted and never shown.</summary>
    public int Dropped { get; private set; }

    public JsonObject Send(JsonObject body, IReadOnlyList<DemoMember> members)
    {
        if (DemoRules.WrongAgent(body, settings) is { } refused)
            return refused;
        var asked = body.Text("touser").Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (asked.Length > Outgoing.MaxUsers)
            return DemoAnswer.Refused(40032, "invalid user list size");
        if (DemoRules.WrongFields(body) is { } wrong)
            return wrong;
        if (asked.Length == 0 && body.Text("toparty").Length == 0 && body.Text("totag").Length == 0)
            return DemoAnswer.Refused(82001, "no touser, toparty or totag");
        var known = Known(members);
        HashSet<string> users = asked is ["@all"] ? known : [.. asked.Select(user => user.ToLowerInvariant())];
        var outside = faults.Plan.OutOfScope;
        var invalid = string.Join('|', users.Where(user => !known.Contains(user) || outside.Contains(user)));
        var unlicensed = string.Join('|', users.Where(user => known.Contains(user) && faults.Plan.Unlicensed.Contains(user)));

        lock (book.Gate)
        {
            var now = time.GetUtcNow();
            Sweep(now);
            var guarded = body.Number("enable_duplicate_check") == 1;
            var fingerprint = guarded ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body.ToJsonString()))) : "";
            if (guarded && duplicates.TryGetValue(fingerprint, out var earlier) && now < earlier.Until)
                return earlier.Answer.DeepClone().AsObject();
            if (!Read(body, now, out var message, out refused))
                return refused;
            if (users.All(user => !known.Contains(user) || outside.Contains(user)))
                return With(DemoAnswer.Refused(81013, "user & party & tag all invalid"), "invaliduser", invalid);

            var msgId = Fresh("msg");
            var answer = With(DemoAnswer.Ok(), "invaliduser", invalid);
            With(answer, "unlicenseduser", unlicensed);
            With(answer, "invalidparty", body.Text("toparty"));
            With(answer, "invalidtag", body.Text("totag"));
            answer["msgid"] = msgId;
            if (message.TaskId is { } taskId)
            {
                book.Add(new DemoEntry.TaskUsed(taskId));
                answer["response_code"] = MintCode(taskId, now);
            }
            foreach (var user in users.Where(user => known.Contains(user) && !outside.Contains(user) && !faults.Plan.Unlicensed.Contains(user)))
                if (faults.Plan.Unlimited || quota.Take(user, now))
                    book.Show(user, message, msgId);
                else
                    Dropped++;
            if (guarded)
                duplicates[fingerprint] = (now.AddSeconds(body.Number("duplicate_check_interval") ?? 1800), answer.DeepClone().AsObject());
            return answer;
        }
    }

    public JsonObject UpdateCard(JsonObject body, IReadOnlyList<DemoMember> members)
    {
        if (DemoRules.WrongAgent(body, settings) is { } refused)
            return refused;
        lock (book.Gate)
        {
            var now = time.GetUtcNow();
            var code = body.Text("response_code");
            if (book.Code(code) is not { } minted || minted.Until <= now)
                return DemoAnswer.Refused(60140, "response_code invalid, used or expired");

            var known = Known(members);
            if (body["userids"] is { } list && list is not JsonArray)
                return DemoAnswer.Refused(40058, "userids is an array");
            var asked = body.Texts("userids").Select(user => user.ToLowerInvariant()).ToList();
            if (asked.Count > Outgoing.MaxUsers)
                return DemoAnswer.Refused(40032, "invalid user list size");
            var users = body.Number("atall") == 1 ? book.HoldersOf(minted.TaskId) : asked;
            if (users.Count == 0)
                return DemoAnswer.Refused(82001, "no userids");
            if (body["template_card"] is JsonObject card)
            {
                if (DemoRules.WrongCard(card, replacing: true) is { } wrong)
                    return wrong;
                foreach (var user in users)
                    Replace(user, minted.TaskId, card, now);
            }
            else if (body["button"] is JsonObject button && button.Text("replace_name") is { Length: > 0 } name)
            {
                foreach (var user in users)
                    if (book.CardOf(user, minted.TaskId) is { } shown && !Grey(shown, user, name, now))
                        return DemoAnswer.Refused(40058, "only a button, vote or multiple card has a button to grey");
            }
            else
            {
                return DemoAnswer.Refused(40063, "neither button.replace_name nor template_card");
            }
            book.Add(new DemoEntry.CodeUsed(code));
            var invalid = users.Where(user => !known.Contains(user)).Select(user => (JsonNode)user).ToArray();
            return invalid.Length == 0 ? DemoAnswer.Ok() : DemoAnswer.Ok(new() { ["invaliduser"] = new JsonArray(invalid) });
        }
    }

    public JsonObject Recall(JsonObject body)
    {
        lock (book.Gate)
        {
            var msgId = body.Text("msgid");
            if (book.SentAt(msgId) is not { } at)
                return DemoAnswer.Refused(40058, "unknown msgid");
            if (time.GetUtcNow() - at > RecallWithin)
                return DemoAnswer.Refused(42052, "msgid expired");
            book.Add(new DemoEntry.Withdrawn(msgId));
            return DemoAnswer.Ok();
        }
    }

    public JsonObject CreateMenu(string? agentId, JsonObject body)
    {
        if (agentId != settings.AgentId.ToString(CultureInfo.InvariantCulture))
            return DemoAnswer.Refused(301002, "agentid does not belong to the token");
        if (DemoRules.WrongMenu(body["button"] as JsonArray, 3, 40016) is { } wrong)
            return wrong;
        lock (book.Gate)
            book.Add(new DemoEntry.MenuSet(JsonSerializer.SerializeToElement(body)));
        return DemoAnswer.Ok();
    }

    public JsonObject GetMenu()
    {
        lock (book.Gate)
            return book.Menu is { } menu ? DemoAnswer.Ok(JsonObject.Create(menu)) : DemoAnswer.Refused(46003, "no menu");
    }

    /// <summary>A code that changes the card once. Under the book's gate.</summary>
    public string MintCode(string taskId, DateTimeOffset now)
    {
        var code = Fresh("code");
        book.Add(new DemoEntry.CodeMinted(code, taskId, now + CodeLifetime));
        return code;
    }

    /// <summary>Under the book's gate. Nothing happens to a member who does not have the card.</summary>
    public void Replace(string user, string taskId, JsonObject card, DateTimeOffset now)
    {
        if (book.CardOf(user, taskId) is { } shown)
            book.Show(user, shown with { At = now, Card = JsonSerializer.SerializeToElement(card) });
    }

    /// <summary>Under the book's gate. False for a card without buttons.</summary>
    public bool Grey(DemoMessage shown, string user, string replaceName, DateTimeOffset now)
    {
        var card = JsonObject.Create(shown.Card!.Value)!;
        if (card.Text("card_type") == "text_notice")
            return false;
        card["replace_text"] = replaceName;
        Replace(user, shown.TaskId!, card, now);
        return true;
    }

    // A hundred thousand members are not put in lower case for every call.
    private HashSet<string> Known(IReadOnlyList<DemoMember> members)
    {
        lock (book.Gate)
        {
            if (!ReferenceEquals(lower.Of, members))
                lower = (members, [.. members.Select(member => member.UserId.ToLowerInvariant())]);
            return lower.UserIds;
        }
    }

    private void Sweep(DateTimeOffset now)
    {
        if (now < swept.AddMinutes(10))
            return;
        swept = now;
        foreach (var (fingerprint, kept) in duplicates)
            if (kept.Until <= now)
                duplicates.Remove(fingerprint);
    }

    private bool Read(JsonObject body, DateTimeOffset now, out DemoMessage message, out JsonObject refused)
    {
        var type = body.Text("msgtype");
        var part = body[type.Length > 0 ? type : "-"] as JsonObject ?? [];
        message = new DemoMessage(0, now, type);
        refused = DemoAnswer.Refused(40008, "invalid message type");
        switch (type)
        {
            case "text" or "markdown":
                refused = DemoAnswer.Refused(44004, "content missing");
                message = message with { Text = Cut(part.Text("content")) };
                return part.Text("content").Length > 0;
            case "textcard":
                refused = part.Text("title").Length == 0
                    ? DemoAnswer.Refused(41016, "title missing")
                    : DemoAnswer.Refused(40058, "textcard.description (512 bytes) or url missing or too long");
                message = message with { Text = $"{part.Text("title")}\n{part.Text("description")}\n{part.Text("url")}" };
                return Encoding.UTF8.GetByteCount(part.Text("title")) is > 0 and <= 128
                    && Encoding.UTF8.GetByteCount(part.Text("description")) is > 0 and <= 512
                    && Encoding.UTF8.GetByteCount(part.Text("url")) is > 0 and <= 2048;
            case "file" or "image" or "voice" or "video":
                refused = DemoAnswer.Refused(40007, "invalid media_id");
                if (media.Find(part.Text("media_id"), type) is not { } kept)
                    return false;
                message = message with { File = media.OnPhone(kept) };
                return true;
            case "template_card":
                return ReadCard(part, ref message, out refused);
            default:
                return false;
        }
    }

    private bool ReadCard(JsonObject card, ref DemoMessage message, out JsonObject refused)
    {
        refused = DemoRules.WrongCard(card, replacing: false) ?? DemoAnswer.Refused(0, "ok");
        if (refused.Number("errcode") != 0)
            return false;
        var taskId = card.Text("task_id") is { Length: > 0 } id ? id : null;
        if (taskId is not null && book.TaskWasUsed(taskId))
        {
            refused = DemoAnswer.Refused(42014, "task_id was used before");
            return false;
        }
        message = message with { Kind = "card", Card = JsonSerializer.SerializeToElement(card), TaskId = taskId };
        return true;
    }

    // Cut where the bytes end, through a character if need be, as the real server is said to.
    private static string Cut(string text) =>
        Encoding.UTF8.GetBytes(text) is { Length: > TextSplit.MaxBytes } bytes ? Encoding.UTF8.GetString(bytes, 0, TextSplit.MaxBytes) : text;

    private static JsonObject With(JsonObject answer, string name, string value)
    {
        if (value.Length > 0)
            answer[name] = value;
        return answer;
    }

    private static string Fresh(string kind) => $"{kind}-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}";
}
