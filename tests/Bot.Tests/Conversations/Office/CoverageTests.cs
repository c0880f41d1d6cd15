using System.Globalization;
using Bot.Conversations;
using Bot.Turns;
using Store;
using Testing;
using Xunit;

namespace Bot.Tests.Conversations.Office;

public sealed class CoverageTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2020, 4, 20, 9, 0, 0, TimeSpan.FromHours(8));

    private TownStore town = null!;

    public async ValueTask InitializeAsync() => town = await TownStore.Open(Now.AddYears(2));

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Feature_70_Of_2181_households_of_which_2180_were_visited_exactly_one_is_named()
    {
        var left = await town.Database.Write(async tx =>
        {
            var known = (await Households.Open(tx, Scope.Everything, "DJ-001"))!.Household;
            await Households.SaveMany(tx, [.. Enumerable.Range(10, 2181 - 9).Select(number => known with
            {
                Id = $"DJ-{number:D4}", HeadName = $"户主{number}", IdNumber = null, Phone = null, Sort = number,
            })]);
            var all = await Households.All(tx, Scope.Everything);
            Assert.Equal(2181, all.Count);
            foreach (var household in all.Where(household => household.HeadName != "户主1234"))
                await Submissions.Add(tx, new Submission(
                    0, "jinggang-a6", "1", "1", "jinggang-2020", household.Id, "", Town.Li, household.Area, "{}", false, Now));
            return await Coverage.Of(tx, Scope.Everything, Repository.Pack.Office.CoverageForms);
        });
        Assert.Equal(2181, left.Sum(village => village.Total));
        Assert.Equal(["户主1234"], left.SelectMany(village => village.Missing));
    }

    [Theory]
    [InlineData("2020-06-30 18:00", "2020-06-30前要联系上")]
    [InlineData("2020-07-01 08:00", "已过2020-06-30")]
    public async Task Feature_43_Whoever_cannot_be_reached_is_listed_until_they_are_and_overdue_after_the_last_day(string at, string said)
    {
        var now = DateTimeOffset.ParseExact($"{at} +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
        await HandIn("4", Now);
        Assert.Contains(said, await Ask(now), StringComparison.Ordinal);
        await HandIn("1", Now.AddDays(1));
        Assert.DoesNotContain("王建国", await Ask(now), StringComparison.Ordinal);
    }

    private Task<long> HandIn(string mode, DateTimeOffset at) => town.Database.Write(tx => Submissions.Add(tx, new Submission(
        0, "jinggang-a6", "1", "1", "jinggang-2020", "DJ-001", "", Town.Li, "/AN/QX/DJ/", $$"""{"p_mode":"{{mode}}"}""", false, at)));

    private Task<string> Ask(DateTimeOffset now) => town.Database.Write(async tx =>
    {
        var (_, events) = await new Exchange(Repository.Pack).Run(tx, (await People.Find(tx, Town.Sun))!, null, new Input.Said("未联系户"), now);
        return string.Join('\n', events.OfType<TurnEvent.Said>().Select(happened => happened.Text));
    });

    [Fact]
    public async Task A_village_sees_its_own_households_alone()
    {
        var seen = await town.Database.Read(tx => Coverage.Of(tx, new Scope.Area("/AN/QX/LG/"), Repository.Pack.Office.CoverageForms));
        Assert.Equal(["柳沟村"], seen.Select(village => village.Village));
    }

    [Fact]
    public async Task Of_many_contacts_one_is_named_and_the_neighbours_are_offered_to_take_over()
    {
        var said = await town.Database.Write(async tx =>
        {
            var li = (await People.Find(tx, Town.Li))!;
            await People.Save(tx, Enumerable.Range(1, 20).Select(number => li with { Userid = $"more{number}", Name = $"联系人{number}", UnitId = number == 1 ? li.UnitId : "LG", Sort = 100 + number }));
            var exchange = new Exchange(Repository.Pack);
            var sun = (await People.Find(tx, Town.Sun))!;
            var (asked, session) = (new List<TurnEvent>(), (string?)null);
            foreach (var line in (string[])["交接", li.Name, "全部"])
            {
                var turn = await exchange.Run(tx, sun, session, new Input.Said(line), Now);
                (asked, session) = ([.. asked, .. turn.Events], turn.Session.ToJson());
            }
            return asked;
        });
        var prompts = said.OfType<TurnEvent.Asked>().Select(asked => asked.Prompt).ToList();
        Assert.Empty(prompts[0].Options);
        Assert.Equal(["more1"], prompts[^1].Options.Select(option => option.Id));
    }
}
