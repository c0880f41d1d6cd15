using Store;
using static Scheduler.Rules.StoredRecords;

namespace Scheduler.Rules;

/// <summary>Reads people with how many households are in their care and how many they have been to see of late.</summary>
internal sealed class PersonReading(Tx tx, ReadingScope scope)
{
    private const int RecentDays = 31;

    public async Task Read(RuleEvaluation evaluation)
    {
        var care = (await HouseholdPages.InCare(tx)).ToLookup(line => line.Contact);
        var visits = (await HouseholdPages.Fillers(tx, scope.Now.AddDays(-RecentDays), scope.Visited)).ToDictionary(filler => filler.Userid, filler => filler.Number);
        var anybody = (await HouseholdPages.Counts(tx)).Any(count => scope.Visited.Contains(count.What));
        foreach (var person in await People.List(tx))
            evaluation.Look(new SubjectRecord("person", person.Userid, Fields(
                ("userid", person.Userid), ("name", person.Name), ("role", person.Role), ("unit", person.UnitId), ("unit_name", person.UnitName), ("level", person.Level),
                ("phone", person.Phone is null ? "" : "yes"),
                ("households", Text(care[person.Userid].Sum(line => line.Households))), ("monitored", Text(care[person.Userid].Sum(line => line.Monitored))),
                ("visited", anybody ? Text((int)visits.GetValueOrDefault(person.Userid)) : "")))
            { Area = person.UnitPath, Userid = person.Userid });
    }
}
