using Bot.WeCom;

namespace Bot.Contacts;

/// <summary>The address book as it stands.</summary>
/// <param name="Members">Those in the app's visible scope.</param>
/// <param name="Accounts">Everybody with an account, in lower case; null where that cannot be read, see WeCom__ContactsSecret.</param>
public sealed record AddressBook(IReadOnlyList<Department> Departments, IReadOnlyList<DepartmentMember> Members, IReadOnlySet<string>? Accounts)
{
    /// <param name="contacts">With the address book's own secret; null where there is none.</param>
    public static async Task<AddressBook> Read(WeComClient app, WeComClient? contacts, CancellationToken cancel = default)
    {
        var departments = await (contacts ?? app).Departments(cancel);
        var members = new Dictionary<string, DepartmentMember>();
        foreach (var department in await app.Departments(cancel))
            foreach (var member in await app.MembersOf(department.Id, cancel))
                members.TryAdd(member.UserId, member);
        var accounts = contacts is null ? null : (await contacts.MemberIds(cancel)).Select(id => id.ToLowerInvariant()).ToHashSet();
        return new AddressBook(departments, [.. members.Values], accounts);
    }
}
