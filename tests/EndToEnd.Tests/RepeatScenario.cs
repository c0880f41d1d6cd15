using System.Net;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>WeCom delivers again whatever was not answered in time, encrypted anew; it must not count twice.</summary>
public abstract class RepeatScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    private const long MsgId = 8_000_000_000_000_000_001;

    private Wire Wire => new(Bot);

    [Fact]
    public async Task A_repeated_callback_gets_the_same_reply_and_changes_nothing()
    {
        var first = await Wire.Post(Wire.Text(Contact, "帮助", MsgId));
        Assert.Contains("走访：列出本月要走访的户", first.Says, StringComparison.Ordinal);
        var inbox = await Bot.Count("inbox");
        var session = await Session();

        await Bot.Say(Contact, "走访");
        var second = await Wire.Post(Wire.Text(Contact, "帮助", MsgId));
        Assert.Equal((HttpStatusCode.OK, first.Says), (second.Status, second.Says));
        Assert.NotEqual(first.Body, second.Body);
        Assert.Equal(inbox + 1, await Bot.Count("inbox"));
        Assert.NotEqual(session, await Session());
        Assert.Equal(1, await Bot.Count("outbox"));
    }

    [Fact]
    public async Task A_callback_repeated_after_a_restart_gets_the_same_reply()
    {
        var first = await Wire.Post(Wire.Text(Contact, "帮助", MsgId));
        await Bot.Restart();
        Assert.Equal(first.Says, (await Wire.Post(Wire.Text(Contact, "帮助", MsgId))).Says);
        Assert.Equal(1, await Bot.Count("inbox"));
    }

    [Fact]
    public async Task Twenty_deliveries_at_once_are_one_message()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Wire.Post(Wire.Text(Contact, "帮助", MsgId))));
        await Bot.Settled();
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        Assert.Equal(1, await Bot.Count("inbox"));
        // Whoever comes while the first is still being answered gets an empty 200 or the same reply, and never another one.
        Assert.Single(answers.Select(answer => answer.Says).Where(says => says.Length > 0).Distinct());
    }

    [Fact]
    public async Task Twenty_submissions_at_once_are_one_submission()
    {
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Fill(Contact, Interview.OutOfReach);
        await Bot.NewMessages(Contact);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Wire.Post(Wire.Text(Contact, "提交", MsgId))));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.Status));
        var told = await Bot.NewMessages(Contact);
        Assert.Single(told, message => message.Wording.Contains("已提交：唐松金", StringComparison.Ordinal));
        Assert.Single(told, message => message.Wording.Contains("还剩4户", StringComparison.Ordinal));
        Assert.Equal(1, await Bot.Count("submission"));
        Assert.Equal(1, await Bot.Count("journal", "action = 'checkin.submitted'"));
    }

    [Fact]
    public async Task Messages_sent_at_once_are_all_answered_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Wire.Post(Wire.Text($"c{i + 1:000}", "帮助", MsgId + i))));
        Assert.All(answers, answer => Assert.Contains("走访：列出本月要走访的户", answer.Says, StringComparison.Ordinal));
        Assert.Equal(20, await Bot.Count("inbox"));
    }

    private async Task<string> Session() =>
        Assert.Single(await Bot.Database.Read(tx => tx.Query<string>($"SELECT state FROM session WHERE userid = '{Contact}'")));
}
