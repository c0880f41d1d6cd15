using Bot.Conversations;
using Store.Packs;
using Testing;

namespace Bot.Tests.Conversations.Names;

/// <summary>The households of the tables beside this file, by their number there.</summary>
internal static class Neighbours
{
    public static readonly IReadOnlyList<HouseholdLine> Mine =
    [
        Line(1, "张三"), Line(2, "李四"), Line(3, "王五", "福塘村"), Line(4, "张建国"), Line(5, "李秀英"), Line(6, "刘桂兰"),
        Line(7, "欧阳志明"), Line(8, "买买提·艾力"), Line(9, "张三丰"), Line(10, "周小平"), Line(11, "陈平"), Line(12, "高兴"),
        Line(13, "曾小红"), Line(14, "单福贵"), Line(15, "王建国"), Line(16, "刘强"), Line(17, "刘强", "福塘村", "3组"), Line(18, "何志明"), Line(19, "解春花"),
    ];

    public static MentionWords Words => Repository.Pack.Mentions;

    public static int NumberOf(HouseholdLine line) => int.Parse(line.Id[3..]);

    /// <summary>The lines of a table beside this file: what stands before the arrow, and after it.</summary>
    public static IEnumerable<(string Given, string Expected)> Table(string file) =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Conversations", "Names", file))
        where line.Length > 0 && line[0] != '#'
        let sides = line.Split(" => ")
        select (sides[0].Replace("\\n", "\n"), sides[1]);

    public static HouseholdLine Line(int number, string name, string village = "柏叶村", string group = "1组") =>
        new($"DJ-{number:D3}", name, village, group, 3, "", false);
}
