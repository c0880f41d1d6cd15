using Bot.Forms;
using Bot.Forms.Values;
using Testing;
using Xunit;

namespace Bot.Tests.Forms.Values;

/// <summary>Every phrase of the tables in Corpus/, read as its table says.</summary>
public sealed class CorpusTests
{
    private static readonly DateOnly Today = new(2022, 8, 31);
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Bot.Tests", "Forms", "Values", "Corpus");

    private static readonly Dictionary<string, ValueKind> Kinds =
        Enum.GetValues<ValueKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant());

    public static TheoryData<string> Tables => [.. Directory.EnumerateFiles(Folder, "*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_phrase_is_read_as_its_table_says(string table)
    {
        var wrong = Phrases(table).Select(phrase => (phrase.Line, phrase.Text, phrase.Expected, Read: Describe(phrase.Expected, Read(table, phrase.Text))))
            .Where(phrase => phrase.Expected != phrase.Read)
            .Select(phrase => $"{table}:{phrase.Line}: {phrase.Text} | {phrase.Expected} | {phrase.Read}")
            .ToList();
        if (wrong.Count > 0)
            Assert.Fail($"(phrase, as written, as read)\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void There_are_more_than_600_phrases_each_once()
    {
        var phrases = Tables.SelectMany(table => Phrases(table.Data).Select(phrase => (table.Data, phrase.Text))).ToList();
        Assert.True(phrases.Count >= 600, $"{phrases.Count} phrases");
        Assert.Empty(phrases.GroupBy(phrase => phrase).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    /// <summary>Who is asked "7000 or 8000?" answers with what was shown; that must be exact.</summary>
    [Theory]
    [MemberData(nameof(Tables))]
    public void Every_candidate_that_is_shown_can_be_sent_back(string table)
    {
        var dead = from phrase in Phrases(table)
                   let doubtful = Read(table, phrase.Text) as Reading.Doubtful
                   where doubtful is not null
                   from candidate in doubtful.Candidates
                   where Read(table, candidate) is not Reading.Understood understood || understood.Value != candidate
                   select $"{phrase.Text}: {candidate}";
        Assert.Empty(dead);
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Whatever_is_read_has_a_sentence_that_leaves_no_gap(string table)
    {
        var messages = Repository.Pack.Messages;
        Assert.All(Phrases(table), phrase =>
        {
            var said = Read(table, phrase.Text) switch
            {
                Reading.Understood exact => ValueTexts.Confirm(messages, KindOf(table), exact.Value, ""),
                Reading.Doubtful doubtful => ValueTexts.Ask(messages, doubtful),
                Reading.NotUnderstood refused => ValueTexts.Refuse(messages, refused),
                _ => "",
            };
            Assert.NotEqual("", said);
            Assert.DoesNotContain("{", said, StringComparison.Ordinal);
            Assert.DoesNotMatch("[0-9]{11}", KindOf(table) is ValueKind.IdNumber or ValueKind.Phone ? said.Replace("13800000000", "", StringComparison.Ordinal) : "");
        });
    }

    private static ValueKind KindOf(string table) => Kinds[table.Split('.')[0].Replace("-", "", StringComparison.Ordinal)];

    private static Reading Read(string table, string phrase) => ValueReader.Read(KindOf(table), phrase, Repository.Pack.ValueWords, Today);

    // 不懂 alone does not say which of the sentences; 不懂 IdLength does.
    private static string Describe(string expected, Reading reading) => reading switch
    {
        Reading.Understood exact => exact.Value,
        Reading.Doubtful doubtful => string.Join(' ', doubtful.Candidates.Prepend("问")),
        Reading.NotUnderstood refused when expected == "不懂" => "不懂",
        Reading.NotUnderstood refused => $"不懂 {refused.Kind}",
        _ => "",
    };

    private static IEnumerable<(int Line, string Text, string Expected)> Phrases(string table) => File.ReadAllLines(Path.Combine(Folder, table))
        .Select((line, at) => (Line: at + 1, Cells: line.Split('|', StringSplitOptions.TrimEntries)))
        .Where(row => row.Cells.Length == 4 && row.Cells[1] is not ("人写的" or "---"))
        .Select(row => (row.Line, row.Cells[1], row.Cells[2]));
}
