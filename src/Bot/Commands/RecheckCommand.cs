using System.CommandLine;
using System.Globalization;
using Scheduler.Rules;
using Store;

namespace Bot.Commands;

/// <summary>recheck sample, recheck compare: households to look at again, and what was found beside what had been said.</summary>
internal static class RecheckCommand
{
    private const string Table = "recheck";

    public static Command Create() => new("recheck", "random re-checks of what was reported") { CreateSample(), CreateCompare() };

    private static Command CreateSample()
    {
        var form = new Option<string>("--form") { Required = true, Description = "whose submissions are looked at again" };
        var count = new Option<int>("--count") { DefaultValueFactory = _ => 10, Description = "how many households" };
        var unit = new Option<string?>("--unit") { Description = "a unit's id or name; everything without it" };
        var word = new Option<string?>("--word") { Description = "the same word draws the same households; today's date without it" };
        var sample = new Command("sample", "draw households that were visited, as JSON") { form, count, unit, word };
        sample.SetAction((parsed, _) => Sample(parsed.GetValue(form)!, parsed.GetValue(count), parsed.GetValue(unit), parsed.GetValue(word)));
        return sample;
    }

    private static Command CreateCompare()
    {
        var compare = new Command("compare", "what was said and what was found, side by side, as JSON (found: the sheet of re-checks, import facts)");
        compare.SetAction((_, _) => Compare());
        return compare;
    }

    private static async Task<int> Sample(string form, int count, string? unit, string? word)
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        _ = pack.Form(form) ?? throw new StartException($"there is no form '{form}'; known: {string.Join(", ", pack.Forms.Select(known => known.Id))}");
        await using var database = await CommandStore.OpenWithKeys(settings);
        var day = ChinaTime.DayOf(await Demo.DemoMode.Now(database)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var drawn = await database.Read(async tx =>
        {
            var area = unit is null ? Scope.Everything : new Scope.Area((await CommandStore.FindUnit(tx, unit)).Path);
            var submissions = (await Submissions.List(tx, form, area)).Where(submission => submission.Subject.Length > 0).GroupBy(submission => submission.Subject).Select(about => about.Last());
            var households = (await Households.All(tx, area)).ToDictionary(household => household.Id);
            return Recheck.Sample(submissions.Where(submission => households.ContainsKey(submission.Subject)), submission => submission.Subject, count, $"{word ?? day} {unit}")
                .Select(submission => new
                {
                    Household = submission.Subject,
                    Name = households[submission.Subject].HeadName,
                    Village = households[submission.Subject].VillageName,
                    Filled_by = submission.Userid,
                    On = ChinaTime.DayOf(submission.SubmittedAt).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                }).ToList();
        });
        CommandJson.Print(drawn);
        return CommandLine.Done;
    }

    private static async Task<int> Compare()
    {
        var settings = CommandSettings.Read();
        var pack = BotSetup.Pack(settings.PromptsPath);
        await using var database = await CommandStore.OpenWithKeys(settings);
        var rows = await database.Read(async tx =>
        {
            var compared = new List<object>();
            foreach (var about in (await Facts.List(tx, Table, Scope.Everything)).GroupBy(fact => (fact.HouseholdId, Form: fact["form"])))
                if (pack.Form(about.Key.Form) is { } form && await Submissions.Latest(tx, form.Id, about.Key.HouseholdId) is { } submission)
                    compared.AddRange(Recheck.Compare(form, SealedAnswers.Read(tx.Cipher, submission.Answers), about.ToDictionary(fact => fact["question"], fact => fact["found"]))
                        .Select(answer => new { Household = about.Key.HouseholdId, Form = form.Id, answer.Question, answer.Wording, answer.Said, answer.Found, answer.Differs }));
            return compared;
        });
        CommandJson.Print(rows);
        return CommandLine.Done;
    }
}
