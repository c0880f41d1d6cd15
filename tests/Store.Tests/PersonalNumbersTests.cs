using Xunit;

namespace Store.Tests;

/// <summary>Personal numbers found in texts that were not meant for them.</summary>
public sealed class PersonalNumbersTests
{
    [Theory]
    [InlineData("990001197001010018", "990001********0018")]
    [InlineData("身份证99000119700101001X，本人", "身份证990001********001X，本人")]
    [InlineData("99000119700101001x", "990001********001X")]
    [InlineData("990001 19700101 0018", "990001********0018")]
    [InlineData("990001-1970-0101-0018", "990001********0018")]
    [InlineData("９９０００１１９７００１０１００１８", "990001********0018")]
    [InlineData("2 990001197001010018", "2 990001********0018")]
    [InlineData("990001700101001", "990001*****1001")]
    [InlineData("电话13800001234。", "电话138****1234。")]
    [InlineData("138 0000 1234", "138****1234")]
    [InlineData("8613800001234", "861******1234")]
    public void They_are_masked_in_every_way_people_write_them(string text, string masked)
    {
        Assert.True(PersonalNumbers.In(text));
        Assert.Equal(masked, PersonalNumbers.Mask(text));
    }

    [Theory]
    [InlineData("3000 20000 10000 800 15")]
    [InlineData("30000 20000 10000 800")]
    [InlineData("15000 300000")]
    [InlineData("2022-08-31 09:00")]
    [InlineData("0797-8000000")]
    [InlineData("0.111111111111111")]
    [InlineData("990001********0018")]
    [InlineData("没有数字")]
    [InlineData("")]
    public void Other_numbers_are_left_alone(string text)
    {
        Assert.False(PersonalNumbers.In(text));
        Assert.Same(text, PersonalNumbers.Mask(text));
    }

    [Fact]
    public void A_work_phone_may_be_said_where_only_id_numbers_are_masked() =>
        Assert.Equal("打13800001234，990001********0018", PersonalNumbers.MaskIds("打13800001234，990001197001010018"));
}
