using System.Globalization;
using Bot;
using Scheduler.Campaigns;
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
        var row = Assert.Single(await town.Database.Read(tx => Outbox.Due(tx, At("2030-01-01 00:00"), 10)));
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
    public void A_sixth_campaign_with_mistakes_says_them_all_and_nothing_is_used()
    {
        Write("campaigns/flood-2024.yaml", "id: flood-2024\ntitle: 汛期\nforms: [flood]\nledgers: [floods]\nroles: [mayor]\nphases:\n  - {id: p, name: 排查, start: 2024-02-30}\n");
        var load = PackLoader.Load(prompts, Sentences.All);
        Assert.Null(load.Pack);
        Assert.Equal([3, 4, 5, 7], load.Problems.Select(problem => problem.Line));
        Assert.All(load.Problems, problem => Assert.EndsWith("campaigns/flood-2024.yaml", problem.File, StringComparison.Ordinal));
    }

    private void Write(string path, string content) => File.WriteAllText(Path.Combine(prompts, path), content);

    private static DateTimeOffset At(string text) =>
        DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
