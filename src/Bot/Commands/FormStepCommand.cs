using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.Forms;
using Store.Packs;

namespace Bot.Commands;

/// <summary>form step: a form filled one answer at a time over standard input and output, a JSON object on each line.</summary>
internal static class FormStepCommand
{
    private static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Argument<string> file, Option<DateOnly?> today, Func<string, Form?> read, Func<DateOnly?, DateTimeOffset> at)
    {
        var step = new Command("step", "fill it one answer at a time: reads {\"set\": path, \"value\": text} lines, tells what each changed") { file, today };
        step.SetAction(parsed =>
        {
            if (read(parsed.GetValue(file)!) is not { } form)
                return CommandLine.Refused;
            Step(form, at(parsed.GetValue(today)), Console.In, Console.Out);
            return CommandLine.Done;
        });
        return step;
    }

    internal static void Step(Form form, DateTimeOffset now, TextReader lines, TextWriter answers)
    {
        var stepped = new SteppedForm(form, now);
        Write(answers, new JsonObject { ["init"] = Told(stepped.Values) });
        while (lines.ReadLine() is { } line)
            if (!string.IsNullOrWhiteSpace(line))
                Write(answers, Answer(stepped, line));
    }

    private static JsonObject Answer(SteppedForm stepped, string line)
    {
        try
        {
            using var read = JsonDocument.Parse(line);
            if (read.RootElement is not { ValueKind: JsonValueKind.Object } set
                || !set.TryGetProperty("set", out var path) || path.ValueKind != JsonValueKind.String)
                return Error("a line is {\"set\": \"/data/name\", \"value\": \"…\"}");
            var value = set.TryGetProperty("value", out var given) ? given : default;
            if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                return Error("a value is one text; choices are separated by a space");
            var (result, changed) = stepped.Set(path.GetString()!, value.ValueKind == JsonValueKind.Undefined ? "" : value.ToString());
            return new JsonObject { ["result"] = Word(result), ["changed"] = Told(changed) };
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return Error($"not JSON: {broken.Message.Split(" LineNumber:")[0]}");
        }
    }

    private static string Word(StepResult result) => result switch
    {
        StepResult.Ok => "ok",
        StepResult.Required => "required",
        StepResult.Constraint => "constraint",
        StepResult.Type => "type",
        StepResult.NotRelevant => "not-relevant",
        _ => "unknown",
    };

    private static JsonObject Told(IReadOnlyDictionary<string, string?> values)
    {
        var told = new JsonObject();
        foreach (var (path, value) in values)
            told[path] = value;
        return told;
    }

    private static JsonObject Error(string message) => new() { ["error"] = message };

    // The other side waits for each answer before it goes on.
    private static void Write(TextWriter answers, JsonObject answer)
    {
        answers.Write(answer.ToJsonString(Line) + "\n");
        answers.Flush();
    }
}
