using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bot.WeCom;
using Store;

namespace Bot.Demo;

/// <summary>
/// What the demo WeCom remembers: an append-only file of JSON lines, each sealed with the store's key because anything may have been
/// typed, beside a folder of media; or nothing but memory.
/// Everything is read and written under <see cref="Gate"/>.
/// </summary>
internal sealed class DemoBook : IDisposable
{
    private readonly string? mediaFolder;
    private readonly FileStream? file;
    private readonly FieldCipher? cipher;
    private readonly Dictionary<string, byte[]> mediaBytes = [];
    private readonly Dictionary<string, List<(DemoLine Line, string? MsgId)>> chats = [];
    private readonly Dictionary<string, DateTimeOffset> sent = [];
    private readonly HashSet<string> tasks = [];
    private readonly Dictionary<string, (string TaskId, DateTimeOffset Until)> codes = [];
    private readonly Dictionary<string, DemoMedia> media = [];

    /// <exception cref="InvalidDataException">A line other than an unfinished last one cannot be read.</exception>
    public DemoBook(string? folder, FieldCipher? cipher = null)
    {
        this.cipher = cipher;
        if (folder is null)
            return;
        mediaFolder = Path.Combine(folder, "media");
        Directory.CreateDirectory(mediaFolder);
        var path = Path.Combine(folder, "wecom.jsonl");
        file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        Replay(path);
    }

    public Lock Gate { get; } = new();
    public long LastId { get; private set; }
    public JsonElement? Menu { get; private set; }
    public long Shown { get; private set; }

    /// <summary>False: only counted.</summary>
    public bool Remembers { get; set; } = true;

    public void Add(DemoEntry entry)
    {
        if (!Remembers)
            return;
        Apply(entry);
        if (file is null)
            return;
        Write(entry);
        file.Flush();
    }

    public DemoMessage Show(
        string user, DemoMessage message, string? msgId = null, bool fromMember = false)
    {
        message = message with { Id = LastId + 1 };
        if (!fromMember)
            Shown++;
        if (!Remembers)
        {
            LastId++;
            return message;
        }
        Add(new DemoEntry.Shown(user.ToLowerInvariant(), message, msgId, fromMember));
        return message;
    }

    public IReadOnlyList<DemoLine> ChatOf(string user, long after) =>
        chats.TryGetValue(user.ToLowerInvariant(), out var chat)
            ? [.. chat.Select(entry => entry.Line).Where(line => line.Message.Id > after)]
            : [];

    /// <summary>The card with this task id as this member sees it now.</summary>
    public DemoMessage? CardOf(string user, string taskId) =>
        chats.TryGetValue(user.ToLowerInvariant(), out var chat)
            ? chat.FindLast(entry => entry.Line.Message.Kind == "card" && entry.Line.Message.TaskId == taskId).Line?.Message
            : null;

    public IReadOnlyList<string> HoldersOf(string taskId) =>
        [.. chats.Keys.Where(user => CardOf(user, taskId) is not null)];

    public DateTimeOffset? SentAt(string msgId) => sent.TryGetValue(msgId, out var at) ? at : null;
    public bool TaskWasUsed(string taskId) => tasks.Contains(taskId);
    public (string TaskId, DateTimeOffset Until)? Code(string code) => codes.TryGetValue(code, out var found) ? found : null;
    public DemoMedia? Media(string mediaId) => media.GetValueOrDefault(mediaId);

    public void Keep(DemoMedia kept, byte[] bytes)
    {
        if (mediaFolder is null)
            mediaBytes[kept.MediaId] = bytes;
        else
            File.WriteAllBytes(Path.Combine(mediaFolder, kept.MediaId), bytes);
        Add(new DemoEntry.MediaKept(kept));
    }

    public byte[] Bytes(DemoMedia kept) =>
        mediaFolder is null ? mediaBytes[kept.MediaId] : File.ReadAllBytes(Path.Combine(mediaFolder, kept.MediaId));

    public void Dispose() => file?.Dispose();

    private void Apply(DemoEntry entry)
    {
        switch (entry)
        {
            case DemoEntry.Shown(var user, var message, var msgId, var fromMember):
                if (!chats.TryGetValue(user, out var chat))
                    chats[user] = chat = [];
                chat.Add((new(message, fromMember), msgId));
                LastId = Math.Max(LastId, message.Id);
                if (msgId is not null)
                    sent[msgId] = message.At;
                break;
            case DemoEntry.Withdrawn(var msgId):
                foreach (var lines in chats.Values)
                    lines.RemoveAll(line => line.MsgId == msgId);
                break;
            case DemoEntry.TaskUsed(var taskId):
                tasks.Add(taskId);
                break;
            case DemoEntry.CodeMinted(var code, var taskId, var until):
                codes[code] = (taskId, until);
                break;
            case DemoEntry.CodeUsed(var code):
                codes.Remove(code);
                break;
            case DemoEntry.MediaKept(var kept):
                media[kept.MediaId] = kept;
                break;
            case DemoEntry.MenuSet(var menu):
                Menu = menu;
                break;
        }
    }

    private void Write(DemoEntry entry)
    {
        var json = JsonSerializer.Serialize(entry, WireJson.Options);
        file!.Write(Encoding.UTF8.GetBytes(cipher is null ? json : Convert.ToBase64String(cipher.Encrypt(json).Bytes)));
        file.Write("\n"u8);
    }

    // A process that was killed leaves half a line behind; it is cut off, or the next line would be glued to it.
    private void Replay(string path)
    {
        using var reader = new StreamReader(file!, Encoding.UTF8, leaveOpen: true);
        var lines = reader.ReadToEnd().Split('\n');
        var entries = new List<DemoEntry>();
        for (var i = 0; i < lines.Length - 1; i++)
            try
            {
                entries.Add(Read(lines[i]));
                Apply(entries[^1]);
            }
            catch (Exception broken) when (broken is JsonException or FormatException or CryptographicException or KeysException)
            {
                throw new InvalidDataException($"{path}:{i + 1}: {broken.Message}", broken);
            }
        // Which also moves the end, where the next line goes.
        file!.SetLength(lines.SkipLast(1).Sum(line => Encoding.UTF8.GetByteCount(line) + 1L));
        if (cipher is null || !lines.SkipLast(1).Any(IsPlain))
            return;
        // Of an earlier version, which sealed nothing.
        file.SetLength(0);
        entries.ForEach(Write);
        file.Flush();
    }

    private static bool IsPlain(string line) => line.StartsWith('{');

    private DemoEntry Read(string line)
    {
        var json = cipher is null || IsPlain(line) ? line : cipher.Decrypt(new Sealed(Convert.FromBase64String(line)));
        return JsonSerializer.Deserialize<DemoEntry>(json, WireJson.Options) ?? throw new JsonException("an empty line");
    }
}
