using Store.Packs;
using Xunit;
using Group = Store.Packs.Group;

namespace Store.Tests.Packs;

/// <summary>The official forms, held against the extract of the documents they come from (Sources).</summary>
public sealed class OfficialFormTests
{
    /// <summary>What the roster's data or the program answers, so that nobody is asked: seals of the whole ledger, the visited household.</summary>
    private static readonly QuestionType[] NeverAsked = [QuestionType.Hidden, QuestionType.Metadata, QuestionType.Calculate];

    public static TheoryData<string> Ids => [.. OfficialSource.Ids];

    [Fact]
    public void Every_form_of_the_sources_is_there_and_one_of_our_own() => Assert.Equal(
        OfficialSource.Ids.Append("household-change").Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(Prompts.Folder, "forms"), "*.yaml").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_question_stands_in_the_order_of_the_source(string id)
    {
        var source = OfficialSource.Questions(id);
        var known = source.Select(question => question.Required("id")).ToHashSet();

        var printed = Rows(Prompts.Form(id).Items).Select(row => row.Item.Name).Where(known.Contains);

        Assert.Equal(source.Select(question => question.Required("id")), printed);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_wording_type_and_required_mark_is_that_of_the_source(string id)
    {
        var rows = Rows(Prompts.Form(id).Items).ToDictionary(row => row.Item.Name, row => row.Item);
        Assert.All(OfficialSource.Questions(id), source =>
        {
            var item = rows[source.Required("id")];
            Assert.Equal(source.Required("text"), item.Label);
            var question = Asked(item);
            Assert.Contains(question.Type, OfficialSource.Types(source.Required("type")));
            if (question.Type == QuestionType.Image)
                Assert.True(question.Required is null, "a photo is never compulsory");
            else if (!NeverAsked.Contains(question.Type))
                Assert.Equal(source.Required("required") == "true", question.Required?.Source == "true()");
            Assert.Equal(source.Optional("unit"), question.Unit);
            Assert.Equal(source.Required("type") == "id_card" ? "id-number" : null, question.Mask);
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_field_that_other_papers_of_the_document_need_is_asked_in_its_words(string id)
    {
        var questions = Prompts.Form(id).Questions.ToDictionary(question => question.Name);
        Assert.All(OfficialSource.Further(id), source =>
        {
            var question = questions[source.Required("id")];
            Assert.Equal(OfficialSource.Unhinted(source.Required("text")), OfficialSource.Unhinted(question.Label));
            if (source["options"] is { } options)
                Assert.Equal(options.Items.Select(option => option.Text), question.Choices.Select(choice => choice.Label));
        });
    }

    [Theory]
    [InlineData("jinggang-a6")]
    [InlineData("jinggang-a7")]
    public void Every_wording_and_option_stands_in_the_printed_line(string id)
    {
        var form = Prompts.Form(id);
        var lines = OfficialSource.Root(id)["raw"]!.Items.ToDictionary(line => line.Required("no"), line => line.Required("line"));
        // The printed line has its semicolon inside the bracket.
        lines["4"] = lines["4"].Replace("B级；）", "B级）", StringComparison.Ordinal);
        Assert.All(OfficialSource.Root(id)["questions"]!.Items, source =>
        {
            var question = form.Find(source.Required("id"))!;
            var line = lines[source.Required("no")];
            Assert.Contains(question.Label, line, StringComparison.Ordinal);
            Assert.Equal(source.Optional("hint"), question.Hint);
            Assert.Contains(question.Hint ?? "", line, StringComparison.Ordinal);
            Assert.All(question.Choices, choice => Assert.Contains($"{OfficialSource.Circle(choice.Name)}{choice.Label}", line, StringComparison.Ordinal));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_question_has_its_few_words_for_lists(string id) =>
        Assert.All(Prompts.Form(id).Questions.Where(question => question.IsAsked && question.Type != QuestionType.Note), question =>
        {
            Assert.True((question.Short ?? question.Plain ?? question.Label).Length <= 30, question.Name);
            if (id.StartsWith("jinggang", StringComparison.Ordinal) || id.StartsWith("xia", StringComparison.Ordinal))
                Assert.True(question is { Short.Length: <= 8, Plain.Length: > 0 }, question.Name);
        });

    [Fact]
    public void The_two_remarks_of_the_questionnaire_are_said_as_printed()
    {
        var form = Prompts.Form("jinggang-a6");
        var remarks = OfficialSource.Root("jinggang-a6")["questions"]!.Items.Where(source => source["remark"] is not null)
            .ToDictionary(source => source.Required("id"), source => source.Required("remark"));

        Assert.Equal(["q10", "q11"], remarks.Keys);
        Assert.Equal(remarks["q10"], $"(备注：{form.Find("q10")!.ConstraintMessage})");
        Assert.Equal(remarks["q11"], $"(备注：{form.Find("q11")!.WarningMessage})");
        Assert.Null(form.Find("q11")!.Constraint);
    }

    [Fact]
    public void The_72_items_are_those_of_the_checklist()
    {
        var form = Prompts.Form("xiangcheng-ledger-entry");
        var rows = File.ReadAllLines(Prompts.Beside("Sources", "xiangcheng-72.tsv")).Skip(1).Select(line => line.Split('\t')).ToList();

        Assert.Equal(72, rows.Count);
        Assert.Equal(
            rows.Select(row => (row[4], row[5], row[2])),
            form.Find("item_no")!.Choices.Select(choice => (choice.Name, choice.Label, choice.Columns["area"])));
        Assert.Equal(rows.Select(row => (row[4], row[6])), form.Find("item_unit")!.Choices.Select(choice => (choice.Name, choice.Label)));
        Assert.Equal(rows.Select(row => (row[2], row[3])).Distinct(), form.Find("item_area")!.Choices.Select(choice => (choice.Name, choice.Label)));
        Assert.Equal(rows.Select(row => row[1]).Distinct(), form.Find("category")!.Choices.Select(choice => choice.Label));
    }

    [Theory]
    [InlineData("jinggang-a5", 56)]
    [InlineData("jinggang-a6", 56)]
    [InlineData("jinggang-a7", 26)]
    public void Every_blank_of_the_questionnaires_is_there(string id, int blanks) => Assert.Equal(blanks, OfficialSource.Root(id)["questions"]!.Items.Count());

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_option_is_that_of_the_source_and_numbered_alike(string id)
    {
        var rows = Rows(Prompts.Form(id).Items).ToDictionary(row => row.Item.Name, row => row.Item);
        Assert.All(OfficialSource.Questions(id).Where(source => source.Required("type") is not "ref"), source =>
        {
            var choices = Asked(rows[source.Required("id")]).Choices;
            Assert.Equal(
                (source["options"]?.Items ?? []).Select(option => (OfficialSource.Plain(option.Required("code")), OfficialSource.Printed(option.Required("label")))),
                choices.Select(choice => (choice.Name, choice.Label)));
            if (source.Optional("exclusive") is { } exclusive)
                Assert.Equal([OfficialSource.Plain(exclusive)], choices.Where(choice => choice.Exclusive).Select(choice => choice.Name));
        });
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_condition_is_that_of_the_source(string id)
    {
        var rows = Rows(Prompts.Form(id).Items).ToDictionary(row => row.Item.Name);
        Assert.All(OfficialSource.Questions(id), source =>
        {
            var (item, section) = rows[source.Required("id")];
            var written = source.Optional("show_if") is { } condition ? OfficialSource.Translated(condition) : [];
            // A section's own condition holds for all its questions; the source repeats it, or implies it by an earlier answer.
            Assert.Equal(OfficialSource.Joined([.. written.Where(part => part != section?.Relevant?.Source)]), item.Relevant?.Source ?? "");
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

    private static IEnumerable<(FormItem Item, Group? Section)> Rows(IEnumerable<FormItem> items, Group? section = null) =>
        items.SelectMany(item => item is Group group ? Rows(group.Items, section ?? group).Prepend((item, section)) : [(item, section)]);

    /// <summary>The question itself, or the one that is asked in each row of a repeat.</summary>
    private static Question Asked(FormItem item) => item as Question ?? ((Group)item).Items.OfType<Question>().Single(question => question.IsAsked);
}
