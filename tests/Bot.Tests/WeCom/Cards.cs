using Bot.WeCom;

namespace Bot.Tests.WeCom;

/// <summary>One card of each kind, as a check-in uses them.</summary>
internal static class Cards
{
    public static TemplateCard.TextNotice Notice => new()
    {
        Source = new("走访助手", 1),
        MainTitle = new("8月走访", "还剩 3 户"),
        QuoteArea = new("县乡村振兴局", "8月31日18:00前"),
        EmphasisContent = new("3", "户"),
        SubTitleText = "请尽快",
        HorizontalContentList = [new("村", "茨坪村"), new("网页", "打开", 1, "https://example.org/")],
        JumpList = [new("台账", "https://example.org/", 1)],
        CardAction = new(1, "https://example.org/"),
    };

    public static TemplateCard.ButtonInteraction Button(string taskId = "task-1") => new()
    {
        MainTitle = new("张大山家 👴", "上月：稳定"),
        SubTitleText = "这个月有变化吗？",
        HorizontalContentList = [new("收入", "12000元")],
        ButtonSelection = new("who", [new("1", "本人"), new("2", "家人")], "谁在家", "2"),
        ButtonList = [new("无变化", "same", 1), new("有变化", "changed", 2)],
        TaskId = taskId,
    };

    public static TemplateCard.VoteInteraction Vote(string taskId = "task-2", int mode = 1) => new()
    {
        MainTitle = new("饮水"),
        Checkbox = new("water", [new("ok", "稳定", IsChecked: true), new("dry", "缺水"), new("bad", "水质差")], mode),
        SubmitButton = new("提交", "submit"),
        TaskId = taskId,
    };

    public static TemplateCard.MultipleInteraction Multiple(string taskId = "task-3") => new()
    {
        MainTitle = new("三保障"),
        SelectList =
        [
            new("school", [new("1", "稳定"), new("2", "有问题")], "教育"),
            new("house", [new("1", "稳定"), new("2", "有问题")], "住房", "2"),
        ],
        SubmitButton = new("提交", "submit"),
        TaskId = taskId,
    };

    public static IEnumerable<TemplateCard> All => [Notice, Button(), Vote(), Multiple()];
}
