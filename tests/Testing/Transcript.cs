using System.Globalization;
using System.Text.RegularExpressions;
using Bot.Conversations;

namespace Testing;

/// <summary>
/// A conversation as a Markdown document that a customer can read, played through the real engine on a store of its own.
/// The format stands in tests/Bot.Tests/Transcripts/README.md.
/// </summary>
public static partial class Transcript
{
    /// <summary>The document as it would read today: every line that is no answer as it stands, every answer as the bot gives it now.</summary>
    /// <exception cref="FormatException">A line means nothing; the message begins with its number.</exception>
    /// <param name="throughTheWire">On phones too: through the encrypted callback and back. What is not the same there throws.</param>
    public static async Task<string> Replay(string document, bool throughTheWire = false)
    {
        await using var stage = new TranscriptStage(throughTheWire);
        var lines = document.TrimEnd().Split('\n');
        var played = new List<string>();
        for (var at = 0; at < lines.Length; at++)
        {
            var line = lines[at].TrimEnd();
            if (line.StartsWith('>'))
            {
                // What the bot said when this was written; what it says now has been put in already.
                if (!stage.HasBegun)
                    throw new FormatException($"{at + 1}: an answer before anything has happened");
                continue;
            }
            if (await Play(stage, line, at + 1) is { } answer)
                played.AddRange(answer);
            else if (!stage.HasBegun || line.Length == 0 || line[0] is '#' or '*')
                played.Add(line);
            else
                throw new FormatException($"{at + 1}: neither something that happens nor a heading nor a remark: {line}");
        }
        return string.Join('\n', played) + "\n";
    }

    /// <summary>The line, completed where it states something, and the answers to it; null where nothing happens in it.</summary>
    private static async Task<IEnumerable<string>?> Play(TranscriptStage stage, string line, int number)
    {
        if (Clock().Match(line) is { Success: true } moved)
            return Quoted(line, await stage.MoveTo(Moment(moved.Groups["at"].Value)));
        if (!stage.HasBegun)
            return null;
        if (line == "（重启）")
        {
            await stage.Restart();
            return [line];
        }
        if (line == "（规则核查）")
        {
            await stage.RunRules();
            return [line];
        }
        if (Known().Match(line) is { Success: true } known)
        {
            await stage.Know(known.Groups["table"].Value, [.. known.Groups["columns"].Value.Split(' ').Select(column => column.Split('=', 2)).Select(column => (column[0], column[1]))]);
            return [line];
        }
        if (Also().Match(line) is { Success: true } also)
        {
            await stage.Settle(also.Groups["who"].Value, also.Groups["unit"].Value, also.Groups["role"].Value);
            return [line];
        }
        if (Stated().Match(line) is { Success: true } stated)
        {
            var (what, rows) = await stage.State(stated.Groups["what"].Value, stated.Groups["of"].Value);
            return Quoted($"{stated.Groups["what"].Value} {stated.Groups["of"].Value}：{what}", rows);
        }
        var done = Done().Match(line);
        if (!done.Success || stage.UseridOf(done.Groups["who"].Value) is not { } userid)
            return null;
        var options = Bracketed().Matches(done.Groups["options"].Value).Select(option => option.Groups["text"].Value).ToList();
        return Quoted(line, await stage.Hear(userid, done.Groups["how"].Value switch
        {
            "：" => new Input.Said(done.Groups["text"].Value),
            " 发照片" => stage.Send("image"),
            " 发语音" => stage.Send("voice"),
            " 加入" => new Input.Joined(),
            " 点菜单 " => new Input.Commanded(Repository.Pack.Menu.First(button => button.Name == options[0]).Says),
            " 点旧卡 " => stage.Tap(userid, options, oldest: true, number),
            _ => stage.Tap(userid, options, oldest: false, number),
        }, done.Groups["written"] is { Success: true } written ? Moment(written.Value) : null, options));
    }

    private static DateTimeOffset Moment(string at) =>
        DateTimeOffset.ParseExact($"{at} +08:00", "yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Quoted(string line, IEnumerable<string> answers) =>
        answers.Select(answer => answer.Length == 0 ? ">" : $"> {answer}").Prepend(line);

    [GeneratedRegex(@"^—— (?<at>\d{4}-\d\d-\d\d \d\d:\d\d) ——$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Clock();

    [GeneratedRegex(@"^（另有 (?<who>\p{L}{2,4})：(?<unit>[^，]+)，(?<role>[a-z_]+)）$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Also();

    [GeneratedRegex(@"^（情况表 (?<table>[a-z_]+)：(?<columns>.+)）$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Known();

    [GeneratedRegex(@"^(?<what>台账|提交|留痕) (?<of>[^：]+)：", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Stated();

    [GeneratedRegex(@"^(?<who>\p{L}{2,4})(（写于 (?<written>\d{4}-\d\d-\d\d \d\d:\d\d)）)?((?<how>：)(?<text>.*)|(?<how> 发照片| 发语音| 加入)|(?<how> 点菜单 | 点旧卡 | 点 )(?<options>(\[[^\]]+\] ?)+))$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Done();

    [GeneratedRegex(@"\[(?<text>[^\]]+)\]", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Bracketed();
}
