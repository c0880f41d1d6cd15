using System.Text.RegularExpressions;
using Store.Packs;
using Xunit;
using Group = Store.Packs.Group;

namespace Store.Tests.Packs;

/// <summary>The two official forms, held against the extract of the documents they come from (Sources).</summary>
public sealed partial class OfficialFormTests
{
    private const string Circled = "①②③④⑤⑥⑦⑧⑨";

    public static TheoryData<string> Ids => ["monthly-checkin", "daying-a3-problem"];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_question_stands_in_the_order_of_the_source(string id)
    {
        var source = Source(id);
        var known = source.Select(question => question.Required("id")).ToHashSet();

        var printed = Rows(Prompts.Form(id).Items).Select(row => row.Item.Name).Where(known.Contains);

        Assert.Equal(source.Select(question => question.Required("id")), printed);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_wording_type_and_required_mark_is_that_of_the_source(string id)
    {
        var rows = Rows(Prompts.Form(id).Items).ToDictionary(row => row.Item.Name, row => row.Item);
        Assert.All(Source(id), source =>
        {
            var item = rows[source.Required("id")];
            Assert.Equal(source.Required("text"), item.Label);
            var question = Asked(item);
            Assert.Contains(question.Type, Types(source.Required("type")));
            Assert.Equal(source.Required("required") == "true", question.Required is not null);
            Assert.Equal(source.Optional("unit"), question.Unit);
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_option_is_that_of_the_source_and_numbered_alike(string id)
    {
        var rows = Rows(Prompts.Form(id).Items).ToDictionary(row => row.Item.Name, row => row.Item);
        Assert.All(Source(id), source =>
        {
            var choices = Asked(rows[source.Required("id")]).Choices;
            Assert.Equal(
                (source["options"]?.Items ?? []).Select(option => (Plain(option.Required("code")), Printed(option.Required("label")))),
                choices.Select(choice => (choice.Name, choice.Label)));
            if (source.Optional("exclusive") is { } exclusive)
                Assert.Equal([Plain(exclusive)], choices.Where(choice => choice.Exclusive).Select(choice => choice.Name));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_condition_is_that_of_the_source(string id)
    {
        var rows = Rows(Prompts.Form(id).Items).ToDictionary(row => row.Item.Name);
        Assert.All(Source(id), source =>
        {
            var (item, section) = rows[source.Required("id")];
            var written = source.Optional("show_if") is { } condition ? Translated(condition) : [];
            // A section's own condition holds for all its questions; the source repeats it, or implies it by an earlier answer.
            Assert.Equal(
                written.Where(part => part != section?.Relevant?.Source),
                item.Relevant is null ? [] : [item.Relevant.Source]);
            if (written.Contains("${m_mode} != '5'"))
                Assert.Contains("${m_mode} != '5'", new[] { section?.Relevant?.Source, item.Relevant?.Source });
        });
    }

    [Fact]
    public void The_monthly_checkin_has_the_46_questions_of_the_source()
    {
        var form = Prompts.Form("monthly-checkin");

        Assert.Equal(46, form.QuestionCount);
        Assert.Equal(44, form.Questions.Count(question => question.IsAsked));
        Assert.InRange(form.Minutes, 5, 10);
        Assert.Equal(("监测对象月走访", "checkin"), (form.Title, form.Kind));
    }

    [Fact]
    public void All_six_amounts_can_stand_from_last_month()
    {
        var amounts = Prompts.Form("monthly-checkin").Questions.Where(question => question.Type == QuestionType.Decimal).ToList();

        Assert.Equal(["m_inc_wage", "m_inc_oper", "m_inc_prop", "m_inc_tran", "m_cost_oper", "m_medical"], amounts.Select(amount => amount.Name));
        Assert.All(amounts, amount => Assert.True(amount.PrefillPrevious));
    }

    [Fact]
    public void Measures_and_jobs_are_rows_that_the_household_brings()
    {
        var form = Prompts.Form("monthly-checkin");
        var repeats = Rows(form.Items).Select(row => row.Item).OfType<Group>().Where(group => group.IsRepeat).ToList();

        Assert.Equal(["m_measures", "m_jobs"], repeats.Select(repeat => repeat.Name));
        Assert.All(repeats, repeat =>
        {
            Assert.NotNull(repeat.RepeatCount);
            Assert.Equal([repeat.Name + "_name", repeat.Name + "_state"], repeat.Items.Select(item => item.Name));
        });
    }

    [Fact]
    public void Nothing_changed_never_repeats_what_must_be_asked_again()
    {
        var form = Prompts.Form("monthly-checkin");
        foreach (var name in (string[])["m_mode", "m_medical", "m_risk", "m_watch", "m_overall"])
            Assert.StartsWith("if(", form.Find(name)!.Unchanged!.Source, StringComparison.Ordinal);
        foreach (var name in (string[])["m_risk_type", "m_urgent", "m_unreach_via", "m_mismatch", "m_sign"])
            Assert.False(form.Find(name)!.PrefillPrevious || form.Find(name)!.Unchanged is not null, name);
    }

    [Fact]
    public void A_household_found_in_the_roster_brings_its_kind_and_size()
    {
        var form = Prompts.Form("daying-a3-problem");

        Assert.Equal(["household_id"], form.Find("household_type")!.Triggers);
        Assert.Equal(["household_id"], form.Find("household_size")!.Triggers);
        Assert.Equal("household", form.Find("householder")!.Lookup);
        Assert.True(form.Find("household_type")!.IsAsked, "a household that is not in the roster is asked about");
        Assert.False(form.Find("problem_detail")!.IsAsked);
        Assert.Equal("daying-a3", form.Ledger);
    }

    /// <summary>The source's questions in printed order; the header's date is one of them.</summary>
    private static List<YamlEntry> Source(string id)
    {
        var problems = new List<Problem>();
        var path = Prompts.Beside("Sources", id + ".yaml");
        var form = YamlEntry.Read(path, File.ReadAllText(path), problems)!.Items.Single();
        Assert.Empty(problems);
        return
        [
            .. form["questions"]?.Items ?? [],
            .. form["sections"]?.Items.SelectMany(section => section["items"]!.Items) ?? [],
        ];
    }

    private static IEnumerable<(FormItem Item, Group? Section)> Rows(IEnumerable<FormItem> items, Group? section = null) =>
        items.SelectMany(item => item is Group group ? Rows(group.Items, section ?? group).Prepend((item, section)) : [(item, section)]);

    /// <summary>The question itself, or the one that is asked in each row of a repeat.</summary>
    private static Question Asked(FormItem item) => item as Question ?? ((Group)item).Items.OfType<Question>().Single(question => question.IsAsked);

    // The extract's own remark on where the source's list ends is no wording of the source.
    private static string Printed(string label) => label.Replace("（原文列举以“等”结尾）", "", StringComparison.Ordinal);

    private static string Plain(string code) => Circled.IndexOf(code, StringComparison.Ordinal) is var at and >= 0 ? $"{at + 1}" : code;

    private static QuestionType[] Types(string source) => source switch
    {
        "single" => [QuestionType.SelectOne],
        "multi" => [QuestionType.SelectMultiple],
        "repeat" => [QuestionType.SelectOne, QuestionType.SelectMultiple],
        "money" => [QuestionType.Decimal],
        "int" => [QuestionType.Integer],
        "text" or "textarea" or "org" => [QuestionType.Text],
        "ref" => [QuestionType.Hidden, QuestionType.Text],
        "month" => [QuestionType.Hidden],
        "photo" => [QuestionType.Image],
        "computed" => [QuestionType.Calculate],
        _ => [],
    };

    /// <summary>The source's own notation as XLSForm writes it, one entry per part joined by "and".</summary>
    private static List<string> Translated(string condition) =>
    [
        .. condition.Replace("household.status == '风险已消除'", "risk_status == 'eliminated'").Split(" and ").Select(part =>
        {
            part = Numbered().Replace(part, match => Plain(match.Value));
            if (AnyRow().Match(part) is { Success: true } any)
                return $"selected(join(' ', ${{{any.Groups["repeat"].Value}_state}}), '{any.Groups["code"].Value}')";
            if (OneOf().Match(part) is { Success: true } oneOf)
                return string.Join(" or ", oneOf.Groups["codes"].Value.Split(',').Select(code => $"${{{oneOf.Groups["name"].Value}}} = {code}"));
            part = part.Replace("['", "'").Replace("']", "'").Replace("==", "=");
            return Name().Replace(part, "${$0}");
        }),
    ];

    [GeneratedRegex("[①②③④⑤⑥⑦⑧⑨]", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"^any\((x == )?'(?<code>\d)'( in x)? for x in (?<repeat>\w+)\)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex AnyRow();

    [GeneratedRegex(@"^(?<name>\w+) in \[(?<codes>.+)\]$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OneOf();

    [GeneratedRegex(@"\b[a-z]+_[a-z_]+\b", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
