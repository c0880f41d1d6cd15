using System.Text.RegularExpressions;
using Bot.Conversations;
using Bot.Forms;
using Bot.Turns;
using Bot.WeCom;
using Store;
using Store.Packs;
using Testing;
using Xunit;

namespace Bot.Tests.WeCom;

/// <summary>
/// Every choice of every form, answered on its card and by the numbers of its plain text (1 3): both come to the same. Walks a form
/// again and again, each time with other answers, until every question with choices has been met.
/// </summary>
public sealed partial class EveryChoiceTests : IAsyncLifetime
{
    private const int MostWalks = 150;
    private const int MostSteps = 120;

    private static readonly DateTimeOffset Now = new(2022, 8, 20, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly ChannelTexts Texts = ChannelMessages.TextsOf(Repository.Pack.Messages);

    private readonly Exchange exchange = new(Repository.Pack);
    private readonly List<string> ends = [];
    private TownStore town = null!;
    private Person person = null!;

    public static TheoryData<string> Forms => [.. Repository.Pack.Forms.Select(form => form.Id)];

    public async ValueTask InitializeAsync()
    {
        town = await TownStore.Open(Now);
        person = (await town.Database.Read(tx => People.Find(tx, Town.Sun)))!;
    }

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_card_and_its_plain_text_come_to_the_same_answer(string id)
    {
        var form = Repository.Pack.Form(id)!;
        var open = Choices(form).ToHashSet();
        for (var walk = 0; walk < MostWalks && open.Count > 0; walk++)
            await Walk(form, new Random(walk), open);
        Assert.True(open.Count == 0, $"never met: {string.Join(' ', open)}; ended at: {string.Join(' ', ends.GroupBy(at => at).Select(at => $"{at.Key}×{at.Count()}"))}");
    }

    private async Task Walk(Form form, Random chance, HashSet<string> open)
    {
        var filled = FilledForm.Of(form, await Begin(form, chance), Now);
        // What comes filled in is asked when somebody wants it changed.
        var given = filled.Asked.Where(question => question.IsAnswered && open.Contains(NameOf(question.Path))).ToList();
        var (first, isChange) = given.Count > 0 && chance.Next(2) == 0 ? (given[chance.Next(given.Count)], true) : (filled.Next, false);
        if (first is null)
            return;
        var session = Session.New with { Activity = new Activity.Asking(filled.Draft, first.Path, isChange) };
        var (now, asked) = await Advance(session, new Input.Commanded("help"));
        for (var step = 0; step < MostSteps && asked is not null && now.Activity is not (null or Activity.Reviewing); step++)
        {
            if (asked.HasChoices)
            {
                var (tapped, typed, said) = Answers(asked, chance);
                var (byCard, next) = tapped is null ? default : await Advance(now, tapped);
                var (byText, nextByText) = await Advance(now, new Input.Said(typed));
                if (tapped is not null)
                    Assert.True(Essence(byCard!) == Essence(byText), $"{form.Id}: “{said}” tapped and “{typed}” typed are not the same:\n{PromptText.Of(asked, Texts.Card)}\n{Essence(byCard!)}\n{Essence(byText)}");
                if (now.Activity is Activity.Asking at)
                    foreach (var path in asked.Parts.Count > 0 ? asked.Parts.Select(part => part.Id) : [at.Path])
                        open.Remove(NameOf(path));
                (now, asked) = (byText, nextByText ?? next);
            }
            else
                (now, asked) = await Type(form, now, chance);
        }
        ends.Add((now.Activity as Activity.Asking)?.Path ?? now.Activity?.GetType().Name ?? "idle");
    }

    // What can be typed where nothing can be tapped: the first that is taken.
    private async Task<(Session, Prompt?)> Type(Form form, Session session, Random chance)
    {
        var question = session.Activity is Activity.Asking asking ? FilledForm.Of(form, asking.Draft, Now).Find(asking.Path) : null;
        var tries = Tries(question?.Question.Type ?? QuestionType.Text, question?.Question, chance);
        foreach (var input in tries)
        {
            var (after, asked) = await Advance(session, input);
            if (after.Misunderstood == 0 && Essence(after) != Essence(session with { Step = after.Step }) && (after.Activity as Activity.Asking)?.Path != (session.Activity as Activity.Asking)?.Path)
                return (after, asked);
        }
        return (session, null);
    }

    private static IEnumerable<Input> Tries(QuestionType type, Question? question, Random chance)
    {
        string[] texts = type switch
        {
            QuestionType.Integer or QuestionType.Decimal or QuestionType.Range => [.. ((string[])["0", "1", "2", "3", "5", "10", "40", "100", "1000", "20000"]).OrderBy(_ => chance.Next())],
            QuestionType.Date => [.. ((string[])["2022-08-20", "2022-08-01", "2022-09-15", "2021-06-01", "2019-01-01", "2020-04-10"]).OrderBy(_ => chance.Next())],
            QuestionType.Time => ["9:00"],
            QuestionType.DateTime => ["2022-08-20 9:00"],
            _ => question?.Lookup is "household" ? ["赵桂芳"] : question?.Mask switch
            {
                "id-number" => ["990001197001010002", "99000119700101001X"],
                "phone" => ["13800001234"],
                _ => ["大井村", "已经到户看过，情况属实", "大井", "1"],
            },
        };
        if (type is QuestionType.Image or QuestionType.File)
            yield return new Input.Sent(type == QuestionType.Image ? "image" : "file", "m1");
        foreach (var text in chance.Next(3) == 0 ? texts.Prepend("跳过") : texts.Append("跳过"))
            yield return new Input.Said(text);
        // Numbers that are asked together.
        for (var count = 2; count <= 8; count++)
            yield return new Input.Said(string.Join(' ', Enumerable.Range(0, count).Select(_ => chance.Next(3) * 100)));
        yield return new Input.Said("都没有");
    }

    /// <summary>One way to answer, on the card (null where no card can carry it) and in numbers.</summary>
    private static (Input? Tapped, string Typed, string Said) Answers(Prompt prompt, Random chance)
    {
        var card = PromptCard.Of(prompt, "t1", Texts.Card);
        var lines = PromptText.Of(prompt, Texts.Card).Split('\n');
        if (prompt.Parts.Count > 0)
        {
            var picked = prompt.Parts.Select(part => (Part: part, Option: part.Options[chance.Next(part.Options.Count)])).ToList();
            var typed = string.Join(' ', picked.Select(each => Number(lines, each.Option.Text, each.Part.Title)));
            return (Click(prompt, card, picked.ToDictionary(each => each.Part.Id, each => (IReadOnlyList<string>)[each.Option.Id])), typed, string.Join(' ', picked.Select(each => each.Option.Text)));
        }
        List<Option> options = prompt.Multiple && prompt.Options.Count > 2 && chance.Next(3) > 0
            ? [.. prompt.Options.Where(_ => chance.Next(3) == 0)]
            : [];
        if (options.Count == 0)
            options = [prompt.Options[chance.Next(prompt.Options.Count)]];
        var numbers = prompt.Unnumbered ? options.Select(option => option.Text) : options.Select(option => Number(lines, option.Text, null));
        return (Click(prompt, card, new() { [$"{prompt.Step}"] = [.. options.Select(option => option.Id)] }), string.Join(' ', numbers), string.Join(' ', options.Select(option => option.Text)));
    }

    // What a phone sends for it: only what is on the card can be tapped.
    private static Input? Click(Prompt prompt, TemplateCard? card, Dictionary<string, IReadOnlyList<string>> selected)
    {
        var header = new IncomingHeader("u", Now, 1, "k");
        switch (card)
        {
            case null:
                return null;
            case TemplateCard.ButtonInteraction buttons:
                var key = $"{prompt.Step}:{selected.Values.Single()[0]}";
                Assert.Contains(buttons.ButtonList, button => button.Key == key);
                return PromptCard.Read(new Incoming.CardClicked(header, key, "t1", "button_interaction", "c", new Dictionary<string, IReadOnlyList<string>>()));
            case TemplateCard.VoteInteraction vote:
                Assert.All(selected.Values.Single(), picked => Assert.Contains(vote.Checkbox.OptionList, option => option.Id == picked));
                return PromptCard.Read(new Incoming.CardClicked(header, vote.SubmitButton.Key, "t1", "vote_interaction", "c", selected));
            case TemplateCard.MultipleInteraction several:
                Assert.Equal(several.SelectList.Select(select => select.QuestionKey).Order(), selected.Keys.Order());
                return PromptCard.Read(new Incoming.CardClicked(header, several.SubmitButton.Key, "t1", "multiple_interaction", "c", selected));
            default:
                throw new NotSupportedException(card.GetType().Name);
        }
    }

    // The number that is printed before it; after the part's own title, where several stand below one another.
    private static string Number(string[] lines, string text, string? title)
    {
        var from = title is null ? 0 : Array.IndexOf(lines, title) + 1;
        foreach (var line in lines.Skip(from))
            foreach (Match match in Numbered().Matches(line))
                if (match.Groups["text"].Value.Trim() == text || line.TrimEnd().EndsWith($"{match.Groups["n"].Value}. {text}", StringComparison.Ordinal))
                    return match.Groups["n"].Value;
        throw new InvalidOperationException($"“{text}” has no number in:\n{string.Join('\n', lines)}");
    }

    // What the roster knows already is asked of whoever is in no roster; a procedure asks what belongs to its step.
    private async Task<Draft> Begin(Form form, Random chance)
    {
        var (id, name) = chance.Next(2) == 0 ? ("DJ-001", "王建国") : ("LG-001", "马占林");
        var isCheckIn = form.Kind == "checkin";
        var data = await town.Database.Read(async tx =>
        {
            var lookups = new Lookups(tx, person, Repository.Pack);
            var about = (Found.Household)await lookups.Find(isCheckIn ? new Lookup.ForCheckIn(id, form.Id, Month.Of(Now)) : new Lookup.ForQuestion(id, "x", form.Id));
            var wide = (Found.Records)await lookups.Find(new Lookup.ForForm(form.Id, form.Campaign ?? "", ChinaTime.DayOf(Now)));
            return about.Data.Concat(wide.Data).DistinctBy(table => table.Key).ToDictionary(table => table.Key, table => table.Value);
        });
        if (!isCheckIn && chance.Next(2) == 0)
            data = [];
        var steps = form.Items.OfType<Store.Packs.Group>().Select(group => Quoted().Match(group.Relevant?.Source ?? "").Groups["text"].Value).Where(step => step.Length > 0).ToList();
        if (steps.Count > 0)
            data["case"] = [Case(steps[chance.Next(steps.Count)])];
        return Filling.Start(form, new Draft
        {
            Form = form.Id,
            Version = form.Version,
            Subject = id,
            SubjectName = name,
            Period = isCheckIn ? "2022-08" : "",
            Data = data,
            StartedAt = Now,
        }, person.Userid, Now);
    }

    // A case that has come to this step, everything before it done in May.
    private static Dictionary<string, string> Case(string step) => new(
        ((string[])["clue_date", "visit_date", "verify_date", "village_date", "compare_date", "town_date", "review_date", "county_date", "county_decision_date", "announce_date", "publicity_end"])
            .Select(day => KeyValuePair.Create(day, "2018-05-05")))
    {
        ["key"] = "now",
        ["next"] = step,
        ["income_line"] = "7000",
        ["publicity_days"] = "5",
    };

    private async Task<(Session Session, Prompt? Asked)> Advance(Session session, Input input)
    {
        var (after, events) = await exchange.Advance(
            lookup => town.Database.Read(tx => new Lookups(tx, person, Repository.Pack).Find(lookup)), person, Session.FromJson(session.ToJson()), input, Now);
        return (after, events.OfType<TurnEvent.Asked>().LastOrDefault()?.Prompt);
    }

    private static string Essence(Session session) => (session with { ReadsText = false, Typed = 0 }).ToJson();

    private static List<string> Choices(Form form) => [.. Questions(form.Items).Where(question => question is { Type: QuestionType.SelectOne or QuestionType.SelectMultiple, Calculation: null }).Select(question => question.Name)];

    private static IEnumerable<Question> Questions(IEnumerable<FormItem> items) => items.SelectMany(item => item switch
    {
        Question question => [question],
        Store.Packs.Group group => Questions(group.Items),
        _ => [],
    });

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    [GeneratedRegex(@"'(?<text>\w+)'", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<n>\d+)\. (?<text>.*?)(?= \d+\. |$)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Numbered();
}
