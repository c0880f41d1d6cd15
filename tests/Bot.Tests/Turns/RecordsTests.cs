using Bot.Conversations;
using Bot.Forms;
using Bot.Turns;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Bot.Tests.Turns;

/// <summary>What forms pull from the county's records.</summary>
public sealed class RecordsTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2022, 8, 3, 9, 0, 0, TimeSpan.FromHours(8));

    private TownStore town = null!;

    public async ValueTask InitializeAsync() => town = await TownStore.Open(Now);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Every_table_has_the_columns_that_authors_are_told_of()
    {
        await Report("大井村", "3", 8, Now.AddDays(-1));
        var (household, general) = (await About("DJ-001", "jinggang-a6"), await AsBegun("jinggang-daily"));
        foreach (var (table, columns) in RecordTables.Columns)
        {
            var rows = general.GetValueOrDefault(table) ?? household.GetValueOrDefault(table);
            Assert.Equal(columns.Order(), (rows ?? throw new InvalidOperationException($"nobody fills {table}"))[0].Keys.Order());
        }
    }

    [Fact]
    public async Task An_id_number_is_opened_only_for_a_form_that_asks_for_it()
    {
        Assert.Equal(Town.Roster.Households[0].IdNumber, (await About("DJ-001", "jinggang-a6"))["household"][0]["id_number"]);
        Assert.False((await About("DJ-001", "monthly-checkin"))["household"][0].ContainsKey("id_number"));
    }

    [Fact]
    public async Task A_household_and_whoever_reports_are_known_by_county_town_village_and_group()
    {
        var household = (await About("DJ-002", "jinggang-a6"))["household"][0];
        Assert.Equal(("安宁县", "清溪镇", "大井村", "2组"), (household["county"], household["town"], household["village"], household["group"]));
        var person = (await AsBegun("jinggang-a5"))["person"][0];
        Assert.Equal(("安宁县", "清溪镇", "大井村"), (person["county"], person["town"], person["village"]));
    }

    [Fact]
    public async Task A_villages_form_knows_its_kind()
    {
        var form = Repository.Pack.Form("jinggang-a5")!;
        var filled = Filling.Start(form, new Draft { Form = form.Id, Data = await AsBegun(form.Id), StartedAt = Now }, Town.Li, Now);
        Assert.Equal(("大井村", "1"), (filled.Answers["h_village"], filled.Answers["is_poverty_village"]));
    }

    [Fact]
    public async Task Days_reported_before_add_up_by_village_and_group()
    {
        await Report("大井村", "3", 8, Now.AddDays(-2));
        await Report("大井村", "3", 11, Now.AddDays(-1));
        await Report("大井村", "4", 5, Now.AddDays(-1));
        await Report("大井村", "3", 9, Now);
        await Hand("jinggang-a3-problem", """{"village":"大井村"}""", Now);
        await Hand("jinggang-a3-problem", """{"village":"大井村"}""", Now.AddDays(-1));

        var rows = (await AsBegun("jinggang-daily"))["progress"];
        Assert.Equal([("大井村-3", "19", "1"), ("大井村-4", "5", "1")], rows.Select(row => (row["key"], row["done_before"], row["problems_today"])).Order());
    }

    private Task Report(string village, string group, int done, DateTimeOffset at) =>
        Hand("jinggang-daily", $$"""{"village":"{{village}}","group":"{{group}}","done_today":"{{done}}"}""", at);

    private Task Hand(string form, string answers, DateTimeOffset at) => town.Database.Write(async tx => await Submissions.Add(tx, new Submission(
        0, form, "1", "1", "jinggang-2020", "", "", Town.Li, (await People.Find(tx, Town.Li))!.UnitPath, answers, false, at)));

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>> About(string household, string form) =>
        Assert.IsType<Found.Household>(await Find(new Lookup.ForQuestion(household, "household", form))).Data;

    private async Task<IReadOnlyDictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>> AsBegun(string form) =>
        Assert.IsType<Found.Records>(await Find(new Lookup.ForForm(form, "jinggang-2020", ChinaTime.DayOf(Now)))).Data;

    private Task<Found> Find(Lookup lookup) => town.Database.Read(async tx =>
        await new Lookups(tx, (await People.Find(tx, Town.Li))!, Repository.Pack).Find(lookup));
}
