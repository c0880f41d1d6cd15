using Bot.Forms;
using Xunit;

namespace Bot.Tests.Forms;

/// <summary>附件5, 6 and 7 of 靖港: what blocks, what only warns, what nobody is asked because it is known.</summary>
public sealed class OfficialSurveyTests
{
    private static readonly Dictionary<string, string> Head = Paper.With(
        "h_county=望城区 h_town=靖港镇 h_village=芦江社区 h_group=3组 h_name=王芳 h_idcard=430122196001010017 h_size=3 p_mode=1");

    private static readonly Dictionary<string, string> Signed = Paper.With("f_sign_name=王芳 f_unit=靖港镇 f_reviewer_name=李明", Head);

    private static readonly Dictionary<string, string> Poor = Paper.With("""
        q1a=30000 q1b=9000 q1_1a=25000 q1_1b=4000 q1_2=0 q1_3=1000 q1_4=3000 q2=1 q3=1 q4=1 q4_1=1 q5=1 q6=1 q7=2 q8=3 q9=1 q10=1 q11=1
        """.ReplaceLineEndings(" ") + " q11_1=1+5 q12=2 q12_2=2 q13=2 q14=2 q14_2=2 q14_3=2 q15=2 q16=2 q17=2 q18=2 q19=2 q20=1", Signed);

    private static readonly Dictionary<string, string> Other = Paper.With(
        "h_type=1+4 q1a=12000 q1b=0 q1c=12000 q2=2 q3=1 q3_1=2 q3_3=2 q4=2 q5=1 q6=2 q7=2 q8=1 q8_1=1", Signed);

    private static readonly Dictionary<string, string> Village = Paper.With("""
        h_county=望城区 h_town=靖港镇 h_village=石毫村 is_poverty_village=1 v1=2018 v2=500 v3=1500 v4=41 v5=123 v6=1400 v7=800 v8=20 v9=30 v10=18
        v11=28 v12=0 v13=0 v14=1 v15=1 v16=1 v17=2 v18=10 v18_1=10 v18_2=10 v18_3=10 v18_4=9 v18_5=10 v19=1 v20=12.5 v21=2 v22=20 v23=0 v25=5 v26=2
        v27_1=1 v27_2=0 v27_3=0 v27_4=0 v27_5=0 v27_6=0 v28=41 v29=100 v30_1=30 v30_2=41 v30_3=10 v30_4=5 v30_4_1=2 v30_4_2=3 v30_5=0 v31=2
        f_unit=靖港镇 f_reviewer_name=李明
        """.ReplaceLineEndings(" "));

    [Fact]
    public void The_three_forms_can_be_filled_to_the_end()
    {
        Assert.All<(string Id, Dictionary<string, string> Answers)>(
            [("jinggang-a6", Poor), ("jinggang-a7", Other), ("jinggang-a5", Village)],
            paper =>
            {
                var run = Paper.Fill(paper.Id, paper.Answers);
                Assert.Empty(run.Problems);
                Assert.Empty(run.Warnings);
                Assert.Equal(FormRunStatus.Complete, run.Status);
            });
    }

    [Fact]
    public void A_child_at_school_in_4_and_nobody_at_school_in_10_is_refused_with_the_printed_remark()
    {
        var run = Paper.Fill("jinggang-a6", Paper.With("q10=2", Poor));

        Assert.Equal(FormRunStatus.Blocked, run.Status);
        Assert.Equal([new NamedMessage("q10", "如“4”题填写有在校生，此处为否，不允许通过审核，进行提交")], run.Problems);
        Assert.Equal(FormRunStatus.Complete, Paper.Fill("jinggang-a6", Paper.With("q10=2 q4_1=2 q4_2=1", Poor)).Status);
        Assert.Equal(FormRunStatus.Complete, Paper.Fill("jinggang-a6", Paper.With("q10=2 q4=2", Poor)).Status);
    }

    [Fact]
    public void No_health_policy_in_11_warns_with_the_printed_remark_and_passes()
    {
        var run = Paper.Fill("jinggang-a6", Paper.With("q11=2", Poor));

        Assert.Equal(FormRunStatus.Complete, run.Status);
        Assert.Equal([new NamedMessage("q11", "此处选择为“②否”，应警告提示，但允许通过审核，进行提交")], run.Warnings);
    }

