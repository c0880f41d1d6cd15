using System.Globalization;
using System.Text;
using Bot.Demo;
using Scheduler.Campaigns;
using Scheduler.Reminders;
using Store;
using Testing;
using Xunit;

namespace Scheduler.Tests.Golden;

/// <summary>
/// Everything that some people of the demo county are sent while a campaign goes by, word for word. UPDATE_GOLDEN=1 writes the
/// files anew: read them, no message may be one too many.
/// </summary>
public sealed class GoldenMonthsTests
{
    private static readonly string[] Hours = ["08:40", "12:30", "17:30", "21:30"];

    [Fact]
    public async Task August_2022_of_Xiaoxian_for_a_contact_a_village_the_town_and_the_office()
    {
        await using var county = await LivedCounty.Open("2022-08-01 09:00");
        county.On("2022-08-10 10:00", "c001 走访了2户", () => county.Visit("c001", 2));
        county.On("2022-08-26 15:00", "c001 走访了其余3户", () => county.Visit("c001", 5));
        county.On("2022-08-29 16:00", "县水利局报了自查报告和附件2", () => county.HandIn("xiaoxian-2022", "d02", "d1", "d2"));
        county.On("2022-08-30 16:00", "其他部门都报了，只剩县教体局", () => county.HandInAll("xiaoxian-2022", "sector_dept", "d03"));
        county.On("2022-09-02 09:00", "靖港镇补报", () => county.HandIn("xiaoxian-2022", "town", "d1", "d2", "monthly-judgement"));
        await county.Live("2022-08-01", "2022-09-10");
        Check("xiaoxian-2022-08.md", county.Told("c001", "c002", "v01", "town", "d02", "d03", "special", "leader"));
    }

    [Fact]
    public async Task April_to_June_2020_of_Jinggang_for_a_survey_group_a_village_and_the_town()
    {
        await using var county = await LivedCounty.Open("2020-04-01 08:00");
        for (var day = new DateOnly(2020, 4, 1); day <= new DateOnly(2020, 4, 16); day = day.AddDays(1))
            foreach (var village in county.Villages.Where(village => !(village.Name == "芦江社区" && day.Day == 5)))
                county.On($"{day:yyyy-MM-dd} 16:30", "", () => county.Report(village.Name, 24));
        county.On("2020-06-12 10:00", "除芦江社区、石毫村外各村报了附件8、附件4（贫困村还有附件5）", () => county.HandInAll("jinggang-2020", "village_cadre", "v01", "v12"));
        county.On("2020-06-17 15:00", "石毫村报齐", () => county.HandIn("jinggang-2020", "v12", "d4", "d5", "d6"));
        county.On("2020-06-19 10:00", "芦江社区补报", () => county.HandIn("jinggang-2020", "v01", "d4", "d5"));
        foreach (var month in (string[])["2020-04-15", "2020-05-26", "2020-06-18"])
            county.On($"{month} 15:00", "", () => county.VisitAll(except: month.StartsWith("2020-05", StringComparison.Ordinal) ? "c002" : ""));
        await county.Live("2020-04-01", "2020-06-30");
        Check("jinggang-2020-04-06.md", county.Told("g01a", "c001", "c002", "v01", "v12", "poverty", "town", "townlead"));
    }

