using System.Text.Json;
using Store;
using Store.Packs;

namespace Benchmarks.Rules;

/// <summary>The county of the rules benchmark. Made as imports make it, many rows to a statement: what is measured is the rules.</summary>
internal static class RulesCounty
{
    public static readonly DateTimeOffset Now = new(2022, 8, 20, 9, 0, 0, TimeSpan.FromHours(8));

    private const int Villages = 500;
    private const int Chunk = 10_000;

    /// <summary>An empty store becomes that county.</summary>
    public static async Task Fill(Database database, Pack pack, int households)
    {
        await database.Write(async tx =>
        {
            await Units.Save(tx, [new Unit("c", null, "county", "county", "", 0), new Unit("t", "c", "town", "town", "", 1),
                .. Enumerable.Range(0, Villages).Select(number => new Unit($"v{number:D3}", "t", "village", $"village {number}", "", number + 2))]);
            await People.Save(tx, Enumerable.Range(0, Villages).Select(number => new Person($"c{number:D3}", $"contact {number}", "contact", $"v{number:D3}", "", null, true, number)));
        });
        for (var first = 0; first < households; first += Chunk)
        {
            var numbers = Enumerable.Range(first, Math.Min(Chunk, households - first)).ToList();
            await database.Write(async tx =>
            {
                await Store.Households.SaveMany(tx, [.. numbers.Select(Household)]);
                await Store.Households.SaveMembers(tx, [.. numbers.SelectMany(Members)]);
                await Store.Households.SaveMeasures(tx, [.. numbers.Select(number => new Measure(Id(number), 1, "医疗救助", new DateOnly(2021, 7, 1)))]);
                await tx.Each(AddSql(tx.Dialect), numbers.ConvertAll(number => Filled("monthly-checkin", number, "2022-08", CheckIn(number))));
                await tx.Each(AddSql(tx.Dialect), numbers.Where(number => number % 50 == 0).Select(number => Filled("daying-a3-problem", number, "", Problem(number))).ToList());
                await Facts.SaveMany(tx, pack.FactTable("loan")!, numbers.Where(number => number % 20 == 0).Select(number => Facts.Of(pack.FactTable("loan")!, Loan(number), "", "bench")), Now);
                await Facts.SaveMany(tx, pack.FactTable("plan")!, numbers.Where(number => number % 4 == 0).Select(number => Facts.Of(pack.FactTable("plan")!, Plan(number), "", "bench")), Now);
            });
        }
    }

    // Submissions are added one by one, each with its turn; a county's worth at once is this benchmark's alone.
    private static string AddSql(Dialect dialect) => $"""
        INSERT INTO submission (form, form_version, pack_version, campaign, subject, period, userid, area, answers, unchanged, submitted_at, reason, warnings)
        SELECT r.Form, 'v', 'p', 'daying-2022', r.Subject, r.Period, r.Userid, r.Area, r.Answers, 0, r.At, '', ''
        FROM {dialect.Rows(["Form", "Subject", "Period", "Userid", "Area", "Answers", "At"])}
        """;

    private sealed record FilledRow(string Form, string Subject, string Period, string Userid, string Area, string Answers, DateTimeOffset At);

    private static string Id(int number) => $"H{number:D6}";

    private static Household Household(int number) => new(
        Id(number), $"v{number % Villages:D3}", "1", $"head {number}", null, "脱贫户", 4, number % 5 == 0 ? "边缘易致贫户" : "", number % 5 == 0 ? "因病" : "",
        number % 5 == 0 ? "open" : "", null, null, $"c{number % Villages:D3}", number);

    private static IEnumerable<Member> Members(int number) => Enumerable.Range(1, 4).Select(seq => new Member(
        Id(number), seq, $"member {number} {seq}", null, seq == 1 ? "户主" : "之子", "普通劳动力", "", "", ""));

    private static FilledRow Filled(string form, int number, string period, Dictionary<string, string> answers) => new(
        form, Id(number), period, $"c{number % Villages:D3}", $"/c/t/v{number % Villages:D3}/", JsonSerializer.Serialize(answers),
        Now.AddDays(-1).AddMinutes(-(number / Villages) * 15));

    private static Dictionary<string, string> Loan(int number) => new()
    {
        ["household"] = Id(number),
        ["loan_no"] = "1",
        ["due"] = number % 100 == 0 ? "2022-06-30" : "2023-06-30",
        ["paid"] = "no",
    };

    private static Dictionary<string, string> Plan(int number) => new()
    {
        ["household"] = Id(number),
        ["measure"] = "医疗救助",
        ["type"] = "健康帮扶",
    };

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
