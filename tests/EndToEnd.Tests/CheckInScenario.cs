using Testing;
using Xunit;

namespace EndToEnd.Tests;

/// <summary>A contact's month: the list, a check-in, what is left, and the next month.</summary>
public abstract class CheckInScenario(SeededStores stores, string provider) : Scenario(stores, provider)
{
    [Fact]
    public async Task A_contact_sees_their_households_checks_one_in_and_has_one_less()
    {
        var list = Assert.Single(await Bot.Say(Contact, "走访"));
        Assert.Contains("8月走访：共5户，已完成0户，还剩5户", list.Wording, StringComparison.Ordinal);
        Assert.Equal(["吴凤莲", "唐松金", "彭正伟", "王清林", "何德正"], list.Options);

        var first = Assert.Single(await Bot.Tap(Contact, "唐松金"));
        Assert.Contains("唐松金 8月走访", first.Wording, StringComparison.Ordinal);
        Assert.Equal(list.TaskId, first.TaskId);

        var asked = await Bot.Fill(Contact, Interview.Visit);
        Assert.Contains(asked, question => question.Contains("收入为什么减少", StringComparison.Ordinal));
        Assert.Contains(asked, question => question.Contains("“产业奖补”落实了吗", StringComparison.Ordinal));
        foreach (var skipped in (string[])["为什么没有入户", "支出为什么增加", "是家里哪位花的", "为什么不在校", "什么时候、哪里", "什么新风险", "为什么不满意"])
            Assert.DoesNotContain(asked, question => question.Contains(skipped, StringComparison.Ordinal));

        var review = (await Bot.Messages(Contact)).Last(message => message.Kind == "text").Text!;
        Assert.Matches(@"4 工资：3,?500元?", review);
        Assert.Contains("农产品滞销", review, StringComparison.Ordinal);
        Assert.Equal(0, await Bot.Count("submission"));

        var after = await Bot.Tap(Contact, "提交");
        Assert.Contains("已提交：唐松金 8月走访", after[^1].Wording, StringComparison.Ordinal);
        Assert.Contains("共5户，已完成1户，还剩4户", after[^1].Wording, StringComparison.Ordinal);
        Assert.Equal(["吴凤莲", "彭正伟", "王清林", "何德正"], after[^1].Options);

        var answers = await Answers("period = '2022-08' AND unchanged = 0 AND subject = 'JG01-0014' AND userid = 'c001'");
        Assert.Equal(
            ("1", "3500", "12000", "0", "300.5", "5 6"),
            (answers["m_mode"], answers["m_inc_wage"], answers["m_inc_oper"], answers["m_inc_prop"], answers["m_cost_oper"], answers["m_income_cause"]));
        Assert.False(answers.ContainsKey("m_mode_note"));
        Assert.Equal(1, await Bot.Count("occurrence", "done_at IS NOT NULL AND submission_id IS NOT NULL"));
    }

    [Fact]
    public async Task An_answer_changed_in_the_review_opens_and_closes_questions()
    {
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Fill(Contact, Interview.Visit);

        await Bot.Say(Contact, "改1");
        var opened = await Bot.Tap(Contact, "电话");
        Assert.Contains("为什么没有入户", opened[^1].Wording, StringComparison.Ordinal);
        await Bot.Say(Contact, "人在外地务工");

        await Bot.Say(Contact, "改收入变化");
        var voids = await Bot.Tap(Contact, "增加");
        Assert.Contains("1项就不算数了", voids[^1].Wording, StringComparison.Ordinal);
        Assert.Contains("农产品滞销", voids[^1].Wording, StringComparison.Ordinal);
        await Bot.Tap(Contact, "确定");
        await Bot.Tap(Contact, "提交");

        var answers = await Answers("subject = 'JG01-0014'");
        Assert.Equal(("2", "人在外地务工", "1"), (answers["m_mode"], answers["m_mode_note"], answers["m_income_change"]));
        Assert.False(answers.ContainsKey("m_income_cause"));
    }

