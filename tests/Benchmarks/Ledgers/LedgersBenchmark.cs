using System.Diagnostics;
using System.Globalization;
using Scheduler.Ledgers;
using Scheduler.Ledgers.Workbook;
using Store.Packs;
using Testing;

namespace Benchmarks.Ledgers;

/// <summary>A workbook of 100,000 rows, beside another ecosystem's writer where that is installed, and a cross-table over 250,000 households.</summary>
internal static class LedgersBenchmark
{
    private const int Rows = 100_000;
    private const int Households = 250_000;
    private const int Rounds = 5;

    /// <summary>The same rows by XlsxWriter, in its mode that keeps no rows in memory.</summary>
    private const string Other = """
        import sys, time, xlsxwriter
        rows = [line.rstrip('\n').split('\t') for line in open(sys.argv[1], encoding='utf-8')]
        began = time.time()
        book = xlsxwriter.Workbook(sys.argv[2], {'constant_memory': True})
        sheet = book.add_worksheet()
        plain = book.add_format({'border': 1, 'text_wrap': True, 'valign': 'vcenter'})
        sheet.set_column(0, len(rows[0]) - 1, 20)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value, plain)
        book.close()
        print(time.time() - began)
        """;

    public static async Task Run()
    {
        var table = LedgerComputation.Compute(Ledger("daying-a3"), [.. Enumerable.Range(0, Rows).Select(Problem)], Nowhere);
        Workbook(table, out _);
        var writing = new List<double>();
        var memory = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            writing.Add(Workbook(table, out var above));
            memory.Add(above);
        }
        var suspected = Enumerable.Range(0, Households).Select(Suspected).ToList();
        var counting = new List<double>();
        for (var round = 0; round < Rounds; round++)
            counting.Add(CrossTable(suspected));
        var rows = new List<IReadOnlyList<string>>
        {
            (string[])["ledger", "seconds", "MB above idle"],
            (string[])[$"workbook of {Rows:N0} rows", Figures.Show(Figures.Median(writing), "0.00"), Figures.Show(Figures.Median(memory), "0")],
        };
        rows.Add(await OtherWriter(table) is { } other
            ? ["the same rows by XlsxWriter (Python)", Figures.Show(other, "0.00"), ""]
            : ["XlsxWriter (Python) is not installed", "", ""]);
        rows.Add([$"jinggang-a4 over {Households:N0} households", Figures.Show(Figures.Median(counting), "0.00"), ""]);
        Figures.Print(rows);
    }

    private static double Workbook(LedgerTable table, out double above)
    {
        var idle = GC.GetTotalMemory(forceFullCollection: true);
        var file = Path.GetTempFileName();
        var began = Stopwatch.GetTimestamp();
        using (var stream = File.Create(file))
            LedgerWorkbook.Write(table, stream);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        above = Math.Max(0, GC.GetTotalMemory(forceFullCollection: false) - idle) / 1e6;
        File.Delete(file);
        return seconds;
    }

    private static double CrossTable(List<LedgerRecord> records)
    {
        var ledger = Ledger("jinggang-a4") with { Sheets = null };
        var began = Stopwatch.GetTimestamp();
        var table = LedgerComputation.Compute(ledger, records, Nowhere);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        return table.Rows.Count == 27 ? seconds : throw new InvalidOperationException("the cross-table lacks rows");
    }

    private static async Task<double?> OtherWriter(LedgerTable table)
    {
        var folder = Directory.CreateTempSubdirectory("ledgers-").FullName;
        try
        {
            var (script, rows) = (Path.Combine(folder, "other.py"), Path.Combine(folder, "rows.tsv"));
            await File.WriteAllTextAsync(script, Other);
            await File.WriteAllLinesAsync(rows, table.Rows.Select(row => string.Join('\t', row)));
            using var python = Process.Start(new ProcessStartInfo("python3", [script, rows, Path.Combine(folder, "other.xlsx")]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true });
            if (python is null)
                return null;
            var said = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            return python.ExitCode == 0 ? double.Parse(said, CultureInfo.InvariantCulture) : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static LedgerContext Nowhere { get; } = new(new Dictionary<string, string>());

    private static Ledger Ledger(string id) => Repository.Pack.Ledger(id)!;

    private static LedgerRecord Problem(int number) => Record("daying-a3-problem", number, new()
    {
        ["town"] = $"{number % 12}镇",
        ["village"] = $"{number % 97}村",
        ["problem_type"] = $"{number % 4 + 1}",
        ["problem_nature"] = $"{number % 19 + 1}",
        ["problem_detail"] = $"{number % 12}镇{number % 97}村第{number}户（监测户，{number % 6 + 1}人）：自来水管道破损未修，每周限时供水两次，户内无储水设施，饮水靠到邻居家挑水",
        ["status"] = $"{number % 3 + 1}",
    });

    private static LedgerRecord Suspected(int number) => Record("jinggang-a3-problem", number, new()
    {
        ["household_id"] = $"h{number}",
        ["village"] = $"{number % 97}村",
        ["household_type"] = (number % 9) switch { 0 => "3 4", 1 => "4 6", var type => $"{type % 7 + 1}" },
        ["a4_row"] = $"{number % 25 + 1}",
        ["status"] = $"{number % 2 + 1}",
        ["persons"] = number % 25 is 1 or 2 or 3 or 4 or 5 or 21 ? $"{number % 5 + 1}" : "",
    });

    private static LedgerRecord Record(string form, int number, Dictionary<string, string> answers) => new(
        number.ToString("D8", CultureInfo.InvariantCulture), Repository.Pack.Form(form)!, DateTimeOffset.UnixEpoch.AddSeconds(number), answers, new Dictionary<string, string>());
}
