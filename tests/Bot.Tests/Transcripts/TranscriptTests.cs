using Testing;
using Xunit;

namespace Bot.Tests.Transcripts;

/// <summary>Every conversation beside this file, word by word. UPDATE_TRANSCRIPTS=1 writes down what is said now instead.</summary>
public sealed class TranscriptTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Bot.Tests", "Transcripts");

    public static TheoryData<string> Documents =>
        [.. Directory.EnumerateFiles(Folder, "*.md").Select(path => Path.GetFileName(path)).Where(name => name != "README.md").Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_conversation_goes_as_it_is_written(string name)
    {
        var path = Path.Combine(Folder, name);
        var written = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        var played = await Transcript.Replay(written);
        if (Environment.GetEnvironmentVariable("UPDATE_TRANSCRIPTS") == "1")
            await File.WriteAllTextAsync(path, played, TestContext.Current.CancellationToken);
        else if (TextDifference.Of(written, played) is { } difference)
            Assert.Fail($"{name} goes differently now (- as written, + as said):\n{difference}");
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task It_goes_the_same_through_the_encrypted_callback(string name) =>
        await Transcript.Replay(await File.ReadAllTextAsync(Path.Combine(Folder, name), TestContext.Current.CancellationToken), throughTheWire: true);

    [Theory]
    [InlineData("—— 2022-08-03 09:00 ——\n李秀兰 走访\n", "2: neither")]
    [InlineData("—— 2022-08-03 09:00 ——\n李绣兰：走访\n", "2: neither")]
    [InlineData("> 走访\n", "1: an answer before")]
    [InlineData("—— 2022-08-03 09:00 ——\n李秀兰 点 [入户]\n", "2: 李秀兰 has no card with [入户]")]
    public async Task A_line_that_means_nothing_is_not_passed_over(string document, string complaint) =>
        Assert.StartsWith(complaint, (await Assert.ThrowsAsync<FormatException>(() => Transcript.Replay(document))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_answer_that_is_no_longer_given_is_shown_beside_the_one_that_is()
    {
        const string written = "—— 2022-08-03 09:00 ——\n周小燕：走访\n> 8月走访：共9户\n";
        var difference = TextDifference.Of(written, await Transcript.Replay(written))!;
        Assert.Contains("  周小燕：走访\n- > 8月走访：共9户\n+ > 8月走访：共1户", difference, StringComparison.Ordinal);
    }
}
