using Store.Packs;
using Testing;
using Xunit;

namespace Bot.Tests.Forms;

/// <summary>The three questionnaires: what is asked after each answer, held against the jumps that their documents print.</summary>
public sealed class PrintedJumpTests
{
    [Theory]
    [InlineData("jinggang-a6", "q4=2", "q4", "q5")]
    [InlineData("jinggang-a6", "q4=1 q4_1=1", "q4_1", "q5")]
    [InlineData("jinggang-a6", "q4=1 q4_1=2", "q4_1", "q4_2")]
    [InlineData("jinggang-a6", "q5=1", "q5", "q6")]
    [InlineData("jinggang-a6", "q5=2", "q5", "q5_1")]
    [InlineData("jinggang-a6", "q6=1", "q6", "q6_1")]
    [InlineData("jinggang-a6", "q6=2", "q6", "q7")]
    [InlineData("jinggang-a6", "q7=1", "q7", "q7_1a")]
    [InlineData("jinggang-a6", "q7=2", "q7", "q8")]
    [InlineData("jinggang-a6", "q8=1", "q8", "q8_2")]
    [InlineData("jinggang-a6", "q8=2", "q8", "q8_1")]
    [InlineData("jinggang-a6", "q8=3", "q8", "q9")]
    [InlineData("jinggang-a6", "q8=1 q8_3=1", "q8_3", "q8_5")]
    [InlineData("jinggang-a6", "q8=2 q8_3=2", "q8_3", "q8_4")]
    [InlineData("jinggang-a6", "q9=1", "q9", "q10")]
    [InlineData("jinggang-a6", "q9=3", "q9", "q9_1a")]
    [InlineData("jinggang-a6", "q10=2", "q10", "q11")]
    [InlineData("jinggang-a6", "q11=2", "q11", "q12")]
    [InlineData("jinggang-a6", "q12=2", "q12", "q12_2")]
    [InlineData("jinggang-a6", "q12_2=2", "q12_2", "q13")]
    [InlineData("jinggang-a6", "q13=2", "q13", "q14")]
    [InlineData("jinggang-a6", "q14=2", "q14", "q14_2")]
    [InlineData("jinggang-a6", "q14_3=2", "q14_3", "q15")]
    [InlineData("jinggang-a6", "q15=2", "q15", "q16")]
    [InlineData("jinggang-a6", "q19=2", "q19", "q20")]
    [InlineData("jinggang-a7", "q2=2", "q2", "q3")]
    [InlineData("jinggang-a7", "q2=1 q2_1=1", "q2_1", "q3")]
    [InlineData("jinggang-a7", "q3_1=2", "q3_1", "q3_3")]
    [InlineData("jinggang-a7", "q3_3=2", "q3_3", "q4")]
    [InlineData("jinggang-a7", "q5=1", "q5", "q6")]
    [InlineData("jinggang-a7", "q6=2", "q6", "q7")]
    [InlineData("jinggang-a7", "q7=2", "q7", "q8")]
    [InlineData("jinggang-a7", "q8=2", "q8", "p_mismatch")]
    [InlineData("jinggang-a5", "v23=0", "v23", "v25")]
    [InlineData("jinggang-a5", "v23=2", "v23", "v24")]
    [InlineData("jinggang-a5", "v30_4=0", "v30_4", "v30_5")]
    [InlineData("jinggang-a5", "v30_5=0", "v30_5", "v31")]
    [InlineData("jinggang-a5", "v31=2", "v31", "f_unit")]
    public void An_answer_leads_to_the_question_that_is_printed(string id, string answers, string after, string next)
    {
        var asked = Paper.Fill(id, answers).Asked.ToList();

        Assert.Equal(next, asked[asked.IndexOf(after) + 1]);
    }

    [Fact]
    public void What_a_jump_passes_over_has_no_answer_left()
    {
        var run = Paper.Fill("jinggang-a6", "q4=2 q4_1=2 q4_2=3 q9=1 q9_1a=2");

        Assert.Equal(("2", "1"), (Paper.Answer(run, "q4"), Paper.Answer(run, "q9")));
        foreach (var name in (string[])["q4_1", "q4_2", "q9_1a"])
            Assert.Null(Paper.Answer(run, name));
    }

    /// <summary>
    /// Walks the printed paper as a person would, jump by jump, and compares with what the form asks. The one rule that is no jump:
    /// dangers of a safe house (6—1, 4—1) are only asked of a safe house, as their wording says.
    /// </summary>
    [Theory]
    [InlineData("jinggang-a5")]
    [InlineData("jinggang-a6")]
    [InlineData("jinggang-a7")]
    public void Whatever_is_answered_the_form_asks_what_the_jumps_lead_to(string id)
    {
        var source = Source(id);
        var chance = new Random(20200402);
        for (var filling = 0; filling < 60; filling++)
        {
            var answers = source.ToDictionary(question => question.Required("id"), question => question["options"] is { } options
                ? $"{chance.Next(options.Items.Count()) + 1}"
                : $"{chance.Next(2)}");

            var asked = Paper.Fill(id, answers).Asked.Where(answers.ContainsKey);

            Assert.Equal(Walked(source, answers), asked);
        }
    }

    private static List<string> Walked(List<YamlEntry> source, Dictionary<string, string> answers)
    {
        var walked = new List<string>();
        for (var at = 0; at < source.Count; at++)
        {
            var question = source[at];
            var name = question.Required("id");
            if (question["show_if_assumed"] is not null && answers[question.Required("show_if").Split(' ')[0]] != "1")
                continue;
            walked.Add(name);
            foreach (var jump in question["skip"]?.Items ?? [])
                if (Holds(jump.Required("if"), answers))
                {
                    var target = jump.Required("goto");
                    at = (target == "END" ? source.Count : source.FindIndex(other => other.Required("id") == target)) - 1;
                    break;
                }
        }
        return walked;
    }

    private static bool Holds(string condition, Dictionary<string, string> answers)
    {
        var parts = condition.Split(" == ");
        var value = parts[1].Trim('\'');
        return answers[parts[0]] == ("①②③④".IndexOf(value, StringComparison.Ordinal) is var circled and >= 0 ? $"{circled + 1}" : value);
    }

    private static List<YamlEntry> Source(string id)
    {
        var problems = new List<Problem>();
        var path = Path.Combine(Repository.Root, "tests", "Store.Tests", "Packs", "Sources", id + ".yaml");
        var form = YamlEntry.Read(path, File.ReadAllText(path), problems)!.Items.Single();
        Assert.Empty(problems);
        return [.. form["questions"]!.Items];
    }
}
