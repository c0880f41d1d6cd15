using Store;
using Store.Packs;

namespace Bot;

/// <summary>Who administers a live store that has no roster yet: the people of Admin__UserIds, over everything.</summary>
public static class Administrators
{
    private const string FirstUnit = "county";

    /// <summary>Adds them while the store knows nobody; afterwards the roster says who is who.</summary>
    public static async Task Ensure(Database database, Vocabulary vocabulary, IReadOnlyList<string> userids)
    {
        if (userids.Count == 0 || await database.Read(People.Count) > 0)
            return;
        await database.Write(async tx =>
        {
            await Units.Save(tx, [new Unit(FirstUnit, null, "county", vocabulary.AdministratorUnit, "", 0)]);
            await People.Save(tx, userids.Select((userid, index) => new Person(userid, userid, vocabulary.AdministratorRole, FirstUnit, "county", null, true, index)));
        });
    }
}
