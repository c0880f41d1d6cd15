using Testing;

namespace EndToEnd.Tests;

/// <summary>Answers a form's questions as they come, by what they say: tapped where that can be tapped, typed where not.</summary>
internal static class Interview
{
    private const string AtReview = "以上内容可以提交吗？";
    private const int MostQuestions = 60;

    /// <summary>A visit on which all was well: 唐松金, two people who work, two measures.</summary>
    public static IReadOnlyDictionary<string, string[]> Visit { get; } = new Dictionary<string, string[]>
    {
        ["走访方式"] = ["入户"],
        ["家庭收入比上月怎么样"] = ["减少"],
        ["收入为什么减少"] = ["农产品滞销", "务工收入减少"],
        ["本月工资性收入"] = ["三千五"],
        ["一次回复5个数"] = ["三千五 1.2万 没有 200 300.5"],
        ["一次回复4个数"] = ["1.2万 没有 200 300.5"],
        ["家庭支出比上月怎么样"] = ["基本没变"],
        ["本月看病自己花了多少"] = ["0"],
        ["平常吃得饱吗"] = ["是"],
        ["应季的衣服"] = ["是"],
        ["孩子都在校吗"] = ["家里没有"],
        ["全家都参加城乡居民医保了吗"] = ["是"],
        ["因病生活出现严重困难"] = ["没有"],
        ["慢性病证（卡）办了吗"] = ["没有慢性病"],
        ["住房有没有这些情况"] = ["没有"],
        ["饮水有没有这些情况"] = ["没有"],
        ["落实了吗"] = ["已落实"],
        ["对得上吗"] = ["对得上"],
        ["还有什么困难和需求"] = ["跳过"],
        ["唐松金在做什么"] = ["就近务工"],
        ["曾美静在做什么"] = ["在家生产经营"],
        ["返贫致贫风险有没有变化"] = ["没有变化"],
        ["对现在的生活满意吗"] = ["满意"],
        ["工作满意吗"] = ["满意"],
        ["政策了解吗"] = ["了解"],
        ["总的生产生活状况"] = ["有所改善"],
        ["有问题要上报吗"] = ["否"],
        ["和系统、手册对不上的地方"] = ["跳过"],
    };

    /// <summary>A household that nobody could reach: the shortest check-in there is.</summary>
    public static IReadOnlyDictionary<string, string[]> OutOfReach { get; } = new Dictionary<string, string[]>
    {
        ["走访方式"] = ["各种方式均联系不上"],
        ["为什么没有入户"] = ["全家外出，电话关机"],
        ["向谁了解的情况"] = ["驻村工作队"],
        ["有问题要上报吗"] = ["否"],
    };

    /// <summary>Goes on from the question on the phone until the review, or until a question says <paramref name="until"/>.</summary>
    /// <returns>What was asked, in order.</returns>
    public static async Task<IReadOnlyList<string>> Fill(
        this RunningBot bot, string user, IReadOnlyDictionary<string, string[]> answers, string until = AtReview)
    {
        var asked = new List<string>();
        while (asked.Count < MostQuestions)
        {
            await bot.NewMessages(user);
            var question = await bot.Newest(user);
            if (question.Wording.Contains(until, StringComparison.Ordinal))
                return asked;
            asked.Add(question.Wording);
            var answer = answers.FirstOrDefault(pair => question.Wording.Contains(pair.Key, StringComparison.Ordinal)).Value
                ?? throw new InvalidOperationException($"nothing to say to:\n{question.Wording}");
            if (question.Options.Any(option => option.StartsWith(answer[0], StringComparison.Ordinal)))
                await bot.Tap(user, question, answer[0], answer[1..]);
            else
                await bot.Say(user, string.Join(' ', answer));
        }
        throw new InvalidOperationException($"after {MostQuestions} questions there is no end:\n{string.Join("\n\n", asked)}");
    }

    /// <summary>The whole check-in of a household, from 走访 to 提交.</summary>
    public static async Task CheckIn(this RunningBot bot, string user, string household, IReadOnlyDictionary<string, string[]> answers)
    {
        await bot.Say(user, "走访");
        await bot.Tap(user, household);
        await bot.Fill(user, answers);
        await bot.Tap(user, "提交");
    }
}
