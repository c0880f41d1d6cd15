using Store.Expressions;
using Store.Packs;
using Xunit;
using Group = Store.Packs.Group;

namespace Store.Tests.Packs;

/// <summary>What the official forms' own expressions say about real answers.</summary>
public sealed class OfficialFormAnswerTests
{
    private static readonly DateTimeOffset Now = new(2022, 8, 20, 9, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void A_households_problem_is_described_as_the_footnote_demands()
    {
        var form = new Filled("daying-a3-problem", new()
        {
            ["town"] = "靖港镇",
            ["village"] = "芦江社区",
            ["subject_kind"] = "1",
            ["householder"] = "张三",
            ["household_type"] = "2",
            ["household_size"] = "3",
            ["problem_text"] = "住房漏雨",
        });

        Assert.Equal("靖港镇芦江社区张三（监测户，3人）：住房漏雨", form.Calculated("problem_detail"));
    }

    [Fact]
    public void A_departments_problem_is_described_by_its_name()
    {
        var form = new Filled("daying-a3-problem", new()
        {
            ["town"] = "靖港镇",
            ["subject_kind"] = "2",
            ["dept_name"] = "县水利局（靖港镇）",
            ["problem_text"] = "信息推送不及时",
        });

        Assert.Equal("县水利局（靖港镇）：信息推送不及时", form.Calculated("problem_detail"));
        Assert.False(form.IsRelevant("householder"));
        Assert.True(form.IsRelevant("dept_name"));
    }

    [Theory]
    [InlineData("监测户", "2")]
    [InlineData("脱贫户", "1")]
    [InlineData("一般农户", "3")]
    [InlineData("", "")]
    public void Feature_26_What_kind_of_household_it_is_stands_already_where_the_campaign_has_a_word(string printed, string kind)
    {
        var form = new Filled("daying-a3-problem", new() { ["household_id"] = "H1", ["subject_kind"] = "1" })
        {
            Data = { ["household"] = [new Dictionary<string, string> { ["id"] = "H1", ["printed_type"] = printed, ["size"] = "4" }] },
        };

        Assert.Equal((kind, "4"), (form.Calculated("household_type"), form.Calculated("household_size")));
    }

    [Fact]
    public void A_household_that_the_roster_does_not_name_brings_nothing()
    {
        var form = new Filled("daying-a3-problem", new() { ["subject_kind"] = "1" });

        Assert.Equal(("", ""), (form.Calculated("household_type"), form.Calculated("household_size")));
    }

    [Fact]
    public void The_town_of_the_person_who_reports_stands_already()
    {
        var form = new Filled("daying-a3-problem", new() { ["reporter"] = "wangfang" })
        {
            Data = { ["person"] = [new Dictionary<string, string> { ["userid"] = "wangfang", ["town"] = "靖港镇", ["village"] = "芦江社区" }] },
        };

        Assert.Equal("靖港镇", form.Value(form.Question("town").Default!, "town"));
        Assert.Equal("芦江社区", form.Value(form.Question("village").Default!, "village"));
    }

    [Theory]
    [InlineData("1 3", "2", true, true)]
    [InlineData("1 2", "1", false, false)]
    [InlineData("2 2", "1+2", false, true)]
    [InlineData("", "", false, false)]
    public void One_row_is_enough_to_ask_why(string measures, string jobs, bool asksWhy, bool asksPay)
    {
        var form = new Filled("monthly-checkin", new() { ["m_mode"] = "1" });
        form.AddRows("m_measures", "m_measures_state", measures.Split(' '));
        form.AddRows("m_jobs", "m_jobs_state", [jobs.Replace('+', ' ')]);

        Assert.Equal((asksWhy, asksPay), (form.IsRelevant("m_measure_why"), form.IsRelevant("m_post_pay")));
    }

    [Theory]
    [InlineData("eliminated", true)]
    [InlineData("open", false)]
    [InlineData("", false)]
    public void Only_households_whose_risk_is_over_are_watched_for_signs(string status, bool watched)
    {
        var form = new Filled("monthly-checkin", new() { ["m_mode"] = "1", ["m_household"] = "H1" })
        {
            Data = { ["household"] = [new Dictionary<string, string> { ["id"] = "H1", ["risk_status"] = status, ["measures"] = "2" }] },
        };
        form.Set("risk_status", form.Calculated("risk_status"));

        Assert.Equal(watched, form.IsRelevant("m_watch"));
        Assert.Equal("2", form.RowCount("m_measures"));
    }

    [Fact]
    public void A_household_without_data_has_no_rows()
    {
        var form = new Filled("monthly-checkin", new() { ["m_household"] = "H1" });

        Assert.Equal(("0", "0"), (form.RowCount("m_measures"), form.RowCount("m_jobs")));
    }

    [Theory]
    [InlineData("m_mode", "1", "1")]
    [InlineData("m_mode", "2", "2")]
    [InlineData("m_mode", "5", "")]
    [InlineData("m_income_change", "4", "2")]
    [InlineData("m_income_change", "", "")]
    [InlineData("m_exp_change", "1", "2")]
    [InlineData("m_medical", "0", "0")]
    [InlineData("m_medical", "8000", "")]
    [InlineData("m_medical", "", "")]
    [InlineData("m_risk", "1", "1")]
    [InlineData("m_risk", "2", "1")]
    [InlineData("m_risk", "4", "")]
    [InlineData("m_risk", "", "")]
    [InlineData("m_watch", "1", "1")]
    [InlineData("m_watch", "2", "")]
    [InlineData("m_overall", "2", "2")]
    [InlineData("m_overall", "4", "")]
    [InlineData("m_need_report", "1", "2")]
    public void Nothing_changed_states_what_still_holds_and_leaves_the_rest_to_be_asked(string name, string lastMonth, string stated)
    {
        var form = new Filled("monthly-checkin", new() { [name] = lastMonth });

        Assert.Equal(stated, form.Value(form.Question(name).Unchanged!, name));
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2", false)]
    public void Clean_is_a_household_without_any_trouble(string water, bool clean)
    {
        var form = new Filled("monthly-checkin", new()
        {
            ["m_mode"] = "1",
            ["m_food"] = "1",
            ["m_clothes"] = "1",
            ["m_edu"] = "3",
            ["m_insure"] = "1",
            ["m_house"] = "1",
            ["m_water"] = water,
        });

        Assert.Equal(clean ? "true" : "false", form.Calculated("c_clean"));
    }

    /// <summary>A form with answers, evaluated one expression at a time.</summary>
    private sealed class Filled
    {
        private readonly Form form;
        private readonly Node root = new("data", ValueKind.Group);
        private readonly Dictionary<string, Node> nodes = [];

        public Filled(string id, Dictionary<string, string> answers)
        {
            form = Prompts.Form(id);
            Add(form.Items, root);
            foreach (var (name, answer) in answers)
                Set(name, answer);
        }

        public Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> Data { get; } = [];

        public Question Question(string name) => form.Find(name)!;

        public void Set(string name, string answer) => nodes[name].Text = answer;

        public void AddRows(string repeat, string name, IEnumerable<string> answers)
        {
            var parent = nodes[repeat].Parent!;
            parent.Remove(nodes[repeat]);
            foreach (var answer in answers)
                parent.Add(new Node(repeat, ValueKind.Group)).Add(new Node(name, Kind(Question(name).Type))).Text = answer;
        }

        public string Calculated(string name) => Value(Question(name).Calculation!, name);

        public string RowCount(string repeat) => Value(Groups(form.Items).Single(group => group.Name == repeat).RepeatCount!, repeat);

        public bool IsRelevant(string name) => Question(name).Relevant!.IsTrue(At(name));

        public string Value(Expression expression, string name) => expression.AsText(At(name));

        private Evaluation At(string name) => new(nodes[name], Now)
        {
            Data = Data,
            ChoiceLabel = (question, choice) => form.Find(question)?.Choices.FirstOrDefault(known => known.Name == choice)?.Label,
        };

        private void Add(IEnumerable<FormItem> items, Node parent)
        {
            foreach (var item in items)
            {
                var node = nodes[item.Name] = parent.Add(new Node(item.Name, item is Question question ? Kind(question.Type) : ValueKind.Group));
                if (item is Group group)
                    Add(group.Items, node);
            }
        }

        private static IEnumerable<Group> Groups(IEnumerable<FormItem> items) =>
            items.OfType<Group>().SelectMany(group => Groups(group.Items).Prepend(group));

        private static ValueKind Kind(QuestionType type) => type switch
        {
            QuestionType.Integer => ValueKind.Integer,
            QuestionType.Decimal => ValueKind.Decimal,
            QuestionType.SelectOne => ValueKind.SelectOne,
            QuestionType.SelectMultiple => ValueKind.SelectMultiple,
            _ => ValueKind.Text,
        };
    }
}
