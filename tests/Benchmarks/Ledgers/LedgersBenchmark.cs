using System.Diagnostics;
using Scheduler.Ledgers;
using Scheduler.Ledgers.Workbook;
using Store;
using Testing;

namespace Benchmarks.Ledgers;

/// <summary>
/// A ledger of 100,000 rows from the store to the file, beside another ecosystem's writer, and a cross-table over 250,000 households
/// from the store to its figures.
/// </summary>
internal static class LedgersBenchmark
{
    private const int Rows = 100_000;
    private const int Households = 250_000;
    private const int Villages = 500;
    private const int Chunk = 10_000;
    private const int Rounds = 5;
    private static readonly DateTimeOffset Now = new(2022, 8, 20, 9, 0, 0, TimeSpan.FromHours(8));

    // Many at once: what is measured is the reading.
    private const string AddSql = """
        INSERT INTO submission (form, form_version, pack_version, campaign, subject, period, userid, area, answers, unchanged, submitted_at, reason, warnings)
        VALUES (@Form, @FormVersion, @PackVersion, @Campaign, @Subject, @Period, @Userid, @Area, @Answers, @Unchanged, @SubmittedAt, @Reason, @Warnings)
        """;

    public static async Task Run()
    {
        var folder = Directory.CreateTempSubdirectory("bench-").FullName;
        try
        {
            await using var database = await Database.Start("sqlite", $"Data Source={Path.Combine(folder, "ledgers.db")}", Path.Combine(folder, "keys"), Now);
            await Console.Error.WriteLineAsync("ledgers: making the county");
            await Fill(database);
            var file = Path.Combine(folder, "ledger.xlsx");
            await Write(database, file);
            var (made, writing, counted) = (new List<Measured>(), new List<double>(), new List<Measured>());
            for (var round = 0; round < Rounds; round++)
                made.Add(await Measured.Of(async () => writing.Add(await Write(database, file))));
            for (var round = 0; round < Rounds; round++)
                counted.Add(await Measured.Of(() => CrossTable(database)));
            await Issue(database);
            await database.Write(tx => tx.Execute(AddSql, Filled(tx, "daying-a3-problem", Rows, Problem(Rows))));
            var (issued, waited) = await Issue(database);
            var rows = new List<IReadOnlyList<string>>
            {
                (string[])["ledger", "seconds", "processor seconds", "MB above idle"],
                Measured.Row($"daying-a3 of {Rows:N0} rows, from the store to the file", made),
                (string[])["of that, writing the workbook", Figures.Show(Figures.Median(writing), "0.00"), "", ""],
            };
            foreach (var (writer, seconds, processor) in await OtherWriters.Write(await Compute(database, "daying-a3"), folder))
                rows.Add([$"the same rows by {writer}, writing alone", Shown(seconds), Shown(processor), ""]);
            rows.Add(Measured.Row($"jinggang-a4 over {Households:N0} households, all villages", counted));
            rows.Add(["the first issued again and compared with its last issue", Figures.Show(issued, "0.00"), "", ""]);
            rows.Add(["the longest that another writer waited meanwhile", Figures.Show(waited, "0.00"), "", ""]);
            Figures.Print(rows);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Shown(double? seconds) => seconds is { } took ? Figures.Show(took, "0.00") : "not installed";

    /// <returns>The seconds of writing alone.</returns>
    private static async Task<double> Write(Database database, string file)
    {
        var table = await Compute(database, "daying-a3");
        var read = Stopwatch.GetTimestamp();
        await using (var stream = File.Create(file))
            LedgerWorkbook.Write(table, stream);
        return table.Rows.Count == Rows ? Stopwatch.GetElapsedTime(read).TotalSeconds : throw new InvalidOperationException($"the ledger has {table.Rows.Count} rows");
    }

    /// <returns>The seconds it took, and the longest that another writer waited meanwhile.</returns>
    private static async Task<(double Seconds, double Waited)> Issue(Database database)
    {
        var (began, waited) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        var ledger = Repository.Pack.Ledger("daying-a3")!;
        var issuing = Task.Run(() => LedgerIssuing.Issue(database, async tx => await LedgerIssuing.Prepare(
            tx, Repository.Pack, new IssueOf(ledger, ledger.Campaign, "", ""), await LedgerRounds.Compute(tx, Repository.Pack, ledger, Scope.Everything, null, null, null),
            (await People.Find(tx, "c000"))!, new Dictionary<string, string>(), "", 0, Now)));
        while (!issuing.IsCompleted)
        {
            var asked = Stopwatch.GetTimestamp();
            await database.Write(tx => tx.Execute("UPDATE person SET name = name WHERE userid = 'c000'"));
            waited = Stopwatch.GetElapsedTime(asked) is var took && took > waited ? took : waited;
            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
        await issuing;
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, waited.TotalSeconds);
    }

    private static async Task CrossTable(Database database)
    {
        var table = await Compute(database, "jinggang-a4");
        if (table.Rows.Count != 27 || table.Sheets.Count != Villages + 1)
            throw new InvalidOperationException("the cross-table lacks rows or sheets");
    }

    private static Task<LedgerTable> Compute(Database database, string ledger) =>
        database.Read(tx => LedgerRounds.Compute(tx, Repository.Pack, Repository.Pack.Ledger(ledger)!, Scope.Everything, null, null, null));

    private static async Task Fill(Database database)
    {
        await database.Write(async tx =>
        {
            await Units.Save(tx, [new Unit("c", null, "county", "county", "", 0), new Unit("t", "c", "town", "town", "", 1),
                .. Enumerable.Range(0, Villages).Select(number => new Unit($"v{number:D3}", "t", "village", $"village {number}", "", number + 2))]);
            await People.Save(tx, Enumerable.Range(0, Villages).Select(number => new Person($"c{number:D3}", $"contact {number}", "contact", $"v{number:D3}", "", null, true, number)));
        });
        for (var first = 0; first < Households; first += Chunk)
            await database.Write(async tx =>
            {
                var numbers = Enumerable.Range(first, Chunk).ToList();
                await Store.Households.SaveMany(tx, [.. numbers.Select(Household)]);
                await tx.Execute(AddSql, numbers.Where(number => number < Rows).Select(number => Filled(tx, "daying-a3-problem", number, Problem(number))).ToList());
                await tx.Execute(AddSql, numbers.ConvertAll(number => Filled(tx, "jinggang-a3-problem", number, Suspected(number))));
            });
    }

    private static string Id(int number) => $"H{number:D6}";

    private static Household Household(int number) => new(
        Id(number), $"v{number % Villages:D3}", "1", $"head {number}", null, "脱贫户", 4, "", "", "", null, null, $"c{number % Villages:D3}", number);

    private static Submission Filled(Tx tx, string form, int number, Dictionary<string, string> answers) => new(
        0, form, "1", "bench", "", Id(number), "", $"c{number % Villages:D3}", $"/c/t/v{number % Villages:D3}/",
        SealedAnswers.Write(tx.Cipher, Repository.Pack.Form(form)!, answers), false, Now.AddSeconds(-number % 86_400));

    private static Dictionary<string, string> Problem(int number) => new()
    {
        ["town"] = "town",
        ["village"] = $"village {number % Villages}",
        ["problem_type"] = $"{number % 4 + 1}",
        ["problem_nature"] = $"{number % 19 + 1}",
        ["subject_kind"] = "1",
        ["household_id"] = Id(number),
        ["problem_text"] = $"自来水管道破损未修，每周限时供水两次，户内无储水设施，饮水靠到邻居家挑水（第{number}户）",
        ["problem_detail"] = $"{number % 12}镇{number % 97}村第{number}户（监测户，{number % 6 + 1}人）：自来水管道破损未修，每周限时供水两次，户内无储水设施，饮水靠到邻居家挑水",
        ["status"] = $"{number % 3 + 1}",
    };

    private static Dictionary<string, string> Suspected(int number) => new()
    {
        ["village"] = $"village {number % Villages}",
        ["household_id"] = Id(number),
        ["householder"] = $"head {number}",
        ["idcard"] = $"43012219{number % 60 + 30}0{number % 9 + 1}1{number % 9}{number % 10_000:D4}",
        ["household_type"] = (number % 9) switch { 0 => "3 4", 1 => "4 6", var type => $"{type % 7 + 1}" },
        ["problem_type"] = $"{number % 8 + 1}",
        ["description"] = $"11-12月井水水位下降，存在季节性缺水，第{number}户要到坡下担水",
        ["a4_row"] = $"{number % 25 + 1}",
        ["status"] = $"{number % 2 + 1}",
        ["persons"] = number % 25 is 1 or 2 or 3 or 4 or 5 or 21 ? $"{number % 5 + 1}" : "",
    };
}
