using Bot.Conversations;
using Bot.Turns;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Bot.Tests.Conversations;

/// <summary>A clerk edits a form while people are in the middle of it.</summary>
public sealed class NewVersionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset August = new(2022, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    private readonly string folder = Directory.CreateTempSubdirectory("prompts-").FullName;
    private TownStore town = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Prompts, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Repository.Prompts, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        town = await TownStore.Open(August);
    }

    public async ValueTask DisposeAsync()
    {
        await town.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_draft_is_finished_in_the_version_it_was_begun_in_and_the_next_one_is_new()
    {
        var before = await Loaded();
        await Say(before, August, "走访", "吴春花", "1", "2");

        var after = await Edited();
        var texts = await Say(after, August, "0 0 0 950 0");
        Assert.Contains(texts, text => text.Contains("家庭支出比上月怎么样", StringComparison.Ordinal));
        texts = await Say(after, August, "2", "0", "1", "1", "3", "1", "2", "3", "1", "1", "1", "跳过", "1", "1", "1", "1", "2", "2", "跳过");
        Assert.Contains(texts, text => text.Contains("这张表后来改过", StringComparison.Ordinal));
        await Say(after, August, "提交");
        var handed = Assert.Single(await town.Database.Read(tx => Submissions.List(tx, "monthly-checkin", Scope.Everything)));
        Assert.Equal(before.Form("monthly-checkin")!.Version, handed.FormVersion);

        // Next month it is asked as it is now, and what still fits stands from last month.
        var september = August.AddMonths(1);
        texts = await Say(after, september, "走访", "吴春花");
        Assert.Contains(texts, text => text.Contains("转移收入：950元", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => text.Contains("吃饱：", StringComparison.Ordinal));
        texts = await Say(after, september, "有变化", "支出变化");
        Assert.Contains(texts, text => text.Contains("这个月花钱比上月怎么样", StringComparison.Ordinal));
    }

    private async Task<Pack> Loaded()
    {
        var pack = BotSetup.Pack(folder);
        await town.Database.Write(tx => PackVersions.Keep(tx, pack.Version, pack.Files.Select(file => new PackFile(file.Key, file.Value))));
        return pack.WithEarlier(await town.Database.Read(tx => PackVersions.EarlierForms(tx, pack.Version)));
    }

    private async Task<Pack> Edited()
    {
        var form = Path.Combine(folder, "forms", "monthly-checkin.yaml");
        var text = await File.ReadAllTextAsync(form);
        await File.WriteAllTextAsync(form, text
            .Replace("plain: 家庭支出比上月怎么样？", "plain: 这个月花钱比上月怎么样？", StringComparison.Ordinal)
            .Replace("{list_name: m_food, name: 1, label: 是}", "{list_name: m_food, name: 8, label: 是}", StringComparison.Ordinal));
        return await Loaded();
    }

    private async Task<IReadOnlyList<string>> Say(Pack pack, DateTimeOffset now, params string[] lines)
    {
        IReadOnlyList<TurnEvent> events = [];
        foreach (var line in lines)
            events = await town.Database.Write(async tx =>
            {
                var person = await People.Find(tx, Town.Zhou);
                var turn = await new Exchange(pack).Run(tx, person!, (await Sessions.Load(tx, Town.Zhou))?.State, new Input.Said(line), now);
                await Sessions.Save(tx, Town.Zhou, turn.Session.ToJson(), now);
                return turn.Events;
            });
        return [.. events.Select(happened => happened switch
        {
            TurnEvent.Said said => said.Text,
            TurnEvent.Asked asked => $"{asked.Prompt.Context}\n{asked.Prompt.Title}\n{asked.Prompt.Body}",
            _ => "",
        })];
    }
}
