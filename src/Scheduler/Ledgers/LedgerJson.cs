using System.Text.Encodings.Web;
using System.Text.Json;

namespace Scheduler.Ledgers;

/// <summary>A ledger for other programs; the shape is what `ledger make --out x.json` promises.</summary>
public static class LedgerJson
{
    private const int FlushAt = 64 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    /// <summary>Numbers are JSON numbers, dates yyyy-MM-dd, blanks "". The stream stays open.</summary>
    public static void Write(LedgerTable table, Stream stream)
    {
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            json.WriteStartObject();
            json.WriteString("ledger", table.Ledger.Id);
            WriteTexts(json, "column_ids", table.Columns.Select(column => column.Id));
            WriteTexts(json, "columns", table.Columns.Select(column => string.Join('/', column.Path)));
            json.WriteStartArray("rows");
            foreach (var row in table.Rows)
            {
                json.WriteStartArray();
                WriteCells(json, row);
                json.WriteEndArray();
                if (json.BytesPending > FlushAt)
                    json.Flush();
            }
            json.WriteEndArray();
            json.WriteStartArray("totals");
            WriteCells(json, table.Totals);
            json.WriteEndArray();
            WriteChecks(json, table.Checks);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void WriteCells(Utf8JsonWriter json, IReadOnlyList<LedgerCell> cells)
    {
        foreach (var cell in cells)
            if (cell is LedgerCell.Number number)
                json.WriteNumberValue(number.Value);
            else
                json.WriteStringValue(cell.ToString());
    }

    private static void WriteChecks(Utf8JsonWriter json, IReadOnlyList<CheckResult> checks)
    {
        json.WriteStartArray("checks");
        foreach (var check in checks)
        {
            json.WriteStartObject();
            json.WriteString("id", check.Id);
            json.WriteBoolean("ok", check.Ok);
            json.WriteString("message", check.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
