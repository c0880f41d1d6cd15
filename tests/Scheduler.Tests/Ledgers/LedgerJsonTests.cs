using System.Text;
using Scheduler.Ledgers;
using Xunit;

namespace Scheduler.Tests.Ledgers;

public sealed class LedgerJsonTests
{
    [Fact]
    public void The_json_has_exactly_the_promised_shape()
    {
        var table = LedgerComputation.Compute(Layouts.FourLevels,
            [SampleLedgers.Record(Layouts.Counts, "a", "2020-06-30T10:00:00+08:00", ("ind", "住房“安全”"), ("a", "12"), ("rate", "0.5"))],
            SampleLedgers.Nowhere);
        table = table with { Checks = [new("c1", Ok: false, Blocks: true, "第1行不平")] };
        Assert.Equal(
            """
            {
              "ledger": "four-levels",
              "column_ids": [
                "ind",
                "total_all",
                "total_done",
                "not_all",
                "not_done",
                "out_all",
                "out_done",
                "rate"
              ],
              "columns": [
                "指标",
                "“回头看”发现问题解决情况/合计/小计",
                "“回头看”发现问题解决情况/合计/已解决",
                "“回头看”发现问题解决情况/建档立卡贫困户/未脱贫/小计",
                "“回头看”发现问题解决情况/建档立卡贫困户/未脱贫/已解决",
                "“回头看”发现问题解决情况/建档立卡贫困户/已脱贫/小计",
                "“回头看”发现问题解决情况/建档立卡贫困户/已脱贫/已解决",
                "完成率"
              ],
              "rows": [
                [
                  "住房“安全”",
                  12,
                  "",
                  12,
                  "—",
                  12,
                  "",
                  0.5
                ]
              ],
              "totals": [
                "合计",
                12,
                0,
                12,
                "",
                12,
                0,
                ""
              ],
              "checks": [
                {
                  "id": "c1",
                  "ok": false,
                  "message": "第1行不平"
                }
              ]
            }

            """, Json(table));
    }

    [Fact]
    public void A_ledger_without_rows_totals_or_checks_has_empty_lists()
    {
        Assert.EndsWith("\"rows\": [],\n  \"totals\": [],\n  \"checks\": []\n}\n", Json(SampleLedgers.Problems(0)));
    }

    [Fact]
    public void A_large_ledger_is_complete()
    {
        using var json = System.Text.Json.JsonDocument.Parse(Json(SampleLedgers.Problems(3_000)));
        Assert.Equal(3_000, json.RootElement.GetProperty("rows").GetArrayLength());
    }

    private static string Json(LedgerTable table)
    {
        using var stream = new MemoryStream();
        LedgerJson.Write(table, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
