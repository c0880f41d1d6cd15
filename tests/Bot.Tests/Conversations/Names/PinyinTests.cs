using Bot.Conversations.Names;
using Xunit;

namespace Bot.Tests.Conversations.Names;

public sealed class PinyinTests
{
    [Theory]
    [InlineData('张', "zhang")]
    [InlineData('单', "chan dan shan")]
    [InlineData('曾', "ceng zeng")]
    [InlineData('解', "jie xie")]
    [InlineData('仇', "chou qiu")]
    [InlineData('乐', "le yue")]
    [InlineData('吕', "lv")]
    [InlineData('堃', "kun")]
    [InlineData('張', "zhang")]
    [InlineData('A', "")]
    [InlineData('。', "")]
    public void A_character_has_all_its_readings(char character, string readings) => Assert.Equal(readings, string.Join(' ', Pinyin.Of(character)));

    [Theory]
    [InlineData("张章", true, true)]
    [InlineData("单善", true, true)]
    [InlineData("三山", false, true)]
    [InlineData("刘牛", false, true)]
    [InlineData("陈程", false, true)]
    [InlineData("林凌", false, true)]
    [InlineData("胡福", false, true)]
    [InlineData("红冯", false, true)]
    [InlineData("黄方", false, true)]
    [InlineData("任冷", false, true)]
    [InlineData("任林", false, false)]
    [InlineData("热乐", false, true)]
    [InlineData("唐谭", false, true)]
    [InlineData("王李", false, false)]
    [InlineData("A张", false, false)]
    [InlineData("AA", true, true)]
    public void Two_characters_sound_alike_or_nearly_so(string pair, bool alike, bool near)
    {
        Assert.Equal(alike, Pinyin.SoundAlike(pair[0], pair[1]));
        Assert.Equal(near, Pinyin.SoundNear(pair[0], pair[1]));
    }

    [Fact]
    public void Every_common_character_has_a_reading() =>
        Assert.DoesNotContain("的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产", character => Pinyin.Of(character).Count == 0);
}
