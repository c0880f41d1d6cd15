using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Commands;

/// <summary>form check, form flow, form run, form step: a form file by itself, for its author and for other programs.</summary>
internal static class FormCommand
{
    public static Command Create() => new("form", "form files, without a chat or a store") { CreateCheck(), CreateFlow(), CreateRun(), CreateStep() };

    private static Command CreateCheck()
    {
        var file = FileArgument();
        var check = new Command("check", "print every problem as file:line: message, or how many questions it has") { file };
        check.SetAction(parsed => Check(parsed.GetValue(file)!));
        return check;
    }

    private static Command CreateFlow()
    {
        var file = FileArgument();
        var flow = new Command("flow", "print it as a page to review, in Markdown: what is asked, when, and what stops an answer") { file };
        flow.SetAction(parsed => Flow(parsed.GetValue(file)!));
        return flow;
    }

    private static Command CreateRun()
    {
        var file = FileArgument();
        var answers = new Option<string>("--answers") { Required = true, HelpName = "A.json", Description = "{\"name\": \"value\", …}" };
        var today = TodayOption();
        var previous = new Option<string?>("--previous") { HelpName = "P.json", Description = "the answers of the last submission" };
        var run = new Command("run", "fill it from a file and print as JSON what is asked, computed and wrong") { file, answers, today, previous };
        run.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(answers)!, parsed.GetValue(today), parsed.GetValue(previous)));
        return run;
    }

    private static Command CreateStep() => FormStepCommand.Create(FileArgument(), TodayOption(), file => Read(file, Console.Error), MidnightOf);

    private static int Check(string file)
    {
        var check = FormReader.Check(file);
        foreach (var problem in check.Problems)
            Console.WriteLine(problem);
        if (check.Form is { } form)
            Say(form, FormCost.Of(form, ChinaTime.At(ChinaTime.DayOf(TimeProvider.System.GetUtcNow()), TimeOnly.MinValue)));
        foreach (var note in check.Notes)
            Console.WriteLine(note with { Message = $"note: {note.Message}" });
        return check.Form is null ? CommandLine.Refused : CommandLine.Done;
    }

    private static void Say(Form form, FormCost cost)
    {
        Console.WriteLine($"ok: {form.QuestionCount} questions");
        Say("shortest path", cost.Shortest);
        Say("typical path", cost.Typical);
        Say("longest path", cost.Longest);
        if (cost.Again is { } again)
            Say("next time about the same household", again);
        Console.WriteLine(Counted("answered from the records, not asked", cost.FromRecords));
        Console.WriteLine(Counted("asked next time though already known", cost.KnownYetAsked));
    }

    private static void Say(string path, PathCost cost) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {cost.Questions} questions, {cost.Minutes:0.0} minutes"));

    private static string Counted(string what, IReadOnlyList<string> names) =>
        names.Count == 0 ? $"{what}: 0" : $"{what}: {names.Count} ({string.Join(", ", names)})";

    private static int Flow(string file)
    {
        if (Read(file, Console.Error) is not { } form)
            return CommandLine.Refused;
        Console.Write(FormFlow.Write(form, BotSetup.Pack(CommandSettings.Read().PromptsPath).Messages));
        return CommandLine.Done;
    }

    private static int Run(string file, string answers, DateOnly? today, string? previous)
    {
        if (Read(file, Console.Error) is not { } form)
            return CommandLine.Refused;
        var now = MidnightOf(today);
        var given = GivenAnswers.Read(form, AnswersIn(answers, form));
        var before = previous is null ? null : GivenAnswers.Read(form, AnswersIn(previous, form));
        CommandJson.Print(FormRun.Fill(form, given, before, now).ToJson());
        return CommandLine.Done;
    }

    private static Form? Read(string file, TextWriter complaints)
    {
        var (form, problems) = FormReader.ReadFile(file);
        foreach (var problem in problems)
            complaints.WriteLine(problem);
        return form;
    }

    // What form run printed may be given back whole.
    private static JsonElement AnswersIn(string file, Form form)
    {
        var root = CommandJson.ReadObject(file);
        return root.TryGetProperty("answers", out var answers) && answers.ValueKind == JsonValueKind.Object && form.Find("answers") is null
            ? answers
            : root;
    }

    private static Argument<string> FileArgument() => new("FILE") { Description = "a form: .yaml, .xlsx or .xls" };

    private static Option<DateOnly?> TodayOption() =>
        new("--today") { HelpName = "YYYY-MM-DD", CustomParser = ReadDay, Description = "instead of today" };

    private static DateTimeOffset MidnightOf(DateOnly? today) => ChinaTime.At(today ?? ChinaTime.DayOf(TimeProvider.System.GetUtcNow()), TimeOnly.MinValue);

    internal static DateOnly? ReadDay(ArgumentResult result)
    {
        var written = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name}: '{written}' is not a day such as 2022-08-31");
        return null;
    }
}
