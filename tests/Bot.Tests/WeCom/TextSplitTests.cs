using System.Text;
using System.Xml.Linq;
using Bot.WeCom;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Bot.Tests.WeCom;

public sealed class TextSplitTests
{
    // Letters, Chinese, line ends, an emoji, a family of four in one grapheme, a letter with accents, half a pair, a control character.
    private static readonly Gen<string> Texts =
        Gen.Elements("a", "第", "户", "\n", "\r\n", "👴", "👨‍👩‍👧‍👦", "é̂", "\uD83D", "\u0007", " ")
            .ListOf().Select(string.Concat);

    [Fact]
    public void A_text_that_fits_has_no_suffix() => Assert.Equal(["第1户"], TextSplit.Split("第1户", Suffix));

    [Fact]
    public void A_long_text_is_cut_after_a_line_and_numbered() => Assert.Equal(
        ["第一行第一行\n(1/2)", "第二行(2/2)"], TextSplit.Split("第一行第一行\n第二行", Suffix, 26));

    [Fact]
    public void A_line_that_is_too_long_is_cut_between_characters() => Assert.Equal(
        ["👨‍👩‍👧‍👦(1/3)", "👨‍👩‍👧‍👦(2/3)", "👨‍👩‍👧‍👦(3/3)"], TextSplit.Split("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", Suffix, 40));

    [Fact]
    public void Ten_parts_leave_room_for_a_longer_number()
    {
        var parts = TextSplit.Split(new string('x', 250), Suffix, 30);
        Assert.Equal(11, parts.Count);
        Assert.All(parts, part => Assert.True(Encoding.UTF8.GetByteCount(part) <= 30));
        Assert.EndsWith("(11/11)", parts[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_suffix_as_long_as_a_message_is_a_mistake() =>
        Assert.Throws<ArgumentException>(() => TextSplit.Split(new string('x', 100), (_, _) => new string('y', 40), 50));

    [Fact]
    public void Nothing_is_lost_nothing_is_too_long_and_no_character_is_broken() => Prop.ForAll(
        Texts.ToArbitrary(), Gen.Choose(32, 90).ToArbitrary(), (text, limit) =>
        {
            var parts = TextSplit.Split(text, Suffix, limit);
            var bare = parts.Count == 1 ? parts : [.. parts.Select((part, i) => part[..^Suffix(i + 1, parts.Count).Length])];
            return string.Concat(bare) == LegalText.Strip(text)
                && parts.All(part => Encoding.UTF8.GetByteCount(part) <= limit)
                && bare.All(part => part == LegalText.Strip(part))
                && (parts.Count == 1) == (Encoding.UTF8.GetByteCount(LegalText.Strip(text)) <= limit);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Stripped_text_can_be_written_as_XML() => Prop.ForAll<string?>(text =>
    {
        // A carriage return alone is the one legal character that XML's readers change.
        var legal = LegalText.Strip(text ?? "").Replace("\r", "", StringComparison.Ordinal);
        return XElement.Parse(new XElement("a", legal).ToString(), LoadOptions.PreserveWhitespace).Value == legal;
    }).QuickCheckThrowOnFailure();

    private static string Suffix(int part, int of) => $"({part}/{of})";
}
