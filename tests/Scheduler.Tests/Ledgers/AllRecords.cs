using Scheduler.Ledgers;
using static Scheduler.Tests.Ledgers.OfficialLedgers;

namespace Scheduler.Tests.Ledgers;

/// <summary>Something of everything, enough to fill each ledger and report, in words as long as people write them.</summary>
internal static class AllRecords
{
    private static readonly string[] Water =
    [
        "每周限时供水两次，户内无储水设施，入户时饮水靠到邻居家挑水，已持续35天，村组干部知晓但没有上报。",
        "房顶漏雨。",
        "后墙开裂约两指宽，户主夫妻二人常年在外务工，家中只有一名老人居住，住房未做安全鉴定。",
    ];

    public static LedgerRecord[] Everything()
    {
        var records = new List<LedgerRecord>();
        for (var number = 1; number <= 120; number++)
            records.AddRange([.. Problems(number), .. Households(number), .. Imported(number)]);
        return [.. records];
    }

    private static IEnumerable<LedgerRecord> Problems(int number)
    {
        var (village, row) = (number % 12 + 1, number % 25 + 1);
        yield return Suspected(number, village, $"{row}", (number % 7) switch { 0 => "3 4", 1 => "4 6", var type => $"{type}" }, $"{number % 2 + 1}", $"户主{number}",
            row is 2 or 3 or 4 or 5 or 6 or 22 or 23 ? $"{number % 4 + 1}" : "",
            $"line_office=住房安全|measure=请有资质的单位鉴定，鉴定前先搬到邻居家暂住|resp_person=王五|resp_unit=靖港镇|deadline=2020-06-20|description={Water[number % 3]}");
        yield return Found(1000 + number, $"{number % 13 + 1}", $"{number % 2 + 1}",
            $"content=李四家{Water[number % 3]}|result={(number % 2 == 0 ? "管道已更换，恢复全天供水" : "")}|{(number % 5 == 0 ? $"household_id=h{number}|propose_monitor=1|propose_monitor_persons=3" : "")}");
        yield return Of("xiaoxian-1-2-surface-problem", 5000 + number, 1,
            $"level=2|level_label=镇级层面（靖港镇）|problem_type={number % 13 + 1}|content=项目公示材料不齐，缺完成后公告|measure=补齐材料|resp_person=王五|resp_unit=靖港镇|deadline=2022-08-30|status=1");
        yield return Of("daying-a3-problem", 6000 + number, village,
            $"town=靖港镇|village=芦江社区|problem_type=4|problem_nature={number % 19 + 1}|problem_detail=靖港镇芦江社区李四（监测户，3人）：{Water[number % 3]}|status={number % 3 + 1}");
        yield return Of("xiangcheng-ledger-entry", 3000 + number, 1, number % 3 == 0
            ? $"item_no={number % 72 + 1}|has_problem=2|resp_unit=各乡镇"
            : $"item_no={number % 72 + 1}|has_problem=1|category={number % 3 + 1}|rectify_class={number % 3 + 1}|problem=第{number}个问题：台账更新不及时，{number}户信息与实际不符|measure=逐户核对更新|result=已核对{number}户|resp_unit=靖港镇|resp_person=王五|deadline=2023-08-28|village=芦江社区");
        yield return Of("jinggang-daily", 4000 + number, village, $"date=2020-04-{number / 13 + 10:D2}|group={number % 19 + 1}|done_today={number % 9 + 3}|unreachable={number % 2}");
    }

    private static IEnumerable<LedgerRecord> Households(int number)
    {
        var village = number % 12 + 1;
        yield return Household(number, village, (number % 3) switch { 0 => "建档立卡贫困户 已脱贫户", 1 => "边缘户", _ => "低保户" }, number % 6 + 1);
        var visit = Visit(2000 + number, village, $"{number % 5 + 1}", $"h{number}", "已脱贫户", number % 3 == 0 ? "脱贫不稳定户" : "", number % 2 == 0 ? "eliminated" : "open");
        yield return visit with
        {
            Answers = new Dictionary<string, string>(visit.Answers)
            {
                ["m_income_change"] = $"{number % 3 + 1}",
                ["m_inc_wage"] = $"{3000 + number}.5",
                ["m_inc_oper"] = $"{number * 100}",
                ["m_inc_tran"] = "12600",
                ["m_food"] = "1",
                ["m_clothes"] = "1",
                ["m_edu"] = $"{number % 2 + 1}",
                ["m_insure"] = "1",
                ["m_house"] = $"{number % 3 + 1}",
                ["m_water"] = "1",
                ["m_measures[1]/m_measures_state"] = "1",
                ["m_measures[2]/m_measures_state"] = "2",
                ["m_risk"] = "1",
            },
            Context = new Dictionary<string, string>(visit.Context) { ["period"] = "2022-08", ["reporter"] = "李秀兰", ["householder"] = $"户主{number}" },
        };
        var survey = Of("jinggang-a6", 7000 + number, village, $"h_village=芦江社区|h_name=户主{number}|p_mode={(number % 4 == 0 ? 4 : 1)}|p_mode_note=打过三次电话，问过邻居和堂弟");
        yield return survey with { Context = new Dictionary<string, string>(survey.Context) { ["reporter"] = "排查员2A" } };
        yield return Of("jinggang-a7", 8000 + number, village, $"h_village=芦江社区|h_name=户主{number}|p_mode=1", number % 6 == 0 ? "" : $"h{number}");
    }

    private static IEnumerable<LedgerRecord> Imported(int number)
    {
        if (number % 3 > 0)
            yield break;
        var village = number % 12 + 1;
        yield return Fact("clue", 11_000 + number, village,
            $"dept=县医疗保障局|received_at=2022-08-02|content=近12个月自付医疗费{15_000 + number}元，超过本县预警线|visit_date=2022-08-09|result={(number % 2 == 0 ? "纳入" : "不纳入")}|feedback_at=2022-08-12|reject_reason={(number % 2 == 0 ? "" : "已有大病救助，家庭年人均纯收入稳定超过标准")}");
        yield return Fact("job", 12_000 + number, village, $"who=成员{number}|place=广东省东莞市长安镇某电子厂|start=2022-02-16{(number % 2 == 0 ? "|end=2022-07-30" : "")}");
        yield return Fact("post", 13_000 + number, village, $"who=成员{number}|name=乡村保洁员|active=yes|contract={(number % 2 == 0 ? "yes" : "no")}|attendance_month=2022-07|paid_month=2022-07");
        yield return Fact("recheck", 14_000 + number, village,
            $"recheck_no={number}|form=监测对象月走访|first_name=李秀兰|first_on=2022-08-10|done_name=孙丽|done_on=2022-08-20|differences=2|details=工资性收入：原3900，复核3200；饮水问题：原没有，复核季节性缺水");
        yield return Fact("notice_reply", 15_000 + number, village,
            $"notice={number % 4 + 1}|body=关于做好8月份集中排查“回头看”数据汇总上报工作的通知：各村8月28日前报镇，镇8月30日前报县。|sent_on=2022-08-20|due=2022-08-28|unit_name=芦江社区|name=李秀兰|role=监测联系人|answered={(number % 2 == 0 ? "yes|answered_on=2022-08-21|answer=已安排到组，25日前报齐" : "no")}");
    }
}
