// A table: which fields a template card may have, how long they may be, and the error code WeCom names them with.
// Codes: developer.work.weixin.qq.com/document/path/90313; limits: …/90236. The demo WeCom refuses by the same table.

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bot.WeCom;

/// <param name="Field">Path in the card's JSON, e.g. <c>select_list[1].option_list</c>.</param>
public sealed record CardProblem(string Field, int ErrCode, string Message)
{
    public override string ToString() => $"template_card.{Field}: {Message}";
}

/// <summary>A card was built that WeCom would refuse: our fault.</summary>
public sealed class CardException(IReadOnlyList<CardProblem> problems) : Exception(string.Join("; ", problems))
{
    public IReadOnlyList<CardProblem> Problems { get; } = problems;
}

internal static class CardRules
{
    private const int BadParameter = 40058;
    private const int NoUrl = 42028;
    private const int NoTitle = 42033;
    private const int BadTaskId = 42014;
    private const int LongestTaskId = 128;

    private enum Kind { Text, Number, Flag, Block, List }

    /// <param name="Max">Bytes of a text, value of a number, length of a list.</param>
    private sealed record Field(string Name, Kind Kind, int Code, int Min, int Max, Field[] Parts)
    {
        public bool Required { get; init; }
        public bool OnlyReplacing { get; init; }
    }

    private static Field Text(string name, int code = BadParameter, int max = int.MaxValue) => new(name, Kind.Text, code, 0, max, []);
    private static Field Number(string name, int min, int max, int code = BadParameter) => new(name, Kind.Number, code, min, max, []);
    private static Field Flag(string name) => new(name, Kind.Flag, BadParameter, 0, 0, []);
    private static Field Block(string name, int code, params Field[] parts) => new(name, Kind.Block, code, 0, 0, parts);
    private static Field List(string name, int code, int min, int max, params Field[] parts) => new(name, Kind.List, code, min, max, parts);
    private static Field Needed(Field field) => field with { Required = true };
    private static Field Replacing(Field field) => field with { OnlyReplacing = true };

    private static readonly Field[] Link = [Number("type", 0, 2), Text("url", NoUrl, 2048), Text("appid", 42030), Text("pagepath")];
    private static readonly Field TaskId = Text("task_id", BadTaskId, LongestTaskId);
    private static readonly Field Source =
        Block("source", BadParameter, Text("icon_url"), Text("desc"), Number("desc_color", 0, 3));
    private static readonly Field MainTitle = Block("main_title", 41016, Text("title"), Text("desc"));
    private static readonly Field ActionMenu = Block("action_menu", BadParameter, Text("desc"),
        Needed(List("action_list", BadParameter, 1, 3, Needed(Text("text")), Needed(Text("key", 42051, 1024)))));
    private static readonly Field QuoteArea = Block("quote_area", BadParameter, [.. Link, Text("title"), Text("quote_text")]);
    private static readonly Field Lines = List("horizontal_content_list", 42035, 0, 6,
        Number("type", 0, 3), Needed(Text("keyname", 42027)), Text("value"), Text("url", NoUrl, 2048), Text("media_id", 42029),
        Text("userid", 42050));
    private static readonly Field Jumps = List("jump_list", 42042, 0, 3, [.. Link, Needed(Text("title", NoTitle))]);
    private static readonly Field Action = Block("card_action", 42045,
        [Needed(Number("type", 1, 2, 42045)), .. Link[1..]]);
    private static readonly Field Options = OptionList(10);
    private static readonly Field[] Select =
        [Needed(Text("question_key", 42043, 1024)), Text("title"), Text("selected_id", 42040, 128), Needed(Options), Replacing(Flag("disable"))];
    private static readonly Field Submit = Block("submit_button", 42046,
        Needed(Text("text", 42049)), Needed(Text("key", 42046, 1024)));
    private static readonly Field ReplaceText = Replacing(Text("replace_text"));

    private static readonly Dictionary<string, Field[]> Cards = new(StringComparer.Ordinal)
    {
        ["text_notice"] =
        [
            Source, ActionMenu, TaskId, MainTitle, QuoteArea, Block("emphasis_content", BadParameter, Text("title"), Text("desc")),
            Text("sub_title_text"), Lines, Jumps, Needed(Action),
        ],
        ["button_interaction"] =
        [
            Source, ActionMenu, Needed(TaskId), MainTitle, QuoteArea, Text("sub_title_text"), Lines, Action,
            Block("button_selection", 42043, Select),
            Needed(List("button_list", 40016, 1, 6,
                Number("type", 0, 1), Needed(Text("text", 42038)), Number("style", 1, 4), Text("key", 42039, 1024), Text("url", NoUrl, 2048))),
            ReplaceText,
        ],
        ["vote_interaction"] =
        [
            Source, Needed(TaskId), MainTitle,
            Needed(Block("checkbox", 42043, Needed(Text("question_key", 42043, 1024)), Number("mode", 0, 1),
                Needed(OptionList(20, Flag("is_checked"))), Replacing(Flag("disable")))),
            Needed(Submit), ReplaceText,
        ],
        ["multiple_interaction"] =
            [Source, Needed(TaskId), MainTitle, Needed(List("select_list", 42047, 1, 3, Select)), Needed(Submit), ReplaceText],
    };