    private static void Check(string name, string told)
    {
        var file = Path.Combine(Repository.Root, "tests", "Scheduler.Tests", "Golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(file, told);
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), told);
    }

    private sealed class LivedCounty : IAsyncDisposable
    {
        private readonly string folder = Directory.CreateTempSubdirectory("county-").FullName;
        private readonly List<(DateTimeOffset At, string Says, Func<Task> Do)> happenings = [];
        private readonly List<(DateTimeOffset At, string Text)> noted = [];
        private Database database = null!;
        private DateTimeOffset now;

        public IReadOnlyList<VillageOfRoster> Villages { get; private set; } = [];

        public static async Task<LivedCounty> Open(string at)
        {
            var county = new LivedCounty { now = At(at) };
            county.database = await Database.Start("sqlite", $"Data Source={Path.Combine(county.folder, "store.db")}", Path.Combine(county.folder, "keys"), county.now);
            await DemoMode.Seed(county.database, Repository.Pack, null, null, county.now);
            county.Villages = await county.database.Read(tx => Households.Villages(tx, "/"));
            await new DueRunner(county.database, Repository.Pack).RunDue(county.now);
            return county;
        }

        public void On(string at, string says, Func<Task> happens) => happenings.Add((At(at), says, happens));

        public async Task Live(string from, string to)
        {
            var runner = new DueRunner(database, Repository.Pack);
            var left = happenings.OrderBy(happening => happening.At).ToList();
            for (var day = Day(from); day <= Day(to); day = day.AddDays(1))
                foreach (var hour in Hours)
                {
                    var moment = At($"{day:yyyy-MM-dd} {hour}");
                    for (; left.Count > 0 && left[0].At <= moment; left.RemoveAt(0))
                    {
                        now = left[0].At;
                        await left[0].Do();
                        if (left[0].Says.Length > 0)
                            noted.Add((now, left[0].Says));
                    }
                    now = moment;
                    await runner.RunDue(moment);
                }
        }

        public string Told(params string[] userids)
        {
            var rows = database.Read(tx => Outbox.Due(tx, At("2040-01-01 00:00"), 1_000_000)).Result;
            var people = database.Read(tx => People.List(tx)).Result;
            var told = new StringBuilder();
            foreach (var userid in userids)
            {
                var person = people.Single(one => one.Userid == userid);
                told.Append(CultureInfo.InvariantCulture, $"# {userid} {Repository.Pack.Roles.Find(person.Role)!.Name} {person.UnitName}\n\n");
                foreach (var (at, text) in rows.Where(row => row.Userid == userid).Select(row => (row.NotBefore, Text: row.Payload))
                    .Concat(noted.Select(note => (note.At, Text: $"（{note.Text}）"))).OrderBy(line => line.Item1))
                    told.Append(CultureInfo.InvariantCulture, $"{ChinaTime.Of(at):MM-dd HH:mm}\n{text}\n\n");
            }
            return told.ToString();
        }

        public Task Visit(string userid, int count) => database.Write(async tx =>
        {
            var round = new Round("monthly-checkin", "daying-2022", Month.Of(now).ToString());
            foreach (var household in (await Households.InCare(tx, new Scope.Contact(userid), round)).Where(line => !line.Done).Take(count))
                await Occurrences.Done(tx, round, household.Id, userid, (await People.Find(tx, userid))!.UnitPath, now, null);
            return 0;
        });

        public async Task VisitAll(string except)
        {
            foreach (var contact in await database.Read(tx => People.List(tx, "contact")))
                if (contact.Userid != except)
                    await Visit(contact.Userid, int.MaxValue);
        }

        public Task HandIn(string campaign, string userid, params string[] whats) => database.Write(async tx =>
        {
            var person = (await People.Find(tx, userid))!;
            Assert.True((await HandIns.HandIn(tx, Repository.Pack.Campaign(campaign)!, (await Units.Find(tx, person.UnitId))!, whats, person, now)).IsTaken);
            return 0;
        });

        public async Task HandInAll(string campaign, string role, params string[] except)
        {
            foreach (var person in await database.Read(tx => People.List(tx, role)))
                if (!except.Contains(person.Userid))
                    await HandIn(campaign, person.Userid,
                        [.. (await database.Read(tx => Occurrences.OfUnit(tx, campaign, person.UnitId))).Where(row => row.DoneAt is null).Select(row => row.What).Distinct()]);
        }

        public Task Report(string village, int done) => database.Write(async tx =>
        {
            var unit = (await Units.All(tx, Scope.Everything)).Single(one => one.Name == village);
            var person = (await People.List(tx, "survey_group", unit.Id))[0];
            var form = Repository.Pack.Form("jinggang-daily")!;
            var answers = new Dictionary<string, string> { ["village"] = village, ["group"] = "1", ["done_today"] = $"{done}" };
            var id = await Submissions.Add(tx, new Submission(
                0, form.Id, form.Version, Repository.Pack.Version, "jinggang-2020", "", "", person.Userid, person.UnitPath, SealedAnswers.Write(tx.Cipher, form, answers), false, now));
            await HandIns.Submitted(tx, Repository.Pack, form.Id, answers, person, now, id);
            return 0;
        });

        public async ValueTask DisposeAsync()
        {
            await database.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        private static DateTimeOffset At(string text) =>
            DateTimeOffset.ParseExact(text + " +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
    }
}
