using Store;

namespace Bot;

/// <summary>A person in JSON lists: /demo/people and the command <c>people</c>.</summary>
public sealed record PeopleList(string User, string Name, string Role, string Unit)
{
    public static IEnumerable<PeopleList> Of(IEnumerable<Person> people) =>
        people.Select(person => new PeopleList(person.Userid, person.Name, person.Role, person.UnitName));
}
