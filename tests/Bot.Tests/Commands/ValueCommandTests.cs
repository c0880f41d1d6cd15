using Xunit;

namespace Bot.Tests.Commands;

public sealed class ValueCommandTests
{
    [Theory]
    [InlineData("money", "三千五", "exact", "\"3500\"", "记作3500元。")]
    [InlineData("money", "-200", "exact", "\"-200\"", "记作-200元。")]
    [InlineData("money", "七八千", "ask", "null", "“七八千”有大有小，不是一个准数。是7000还是8000？请回复准的那一个。")]
    [InlineData("money", "同上月", "ask", "null", "“同上月”就是照上一次的记；这里没有上一次，请直接写出来。")]
    [InlineData("integer", "1.5", "refused", "null", "没看懂“1.5”是几。请写整数，例如：2。")]
    [InlineData("area", "半亩", "exact", "\"0.5\"", "记作0.5亩。")]
    [InlineData("date", "大前天", "exact", "\"2022-08-28\"", "记作2022年8月28日。")]
    [InlineData("id-number", "110101199003077774", "exact", "\"110101199003077774\"", "记作110101********7774。")]
    [InlineData("phone", "138 0013 8000", "exact", "\"13800138000\"", "记作138****8000。")]
    [InlineData("yes-no", "没得", "exact", "\"no\"", "记作“不是”。")]
    public async Task A_value_is_printed_as_it_is_understood(string kind, string text, string status, string value, string say)
    {
        using var bot = new BotProcess();

        var ended = await bot.Run("value", kind, text, "--today", "2022-08-31");

        Assert.Equal((0, ""), (ended.Code, ended.Errors));
        Assert.Equal($"{{\n  \"status\": \"{status}\",\n  \"value\": {value},\n  \"say\": \"{say}\"\n}}\n", ended.Output);
    }

    [Fact]
    public async Task A_duration_is_counted_in_the_unit_that_is_asked()
    {
        using var bot = new BotProcess();

        var ended = await bot.Run("value", "duration", "两个半月", "--unit", "month");

        Assert.Contains("\"value\": \"2.5\"", ended.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value colour 红", "'colour'")]
    [InlineData("value money", "'value'")]
    [InlineData("value money 3 --today tomorrow", "'tomorrow'")]
    public async Task Wrong_usage_is_one_line_and_exit_code_2(string written, string named)
    {
        using var bot = new BotProcess();

        var ended = await bot.Run(written.Split(' '));

        Assert.Equal((2, ""), (ended.Code, ended.Output));
        Assert.Contains(named, Assert.Single(ended.ErrorLines), StringComparison.Ordinal);
    }
}
