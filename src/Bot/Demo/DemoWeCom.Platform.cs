using System.Collections.Concurrent;
using System.Xml.Linq;
using Bot.WeCom;

namespace Bot.Demo;

/// <summary>What the demo WeCom does of its own accord: its faults, its news, its groups, and what it counts.</summary>
public sealed partial class DemoWeCom
{
    /// <summary>The key of the one group robot there is.</summary>
    public const string RobotKey = "demo-robot-key";

    /// <summary>Gives a token for the address book alone.</summary>
    public const string ContactsSecret = "demo-contacts-secret";

    private readonly ConcurrentDictionary<string, int> calls = new();
    private readonly ConcurrentQueue<string> groupMessages = [];
    private readonly Queue<DateTimeOffset> groupTimes = [];

    /// <summary>How often what goes wrong.</summary>
    public DemoFaultPlan Faults
    {
        get => faults.Plan;
        set => faults.Plan = value;
    }

    /// <summary>The departments of the address book, the root first.</summary>
    public IReadOnlyList<DemoDepartment> Departments
    {
        get => Directory.Departments;
        set => Directory.Departments = value;
    }

    /// <summary>Who has an account outside of the app's visible scope.</summary>
    public IReadOnlyList<DemoMember> Elsewhere
    {
        get => Directory.Elsewhere;
        set => Directory.Elsewhere = value;
    }

    /// <summary>What stands where a visitor chooses who they are.</summary>
    public DemoLoginTexts LoginTexts { get; set; } = DemoLoginTexts.English;

    /// <summary>What the group's robot said.</summary>
    public IReadOnlyList<string> GroupMessages => [.. groupMessages];

    /// <summary>How many messages were put on phones, passive replies and changed cards included.</summary>
    public long Shown => book.Shown;

    /// <summary>False: only counted, for runs of a million.</summary>
    public bool Remembers
    {
        get => book.Remembers;
        set => book.Remembers = value;
    }

    internal DemoDirectory Directory { get; }

    /// <summary>How often this call was made, refused ones included.</summary>
    public int CallsOf(string call) => calls.GetValueOrDefault(call);

    /// <summary>The next call of this name (e.g. <c>message/send</c>) is refused and has no effect.</summary>
    public void RefuseNext(string call, int errCode, string errMsg) => faults.Next(new(call, DemoFaultKind.Refused, errCode, errMsg));

    /// <summary>The next call of this name is carried out and its answer lost on the way.</summary>
    public void LoseNextAnswer(string call) => faults.Next(new(call, DemoFaultKind.AnswerLost));

    /// <summary>The next call of this name is carried out as ever, whatever has been asked for the one after it.</summary>
    public void PassNext(string call) => faults.Next(new(call, DemoFaultKind.None));

    public void FailNext(string call, DemoFaultKind kind) => faults.Next(new(call, kind));

    public Task<DemoDelivery> SendVideo(string user, string fileName, byte[] bytes, CancellationToken cancel = default) =>
        SendMedia(user, "video", fileName, bytes, kept => SafeXml.Text("ThumbMediaId", kept.MediaId + "t"), cancel);

    public Task<DemoDelivery> SendFile(string user, string fileName, byte[] bytes, CancellationToken cancel = default) =>
        SendMedia(user, "file", fileName, bytes, _ => SafeXml.Text("FileName", fileName), cancel);

    public Task<DemoDelivery> SendLink(string user, string title, string address, CancellationToken cancel = default) => Write(
        user, new(0, default, "text", $"{title} {address}"),
        [SafeXml.Text("MsgType", "link"), SafeXml.Text("Title", title), SafeXml.Text("Description", ""), SafeXml.Text("Url", address), SafeXml.Text("PicUrl", "")], cancel);

    /// <summary>Something a member does that is an event and answers nothing: a menu page opened, a code scanned, being located.</summary>
    public Task<DemoDelivery> Do(string user, string name, params (string Name, string Value)[] fields) =>
        Happen(user, name, [.. fields.Select(field => new XElement(field.Name, field.Value))], CancellationToken.None);

    /// <summary>News of the platform's own, from nobody: change_contact, batch_job_result, inactive_alert …</summary>
    public Task<DemoDelivery> Tell(string name, params XElement[] fields)
    {
        var sys = new DemoMember("sys", "sys");
        return Call(sys, EventTime(sys), null, [SafeXml.Text("MsgType", "event"), SafeXml.Text("Event", name), .. fields], CancellationToken.None);
    }

    /// <summary>What the browser of somebody who is known comes back with.</summary>
    public string MintLoginCode(string user) => Directory.MintCode(user);

    internal void Count(string call) => calls.AddOrUpdate(call, 1, (_, count) => count + 1);

    internal System.Text.Json.Nodes.JsonObject SayInGroup(string? key, System.Text.Json.Nodes.JsonObject body)
    {
        var content = (body["text"] as System.Text.Json.Nodes.JsonObject)?.Text("content") ?? "";
        if (key != RobotKey)
            return DemoAnswer.Refused(93000, "invalid webhook url");
        if (body.Text("msgtype") != "text" || content.Length == 0)
            return DemoAnswer.Refused(44004, "content missing");
        lock (groupTimes)
        {
            var now = time.GetUtcNow();
            while (groupTimes.TryPeek(out var oldest) && oldest <= now.AddMinutes(-1))
                groupTimes.Dequeue();
            if (groupTimes.Count >= 20)
                return DemoAnswer.Refused(45009, "api freq out of limit");
            groupTimes.Enqueue(now);
        }
        groupMessages.Enqueue(content);
        return DemoAnswer.Ok();
    }
}