    [Theory]
    [InlineData("jinggang-a6", "q1a=40000 q1b=12333.3", "q1a")]
    [InlineData("jinggang-a6", "q1b=10000", "q1b")]
    [InlineData("jinggang-a6", "q4=2 q10_1=2", "q10_1")]
    [InlineData("jinggang-a6", "q14_2=1 q1_3=0 q1a=29000 q1b=8666.7", "q14_2")]
    [InlineData("jinggang-a7", "q1c=10000", "q1a")]
    [InlineData("jinggang-a7", "q1b=2000 q1c=10000", "q1b")]
    [InlineData("jinggang-a7", "q8=2", "q8")]
    [InlineData("jinggang-a5", "v6=1600", "v6")]
    [InlineData("jinggang-a5", "v28=501", "v28")]
    [InlineData("jinggang-a5", "v30_4_2=2", "v30_4_2")]
    [InlineData("jinggang-a5", "v30_5=2 v30_5_1=1 v30_5_2=0 v30_5_3=0 v30_5_4=0", "v30_5_2")]
    [InlineData("jinggang-a5", "v30_5=2 v30_5_1=1 v30_5_2=1 v30_5_3=2 v30_5_4=1", "v30_5_4")]
    public void What_does_not_add_up_only_warns(string id, string answers, string name)
    {
        var run = Paper.Fill(id, Paper.With(answers, Whole(id)));

        Assert.Equal(FormRunStatus.Complete, run.Status);
        Assert.Equal(name, Assert.Single(run.Warnings).Name);
    }

    [Theory]
    [InlineData("jinggang-a6", "q1_1b=-5", "q1_1b")]
    [InlineData("jinggang-a6", "h_size=0", "h_size")]
    [InlineData("jinggang-a6", "h_idcard=1234", "h_idcard")]
    [InlineData("jinggang-a7", "q3_3=1 q3_4a=5000 q3_4b=6000", "q3_4b")]
    [InlineData("jinggang-a5", "v1=18", "v1")]
    [InlineData("jinggang-a5", "v18_1=11", "v18_1")]
    [InlineData("jinggang-a5", "v23=1 v24=3 v24_1=4", "v24_1")]
    [InlineData("jinggang-a5", "v4=501", "v4")]
    [InlineData("jinggang-a5", "v31=1 v32=0 v33=3 v34=3 v35=4", "v32")]
    [InlineData("jinggang-a5", "v31=1 v32=1 v33=3 v34=4 v35=4", "v34")]
    public void What_cannot_be_is_refused(string id, string answers, string name)
    {
        var run = Paper.Fill(id, Paper.With(answers, Whole(id)));

        Assert.Equal(FormRunStatus.Blocked, run.Status);
        Assert.Equal(name, Assert.Single(run.Problems).Name);
    }

    [Fact]
    public void A_village_that_is_no_poverty_village_does_not_fill_the_exit_sheet()
    {
        Assert.Equal(
            [new NamedMessage("is_poverty_village", "附件5只限定贫困村填报")],
            Paper.Fill("jinggang-a5", Paper.With("is_poverty_village=2", Village)).Problems);

        var known = Paper.Start("jinggang-a5", "", person: Person, further: ("village", new Dictionary<string, string> { ["name"] = "芦江社区", ["kinds"] = "一般村" }));
        var filled = Paper.Filled(Paper.Say(known, "h_county=望城区"));
        Assert.Equal("is_poverty_village", filled.Next!.Path);
        Assert.NotNull(filled.Check(filled.Find("is_poverty_village")!, "1"));
        var poor = Paper.Start("jinggang-a5", "", person: Person, further: ("village", new Dictionary<string, string> { ["name"] = "芦江社区", ["kinds"] = "脱贫村 重点帮扶村" }));
        Assert.Equal("1", poor.Of("is_poverty_village"));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("3")]
    [InlineData("4")]
    public void Whoever_was_not_visited_at_home_needs_a_remark(string mode)
    {
        var without = Paper.Fill("jinggang-a6", Paper.With($"p_mode={mode}", Poor));

        Assert.Equal(FormRunStatus.Incomplete, without.Status);
        Assert.Equal([new NamedMessage("p_mode_note", "不是在家入户的，要写备注说明")], without.Problems);
        Assert.Equal(FormRunStatus.Complete, Paper.Fill("jinggang-a6", Paper.With($"p_mode={mode} p_mode_note=全家外出，电话问的", Poor)).Status);
        Assert.DoesNotContain("p_mode_note", Paper.Fill("jinggang-a6", Poor).Asked);
    }

