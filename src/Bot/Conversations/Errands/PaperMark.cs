using System.Text.RegularExpressions;
using Bot.Forms;
using Bot.Forms.Values;
using Store;

namespace Bot.Conversations.Errands;

/// <summary>The statement that somebody has signed on paper: 张伟 8月20日.</summary>
internal static partial class PaperMark
{
    /// <summary>As it is kept; null where no name and no day can be read.</summary>
    public static string? Read(Scene scene, string text)
    {
        foreach (Match name in Name().Matches(text))
        {
            var rest = text[(name.Index + name.Length)..].Trim(' ', '，', ',', '、', '：', ':');
            if (rest.Length > 0 && ValueReader.Read(ValueKind.Date, rest, scene.Pack.ValueWords, ChinaTime.DayOf(scene.Now)) is Reading.Understood { Value: var day })
                return scene.Text(ErrandTexts.OnPaper, ("name", name.Groups["name"].Value), ("date", day));
        }
        return null;
    }

    [GeneratedRegex(@"(^|[\s，,、：:])(?<name>\p{IsCJKUnifiedIdeographs}{2,4})(?=[\s，,、：:])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();
}
