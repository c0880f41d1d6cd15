using Bot.Contacts;
using Bot.Demo;
using Bot.WeCom;
using Microsoft.Extensions.Logging.Abstractions;
using Store;
using Testing;
using Xunit;
using DemoHost = Bot.Tests.Demo.DemoHost;

namespace Bot.Tests.Contacts;

/// <summary>The address book against the demo's, over loopback HTTP.</summary>
public sealed class ContactsSyncTests : IAsyncLifetime
{
    private DemoHost host = null!;
    private TownStore town = null!;
    private ContactsSync sync = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await DemoHost.Start();
        town = await TownStore.Open(host.Clock.GetUtcNow());
        host.Members.Clear();
        host.WeCom.Departments = [new(1, "安宁县乡村振兴", 0), new(2, "清溪镇", 1), new(3, "大井村", 2), new(4, "新设村", 2)];
        host.Members.AddRange(
        [
            new("LiXiulan", "李秀兰", 3, "监测联系人"), new(Town.Zhang, "张伟民", 3, "监测联系人"), new(Town.Sun, "孙丽", 2, "镇办"),
            new("wangqiang", "王强", 4, "网格员"), new("gaofei", "高飞", 2, "厨师"),
        ]);
        host.WeCom.Elsewhere = [new(Town.Zhou, "周小燕", 3)];
        sync = new ContactsSync(town.Database, Repository.Pack, host.Client, new ContactsSecret(host.NewClient(host.Settings with { Secret = DemoWeCom.ContactsSecret })),
            host.Clock, NullLogger<ContactsSync>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        sync.Dispose();
        await town.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Departments_and_members_come_in_and_who_does_not_fit_is_named()
    {
        var plan = await sync.Import(dryRun: false, Cancel);
        Assert.Equal(["新设村"], plan.Units.Select(unit => unit.Name));
        var added = await town.Database.Read(tx => People.Find(tx, "wangqiang"));
        Assert.Equal(("grid", "新设村", "清溪镇"), (added!.Role, added.UnitName, added.TownName));
        Assert.Contains(plan.Remarks, remark => remark.StartsWith("gaofei", StringComparison.Ordinal) && remark.Contains("'厨师' is no role", StringComparison.Ordinal));
        Assert.Contains(plan.Remarks, remark => remark.StartsWith(Town.Zhou, StringComparison.Ordinal) && remark.Contains("outside the app's visible scope", StringComparison.Ordinal));
        Assert.Contains(plan.Remarks, remark => remark.StartsWith(Town.Liu, StringComparison.Ordinal) && remark.Contains("has no WeCom account", StringComparison.Ordinal));
        Assert.DoesNotContain(plan.Remarks, remark => remark.StartsWith(Town.Li, StringComparison.Ordinal));
        var again = await sync.Import(dryRun: false, Cancel);
        Assert.Equal((0, 0), (again.Units.Count, again.People.Count));
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        Assert.NotEmpty((await sync.Import(dryRun: true, Cancel)).People);
        Assert.Null(await town.Database.Read(tx => People.Find(tx, "wangqiang")));
    }

    [Fact]
    public async Task Changes_are_followed_one_by_one_in_any_number()
    {
        await Tell("create_user", "wangqiang");
        await Tell("create_user", "wangqiang");
        await Tell("update_user", "LiXiulan", "new_userid=lixl");
        host.Members[0] = new("lixl", "李秀兰", 3, "监测联系人");
        await Tell("delete_user", Town.Zhang);
        await Tell("update_user", "unheard.of");
        await sync.Work(Cancel);

        Assert.True((await town.Database.Read(tx => People.Find(tx, "wangqiang")))!.Active);
        Assert.Null(await town.Database.Read(tx => People.Find(tx, Town.Li)));
        Assert.Equal("李秀兰", (await town.Database.Read(tx => People.Find(tx, "lixl")))!.Name);
        Assert.Equal(5, await town.Database.Read(tx => tx.Scalar<int>("SELECT count(*) FROM household WHERE contact = 'lixl'")));
        Assert.False((await town.Database.Read(tx => People.Find(tx, Town.Zhang)))!.Active);
        Assert.Empty(await town.Database.Read(tx => ChannelEvents.Open(tx, 10)));
    }

    [Fact]
    public async Task What_cannot_be_read_now_is_read_later()
    {
        await Tell("create_user", "wangqiang");
        host.WeCom.RefuseNext("user/get", -1, "system busy");
        await sync.Work(Cancel);
        Assert.Single(await town.Database.Read(tx => ChannelEvents.Open(tx, 10)));
        await sync.Work(Cancel);
        Assert.NotNull(await town.Database.Read(tx => People.Find(tx, "wangqiang")));
    }

    [Fact]
    public async Task The_address_books_token_sends_nothing()
    {
        var contacts = host.NewClient(host.Settings with { Secret = DemoWeCom.ContactsSecret });
        var failure = await Assert.ThrowsAsync<SendFailure>(() => contacts.Send(new Bot.WeCom.Outgoing.Text("x"), ["lixiulan"], cancel: Cancel));
        Assert.Equal((FailureClass.Stop, 48002), (failure.Class, failure.ErrCode));
    }

    [Fact]
    public async Task A_browser_that_comes_back_is_somebody_once()
    {
        var code = host.WeCom.MintLoginCode("LiXiulan");
        Assert.Equal(Town.Li, await host.Client.WhoIs(code, Cancel));
        var failure = await Assert.ThrowsAsync<SendFailure>(() => host.Client.WhoIs(code, Cancel));
        Assert.Equal(40029, failure.ErrCode);
    }

    private Task Tell(string kind, string subject, string detail = "") =>
        town.Database.Write(tx => ChannelEvents.Add(tx, kind, subject, detail, host.Clock.GetUtcNow()));
}
