using Store.Rosters;

namespace Bot.Demo;

/// <summary>Which households are monitored, by whom, for which risk and with which help.</summary>
internal static class CountyMonitoring
{
    /// <summary>Places of at most <paramref name="wanted"/> households, ascending, drawn by the categories' shares; fewer where those run out.</summary>
    public static List<int> Choose(List<PlannedCategory> households, int wanted, CountyDice dice)
    {
        var queues = households.Select((category, place) => (category, place))
            .Where(home => home.category.Monitored.Weight > 0)
            .GroupBy(home => home.category, home => home.place)
            .Select(homes => (Category: homes.Key, Places: homes.ToList()))
            .OrderByDescending(queue => queue.Category.Monitored.Weight)
            .ToList();
        foreach (var (_, places) in queues)
            dice.Shuffle(places);
        var chosen = new List<int>();
        while (chosen.Count < wanted && queues.Exists(queue => queue.Places.Count > 0))
        {
            var places = dice.Pick(queues, queue => queue.Places.Count > 0 ? queue.Category.Monitored.Weight : 0).Places;
            chosen.Add(places[^1]);
            places.RemoveAt(places.Count - 1);
        }
        chosen.Sort();
        return chosen;
    }

    public static RosterHousehold Monitor(
        RosterHousehold household, PlannedCategory category, string contact, PlannedMonitoring plan, CountyDice dice)
    {
        var identified = plan.First.AddDays(dice.Below(plan.Last.DayNumber - plan.First.DayNumber + 1));
        var risks = new List<string> { dice.Pick(plan.Risks) };
        if (dice.Percent(plan.SecondRiskPercent) && dice.Pick(plan.Risks) is var second && !risks.Contains(second))
            risks.Add(second);
        return household with
        {
            MonitorType = category.Monitored.Type,
            RiskEliminated = dice.Percent(plan.EliminatedPercent),
            RiskTypes = risks,
            IdentifiedOn = identified,
            ContactUserId = contact,
            Measures = Measures(plan, risks, identified, dice),
        };
    }

    /// <summary>What answers the risk comes first, so that no household has only help that misses it.</summary>
    private static List<RosterMeasure> Measures(PlannedMonitoring plan, List<string> risks, DateOnly identified, CountyDice dice)
    {
        var candidates = plan.Measures.Where(measure => measure.Risks.Count == 0 || measure.Risks.Any(risks.Contains)).ToList();
        dice.Shuffle(candidates);
        var count = dice.Between(plan.MeasuresPerHousehold.First, plan.MeasuresPerHousehold.Last);
        return [.. candidates.OrderByDescending(measure => measure.Risks.Count > 0)
            .DistinctBy(measure => measure.Kind)
            .Take(count)
            .Select(measure => new RosterMeasure(measure.Name, identified.AddDays(dice.Between(1, 28))))];
    }
}