    /// <summary>Whether WeCom takes it as a card's task id.</summary>
    public static bool IsTaskId(string task) =>
        Encoding.UTF8.GetByteCount(task) is > 0 and <= LongestTaskId && task.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '@');

    private static Field OptionList(int max, params Field[] more) => List("option_list", 42037, 1, max,
        [Needed(Text("id", 42040, 128)), Needed(Text("text", 42041)), .. more]);

    public static IReadOnlyList<CardProblem> Check(JsonObject card, bool replacing)
    {
        if (Word(card, "card_type") is not { } type || !Cards.TryGetValue(type, out var fields))
            return [new("card_type", 42031, "is not a card type that can be sent")];
        var found = new List<CardProblem>();
        CheckBlock(card, [Text("card_type"), .. fields], "", replacing, found);
        if (found.Count == 0)
            CheckMeaning(card, replacing, found);
        return found;
    }

    private static void CheckBlock(JsonObject block, Field[] fields, string path, bool replacing, List<CardProblem> found)
    {
        foreach (var (name, _) in block)
            if (!fields.Any(field => field.Name == name && (replacing || !field.OnlyReplacing)))
                found.Add(new(path + name, BadParameter, "is not a field of this card"));
        foreach (var field in fields)
            // The card on the phone keeps its task_id whether or not its replacement repeats it.
            if (block[field.Name] is { } value)
                CheckValue(value, field, path + field.Name, replacing, found);
            else if (field.Required && !(replacing && field.Name == TaskId.Name))
                found.Add(new(path + field.Name, field.Code, "is missing"));
    }

    private static void CheckValue(JsonNode value, Field field, string path, bool replacing, List<CardProblem> found)
    {
        void Wrong(string message) => found.Add(new(path, field.Code, message));

        switch (field.Kind, value)
        {
            case (Kind.Text, JsonValue) when value.GetValueKind() == JsonValueKind.String:
                var bytes = Encoding.UTF8.GetByteCount(value.GetValue<string>());
                if (bytes > field.Max)
                    Wrong($"is {bytes} bytes long, at most {field.Max} are allowed");
                else if (bytes == 0 && field.Required)
                    Wrong("is empty");
                break;
            case (Kind.Number, JsonValue number) when value.GetValueKind() == JsonValueKind.Number:
                if (!number.TryGetValue<int>(out var n) || n < field.Min || n > field.Max)
                    Wrong($"is not a number from {field.Min} to {field.Max}");
                break;
            case (Kind.Flag, JsonValue) when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                break;
            case (Kind.Block, JsonObject block):
                CheckBlock(block, field.Parts, path + ".", replacing, found);
                break;
            case (Kind.List, JsonArray list):
                if (list.Count < field.Min || list.Count > field.Max)
                    Wrong($"has {list.Count} entries, {field.Min} to {field.Max} are allowed");
                for (var i = 0; i < list.Count; i++)
                    if (list[i] is JsonObject entry)
                        CheckBlock(entry, field.Parts, $"{path}[{i}].", replacing, found);
                    else
                        Wrong($"has an entry [{i}] that is not an object");
                break;
            default:
                Wrong($"is not a {field.Kind.ToString().ToLowerInvariant()}");
                break;
        }
    }

    // What depends on more than one field. Only called on a card whose fields are each in order.
    private static void CheckMeaning(JsonObject card, bool replacing, List<CardProblem> found)
    {
        var type = Word(card, "card_type");
        if (Word(card, "task_id") is { } task && !IsTaskId(task))
            found.Add(new("task_id", BadTaskId, "may have letters, digits, _ - and @ only"));
        if (card["action_menu"] is not null && !replacing && Word(card, "task_id") is null)
            found.Add(new("task_id", BadTaskId, "is missing"));
        if (type == "text_notice" && Word(card["main_title"], "title") is null && Word(card, "sub_title_text") is null)
            found.Add(new("main_title.title", 41016, "is missing, and so is sub_title_text"));

        Links("card_action", [card["card_action"]], (1, "url", NoUrl), (2, "appid", 42030));
        Links("quote_area", [card["quote_area"]], (1, "url", NoUrl), (2, "appid", 42030));
        Links("jump_list", Entries(card["jump_list"]), (1, "url", NoUrl), (2, "appid", 42030));
        Links("horizontal_content_list", Entries(card["horizontal_content_list"]), (1, "url", NoUrl), (2, "media_id", 42029), (3, "userid", 42050));
        Links("button_list", Entries(card["button_list"]), (0, "key", 42039), (1, "url", NoUrl));
        Distinct("action_menu.action_list", "key", 42051, Entries(card["action_menu"]?["action_list"]));
        Distinct("button_list", "key", 42039, Entries(card["button_list"]));
        Distinct("select_list", "question_key", 42043, Entries(card["select_list"]));
        JsonNode?[] questions = [card["checkbox"], card["button_selection"], .. Entries(card["select_list"])];
        foreach (var question in questions)
            Distinct("option_list", "id", 42040, Entries(question?["option_list"]));

        void Links(string path, IEnumerable<JsonNode?> blocks, params (int Type, string Needs, int Code)[] rules)
        {
            foreach (var block in blocks.OfType<JsonObject>())
                foreach (var (kind, needs, code) in rules)
                    if ((block["type"]?.GetValue<int>() ?? 0) == kind && Word(block, needs) is null)
                        found.Add(new($"{path}.{needs}", code, $"is missing for type {kind}"));
        }

        void Distinct(string path, string name, int code, IEnumerable<JsonNode?> entries)
        {
            foreach (var twice in entries.Select(entry => Word(entry, name)).OfType<string>().GroupBy(word => word).Where(g => g.Skip(1).Any()))
                found.Add(new($"{path}.{name}", code, $"has '{twice.Key}' more than once"));
        }
    }

    private static JsonArray Entries(JsonNode? list) => list as JsonArray ?? [];

    private static string? Word(JsonNode? block, string name) =>
        block is JsonObject fields && fields[name] is JsonValue value && value.TryGetValue<string>(out var word) && word.Length > 0 ? word : null;
}
