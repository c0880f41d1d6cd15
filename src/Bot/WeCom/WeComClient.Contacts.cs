using System.Globalization;
using System.Text.Json;

namespace Bot.WeCom;

/// <param name="ParentId">0 above the root.</param>
public sealed record Department(int Id, string Name, int ParentId);

/// <param name="UserId">In lower case.</param>
/// <param name="Status">1 active, 2 disabled, 4 not activated, 5 left.</param>
public sealed record DepartmentMember(string UserId, string Name, int Department, string Position, int Status);

/// <summary>The address book, and who opens a page. Source: developer.work.weixin.qq.com/document/path/90208, 90201, 96067 and 91023.</summary>
public sealed partial class WeComClient
{
    /// <summary>The departments that this token may see.</summary>
    public async Task<IReadOnlyList<Department>> Departments(CancellationToken cancel = default) =>
        (await Get("department/list", "", cancel)).Entries("department", entry => new Department(entry.Number("id"), entry.Word("name"), entry.Number("parentid")));

    /// <summary>The members that stand in a department itself, not below it.</summary>
    public async Task<IReadOnlyList<DepartmentMember>> MembersOf(int department, CancellationToken cancel = default) =>
        (await Get("user/list", $"department_id={department.ToString(CultureInfo.InvariantCulture)}", cancel)).Entries("userlist", Member);

    /// <summary>Fails with <see cref="FailureClass.PersonUnreachable"/> for somebody who is not there, or out of scope.</summary>
    public async Task<DepartmentMember> Member(string userid, CancellationToken cancel = default) =>
        Member(await Get("user/get", "userid=" + Uri.EscapeDataString(userid), cancel));

    /// <summary>Everybody with an account; only with the address book's own secret.</summary>
    public async Task<IReadOnlyList<string>> MemberIds(CancellationToken cancel = default)
    {
        const int Most = 10_000;
        var ids = new List<string>();
        var cursor = "";
        do
        {
            var answer = await Post("user/list_id", JsonSerializer.Serialize(new { cursor, limit = Most }, WireJson.Options), cancel);
            ids.AddRange(answer.Entries("dept_user", entry => entry.Word("userid")));
            cursor = answer.Word("next_cursor");
        }
        while (cursor.Length > 0);
        return [.. ids.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whose browser came back with this code; null for somebody who is no member. A code is good once, for five minutes.</summary>
    public async Task<string?> WhoIs(string code, CancellationToken cancel = default) =>
        (await Get("auth/getuserinfo", "code=" + Uri.EscapeDataString(code), cancel)).Word("userid") is { Length: > 0 } userid ? userid.ToLowerInvariant() : null;

    /// <summary>What pages are signed with, see <see cref="JsSignature"/>; kept for as long as it is good.</summary>
    public async Task<string> Ticket(CancellationToken cancel = default) => (await ticket.Get(cancel)).Value;

    private async Task<(string Value, TimeSpan Lifetime)> FetchTicket()
    {
        var answer = await Get("ticket/get", "type=agent_config", CancellationToken.None);
        return (answer.Word("ticket"), TimeSpan.FromSeconds(Math.Max(600, answer.Number("expires_in"))));
    }

    private static DepartmentMember Member(JsonElement entry) => new(
        entry.Word("userid").ToLowerInvariant(), entry.Word("name"),
        entry.Number("main_department") is > 0 and var main ? main
            : entry.TryGetProperty("department", out var all) && all.ValueKind == JsonValueKind.Array && all.GetArrayLength() > 0 ? all[0].GetInt32() : 1,
        entry.Word("position"), entry.Number("status"));
}
