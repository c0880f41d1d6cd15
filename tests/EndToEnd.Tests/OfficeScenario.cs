using System.Text;
using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>The county's office at work in the demo: a notice with a photo and its answers, and a month that goes by on the demo's clock.</summary>
public abstract class OfficeScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    private const string Office = "special";
    private const string Water = "d02";
    private const string Schools = "d03";

    [Fact]
    public async Task A_notice_goes_with_its_photo_is_answered_by_a_tap_and_comes_out_as_a_ledger()
    {
        await Bot.Say(Office, "发通知");
        await Bot.SendPicture(Office);
        await Bot.Say(Office, "排查表填写样式见照片，请照此填写");
        await Bot.Say(Office, "县水利局、县教体局");
        await Bot.Tap(Office, "要回“收到”");
        Assert.Contains("附件：1个", (await Bot.Newest(Office)).Wording, StringComparison.Ordinal);
        await Bot.Tap(Office, "发");

        foreach (var user in (string[])[Water, Schools])
        {
            var received = await Bot.NewMessages(user);
            Assert.Equal(["card", "file"], received.Select(message => message.Kind).Order(StringComparer.Ordinal));
            Assert.Contains("排查表填写样式见照片", received.Single(message => message.Kind == "card").Wording, StringComparison.Ordinal);
        }
        // The same card for both, in one call.
        Assert.Equal(1, await Bot.Count("(SELECT DISTINCT call_id FROM outbox WHERE kind = 'template_card' AND userid LIKE 'd0%') AS calls"));

        await Bot.Tap(Water, "收到");
        Assert.Contains("已收到", (await Bot.Messages(Water))[^1].Card!.Value.ToString(), StringComparison.Ordinal);
        await Bot.Say(Office, "谁没收到");
        Assert.Contains("1人回了，1人没回", (await Bot.Newest(Office)).Wording, StringComparison.Ordinal);
        await Bot.Tap(Office, "发一份台账");
        Assert.Equal("通知通报答复情况.xlsx", (await Bot.Newest(Office)).File!.Name);
    }

    [Fact]
    public async Task August_goes_by_on_the_demos_clock_as_it_is_written_down()
    {
        for (var day = new DateOnly(2022, 8, 4); day <= new DateOnly(2022, 9, 8); day = day.AddDays(1))
        {
            await Bot.MoveClock($"{day:yyyy-MM-dd} 08:40");
            await Bot.MoveClock($"{day:yyyy-MM-dd} 12:30");
            if (day == new DateOnly(2022, 8, 29))
            {
                await Bot.MoveClock("2022-08-29 16:00");
                await Bot.Say(Water, "报材料");
                await Bot.Say(Water, "1 2");
            }
            await Bot.MoveClock($"{day:yyyy-MM-dd} 21:30");
        }
        foreach (var user in (string[])[Water, Schools])
            Assert.Equal(Written(user), await Told(user));
    }

    // What came by itself: answers to what they said are theirs to see.
    private async Task<string> Told(string user)
    {
        var told = new StringBuilder();
        foreach (var message in (await Bot.Messages(user)).Where(message => message.Text is { } text && text.Contains("报专项小组办公室", StringComparison.Ordinal) | text.Contains("还没有报。", StringComparison.Ordinal)))
            told.Append(message.At.ToString("MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture)).Append('\n').Append(message.Text).Append("\n\n");
        return told.ToString();
    }

    private static string Written(string user)
    {
        var file = File.ReadAllText(Path.Combine(Repository.Root, "tests", "Scheduler.Tests", "Golden", "xiaoxian-2022-08.md")).ReplaceLineEndings("\n");
        var section = file.Split("# ").Single(part => part.StartsWith($"{user} ", StringComparison.Ordinal));
        return string.Concat(section.Split("\n\n").Skip(1).Where(part => part.Length > 0 && !part.Contains('（', StringComparison.Ordinal)).Select(part => $"{part}\n\n"));
    }
}
