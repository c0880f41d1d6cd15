using System.Text.RegularExpressions;

namespace Store.Rosters;

/// <summary>The sheet of people: who works with the product, in which role, for which unit.</summary>
internal sealed partial class PersonRows
{
    private readonly List<RosterPerson> people = [];

    // WeCom does not tell userids apart by case.
    private readonly Dictionary<string, (RosterPerson Person, RosterRow Row)> byUserId = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="units">Null where that sheet is missing: its absence is reported once, not at every person.</param>
    public PersonRows(RosterSheet sheet, UnitRows? units, Func<string, string?> role)
    {
        foreach (var row in sheet.Rows)
            Read(row, units, role);
    }

    public IReadOnlyList<RosterPerson> People => people;

    public RosterPerson? Find(string userId) => byUserId.TryGetValue(userId, out var found) ? found.Person : null;

    private void Read(RosterRow row, UnitRows? units, Func<string, string?> role)
    {
        var written = row.Text(RosterColumns.Role);
        var known = written is null ? null : role(written) ?? role(RosterText.Heading(written));
        if (written is not null && known is null)
            row.Complain(RosterColumns.Role, RosterMessages.RoleUnknown, ("value", written));
        var person = new RosterPerson(
            row.Code(RosterColumns.UserId) ?? "",
            row.Text(RosterColumns.Name) ?? "",
            known ?? "",
            row.Code(RosterColumns.Unit) ?? "",
            row.Phone(RosterColumns.Phone),
            row.Text(RosterColumns.Level));
        people.Add(person);
        if (person.UnitId.Length > 0 && units is not null && units.Find(person.UnitId) is null)
            row.UnknownUnit(RosterColumns.Unit, person.UnitId, units.IdOf(person.UnitId), RosterMessages.UnitUnknown);
        if (person.UserId.Length == 0)
            return;
        if (!UserIdForm().IsMatch(person.UserId))
            row.Complain(RosterColumns.UserId, RosterMessages.UserIdForm, ("value", person.UserId));
        if (!byUserId.TryAdd(person.UserId, (person, row)))
            row.Repeats(RosterColumns.UserId, person.UserId, byUserId[person.UserId].Row);
    }

    /// <summary>WeCom's own rule for userids: 1 to 64 characters, the first a letter or digit.</summary>
    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex UserIdForm();
}
