using System.Globalization;
using Bot;
using Bot.Conversations;
using Bot.Turns;
using Scheduler.Campaigns;
using Scheduler.Ledgers;
using Scheduler.Reminders;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Scheduler.Tests.Campaigns;

/// <summary>A sixth campaign is files and nothing else: its form, its ledger, its deadlines and its reminders.</summary>
public sealed class SixthPackTests : IDisposable
{
    private readonly string prompts = Directory.CreateTempSubdirectory("sixth-").FullName;

    public SixthPackTests()
    {
        SeededStores.CopyFolder(Repository.Prompts, prompts);
        Write("forms/flood-check.yaml", """
            settings: {form_id: flood-check, form_title: 汛期排查, kind: survey}
            survey:
              - {type: text, name: place, label: 排查地点, required: yes}
              - {type: integer, name: houses, label: 受淹户数, required: yes, constraint: . >= 0}
            """);
        Write("ledgers/flood.yaml", """
            id: flood
            title: 汛期排查台账
            form: flood-check
            campaign: flood-2024
            level: town
            columns:
              - {id: place, path: [地点], type: text, source: {answer: place}}
              - {id: houses, path: [受淹户数], type: int, source: {answer: houses}}
            """);
        Write("campaigns/flood-2024.yaml", """
            id: flood-2024
            title: 汛期住房安全排查
            year: 2024
            forms: [flood-check]
            ledgers: [flood]
            roles: [township, county_rural_bureau]
            phases:
              - {id: check, name: 排查, start: 2024-02, end: 2024-02}
            reminders: {before: [1], after: [1], at: "09:00"}
            escalation:
              - {after: 2, to: [county_rural_bureau], at: "09:00"}
            deliverables:
              - {id: r1, what: 汛期排查报告, from: [township], to: [county_rural_bureau], due: 2024-02-29, time: 上午下班前, form: flood-check, ledger: flood}
            norms:
              - {id: rain, value: 50, unit: 毫米, op: <}
            """);
    }

    public void Dispose() => Directory.Delete(prompts, recursive: true);

    [Fact]
    public async Task Feature_24_A_sixth_campaign_is_added_by_files_alone_and_runs()
    {
        var load = PackLoader.Load(prompts, Sentences.All);
        Assert.Empty(load.Problems);
        var pack = load.Pack!;
        var campaign = pack.Campaign("flood-2024")!;
        Assert.Equal(6, pack.Campaigns.Count);
        Assert.NotNull(pack.Form("flood-check"));
        Assert.NotNull(pack.Ledger("flood"));
        Assert.Equal(
            ["02-01 00:00 PhaseStart", "02-28 09:00 Reminder", "02-29 12:00 Due", "02-29 23:59 PhaseEnd", "03-01 09:00 Reminder", "03-02 09:00 Escalation"],
            CampaignCalendar.Of(campaign, null, null).Select(happening => $"{ChinaTime.Of(happening.At):MM-dd HH:mm} {happening.Kind}"));

        await using var town = await TownStore.Open(At("2024-02-01 09:00"));
        var runner = new DueRunner(town.Database, pack with { Campaigns = [campaign] });
        await runner.RunDue(At("2024-02-01 09:00"));
        Assert.Equal(1, await runner.RunDue(At("2024-02-28 09:00")));
        var row = Assert.Single(await town.Database.Read(tx => Outbox.Due(tx, At("2030-01-01 00:00"), 10)), row => row.Userid != OutboxKind.Robot);
        Assert.Equal(Town.Sun, row.Userid);
        Assert.StartsWith("汛期排查报告：2月29日12:00前报县乡村振兴局，还有1天。", row.Payload, StringComparison.Ordinal);

        // Filling its form is handing it in.
        await town.Database.Write(async tx =>
        {
            var sun = (await People.Find(tx, Town.Sun))!;
            var form = pack.Form("flood-check")!;
            var answers = new Dictionary<string, string> { ["place"] = "河边", ["houses"] = "0" };
            var id = await Submissions.Add(tx, new Submission(
                0, form.Id, form.Version, pack.Version, campaign.Id, "", "", sun.Userid, sun.UnitPath, SealedAnswers.Write(tx.Cipher, form, answers), false, At("2024-02-28 15:00")));
            await HandIns.Submitted(tx, pack, form.Id, answers, sun, At("2024-02-28 15:00"), id);
        });
        Assert.Equal(0, await runner.RunDue(At("2024-03-05 09:00")));
    }