    [Fact]
    public async Task What_was_left_in_the_middle_goes_on_after_a_restart()
    {
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Fill(Contact, Interview.Visit, until: "一次回复5个数");
        await Bot.Restart();

        var next = await Bot.Say(Contact, "三千五");
        Assert.Contains("一次回复4个数", next[^1].Wording, StringComparison.Ordinal);
        await Bot.Restart();

        await Bot.Say(Contact, "走访");
        var resumed = await Bot.Tap(Contact, "唐松金（填到一半）");
        Assert.Contains("接着填“唐松金 8月走访”", string.Concat(resumed.Select(message => message.Wording)), StringComparison.Ordinal);
        Assert.Contains("一次回复4个数", resumed[^1].Wording, StringComparison.Ordinal);
        await Bot.Fill(Contact, Interview.Visit);
        await Bot.Tap(Contact, "提交");

        Assert.Equal("3500", (await Answers("subject = 'JG01-0014'"))["m_inc_wage"]);
    }

    [Fact]
    public async Task A_card_that_lay_on_the_phone_during_a_restart_still_answers()
    {
        await Bot.Say(Contact, "走访");
        await Bot.Restart();
        var question = await Bot.Tap(Contact, "唐松金");
        Assert.Contains("走访方式", question[^1].Wording, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_talk_in_between_loses_nothing()
    {
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Fill(Contact, Interview.Visit, until: "家庭支出比上月");

        Assert.Contains("填到一半的内容已经留好", (await Bot.Say(Contact, "上报问题"))[0].Wording, StringComparison.Ordinal);
        await Bot.Say(Contact, "取消");
        await Bot.Say(Contact, "走访");
        var resumed = await Bot.Tap(Contact, "唐松金（填到一半）");
        Assert.Contains("家庭支出比上月", resumed[^1].Wording, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Next_month_the_household_comes_with_last_months_values_and_no_change_is_one_tap()
    {
        await Bot.CheckIn(Contact, "唐松金", Interview.Visit);
        await Bot.MoveClock("2022-09-02 09:00");
        await Bot.NewMessages(Contact);

        Assert.Contains("9月走访：共5户，已完成0户，还剩5户", (await Bot.Say(Contact, "走访"))[^1].Wording, StringComparison.Ordinal);
        var offer = (await Bot.Tap(Contact, "唐松金"))[^1];
        Assert.Matches(@"工资：3,?500元?", offer.Wording);
        Assert.Equal(["无变化", "有变化"], offer.Options);

        var done = (await Bot.Tap(Contact, "无变化"))[^1];
        Assert.Contains("已提交：唐松金 9月走访（无变化）", done.Wording, StringComparison.Ordinal);
        Assert.Contains("已完成1户，还剩4户", done.Wording, StringComparison.Ordinal);

        var september = await Answers("period = '2022-09' AND unchanged = 1");
        Assert.Equal(("3500", "2", "2"), (september["m_inc_wage"], september["m_income_change"], september["m_need_report"]));
        Assert.Equal("3", (await Answers("period = '2022-08' AND unchanged = 0"))["m_income_change"]);
    }

    [Fact]
    public async Task When_something_changed_only_that_is_asked()
    {
        await Bot.CheckIn(Contact, "唐松金", Interview.Visit);
        await Bot.MoveClock("2022-09-02 09:00");
        await Bot.Say(Contact, "走访");
        await Bot.Tap(Contact, "唐松金");
        await Bot.Tap(Contact, "有变化");
        Assert.Contains("本月工资性收入", (await Bot.Say(Contact, "工资"))[^1].Wording, StringComparison.Ordinal);
        var review = string.Join('\n', (await Bot.Say(Contact, "四千")).Select(message => message.Wording));
        Assert.Contains("3 工资：4000元", review, StringComparison.Ordinal);
        Assert.DoesNotContain("吃饱", review, StringComparison.Ordinal);
        await Bot.Tap(Contact, "提交");
        Assert.Equal("4000", (await Answers("period = '2022-09' AND unchanged = 0"))["m_inc_wage"]);
    }

    private async Task<IReadOnlyDictionary<string, string>> Answers(string where) => Assert.Single(await Bot.Answers(where));
}
