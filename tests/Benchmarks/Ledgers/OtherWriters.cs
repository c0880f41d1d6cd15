using System.Diagnostics;
using System.Globalization;
using Scheduler.Ledgers;

namespace Benchmarks.Ledgers;

/// <summary>The same rows by a well-known writer of another ecosystem: XlsxWriter, in its mode that keeps no rows in memory.</summary>
internal static class OtherWriters
{
    private const string XlsxWriter = """
        import sys, time, xlsxwriter
        rows = [line.rstrip('\n').split('\t') for line in open(sys.argv[1], encoding='utf-8')]
        began, used = time.time(), time.process_time()
        book = xlsxwriter.Workbook(sys.argv[2], {'constant_memory': True})
        sheet = book.add_worksheet()
        plain = book.add_format({'border': 1, 'text_wrap': True, 'valign': 'vcenter'})
        sheet.set_column(0, len(rows[0]) - 1, 20)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write_string(number, column, value, plain)
        book.close()
        print(time.time() - began, time.process_time() - used)
        """;

    /// <summary>Where the system's own packages put it, then whatever python3 is first.</summary>
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3"];

    /// <summary>Seconds; null where it is not there and cannot be brought.</summary>
    public static async Task<IReadOnlyList<(string Writer, double? Seconds, double? Processor)>> Write(LedgerTable table, string folder)
    {
        var (script, rows, output) = (Path.Combine(folder, "other.py"), Path.Combine(folder, "rows.tsv"), Path.Combine(folder, "other.xlsx"));
        await File.WriteAllTextAsync(script, XlsxWriter);
        await File.WriteAllLinesAsync(rows, table.Rows.Select(row => string.Join('\t', row)));
        var took = await ByAny(script, rows, output);
        if (took is null && Environment.IsPrivilegedProcess && await Run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "python3-xlsxwriter") is not null)
            took = await ByAny(script, rows, output);
        return [("XlsxWriter (Python)", took?[0], took?[1])];
    }

    private static async Task<double[]?> ByAny(params string[] arguments)
    {
        foreach (var python in Pythons)
            if (await Run(python, arguments) is { } said)
                return [.. said.Split(' ').Select(seconds => double.Parse(seconds, CultureInfo.InvariantCulture))];
        return null;
    }

    /// <summary>What it said; null where there is no such program or it failed.</summary>
    private static async Task<string?> Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var said = await process.StandardOutput.ReadToEndAsync();
            await errors;
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
