using Testing;
using Xunit;

namespace Store.Tests;

/// <summary>Filled forms and their corrections.</summary>
public abstract class SubmissionContract(Func<Task<TestDatabase>> open) : StoreContract(open)
{
    [Fact]
    public async Task A_submission_comes_back_as_it_was_filled()
    {
        var filled = Submission("d1", "ann", "/c/an/dong/") with { Answers = """{"income":"3500"}""", Unchanged = true, Campaign = "spring", Warnings = """[{"name":"income","message":"x"}]""" };

        var id = await Write(tx => Submissions.Add(tx, filled));

        Assert.Equal(filled with { Id = id }, await Read(tx => Submissions.Find(tx, Scope.Everything, id)));
    }

    [Fact]
    public async Task A_correction_counts_instead_of_what_it_corrects_and_both_stay()
    {
        var first = await Write(tx => Submissions.Add(tx, Submission("d1", "ann", "/c/")));
        var second = await Write(tx => Submissions.Add(tx, Submission("d1", "ann", "/c/") with { Replaces = first, Reason = "a slip" }));

        Assert.Equal([second], (await List()).Select(submission => submission.Id));
        Assert.Equal(second, (await Read(tx => Submissions.Latest(tx, "monthly-checkin", "d1")))!.Id);
        var replaced = (await Read(tx => Submissions.Find(tx, Scope.Everything, first)))!;
        Assert.Equal(second, replaced.ReplacedBy);
        Assert.Equal("a slip", (await List())[0].Reason);
    }

    [Fact]
    public async Task What_was_corrected_once_is_not_corrected_again()
    {
        var first = await Write(tx => Submissions.Add(tx, Submission("d1", "ann", "/c/")));
        await Write(tx => Submissions.Add(tx, Submission("d1", "ann", "/c/") with { Replaces = first }));

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Write(tx => Submissions.Add(tx, Submission("d1", "ann", "/c/") with { Replaces = first })));

        Assert.Single(await List());
    }

    [Fact]
    public async Task The_latest_is_that_of_the_latest_period_before_the_one_asked_about()
    {
        await Write(async tx =>
        {
            await Submissions.Add(tx, Submission("d1", "ann", "/c/") with { Period = "2022-08", Answers = "8" });
            await Submissions.Add(tx, Submission("d1", "bob", "/c/") with { Period = "2022-06", Answers = "6" });
            await Submissions.Add(tx, Submission("d1", "ann", "/c/") with { Period = "2022-07", Answers = "7" });
            await Submissions.Add(tx, Submission("d2", "ann", "/c/") with { Period = "2022-09", Answers = "9" });
            await Submissions.Add(tx, Submission("d1", "ann", "/c/") with { Form = "problem", Period = "2022-09", Answers = "p" });
        });

        Assert.Equal("8", await LatestAnswers(null));
        Assert.Equal("7", await LatestAnswers("2022-08"));
        Assert.Equal("6", await LatestAnswers("2022-07"));
        Assert.Null(await LatestAnswers("2022-06"));
    }

    [Fact]
    public async Task Submissions_are_listed_by_campaign_and_period_oldest_first()
    {
        await Write(async tx =>
        {
            await Submissions.Add(tx, Submission("late", "ann", "/c/") with { SubmittedAt = Now.AddHours(1) });
            await Submissions.Add(tx, Submission("july", "ann", "/c/") with { Period = "2022-07" });
            await Submissions.Add(tx, Submission("spring", "ann", "/c/") with { Campaign = "spring" });
            await Submissions.Add(tx, Submission("other", "ann", "/c/") with { Form = "problem" });
        });

        Assert.Equal(["july", "spring", "late"], (await List()).Select(submission => submission.Subject));
        Assert.Equal(["july", "late"], (await List(campaign: "")).Select(submission => submission.Subject));
        Assert.Equal(["spring"], (await List(campaign: "spring")).Select(submission => submission.Subject));
        Assert.Equal(["spring", "late"], (await List(period: "2022-08")).Select(submission => submission.Subject));
        Assert.Equal(["late"], (await List("", "2022-08")).Select(submission => submission.Subject));
    }

    [Fact]
    public async Task Gone_through_one_by_one_each_says_what_it_is_asked_whatever_came_before_it()
    {
        await Write(SmallCounty.Seed);
        await Write(async tx =>
        {
            var card = SealedText.Seal(tx.Cipher, "11010519491231002X");
            await Submissions.Add(tx, Submission("d1", "ann", "/c/an/dong/") with
            {
                Reason = "a slip",
                Answers = $$"""{"kind":"1 2","note":"说\"水\"","other":"x","card":"{{card}}","people[2]/kind":"3"}""",
            });
            await Submissions.Add(tx, Submission("gone", "bob", "/c/an/xi/") with { Answers = """{"kind":"1 2"}""" });
        });

        var said = await Read(async tx =>
        {
            var (picked, lines) = (new PickedAnswers(tx.Cipher, ["note", "kind", "card"]), new List<string>());
            await foreach (var line in Submissions.Stream(tx, "monthly-checkin", Scope.Everything, households: true, new TextPool()))
            {
                var (values, inRows) = (new string?[3], new List<KeyValuePair<string, string>>());
                picked.Pick(line.Answers, values, inRows);
                lines.Add(string.Join('|', [
                    line.Reason, line.Household?.HeadName, line.Area, line.Userid, line.Subject, line.Period, line.Campaign, .. values,
                    .. inRows.Select(answer => $"{answer.Key}={answer.Value}")]));
            }
            return lines.Order(StringComparer.Ordinal).ToList();
        });

        Assert.Equal(["a slip|Head of d1|/c/an/dong/|ann|d1|2022-08||说\"水\"|1 2|11010519491231002X|people[2]/kind=3", "||/c/an/xi/|bob|gone|2022-08|||1 2|"], said);
    }

    internal static Submission Submission(string subject, string userid, string area) =>
        new(0, "monthly-checkin", "3", "abc", "", subject, "2022-08", userid, area, "{}", false, Now);

    private Task<IReadOnlyList<Submission>> List(string? campaign = null, string? period = null) =>
        Read(tx => Submissions.List(tx, "monthly-checkin", Scope.Everything, campaign, period));

    private async Task<string?> LatestAnswers(string? before) =>
        (await Read(tx => Submissions.Latest(tx, "monthly-checkin", "d1", before)))?.Answers;
}
