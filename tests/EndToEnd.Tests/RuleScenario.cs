using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The clock passes the hour of the daily run: what rules find is in that day's message, and stays silent afterwards.</summary>
public abstract class RuleScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    [Fact]
    public async Task What_the_night_found_is_in_the_mornings_message_once_and_goes_when_it_is_mended()
    {
        var pack = Bot.Part<Pack>();
        await Bot.MoveClock("2022-08-05 05:00");
        await Loan(paid: "no");
        await Bot.MoveClock("2022-08-05 06:30");
        Assert.Empty(await Bot.NewMessages(Contact));

        await Bot.MoveClock("2022-08-05 08:45");
        var message = Assert.Single(await Bot.NewMessages(Contact)).Text!;
        Assert.Contains("吴凤莲家的小额信贷2022-06-30到期", message, StringComparison.Ordinal);
        Assert.Contains("核查", message, StringComparison.Ordinal);
        await Bot.MoveClock("2022-08-08 09:00");
        Assert.Empty(await Bot.NewMessages(Contact));
        Assert.Contains(await Bot.Say(Contact, "核查"), answer => $"{answer.Text}{answer.Card}".Contains("小额信贷", StringComparison.Ordinal));

        await Loan(paid: "yes");
        await Bot.MoveClock("2022-08-09 09:00");
        Assert.Equal(0, await Bot.Count("finding", "gone_at IS NULL AND rule = 'R096'"));

        Task Loan(string paid) => Bot.Database.Write(tx => Facts.Save(tx, pack.FactTable("loan")!, new Dictionary<string, string>
        {
            ["household"] = "JG01-0011",
            ["loan_no"] = "1",
            ["due"] = "2022-06-30",
            ["paid"] = paid,
        }, "", "test", DateTimeOffset.UnixEpoch));
    }
}
