using System.CommandLine;
using System.CommandLine.Parsing;
using Bot.Forms;
using Bot.Forms.Values;
using Store;
using Store.Packs;

namespace Bot.Commands;

/// <summary>value KIND TEXT: how a text is understood, without a chat; for authors who add words to prompts/values.yaml.</summary>
internal static class ValueCommand
{
    private static readonly Dictionary<string, ValueKind> Kinds = new(StringComparer.Ordinal)
    {
        ["money"] = ValueKind.Money,
        ["integer"] = ValueKind.Integer,
        ["decimal"] = ValueKind.Decimal,
        ["date"] = ValueKind.Date,
        ["id-number"] = ValueKind.IdNumber,
        ["phone"] = ValueKind.Phone,
        ["area"] = ValueKind.Area,
        ["duration"] = ValueKind.Duration,
        ["time"] = ValueKind.Time,
        ["moment"] = ValueKind.Moment,
        ["yes-no"] = ValueKind.YesNo,
    };

    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = string.Join(", ", Kinds.Keys) };
        kind.Validators.Add(CheckKind);
        var text = new Argument<string>("TEXT") { Description = "as a person would write it; write -- before a text that begins with -" };
        var today = new Option<DateOnly?>("--today") { HelpName = "YYYY-MM-DD", CustomParser = FormCommand.ReadDay, Description = "instead of today" };
        var unit = new Option<string?>("--unit") { HelpName = "UNIT", Description = "what a number is counted in: a word such as 亩, or an id of prompts/values.yaml such as month" };
        var value = new Command("value", "print as JSON how a text is understood as a value") { kind, text, today, unit };
        value.SetAction(parsed => Print(Kinds[parsed.GetValue(kind)!], parsed.GetValue(text)!, parsed.GetValue(today), parsed.GetValue(unit)));
        return value;
    }

    private static void CheckKind(ArgumentResult result)
    {
        if (result.Tokens is [var token] && !Kinds.ContainsKey(token.Value))
            result.AddError($"KIND: '{token.Value}' is none of {string.Join(", ", Kinds.Keys)}");
    }

    private static int Print(ValueKind kind, string text, DateOnly? today, string? unit)
    {
        var pack = BotSetup.Pack(CommandSettings.Read().PromptsPath);
        CommandJson.Print(Read(pack, kind, text, today ?? ChinaTime.DayOf(TimeProvider.System.GetUtcNow()), unit));
        return CommandLine.Done;
    }

    private static Understanding Read(Pack pack, ValueKind kind, string text, DateOnly today, string? unit)
    {
        if (text.Length < Limits.AnswerLength && pack.Words.Match(text) == "same")
            return new("ask", null, ValueTexts.SameAsBefore(pack.Messages, text.Trim()));
        return ValueReader.Read(kind, text, pack.ValueWords, today, unit) switch
        {
            Reading.Understood exact => new("exact", exact.Value, ValueTexts.Confirm(pack.Messages, kind, exact.Value, ShownUnit(pack, kind, unit))),
            Reading.Doubtful doubtful => new("ask", null, ValueTexts.Ask(pack.Messages, doubtful)),
            Reading.NotUnderstood refused => new("refused", null, ValueTexts.Refuse(pack.Messages, refused)),
            _ => throw new InvalidOperationException("a reading of no known case"),
        };
    }

    private static string ShownUnit(Pack pack, ValueKind kind, string? unit)
    {
        var id = unit ?? kind switch { ValueKind.Money => "yuan", ValueKind.Area => "mu", ValueKind.Duration => "day", _ => "" };
        return kind is ValueKind.Time ? "" : pack.ValueWords.Unit(id)?.Shown ?? id;
    }

    /// <param name="Value">As it would be stored; null unless it is exact.</param>
    private sealed record Understanding(string Status, string? Value, string Say);
}
