using System.Globalization;
using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Contacts;

/// <summary>
/// What the address book changes in the store, and what does not fit. Departments are the units of the same name in the same place;
/// a member whose position is no role is named, not guessed. Pure.
/// </summary>
/// <param name="Units">New ones, and those whose department was renamed or moved.</param>
/// <param name="People">New ones, and those whose name changed or who came back.</param>
/// <param name="Remarks">One line each, in English for an operator.</param>
public sealed record ContactsPlan(IReadOnlyList<Unit> Units, IReadOnlyList<Person> People, IReadOnlyList<string> Remarks)
{
    private static readonly string[] Levels = ["county", "town", "village"];

    public static ContactsPlan Of(AddressBook book, IReadOnlyList<Unit> units, IReadOnlyList<Person> people, Roles roles)
    {
        var remarks = new List<string>();
        var (places, added) = Places(book.Departments, units);
        var known = people.ToDictionary(person => person.Userid);
        var changed = new List<Person>();
        foreach (var member in book.Members)
            if (known.GetValueOrDefault(member.UserId) is { } person)
            {
                if (person.Name != member.Name && member.Name.Length > 0 || !person.Active && member.Status == 1)
                    changed.Add(person with { Name = member.Name.Length > 0 ? member.Name : person.Name, Active = person.Active || member.Status == 1 });
            }
            else if (roles.Find(member.Position) is not { } role)
                remarks.Add($"{member.UserId} ({member.Name}): the position '{member.Position}' is no role; not taken in");
            else if (places.GetValueOrDefault(member.Department) is not { } unit)
                remarks.Add($"{member.UserId} ({member.Name}): department {member.Department} is out of sight; not taken in");
            else
                changed.Add(new Person(member.UserId, member.Name, role.Id, unit, "", null, true, people.Count + changed.Count));
        remarks.AddRange(Missing(book, people));
        return new ContactsPlan(added, changed, remarks);
    }

    /// <summary>Who in the roster cannot be written to.</summary>
    public static IEnumerable<string> Missing(AddressBook book, IEnumerable<Person> people)
    {
        var visible = book.Members.Select(member => member.UserId).ToHashSet();
        var inactive = book.Members.Where(member => member.Status is 2 or 4 or 5).Select(member => member.UserId).ToHashSet();
        foreach (var person in people.Where(person => person.Active))
            if (inactive.Contains(person.Userid))
                yield return $"{person.Userid} ({person.Name}, {person.UnitName}): the account is not active";
            else if (!visible.Contains(person.Userid))
                yield return $"{person.Userid} ({person.Name}, {person.UnitName}): " + (book.Accounts is null
                    ? "has no WeCom account, or is outside the app's visible scope"
                    : book.Accounts.Contains(person.Userid) ? "is outside the app's visible scope" : "has no WeCom account");
    }

    // The unit's id by the department's. The root is the county, whatever it is called.
    private static (Dictionary<int, string> Places, List<Unit> Added) Places(IReadOnlyList<Department> departments, IReadOnlyList<Unit> units)
    {
        var places = new Dictionary<int, string>();
        var levels = new Dictionary<int, int>();
        var added = new List<Unit>();
        var top = units.FirstOrDefault(unit => unit.ParentId is null);
        var ids = departments.Select(department => department.Id).ToHashSet();
        var waiting = new Queue<Department>(departments.Where(department => !ids.Contains(department.ParentId)).OrderBy(department => department.Id));
        while (waiting.TryDequeue(out var department))
        {
            foreach (var child in departments.Where(child => child.ParentId == department.Id && child.Id != department.Id))
                waiting.Enqueue(child);
            if (places.ContainsKey(department.Id))
                continue;
            var isRoot = !ids.Contains(department.ParentId);
            var depth = isRoot ? 0 : levels[department.ParentId] + 1;
            levels[department.Id] = depth;
            var parent = isRoot ? null : places[department.ParentId];
            var same = isRoot ? top : units.FirstOrDefault(unit => unit.ParentId == parent && unit.Name == department.Name);
            if (same is not null)
                places[department.Id] = same.Id;
            else if (depth >= Levels.Length)
                // A village's own groups are no units.
                places[department.Id] = parent!;
            else
            {
                var id = string.Create(CultureInfo.InvariantCulture, $"wx{department.Id}");
                // One that came from the address book before goes by its new name or place.
                added.Add(units.FirstOrDefault(unit => unit.Id == id) is { } former
                    ? former with { ParentId = parent, Level = Levels[depth], Name = department.Name }
                    : new Unit(id, parent, Levels[depth], department.Name, "", units.Count + added.Count));
                places[department.Id] = id;
            }
        }
        return (places, added);
    }
}
