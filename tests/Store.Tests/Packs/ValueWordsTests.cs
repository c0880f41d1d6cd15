using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

public sealed class ValueWordsTests
{
    private static readonly string Delivered = File.ReadAllText(Path.Combine(Prompts.Folder, "values.yaml"));

    [Fact]
    public void The_words_that_are_delivered_read_without_a_problem()
    {
        var words = Read(Delivered, out var problems)!;

        Assert.Empty(problems);
        Assert.Equal(-3, words.Days["大前天"]);
        Assert.Equal("yuan", words.Unit("块钱")!.Id);
        Assert.Equal("元", words.Unit("yuan")!.Shown);
        Assert.Equal(new MonthDay(8, 15), words.LunarFestivals["中秋"]);
        Assert.Equal(PartOfDay.BeforeDawn, words.PartsOfDay["凌晨"]);
        Assert.Equal(words.LeadIn.OrderByDescending(word => word.Length).Select(word => word.Length), words.LeadIn.Select(word => word.Length));
    }

    [Theory]
    [InlineData("yes: [是,", "yes: [没有, 是,", "'没有' stands in 'yes' and in 'no'")]
    [InlineData("nothing: [没有,", "nothing: [没有, 没有,", "'没有' stands in 'nothing' twice")]
    [InlineData("nothing: [没有,", "nothing: ['', 没有,", "a word of 'nothing' is blank")]
    [InlineData("nothing:", "nothings:", "unknown key 'nothings'")]
    [InlineData("nothing:", "nothings:", "'nothing' is missing")]
    [InlineData("  yuan:", "  dollar:", "the unit 'yuan' is missing")]
    [InlineData("  -3: [大前天,", "  three: [大前天,", "'three' is not a number of days from today, such as -1")]
    [InlineData("  -3: [大前天,", "  -3: [昨天, 大前天,", "'昨天' already is -1")]
    [InlineData("元旦: 1-1", "元旦: 13-1", "'13-1' is not a month and a day such as 8-15")]
    [InlineData("upcoming_days: 31", "upcoming_days: soon", "'soon' is not a number of days up to 180")]
    [InlineData("  noon:", "  midday:", "unknown key 'midday'")]
    [InlineData("  noon: [中午,", "  noon: [下午, 中午,", "'下午' stands in two parts of the day")]
    public void A_word_that_says_two_things_or_nothing_is_complained_of_by_its_line(string written, string instead, string complaint)
    {
        Assert.Contains(written, Delivered, StringComparison.Ordinal);

        Read(Delivered.Replace(written, instead, StringComparison.Ordinal), out var problems);

        Assert.Contains(problems, problem => problem.Line > 0 && problem.Message.StartsWith(complaint, StringComparison.Ordinal));
    }

    private static ValueWords? Read(string content, out IReadOnlyList<Problem> problems)
    {
        var folder = Directory.CreateTempSubdirectory("values").FullName;
        File.Copy(Path.Combine(Prompts.Folder, "roles.yaml"), Path.Combine(folder, "roles.yaml"));
        File.WriteAllText(Path.Combine(folder, "values.yaml"), content);
        var load = PackLoader.Load(folder, []);
        Directory.Delete(folder, recursive: true);
        problems = load.Problems;
        return load.Pack?.ValueWords;
    }
}
