using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json;
using Bot.Forms;
using Store;
using Store.Packs;

namespace Bot.Commands;

/// <summary>form check, form run: a form file by itself, for its author and for other programs.</summary>
internal static class FormCommand
{
    public static Command Create() => new("form", "form files, without a chat or a store") { CreateCheck(), CreateRun() };

    private static Command CreateCheck()
    {
        var file = FileArgument();
        var check = new Command("check", "print every problem as file:line: message, or how many questions it has") { file };
        check.SetAction(parsed => Check(parsed.GetValue(file)!));
        return check;
    }

    private static Command CreateRun()
    {
        var file = FileArgument();
        var answers = new Option<string>("--answers") { Required = true, HelpName = "A.json", Description = "{\"name\": \"value\", …}" };
        var today = new Option<DateOnly?>("--today") { HelpName = "YYYY-MM-DD", CustomParser = ReadDay, Description = "instead of today" };
        var previous = new Option<string?>("--previous") { HelpName = "P.json", Description = "the answers of the last submission" };
        var run = new Command("run", "fill it from a file and print as JSON what is asked, computed and wrong") { file, answers, today, previous };
        run.SetAction(parsed => Run(parsed.GetValue(file)!, parsed.GetValue(answers)!, parsed.GetValue(today), parsed.GetValue(previous)));
        return run;
    }

    private static int Check(string file)
    {
        if (Read(file, Console.Out) is not { } form)
            return CommandLine.Refused;
        Console.WriteLine($"ok: {form.QuestionCount} questions");
        return CommandLine.Done;
    }

    private static int Run(string file, string answers, DateOnly? today, string? previous)
    {
        if (Read(file, Console.Error) is not { } form)
            return CommandLine.Refused;
        var now = ChinaTime.At(today ?? ChinaTime.DayOf(TimeProvider.System.GetUtcNow()), TimeOnly.MinValue);
        var given = GivenAnswers.Read(form, AnswersIn(answers, form));
        var before = previous is null ? null : GivenAnswers.Read(form, AnswersIn(previous, form));
        CommandJson.Print(FormRun.Fill(form, given, before, now).ToJson());
        return CommandLine.Done;
    }

    private static Form? Read(string file, TextWriter complaints)
    {
        if (Path.GetExtension(file) != ".yaml")
        {
            complaints.WriteLine(Path.GetExtension(file) == ".xlsx"
                ? $"{file}: workbooks are not read yet; write the form as .yaml"
                : $"{file}: a form is a .yaml file");
            return null;
        }
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

    private static Argument<string> FileArgument() => new("FILE") { Description = "a form: .yaml" };

    internal static DateOnly? ReadDay(ArgumentResult result)
    {
        var written = result.Tokens[0].Value;
        if (DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        result.AddError($"--today: '{written}' is not a day such as 2022-08-31");
        return null;
    }
}