    [Fact]
    public async Task Feature_24_A_sixth_campaign_runs_through_a_check_in_a_reminder_and_a_ledger()
    {
        Write("forms/flood-visit.yaml", """
            settings: {form_id: flood-visit, form_title: 汛期走访, kind: checkin}
            survey:
              - {type: integer, name: depth, label: 屋里积水多深, required: yes, unit: 厘米, constraint: . >= 0}
              - {type: select_one yesno, name: moved, label: 转移了没有, required: yes, relevant: "${depth} > 30"}
            choices:
              - {list_name: yesno, name: 1, label: 转移了}
              - {list_name: yesno, name: 2, label: 没有转移}
            """);
        Write("ledgers/flood-homes.yaml", """
            id: flood-homes
            title: 汛期走访台账
            form: flood-visit
            campaign: flood-2024
            level: town
            columns:
              - {id: householder, path: [户], type: text, source: {context: householder}}
              - {id: depth, path: [积水], type: int, source: {answer: depth}}
              - {id: moved, path: [转移], type: text, source: {answer: moved}}
            """);
        Write("campaigns/flood-2024.yaml", """
            id: flood-2024
            title: 汛期住房安全排查
            year: 2024
            scope: {units: [柳沟村]}
            forms: [flood-visit]
            ledgers: [flood-homes]
            roles: [contact, village_cadre, township]
            reminders: {before: [1], after: [], at: "09:00"}
            deliverables:
              - {id: r1, what: 汛期值守安排, from: [village_cadre], to: [township], due: 2024-06-30, time: 上午下班前}
            cadence:
              - id: flood-visit
                title: 汛期走访
                form: flood-visit
                every: month
                subjects: monitored-households
                by: [contact]
                remind: {days_before: [1], at: "09:00"}
                report: {at: "09:00", to: [township]}
            """);
        var load = PackLoader.Load(prompts, Sentences.All);
        Assert.Empty(load.Problems);
        var pack = load.Pack! with { Campaigns = [load.Pack!.Campaign("flood-2024")!] };

        await using var town = await TownStore.Open(At("2024-06-03 09:00"));
        await new DueRunner(town.Database, pack).RunDue(At("2024-06-03 09:00"));
        var exchange = new Exchange(pack);
        foreach (var line in (string[])["走访", "马占林", "45", "转移了", "提交"])
            await town.Database.Write(async tx =>
            {
                var zhang = (await People.Find(tx, Town.Zhang))!;
                var turn = await exchange.Run(tx, zhang, (await Sessions.Load(tx, Town.Zhang))?.State, new Input.Said(line), At("2024-06-03 09:05"));
                await Sessions.Save(tx, Town.Zhang, turn.Session.ToJson(), At("2024-06-03 09:05"));
            });

        // Its ledger has the visit; who has one left is reminded, and the campaign is no business of the other village's.
        var table = await town.Database.Read(tx => LedgerRounds.Compute(tx, pack, pack.Ledger("flood-homes")!, Scope.Everything, null, "flood-2024", null));
        Assert.Equal(["马占林 45 转移了"], table.Rows.Select(row => string.Join(' ', row.Select(cell => $"{cell}"))));
        await new DueRunner(town.Database, pack).RunDue(At("2024-06-29 09:00"));
        var told = await town.Database.Read(tx => Outbox.Due(tx, At("2030-01-01 00:00"), 10));
        Assert.Equal([(Town.Zhang, "6月走访还剩1户：马占海。"), (Town.Zhou, "6月走访还剩1户：吴春花。")], told.Select(row => (row.Userid, row.Payload.Split('\n')[0])).Order());
    }

    [Fact]
    public void A_wrong_date_an_unknown_role_a_form_and_a_column_from_nowhere_and_a_cycle_are_said_at_once_and_nothing_starts()
    {
        Write("campaigns/flood-2024.yaml", """
            id: flood-2024
            title: 汛期住房安全排查
            forms: [flood-checks]
            roles: [township, mayor]
            ledgers: [flood]
            phases:
              - {id: check, name: 排查, start: 2024-02-30, end: 2024-03-02}
            escalation:
              - {after: 1, to: [township], at: "09:00"}
              - {after: 2, to: [county_rural_bureau], at: "09:00"}
              - {after: 3, to: [township], at: "09:00"}
            """);
        Write("ledgers/flood.yaml", """
            id: flood
            title: 汛期排查台账
            form: flood-check
            campaign: flood-2024
            level: town
            columns:
              - {id: place, path: [地点], type: text, source: {answer: where_is_it}}
            """);
        var refused = Refused();
        string[] expected =
        [
            "campaigns/flood-2024.yaml:11: a cycle in the escalation", "campaigns/flood-2024.yaml:3: there is no form 'flood-checks'",
            "campaigns/flood-2024.yaml:4: there is no role 'mayor'", "campaigns/flood-2024.yaml:7: '2024-02-30'", "ledgers/flood.yaml:7: ",
        ];
        // That the campaign names a ledger which is broken is no mistake of the campaign's.
        Assert.Equal(expected.Length, refused.Length);
        Assert.All(expected.Zip(refused), pair => Assert.StartsWith(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.Contains("where_is_it", refused[^1], StringComparison.Ordinal);
        Assert.Null(PackLoader.Load(prompts, Sentences.All).Pack);
    }

    // What the program prints before it ends.
    private string[] Refused() =>
    [
        .. Assert.Throws<StartException>(() => BotSetup.Pack(prompts)).Message.Split('\n')
            .Select(line => line[(prompts.Length + 1)..]).Order(StringComparer.Ordinal),
    ];

    private void Write(string path, string content) => File.WriteAllText(Path.Combine(prompts, path), content);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
