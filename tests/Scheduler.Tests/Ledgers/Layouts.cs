using Store.Packs;

namespace Scheduler.Tests.Ledgers;

/// <summary>Ledgers with merged headers as the seeds' other counties print them.</summary>
internal static class Layouts
{
    public static Form HouseholdProblem { get; } = new("household-problem", "户内问题", "1", "problem", "data",
    [
        SampleLedgers.Text("town"), SampleLedgers.Text("village"), SampleLedgers.Text("householder"),
        SampleLedgers.Select("household_type", "脱贫户", "边缘易致贫户", "一般农户"),
        SampleLedgers.Text("content"), SampleLedgers.Text("measure"), SampleLedgers.Text("resp_person"), SampleLedgers.Text("resp_unit"),
        new Question("deadline", "deadline", null, 1, QuestionType.Date), SampleLedgers.Text("result"),
    ], "household-problem.yaml");

    public static Ledger TwoLevels { get; } = SampleLedgers.Parse(
        """
        id: two-levels
        title: _____单位/乡镇集中排查“回头看”专项行动问题整改台账(户内问题)
        campaign: sample
        level: town
        form: household-problem
        header_fields:
          - {text: '填报单位(盖章): ', value: unit, blank: _____}
          - {text: '填报人: ', blank: _____}
          - {text: '填报时间: ', value: report_date, blank: _____}
        columns:
          - {id: seq, path: [序号], type: int, source: auto}
          - {id: town, path: [镇], type: org, source: {answer: town}}
          - {id: village, path: [村], type: org, source: {answer: village}}
          - {id: householder, path: [户主姓名], type: text, source: {answer: householder}}
          - {id: household_type, path: ['户类型 (脱贫户、边缘易致贫户、一般农户)'], type: enum, source: {answer: household_type}}
          - {id: content, path: [具体内容], type: text, source: {answer: content}}
          - {id: measure, path: [整改措施], type: text, source: {answer: measure}}
          - {id: resp_person, path: [整改责任, 责任人], type: person, source: {answer: resp_person}}
          - {id: resp_unit, path: [整改责任, 责任单位], type: org, source: {answer: resp_unit}}
          - {id: deadline, path: [整改时限], type: date, source: {answer: deadline}}
          - {id: result, path: [整改成效], type: text, source: blank}
        blank_rows: 3
        """, HouseholdProblem);

    public static Form Counts { get; } = new("counts", "计数", "1", "survey", "data",
        [SampleLedgers.Text("ind"), SampleLedgers.Number("a"), SampleLedgers.Number("b"), SampleLedgers.Number("rate")], "counts.yaml");

    public static Ledger FourLevels { get; } = SampleLedgers.Parse(
        """
        id: four-levels
        title: 村（社区）“回头看”整改成效统计表
        campaign: sample
        level: village
        form: counts
        columns:
          - {id: ind, path: [指标], type: text, source: {answer: ind}}
          - {id: total_all, path: [“回头看”发现问题解决情况, 合计, 小计], type: int, source: {answer: a}}
          - {id: total_done, path: [“回头看”发现问题解决情况, 合计, 已解决], type: int, source: {answer: b}}
          - {id: not_all, path: [“回头看”发现问题解决情况, 建档立卡贫困户, 未脱贫, 小计], type: int, source: {answer: a}}
          - {id: not_done, path: [“回头看”发现问题解决情况, 建档立卡贫困户, 未脱贫, 已解决], type: int, source: dash}
          - {id: out_all, path: [“回头看”发现问题解决情况, 建档立卡贫困户, 已脱贫, 小计], type: int, source: {answer: a}}
          - {id: out_done, path: [“回头看”发现问题解决情况, 建档立卡贫困户, 已脱贫, 已解决], type: int, source: {answer: b}}
          - {id: rate, path: [完成率], type: percent, source: {answer: rate}}
        totals: {label: 合计, in: ind, sum: [total_all, total_done, not_all, out_all, out_done], at: top}
        print: {paper: A3, orientation: landscape, footer: '— {page} —'}
        """, Counts);
}
