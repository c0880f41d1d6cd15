using System.Text;
using Bot.Conversations;
using Bot.Conversations.Attachments;
using Bot.Turns;
using Bot.WeCom;
using Store;
using Testing;
using Xunit;

namespace Bot.Tests.Turns;

/// <summary>Far more photos than anybody looks at, sent while no form is open.</summary>
public sealed class AttachmentTests : IAsyncLifetime
{
    private const int Photos = 130;

    private readonly TestClock clock = new(new DateTimeOffset(2022, 8, 20, 9, 0, 0, TimeSpan.FromHours(8)));
    private readonly StringBuilder heard = new();
    private TownStore town = null!;
    private TurnRunner turns = null!;
    private int said;

    public async ValueTask InitializeAsync()
    {
        town = await TownStore.Open(clock.GetUtcNow());
        turns = new TurnRunner(town.Database, Repository.Pack, clock, new TurnSignal());
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task However_many_are_sent_a_session_keeps_no_more_than_can_be_asked_about()
    {
        await SendPhotos(Photos / 2);
        var half = await SessionText();
        await SendPhotos(Photos / 2);
        Assert.Equal(half.Length, (await SessionText()).Length);
        Assert.Contains("先放着，不会丢", heard.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_many_are_sent_each_can_be_given_its_household_in_the_end()
    {
        await SendPhotos(Photos);
        await Say("王建国");
        for (var times = 0; times < Photos && !heard.ToString().Contains("都放好了", StringComparison.Ordinal); times++)
        {
            await Say("照片");
            while ((await Session()).Activity is Activity.OnErrand { Errand: AttachmentErrand })
                await Say("王建国");
        }
        Assert.Empty(await town.Database.Read(tx => Evidence.Loose(tx, 10)));
        Assert.All(await town.Database.Read(tx => Evidence.By(tx, Town.Li, Photos * 2)), row => Assert.Equal("DJ-001", row.Subject));
    }

    private async Task SendPhotos(int count)
    {
        for (var sent = 0; sent < count; sent++)
            await Accept($"<MsgType>image</MsgType><PicUrl>http://a</PicUrl><MediaId>photo-{said:000}</MediaId>");
    }

    private Task Say(string text) => Accept($"<MsgType>text</MsgType><Content>{text}</Content>");

    private async Task Accept(string content)
    {
        var xml = $"<xml><FromUserName>{Town.Li}</FromUserName><CreateTime>1660957200</CreateTime>{content}<MsgId>{++said}</MsgId><AgentID>1</AgentID></xml>";
        heard.AppendLine((await turns.Accept(Incoming.Parse(xml)!, xml, clock.GetTimestamp())).Reply.ToString());
    }

    private async Task<string> SessionText() => (await town.Database.Read(tx => Sessions.Load(tx, Town.Li)))!.State;

    private async Task<Session> Session() => SealedSession.Read(await SessionText(), town.Database.Cipher!);
}
