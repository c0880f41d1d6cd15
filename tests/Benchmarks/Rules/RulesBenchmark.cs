using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Scheduler.Rules;
using Store;
using Store.Packs;
using Testing;

namespace Benchmarks.Rules;

/// <summary>All rules over a county of 250,000 households with a check-in each, problems, loans and plans: what one night has to do.</summary>
internal static class RulesBenchmark
{
    private const int Households = 250_000;
    private const int Villages = 500;
    private const int Chunk = 10_000;
    private static readonly DateTimeOffset Now = new(2022, 8, 20, 9, 0, 0, TimeSpan.FromHours(8));

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            await using var database = await Database.Start("sqlite", $"Data Source={Path.Combine(folder, "rules.db")}", Path.Combine(folder, "keys"), Now);
            await Console.Error.WriteLineAsync("rules: making the county");
            await Fill(database, Repository.Pack);
            GC.Collect();
            var before = Process.GetCurrentProcess().WorkingSet64;
            var began = Stopwatch.GetTimestamp();
            var standing = await new RuleRounds(database, Repository.Pack).Run(Now);
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            using var process = Process.GetCurrentProcess();
            var peak = (process.PeakWorkingSet64 - before) / 1024d / 1024d;
            began = Stopwatch.GetTimestamp();
            await new RuleRounds(database, Repository.Pack).Run(Now.AddDays(1));
            var again = Stopwatch.GetElapsedTime(began).TotalSeconds;
            began = Stopwatch.GetTimestamp();
            var (_, notChecked) = await database.Read(tx => RuleRounds.Look(tx, Repository.Pack, null, Now));
            var look = Stopwatch.GetElapsedTime(began).TotalSeconds;
            Console.WriteLine();
            Figures.Print(
            [
                ["rules", "figure"],
                [$"all daily rules over {Households:N0} households, one check-in each, findings recorded", $"{Figures.Show(seconds, "0.0")} s"],
                ["memory above what it was", $"{Figures.Show(peak, "0")} MB"],
                ["the next day, nothing changed", $"{Figures.Show(again, "0.0")} s"],
                ["`rules run`: the same and the sums of every ledger", $"{Figures.Show(look, "0.0")} s"],
                ["findings", standing.ToString("N0", CultureInfo.InvariantCulture)],
                ["rules without data, not checked", notChecked.Select(entry => entry.Rule.Id).Distinct().Count().ToString(CultureInfo.InvariantCulture)],
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Fill(Database database, Pack pack)
    {
        await database.Write(async tx =>
        {
            await Units.Save(tx, [new Unit("c", null, "county", "county", "", 0), new Unit("t", "c", "town", "town", "", 1),
                .. Enumerable.Range(0, Villages).Select(number => new Unit($"v{number:D3}", "t", "village", $"village {number}", "", number + 2))]);
            await People.Save(tx, Enumerable.Range(0, Villages).Select(number => new Person($"c{number:D3}", $"contact {number}", "contact", $"v{number:D3}", "", null, true, number)));
        });
        for (var first = 0; first < Households; first += Chunk)
        {
            var numbers = Enumerable.Range(first, Chunk).ToList();
            await database.Write(async tx =>
            {
                await Store.Households.SaveMany(tx, [.. numbers.Select(Household)]);
                await Store.Households.SaveMembers(tx, [.. numbers.SelectMany(Members)]);
                await Store.Households.SaveMeasures(tx, [.. numbers.Select(number => new Measure(Id(number), 1, "医疗救助", new DateOnly(2021, 7, 1)))]);
                foreach (var number in numbers)
                {
                    await Submissions.Add(tx, Filled("monthly-checkin", number, "2022-08", CheckIn(number)));
                    if (number % 50 == 0)
                        await Submissions.Add(tx, Filled("daying-a3-problem", number, "", Problem(number)));
                }
                await Facts.SaveMany(tx, pack.FactTable("loan")!, numbers.Where(number => number % 20 == 0).Select(number => Facts.Of(pack.FactTable("loan")!, new Dictionary<string, string>
                {
                    ["household"] = Id(number),
                    ["loan_no"] = "1",
                    ["due"] = number % 100 == 0 ? "2022-06-30" : "2023-06-30",
                    ["paid"] = "no",
                }, "", "bench")), Now);
                await Facts.SaveMany(tx, pack.FactTable("plan")!, numbers.Where(number => number % 4 == 0).Select(number => Facts.Of(pack.FactTable("plan")!, new Dictionary<string, string>
                {
                    ["household"] = Id(number),
                    ["measure"] = "医疗救助",
                    ["type"] = "健康帮扶",
                }, "", "bench")), Now);
            });
        }
    }

    private static string Id(int number) => $"H{number:D6}";

    private static Household Household(int number) => new(
        Id(number), $"v{number % Villages:D3}", "1", $"head {number}", null, "脱贫户", 4, number % 5 == 0 ? "边缘易致贫户" : "", number % 5 == 0 ? "因病" : "",
        number % 5 == 0 ? "open" : "", null, null, $"c{number % Villages:D3}", number);

    private static IEnumerable<Member> Members(int number) => Enumerable.Range(1, 4).Select(seq => new Member(
        Id(number), seq, $"member {number} {seq}", null, seq == 1 ? "户主" : "之子", "普通劳动力", "", "", ""));

    private static Submission Filled(string form, int number, string period, Dictionary<string, string> answers) => new(
        0, form, "v", "p", "daying-2022", Id(number), period, $"c{number % Villages:D3}", $"/c/t/v{number % Villages:D3}/",
        JsonSerializer.Serialize(answers), false, Now.AddDays(-1).AddMinutes(-(number / Villages) * 15));

    private static Dictionary<string, string> CheckIn(int number) => new()
    {
        ["m_mode"] = "1",
        ["m_income_change"] = number % 1000 == 0 ? "4" : "2",
        ["m_inc_wage"] = "3000",
        ["m_inc_oper"] = "0",
        ["m_inc_prop"] = "0",
        ["m_inc_tran"] = "200",
        ["m_cost_oper"] = "0",
        ["m_exp_change"] = "2",
        ["m_medical"] = "0",
        ["m_food"] = "1",
        ["m_clothes"] = "1",
        ["m_edu"] = "3",
        ["m_insure"] = "1",
        ["m_ill"] = "2",
        ["m_chronic"] = "3",
        ["m_house"] = "1",
        ["m_water"] = "1",
        ["m_jobs[1]/m_jobs_state"] = "1",
        ["m_risk"] = "1",
        ["m_sat_life"] = "1",
        ["m_sat_work"] = "1",
        ["m_need"] = $"想学点技术，家里第{number}户",
        ["c_clean"] = "true",
    };

    private static Dictionary<string, string> Problem(int number) => new()
    {
        ["problem_type"] = "4",
        ["problem_nature"] = "8",
        ["subject_kind"] = "1",
        ["household_id"] = Id(number),
        ["problem_text"] = "井水水位下降，7月以来每天只来水两小时",
        ["status"] = number % 100 == 0 ? "1" : "2",
    };
}
