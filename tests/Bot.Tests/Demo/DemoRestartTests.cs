using Bot.Tests.WeCom;
using Bot.WeCom;
using Store;
using Testing;
using Xunit;

namespace Bot.Tests.Demo;

public sealed class DemoRestartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("demo-wecom-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Book => Path.Combine(folder, "wecom.jsonl");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Phones_codes_files_and_menu_outlive_the_process()
    {
        string code, mediaId;
        long lastId;
        List<string> keys;
        await using (var host = await DemoHost.Start(folder))
        {
            code = (await host.Client.Send(new global::Bot.WeCom.Outgoing.Card(Cards.Button() with { MainTitle = new("张大山 👴") }), [DemoHost.Lin], cancel: Cancel)).ResponseCode!;
            using var stream = new MemoryStream(new byte[100]);
            mediaId = await host.Client.Upload("台账.xlsx", stream, Cancel);
            await host.Client.Send(new global::Bot.WeCom.Outgoing.File(mediaId), [DemoHost.Lin], cancel: Cancel);
            await host.Client.CreateMenu(new([MenuButton.Click("帮助", "help")]), Cancel);
            await host.WeCom.Say(DemoHost.Lin, "a", Cancel);
            await host.WeCom.Click(DemoHost.Lin, "task-1", "same", cancel: Cancel);
            keys = [.. host.Received.Select(received => received.Incoming.DedupKey)];
            lastId = host.WeCom.ChatOf(DemoHost.Lin)[^1].Message.Id;
        }

        await using (var host = await DemoHost.Start(folder))
        {
            Assert.Equal(["card", "file"], host.WeCom.MessagesOf(DemoHost.Lin).Select(message => message.Kind));
            Assert.Equal("张大山 👴", host.WeCom.MessagesOf(DemoHost.Lin)[0].Card!.Value.GetProperty("main_title").GetProperty("title").GetString());
            Assert.NotNull(host.WeCom.Menu);
            Assert.Equal(100, (await host.Client.Download(mediaId, cancel: Cancel)).Bytes.Length);

            await host.Client.UpdateButton(code, [DemoHost.Lin], "已提交", Cancel);
            Assert.True(host.WeCom.MessagesOf(DemoHost.Lin)[^1].Id > lastId);
            Assert.Equal(42014, (await Assert.ThrowsAsync<SendFailure>(
                () => host.Client.Send(new global::Bot.WeCom.Outgoing.Card(Cards.Button()), [DemoHost.Lin], cancel: Cancel))).ErrCode);
            await host.WeCom.Say(DemoHost.Lin, "a", Cancel);
            Assert.DoesNotContain(host.Received.Single().Incoming.DedupKey, keys);
        }

        await using (var host = await DemoHost.Start(folder))
            Assert.Equal(60140, (await Assert.ThrowsAsync<SendFailure>(
                () => host.Client.UpdateButton(code, [DemoHost.Lin], "已提交", Cancel))).ErrCode);
    }

    [Fact]
    public async Task Half_a_last_line_is_forgotten_and_the_next_one_is_whole()
    {
        await using (var host = await DemoHost.Start(folder))
        {
            await host.Client.Send(new global::Bot.WeCom.Outgoing.Text("1"), [DemoHost.Lin], cancel: Cancel);
            await host.Client.Send(new global::Bot.WeCom.Outgoing.Text(new string('2', 1000)), [DemoHost.Lin], cancel: Cancel);
        }
        var bytes = await File.ReadAllBytesAsync(Book, Cancel);
        await File.WriteAllBytesAsync(Book, bytes[..^20], Cancel);

        await using (var host = await DemoHost.Start(folder))
        {
            Assert.Equal(["1"], host.WeCom.MessagesOf(DemoHost.Lin).Select(message => message.Text));
            await host.Client.Send(new global::Bot.WeCom.Outgoing.Text("3"), [DemoHost.Lin], cancel: Cancel);
        }
        var lines = await File.ReadAllTextAsync(Book, Cancel);
        Assert.Equal((2, '\n'), (lines.Count(c => c == '\n'), lines[^1]));
        await using (var host = await DemoHost.Start(folder))
            Assert.Equal(["1", "3"], host.WeCom.MessagesOf(DemoHost.Lin).Select(message => message.Text));
    }

    [Fact]
    public async Task What_was_typed_lies_sealed_on_the_disk_also_what_an_earlier_version_wrote()
    {
        const string typed = "身份证110101199003071234";
        var keys = new FieldCipher(KeyRing.LoadOrCreate(Path.Combine(folder, "keys"), storeIsEmpty: true));
        using var http = new HttpClient();
        foreach (var cipher in (FieldCipher?[])[null, keys, keys])
        {
            using var wecom = new global::Bot.Demo.DemoWeCom(
                DemoHost.Example(new("http://127.0.0.1:9")), () => Task.FromResult<IReadOnlyList<global::Bot.Demo.DemoMember>>([new(DemoHost.Lin, "林小梅")]),
                () => new Uri("http://127.0.0.1:9/"), http, new TestClock(new(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(8))), folder, cipher);
            if (cipher is null)
                await wecom.Say(DemoHost.Lin, typed, Cancel);
            Assert.Equal(typed, Assert.Single(wecom.ChatOf(DemoHost.Lin)).Message.Text);
        }
        var book = await File.ReadAllTextAsync(Book, Cancel);
        Assert.DoesNotContain("110101199003071234", book, StringComparison.Ordinal);
        Assert.DoesNotContain('{', book);
    }

    [Fact]
    public async Task A_broken_line_in_the_middle_is_named()
    {
        await File.WriteAllTextAsync(Book, "{\"$type\":\"task\",\"task_id\":\"t\"}\nnonsense\n{\"$type\":\"task\",\"task_id\":\"u\"}\n", Cancel);
        var broken = await Assert.ThrowsAsync<InvalidDataException>(() => DemoHost.Start(folder));
        Assert.StartsWith($"{Book}:2: ", broken.Message, StringComparison.Ordinal);
    }
}
