using Bot.Conversations.Names;
using Xunit;

namespace Bot.Tests.Conversations.Names;

public sealed class PartReadingTests
{
    private static readonly Captioned[] Questions =
    [
        new("wage", ["工资", "本月工资性收入", "打工收入", "打工"]),
        new("transfer", ["本月转移性收入（低保金、补贴等）", "转移收入"]),
        new("medical", ["看病自付", "看病", "住院"]),
        new("water", ["饮水"]),
        new("house", ["危房"]),
        new("change", ["收入变化"]),
    ];

    public static TheoryData<string, string> Parts => [.. Neighbours.Table("parts.txt").Select(row => new TheoryDataRow<string, string>(row.Given, row.Expected))];

    [Theory]
    [MemberData(nameof(Parts))]
    public void What_was_said_of_a_household_is_sorted_by_question(string said, string expected)
    {
        var reading = PartReading.Read(said, Questions, Neighbours.Words);
        var shown = reading.Assignments.Select(one => $"{one.Path}: {one.Value}").Concat(reading.Unread.Select(text => $"? {text}")).ToList();
        Assert.Equal(expected, shown.Count == 0 ? "-" : string.Join(" | ", shown));
    }

    [Fact]
    public void The_word_it_was_recognised_by_is_kept() =>
        Assert.Equal(new Assignment("medical", "八千", "住院"), Assert.Single(PartReading.Read("住院花了八千", Questions, Neighbours.Words).Assignments));
}
