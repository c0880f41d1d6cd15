using Bot.Forms;
using Xunit;

namespace Bot.Tests.Forms;

public sealed class AmountTests
{
    [Theory]
    [InlineData("3200", 3200)]
    [InlineData("3,200元", 3200)]
    [InlineData("３２００", 3200)]
    [InlineData("3200.50", 3200.5)]
    [InlineData("1.2万", 12000)]
    [InlineData("3万4000", 34000)]
    [InlineData("25万6千", 256000)]
    [InlineData("三千五", 3500)]
    [InlineData("三千零五", 3005)]
    [InlineData("三千零五十", 3050)]
    [InlineData("一千二百零五", 1205)]
    [InlineData("两万", 20000)]
    [InlineData("三万五", 35000)]
    [InlineData("十五", 15)]
    [InlineData("二十", 20)]
    [InlineData("一百五", 150)]
    [InlineData("三十万", 300000)]
    [InlineData("一百二十万", 1200000)]
    [InlineData("800块", 800)]
    [InlineData("没有", 0)]
    [InlineData("无", 0)]
    [InlineData("零", 0)]
    [InlineData("-5", -5)]
    public void A_number_is_read_as_people_write_it(string typed, double value) => Assert.Equal((decimal)value, Amount.Read(typed));

    [Theory]
    [InlineData("一百来块")]
    [InlineData("大概3000")]
    [InlineData("3000左右")]
    [InlineData("两三千")]
    [InlineData("五五")]
    [InlineData("3百4千")]
    [InlineData("千")]
    [InlineData("1.2.3")]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("３０００到４０００")]
    public void What_is_not_surely_a_number_is_not_one(string typed) => Assert.Null(Amount.Read(typed));
}
