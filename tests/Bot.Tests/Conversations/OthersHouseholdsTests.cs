using Bot.Conversations;
using Bot.Turns;
using Store;
using Testing;
using Xunit;

namespace Bot.Tests.Conversations;

/// <summary>What no card offers can still be sent: a household is opened by who it is in the care of, not by who knows its id.</summary>
public sealed class OthersHouseholdsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2022, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    private TownStore town = null!;

    public async ValueTask InitializeAsync() => town = await TownStore.Open(Now);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [InlineData("LG-001", 1)]
    [InlineData("DJ-999", 0)]
    public async Task A_tap_with_somebody_elses_household_opens_nothing_and_is_noted(string household, int noted)
    {
        await Run(new Input.Commanded("rounds"));
        var (session, events) = await Run(new Input.Tapped(1, [household]));
        Assert.Equal([Repository.Pack.Messages.Say(Texts.NotYours)], events.OfType<TurnEvent.Said>().Select(said => said.Text));
        Assert.Null(Drafted(session));
        var entries = await town.Database.Read(tx => Journal.Of(tx, $"person:{Town.Li}", 10));
        Assert.Equal(noted, entries.Count(entry => entry is { Action: "household.refused", Subject: "LG-001" }));
    }

    [Fact]
    public async Task A_household_that_has_passed_to_somebody_else_is_no_longer_opened_from_the_old_list()
    {
        await Run(new Input.Commanded("rounds"));
        await town.Database.Write(async tx =>
        {
            var household = (await Households.Open(tx, Scope.Everything, "DJ-001"))!.Household;
            await Households.SaveMany(tx, [household with { Contact = Town.Zhang }]);
        });
        var (session, events) = await Run(new Input.Said("王建国"));
        Assert.Contains(events, happened => happened is TurnEvent.Refused("DJ-001"));
        Assert.Null(Drafted(session));
    }

    private static Bot.Forms.Draft? Drafted(Session session) => session.Activity is Activity.Asking asking ? asking.Draft : null;

    private Task<(Session Session, IReadOnlyList<TurnEvent> Events)> Run(Input input) => town.Database.Write(async tx =>
    {
        var person = await People.Find(tx, Town.Li);
        var turn = await new Exchange(Repository.Pack).Run(tx, person!, (await Sessions.Load(tx, Town.Li))?.State, input, Now);
        await Sessions.Save(tx, Town.Li, turn.Session.ToJson(), Now);
        return turn;
    });
}
