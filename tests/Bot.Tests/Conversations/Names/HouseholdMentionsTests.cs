using System.Diagnostics;
using Bot.Conversations;
using Bot.Conversations.Names;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bot.Tests.Conversations.Names;

public sealed class HouseholdMentionsTests
{
    public static TheoryData<string, string> Messages => [.. Neighbours.Table("messages.txt").Select(row => new TheoryDataRow<string, string>(row.Given, row.Expected))];

    [Theory]
    [MemberData(nameof(Messages))]
    public void A_message_comes_apart_into_one_part_for_each_household(string message, string expected)
    {
        var parts = HouseholdMentions.Read(message, Neighbours.Mine, Neighbours.Words);
        Assert.Equal(expected, parts.Count == 0 ? "-" : string.Join(" | ", parts.Select(part => $"{Shown(part)}: {(part.Text.Length == 0 ? "-" : part.Text)}")));
    }

    [Theory]
    [InlineData("，")]
    [InlineData("。")]
    [InlineData("\n")]
    [InlineData(" ")]
    [InlineData("")]
    public void Every_household_is_found_once_wherever_it_stands_in_the_message(string between)
    {
        var mine = Neighbours.Mine.Where(line => line.Name != "刘强").ToArray();
        Prop.ForAll(Gen.Shuffle(mine).ToArbitrary(), order =>
        {
            var parts = HouseholdMentions.Read(string.Join(between, order.Select(line => $"{line.Name}家无变化")), mine, Neighbours.Words);
            Assert.Equal(order.Select(line => (line.Id, "无变化")), parts.Select(part => (((Mention.Mine)part).Who.Sure?.Id ?? "", part.Text)));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void No_text_breaks_it_and_no_character_of_what_was_said_is_lost()
    {
        string[] pieces = ["张三", "李四家", "欧阳志明", "老", "家", "户", "都", "、", "，", "。", " ", "\n", "1.", "（", "）", "其他", "几户", "剩下的", "除了", "外", "和", "无变化", "3000", "住院", "赵六", "·", "🏠", "\ud83c", "的", "：", "柏叶村"];
        Prop.ForAll(Gen.Elements(pieces).ListOf().ToArbitrary(), chosen =>
        {
            var message = string.Concat(chosen);
            var parts = HouseholdMentions.Read(message, Neighbours.Mine, Neighbours.Words);
            Assert.All(["3000", "住院"], said => Assert.True(
                parts.Count == 0 || !message.Contains(said) || parts.Any(part => part.Text.Contains(said) || part.Typed.Contains(said)), message));
            PartReading.Read(message, [new Captioned("medical", ["住院"])], Neighbours.Words);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("张三家无变化，")]
    [InlineData("章三，")]
    [InlineData("、")]
    [InlineData("赵")]
    [InlineData("和")]
    [InlineData("今天")]
    [InlineData("1.")]
    [InlineData("老张 ")]
    public void A_long_message_about_a_hundred_households_is_read_while_the_sender_waits(string piece)
    {
        HouseholdLine[] mine = [.. Enumerable.Range(0, 100).Select(number => Neighbours.Line(number, $"张{(char)('一' + number)}{(char)('丁' + number)}"))];
        var message = string.Concat(Enumerable.Repeat(piece, 2000 / piece.Length));
        HouseholdMentions.Read("张三家", mine, Neighbours.Words);
        var watch = Stopwatch.StartNew();
        HouseholdMentions.Read(message, mine, Neighbours.Words);
        // A freeze is minutes, not seconds; the bound leaves room for a busy machine.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"{watch.Elapsed}");
    }

    [Fact]
    public void Without_words_only_whole_names_are_found()
    {
        var parts = HouseholdMentions.Read("张三：无变化", Neighbours.Mine, Store.Packs.MentionWords.None);
        Assert.Equal(["无变化"], parts.Select(part => part.Text));
    }

    private static string Shown(Mention part) => part switch
    {
        Mention.Mine { Who.Sure: { } sure } => $"{Neighbours.NumberOf(sure)}",
        Mention.Mine asked => $"{string.Join(' ', asked.Who.Best.Select(candidate => Neighbours.NumberOf(candidate.Household)))}?",
        Mention.Unknown unknown => $"!{unknown.Typed}",
        Mention.Rest => "*",
        _ => "~",
    };
}
