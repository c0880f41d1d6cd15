using System.Globalization;
using System.Text;
using Bot.Forms;
using FsCheck;
using FsCheck.Fluent;
using Store.Packs;
using Xunit;

namespace Bot.Tests.Forms;

/// <summary>A form filled answer by answer is the form filled at once: what is not worked out again would not have come out otherwise.</summary>
public sealed class FillAnewTests
{
    private const int Forms = 300;

    [Fact]
    public void Made_up_forms_come_to_the_same_step_by_step_and_at_once() => Prop.ForAll(
        Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => Walk(seed)).Check(Config.QuickThrowOnFailure.WithMaxTest(Forms));

    [Fact]
    public void The_check_in_comes_to_the_same_step_by_step_and_at_once()
    {
        for (var seed = 0; seed < 5; seed++)
            Assert.True(Walk(Sheets.CheckIn, new Random(seed), 60));
    }

    private static bool Walk(int seed)
    {
        var chance = new Random(seed);
        return Walk(Sheets.Form(Made(chance)), chance, 25);
    }

    private static bool Walk(Form form, Random chance, int steps)
    {
        var now = Sheets.Now;
        var draft = Filling.Start(form, new Draft { Form = form.Id, StartedAt = now }, "", now);
        for (var step = 0; step < steps; step++)
        {
            now = now.AddHours(chance.Next(0, 30));
            var filled = FilledForm.Of(form, draft, now);
            var asked = filled.Asked.ToList();
            var repeats = filled.Repeats.Where(repeat => repeat.IsOpen).ToList();
            if (repeats.Count > 0 && chance.Next(4) == 0)
                draft = chance.Next(3) == 0
                    ? Filling.RemoveRow(form, draft, $"{repeats[0].Path}[1]", now)
                    : Filling.AddRow(form, draft, repeats[chance.Next(repeats.Count)].Path, now);
            else if (asked.Count > 0)
                draft = Filling.Answer(form, draft, asked[chance.Next(asked.Count)].Path, Value(asked[chance.Next(asked.Count)], chance), now);
            var anew = new Draft { Form = form.Id, StartedAt = draft.StartedAt, Answers = draft.Answers, Rows = draft.Rows };
            if (State(FilledForm.Of(form, draft, now)) is var incremental && State(new FilledForm(form, anew, now)) is var atOnce && incremental != atOnce)
                throw new InvalidOperationException($"step {step}\n{incremental}\nbut at once\n{atOnce}");
        }
        return true;
    }

    private static string State(FilledForm filled) => string.Join('\n', filled.All.Select(question =>
        $"{question.Path}={question.Value} {(question.IsRelevant ? "" : "-")}{(filled.Check(question, question.Value) is null ? "" : "!")} {string.Join(',', question.Choices.Select(choice => choice.Name))}"));

    private static string Value(FilledQuestion question, Random chance) => chance.Next(5) == 0 ? ""
        : question.Choices.Count > 0 ? question.Choices[chance.Next(question.Choices.Count)].Name
        : chance.Next(0, 5).ToString(CultureInfo.InvariantCulture);

    /// <summary>Questions q0 …, groups and repeats among them, each reading some that stand before or after it.</summary>
    private static string Made(Random chance)
    {
        var count = chance.Next(3, 14);
        var sheet = new StringBuilder("survey:\n");
        var open = new Stack<string>();
        for (var i = 0; i < count; i++)
        {
            // Reading only what has a smaller number after shuffling keeps circles out and still points both ways in print.
            var reads = i == 0 ? "q0" : $"q{chance.Next(i)}";
            var relevant = i > 0 && chance.Next(3) == 0 ? $", relevant: \"{Condition(reads, chance)}\"" : "";
            switch (chance.Next(8))
            {
                case 0 when i > 0 && open.Count < 3:
                    sheet.AppendLine(CultureInfo.InvariantCulture, $"  - {{type: begin_repeat, name: r{i}, label: R, repeat_count: \"${{{reads}}}\"{relevant}}}");
                    open.Push("repeat");
                    break;
                case 1 when i > 0 && open.Count < 3:
                    sheet.AppendLine(CultureInfo.InvariantCulture, $"  - {{type: begin_repeat, name: r{i}, label: R{relevant}}}");
                    open.Push("repeat");
                    break;
                case 2 when i > 0 && open.Count < 3:
                    sheet.AppendLine(CultureInfo.InvariantCulture, $"  - {{type: begin_group, name: g{i}, label: G{relevant}}}");
                    open.Push("group");
                    break;
                case 3 when open.Count > 0:
                    sheet.AppendLine(CultureInfo.InvariantCulture, $"  - {{type: end_{open.Pop()}}}");
                    break;
            }
            sheet.AppendLine(Question(i, reads, relevant, chance));
        }
        while (open.TryPop(out var kind))
            sheet.AppendLine(CultureInfo.InvariantCulture, $"  - {{type: end_{kind}}}");
        return sheet + """
            choices:
              - {list_name: c, name: a, label: A, only: 1}
              - {list_name: c, name: b, label: B, only: 2}
              - {list_name: c, name: c, label: C, only: 3}
            """;
    }

    private static string Question(int i, string reads, string relevant, Random chance) => (i == 0 ? 0 : chance.Next(8)) switch
    {
        1 => $"  - {{type: calculate, name: q{i}, calculation: \"sum(${{{reads}}}) + count-non-empty(${{{reads}}})\"}}",
        2 => $"  - {{type: calculate, name: q{i}, calculation: \"concat(${{{reads}}}, position(..))\"}}",
        3 => $"  - {{type: select_one c, name: q{i}, label: Q, choice_filter: \"only >= ${{{reads}}}\"{relevant}}}",
        4 => $"  - {{type: integer, name: q{i}, label: Q, default: \"${{{reads}}}\", constraint: \". < 4\"{relevant}}}",
        5 => $"  - {{type: calculate, name: q{i}, calculation: \"if(today() > date('2022-08-20'), ${{{reads}}}, 7)\"}}",
        6 => $"  - {{type: text, name: q{i}, label: Q, trigger: \"${{{reads}}}\", calculation: \"concat(${{{reads}}}, '!')\"{relevant}}}",
        _ => $"  - {{type: integer, name: q{i}, label: Q{relevant}}}",
    };

    private static string Condition(string reads, Random chance) => chance.Next(3) switch
    {
        0 => $"${{{reads}}} > 1",
        1 => $"${{{reads}}} != ''",
        _ => $"count(${{{reads}}}) > 1 or ${{{reads}}} = 2",
    };
}
