using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Bot.Demo;

/// <param name="ParentId">0 for the root, which is 1.</param>
public sealed record DemoDepartment(int Id, string Name, int ParentId);

/// <summary>The address book, logging in, and signing pages: the calls that read. An app sees its visible scope, the address book's own secret all.</summary>
internal sealed class DemoDirectory(DemoTokens tokens, Func<Task<IReadOnlyList<DemoMember>>> visible, TimeProvider time)
{
    private static readonly TimeSpan CodeLives = TimeSpan.FromMinutes(5);

    private readonly Lock gate = new();
    private readonly Dictionary<string, (string User, DateTimeOffset Until)> codes = [];

    public IReadOnlyList<DemoDepartment> Departments { get; set; } = [new(1, "root", 0)];

    /// <summary>Who has an account and is not in the app's visible scope.</summary>
    public IReadOnlyList<DemoMember> Elsewhere { get; set; } = [];

    public JsonObject ListDepartments() => DemoAnswer.Ok(new()
    {
        ["department"] = new JsonArray([.. Departments.Select(department => new JsonObject
        {
            ["id"] = department.Id, ["name"] = department.Name, ["parentid"] = department.ParentId, ["order"] = 0,
        })]),
    });

    public async Task<JsonObject> ListMembers(string? token, string? department)
    {
        if (!int.TryParse(department, out var id) || Departments.All(known => known.Id != id))
            return DemoAnswer.Refused(60003, "department not found");
        return DemoAnswer.Ok(new() { ["userlist"] = new JsonArray([.. (await Seen(token)).Where(member => member.Department == id).Select(Details)]) });
    }

    public async Task<JsonObject> ListIds(string? token, JsonObject body)
    {
        if (!tokens.IsContacts(token))
            return DemoAnswer.Refused(48002, "api forbidden");
        if (body.Number("limit") is > 10000 or < 1)
            return DemoAnswer.Refused(40058, "limit out of range");
        _ = int.TryParse(body.Text("cursor"), out var from);
        var all = await Seen(token);
        var most = body.Number("limit") ?? 10000;
        var page = all.Skip(from).Take(most).ToList();
        return DemoAnswer.Ok(new()
        {
            ["next_cursor"] = from + page.Count < all.Count ? $"{from + page.Count}" : "",
            ["dept_user"] = new JsonArray([.. page.Select(member => new JsonObject { ["userid"] = member.UserId, ["department"] = member.Department })]),
        });
    }

    public async Task<JsonObject> GetMember(string? token, string? user)
    {
        if ((await Seen(token)).FirstOrDefault(member => member.UserId.Equals(user, StringComparison.OrdinalIgnoreCase)) is { } member)
            return DemoAnswer.Ok(Details(member));
        return Elsewhere.Any(other => other.UserId.Equals(user, StringComparison.OrdinalIgnoreCase))
            ? DemoAnswer.Refused(60011, "no privilege to access/modify contact/party/agent")
            : DemoAnswer.Refused(60111, "userid not found");
    }

    /// <summary>What the browser is sent back with; good once, for five minutes.</summary>
    public string MintCode(string user)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (gate)
            codes[code] = (user, time.GetUtcNow() + CodeLives);
        return code;
    }

    public JsonObject WhoIs(string? code)
    {
        lock (gate)
            return codes.Remove(code ?? "", out var minted) && time.GetUtcNow() < minted.Until
                ? DemoAnswer.Ok(new() { ["userid"] = minted.User })
                : DemoAnswer.Refused(40029, "invalid code");
    }

    public static JsonObject Ticket() => DemoAnswer.Ok(new() { ["ticket"] = "demo-ticket", ["expires_in"] = 7200 });

    private async Task<IReadOnlyList<DemoMember>> Seen(string? token)
    {
        var seen = await visible();
        return tokens.IsContacts(token) ? [.. seen, .. Elsewhere] : seen;
    }

    private static JsonObject Details(DemoMember member) => new()
    {
        ["userid"] = member.UserId,
        ["name"] = member.Name,
        ["department"] = new JsonArray(member.Department),
        ["main_department"] = member.Department,
        ["position"] = member.Position,
        ["status"] = 1,
    };
}
