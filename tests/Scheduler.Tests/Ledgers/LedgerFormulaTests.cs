using Scheduler.Ledgers;
using Store.Packs;
using Xunit;

namespace Scheduler.Tests.Ledgers;

public sealed class LedgerFormulaTests
{
    private static readonly Form Counts = new("counts", "计数", "1", "survey", "data",
    [
        SampleLedgers.Text("village"), SampleLedgers.Number("visited"), SampleLedgers.Number("lost"), SampleLedgers.Number("total"),
        SampleLedgers.Select("kind", "脱贫户", "监测户"),
    ], "counts.yaml");

    private static readonly Ledger Ledger = SampleLedgers.Parse(
        """
        id: l
        title: 表
        campaign: c
        level: town
        form: counts
        columns:
          - {id: place, path: [地点], type: org, source: {formula: "concat(${town}, ${village})"}}
          - {id: kind, path: [类别], type: text, source: {formula: "jr:choice-name(${kind}, '${kind}')"}}
          - {id: visited, path: [户数, 走访], type: int, source: {answer: visited}}
          - {id: lost, path: [户数, 无法联系], type: int, source: {answer: lost}}
          - {id: total, path: [户数, 合计], type: int, source: {answer: total}}
          - {id: rate, path: [走访率], type: percent, source: {formula: "${visited} div ${total}"}}
        totals: {label: 合计, in: place, sum: [visited, lost, total]}
        checks:
          - {id: adds-up, that: '${total} = ${visited} + ${lost}', message: '第{rows}行合计不等于走访加无法联系'}
          - {id: few-lost, that: '${lost} <= 5', severity: warn, message: '无法联系户过多（{rows}）'}
        """, Counts);

    [Fact]
    public void A_formula_sees_answers_context_values_and_choice_labels()
    {
        var row = Compute(Row("a", "8", "2", "10")).Rows[0];
        Assert.Equal(["甲镇上河村", "监测户", "8", "2", "10", "0.8"], row.Select(cell => cell.ToString()));
        Assert.IsType<LedgerCell.Number>(row[5]);
    }

    [Fact]
    public void A_check_names_every_row_that_breaks_it()
    {
        var checks = Compute(Row("a", "8", "2", "10"), Row("b", "8", "2", "11"), Row("c", "1", "1", "3")).Checks;
        Assert.Equal(new CheckResult("adds-up", Ok: false, Blocks: true, "第2、3、合计行合计不等于走访加无法联系"), checks[0]);
    }

    [Fact]
    public void The_totals_are_checked_too()
    {
        var checks = Compute(Row("a", "8", "3", "11"), Row("b", "8", "3", "11")).Checks;
        Assert.Equal(new CheckResult("adds-up", Ok: true, Blocks: true, ""), checks[0]);
        Assert.Equal(new CheckResult("few-lost", Ok: false, Blocks: false, "无法联系户过多（合计）"), checks[1]);
    }

    [Fact]
    public void A_row_that_lacks_what_a_check_needs_is_not_judged()
    {
        var checks = Compute(Row("a", "", "2", "10")).Checks;
        Assert.Equal("第合计行合计不等于走访加无法联系", checks[0].Message);
    }

    private static LedgerTable Compute(params LedgerRecord[] records) => LedgerComputation.Compute(Ledger, records, SampleLedgers.Nowhere);

    private static LedgerRecord Row(string id, string visited, string lost, string total) =>
        SampleLedgers.Record(Counts, id, "2022-08-30T10:00:00+08:00",
            ("village", "上河村"), ("visited", visited), ("lost", lost), ("total", total), ("kind", "2"))
            with
        { Context = new Dictionary<string, string> { ["town"] = "甲镇" } };
}
