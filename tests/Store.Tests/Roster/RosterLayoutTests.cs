using Store.Packs;
using Store.Rosters;
using Xunit;

namespace Store.Tests.Rosters;

public sealed class RosterLayoutTests
{
    private static readonly string Content = File.ReadAllText(Path.Combine(SampleRoster.PromptsFolder, "roster", "workbook.yaml"));

    [Theory]
    [InlineData("parent: {names", "father: {names", "unknown key 'father'; known here: id, parent, level, name, kinds", "'parent' is missing")]
    [InlineData("blanks: [/,", "blanks: []\n#", "'blanks' needs a word or a list of words")]
    [InlineData("names: [上级编号,", "names: [编号,", "the heading '编号' already means 'id'")]
    public void A_mistake_is_named_with_its_line(string written, string instead, params string[] expected)
    {
        var problems = new List<Problem>();

        var layout = RosterLayout.Read("workbook.yaml", Content.Replace(written, instead, StringComparison.Ordinal), problems);

        Assert.Equal(expected.Length == 0, layout is not null);
        Assert.All(expected, message => Assert.Contains(problems, problem => problem.Message == message && problem.Line > 0));
    }

    [Theory]
    [InlineData("脱贫不稳定户", "脱贫不稳定户", false)]
    [InlineData("脱贫不稳定户（风险已消除）", "脱贫不稳定户", true)]
    [InlineData("边缘易致贫户 (已消除风险)", "边缘易致贫户", true)]
    [InlineData("边缘易致贫户（未消除风险）", "边缘易致贫户", false)]
    [InlineData("突发严重困难", "突发严重困难户", false)]
    [InlineData("无", null, false)]
    public void A_monitor_type_may_say_whether_its_risk_is_gone(string written, string? type, bool eliminated) =>
        Assert.Equal((type, eliminated), SampleRoster.Layout.MonitorTypeOf(written));

    [Theory]
    [InlineData("脱贫不稳定户（待定）")]
    [InlineData("无（风险已消除）")]
    [InlineData("困难")]
    public void An_unknown_monitor_type_is_not_guessed(string written) => Assert.Null(SampleRoster.Layout.MonitorTypeOf(written));
}
