using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

public sealed class WordsTests
{
    private static readonly Words Words = Read("""
        rounds: [走访, 月走访, Check-in]
        help: [帮助, "?"]
        """);

    [Theory]
    [InlineData("走访", "rounds")]
    [InlineData("  走访。", "rounds")]
    [InlineData("走访！！ ", "rounds")]
    [InlineData("走访～", "rounds")]
    [InlineData("\u3000月走访\u3000", "rounds")]
    [InlineData("ＣＨＥＣＫ－ｉｎ", "rounds")]
    [InlineData("？", "help")]
    [InlineData("帮助？", "help")]
    public void A_word_is_found_however_it_is_typed(string typed, string command) => Assert.Equal(command, Words.Match(typed));

    [Theory]
    [InlineData("")]
    [InlineData("。")]
    [InlineData("rounds")]
    [InlineData("走访张三")]
    [InlineData("不走访")]
    public void Anything_else_is_no_command(string typed) => Assert.Null(Words.Match(typed));

    private static Words Read(string yaml)
    {
        var folder = Directory.CreateTempSubdirectory("words").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "messages"));
        File.WriteAllText(Path.Combine(folder, "messages", "words.yaml"), yaml);
        File.WriteAllText(Path.Combine(folder, "roles.yaml"), "[]");
        var (pack, problems) = PackLoader.Load(folder, []);
        Directory.Delete(folder, recursive: true);
        Assert.Empty(problems);
        return pack!.Words;
    }
}