    [Theory]
    [InlineData("jinggang-a6", "f_sign_name", "f_sign")]
    [InlineData("jinggang-a6", "f_reviewer_name", "f_reviewer")]
    [InlineData("jinggang-a7", "f_sign_name", "f_sign")]
    [InlineData("jinggang-a5", "f_reviewer_name", "f_reviewer")]
    public void A_mark_is_a_photo_or_the_name_and_date_of_who_signed_the_paper(string id, string statement, string photo)
    {
        var unsigned = new Dictionary<string, string>(Whole(id));
        unsigned.Remove(statement);

        Assert.Equal([statement], Paper.Fill(id, unsigned).Problems.Select(problem => problem.Name));
        Assert.Equal(FormRunStatus.Complete, Paper.Fill(id, Paper.With($"{photo}=media-1", unsigned)).Status);
        Assert.Equal("2020-04-20", Paper.Answer(Paper.Fill(id, Whole(id)), photo == "f_sign" ? "f_sign_date" : "f_date"));
    }

    [Fact]
    public void The_kinds_of_a_household_are_several_and_stay() =>
        Assert.Equal("1 4", Paper.Answer(Paper.Fill("jinggang-a7", Other), "h_type"));

    [Fact]
    public void Nothing_that_the_roster_knows_is_asked_of_a_household_that_was_chosen_before()
    {
        var draft = Paper.Start("jinggang-a7", "JG01-0001", Household, Person);

        Assert.Equal(("靖港镇", "芦江社区", "王芳", "3", "1 2"),
            (draft.Of("h_town"), draft.Of("h_village"), draft.Of("h_name"), draft.Of("h_size"), draft.Of("h_type")));
        Assert.DoesNotContain(Paper.Filled(draft).Asked, question => question.Path == "household");
    }

    [Fact]
    public void Naming_the_household_brings_its_head_and_another_household_brings_its_own()
    {
        var draft = Paper.Start("jinggang-a7", "", Household, Person);
        Assert.Equal("household", Paper.Filled(draft).Next!.Path);

        draft = Paper.Say(draft, "household_id=JG01-0001 household=王芳");
        Assert.Equal(("王芳", "芦江社区", "3", "1 2"), (draft.Of("h_name"), draft.Of("h_village"), draft.Of("h_size"), draft.Of("h_type")));

        draft = Paper.Say(draft, "household_id= h_name=张三");
        Assert.Equal(("张三", "", "", "", "靖港镇"),
            (draft.Of("h_name"), draft.Of("h_village"), draft.Of("h_size"), draft.Of("h_type"), draft.Of("h_town")));
    }

    [Fact]
    public void Every_id_number_is_marked_to_be_masked() =>
        Assert.All<string>(["jinggang-a6", "jinggang-a7", "jinggang-a3-problem"], id => Assert.Equal(
            "id-number", Assert.Single(Paper.Form(id).Questions, question => question.Label.Contains("身份证", StringComparison.Ordinal)).Mask));

    private static Dictionary<string, string> Household => new()
    {
        ["id"] = "JG01-0001",
        ["name"] = "王芳",
        ["village"] = "芦江社区",
        ["town"] = "靖港镇",
        ["size"] = "3",
        ["types"] = "边缘户 低保户",
        ["monitor_type"] = "",
    };

    private static Dictionary<string, string> Person => new()
    {
        ["userid"] = "liming",
        ["name"] = "李明",
        ["village"] = "芦江社区",
        ["town"] = "靖港镇",
    };

    private static Dictionary<string, string> Whole(string id) => id switch { "jinggang-a6" => Poor, "jinggang-a7" => Other, _ => Village };
}
