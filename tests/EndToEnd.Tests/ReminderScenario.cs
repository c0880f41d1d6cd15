using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>What is said by itself as August 2022 goes by: on the 24th, 28th and 30th to contacts, on 1 September to village and town.</summary>
public abstract class ReminderScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    private const string OtherContact = "c002";
    private const int Contacts = 60;
    private const string FromContacts = "userid LIKE 'c0%'";

    [Fact]
    public async Task Each_reminder_comes_exactly_once_to_whoever_has_something_left()
    {
        foreach (var household in (string[])["吴凤莲", "唐松金", "彭正伟", "王清林", "何德正"])
            await Bot.CheckIn(Contact, household, Interview.OutOfReach);
        Assert.Contains("5户都", (await Bot.Newest(Contact)).Text!, StringComparison.Ordinal);
        await Bot.NewMessages(Contact);
        await Bot.CheckIn(OtherContact, "周海生", Interview.OutOfReach);
        await Bot.NewMessages(OtherContact);
        var before = await Bot.Count("outbox", FromContacts);

        await Bot.MoveClock("2022-08-24 08:39");
        Assert.Empty(await Bot.NewMessages(OtherContact));

        foreach (var (day, left) in ((string, string)[])[("24", "离月底还有7天"), ("28", "离月底还有3天"), ("30", "离月底还有1天")])
        {
            await Bot.MoveClock($"2022-08-{day} 08:40");
            var digest = Assert.Single(await Bot.NewMessages(OtherContact));
            Assert.Equal("text", digest.Kind);
            Assert.Contains("8月走访还剩4户：范涛明、张敏淑、张菊霞、喻贵湘", digest.Text!, StringComparison.Ordinal);
            Assert.Contains(left, digest.Text!, StringComparison.Ordinal);

            await Bot.Restart();
            await Bot.MoveClock($"2022-08-{day} 08:55");
            Assert.Empty(await Bot.NewMessages(OtherContact));
        }
        Assert.Empty(await Bot.NewMessages(Contact));
        Assert.Equal(before + (3 * (Contacts - 1)), await Bot.Count("outbox", FromContacts));

        // What the town itself owes for another campaign, a message a day: on the 28th, the 30th and the 31st.
        await Bot.MoveClock("2022-08-31 20:59");
        Assert.Equal(3, (await Bot.NewMessages(Town)).Count);
        await Bot.MoveClock("2022-09-01 08:40");
        // The counts, and the ledger of the month by itself.
        var first = await Bot.NewMessages(Town);
        Assert.Equal(["file", "text"], first.Select(message => message.Kind).Order());
        var report = first.Single(message => message.Kind == "text").Text!;
        Assert.Contains("8月走访情况（靖港镇）：完成6/300户，294户没有走访记录", report, StringComparison.Ordinal);
        Assert.Contains("芦江社区 6/25", report, StringComparison.Ordinal);
        Assert.Contains("芦江社区", Assert.Single(await Bot.NewMessages("v01")).Text!, StringComparison.Ordinal);

        await Bot.Restart();
        await Bot.MoveClock("2022-09-01 12:00");
        foreach (var user in (string[])[Contact, OtherContact, Town, "v01"])
            Assert.Empty(await Bot.NewMessages(user));
        Assert.Equal(before + (3 * (Contacts - 1)), await Bot.Count("outbox", FromContacts));
    }

    [Fact]
    public async Task A_reminder_missed_while_the_program_was_down_is_made_up_for_once()
    {
        await Bot.MoveClock("2022-08-28 10:00");
        var digest = Assert.Single(await Bot.NewMessages(Contact));
        Assert.Contains("8月走访还剩5户", digest.Text!, StringComparison.Ordinal);
        Assert.Contains("离月底还有3天", digest.Text!, StringComparison.Ordinal);
        Assert.Equal(Contacts, await Bot.Count("outbox", FromContacts));
    }

    [Fact]
    public async Task A_whole_month_at_once_reports_it_and_reminds_nobody_of_what_is_over()
    {
        await Bot.MoveClock("2022-09-03 09:00");
        Assert.Empty(await Bot.NewMessages(Contact));
        Assert.Contains("完成0/300户", Assert.Single(await Bot.NewMessages(Town)).Text!, StringComparison.Ordinal);
        Assert.Equal(300, await Bot.Count("occurrence", "period = '2022-09' AND done_at IS NULL"));

        await Bot.MoveClock("2022-09-23 08:40");
        Assert.Contains("9月走访还剩5户", Assert.Single(await Bot.NewMessages(Contact)).Text!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_clock_does_not_go_back()
    {
        await Bot.MoveClock("2022-08-05 09:00");
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Bot.MoveClock("2022-08-04 09:00"));
        Assert.Contains("409", refused.Message, StringComparison.Ordinal);
    }
}
