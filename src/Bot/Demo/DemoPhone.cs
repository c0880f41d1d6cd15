using System.Text.Json.Nodes;

namespace Bot.Demo;

/// <summary>What a phone lets a person do with a card: only what is on it. Pure.</summary>
internal static class DemoPhone
{
    /// <summary>The chosen option ids by question, with what was preselected where the person chose nothing.</summary>
    /// <returns>Null, and why, when the phone would not have let them.</returns>
    public static IReadOnlyList<(string Question, IReadOnlyList<string> Options)>? Choose(
        JsonObject card, string key, IReadOnlyDictionary<string, IReadOnlyList<string>> selected, out string problem)
    {
        problem = "";
        if (card.Text("replace_text") is { Length: > 0 } done)
            problem = $"the card can no longer be clicked: {done}";
        else if (!Keys(card).Contains(key))
            problem = $"the card has no button '{key}'; it has {string.Join(", ", Keys(card))}";

        var chosen = new List<(string, IReadOnlyList<string>)>();
        var questions = Questions(card).ToList();
        foreach (var unknown in selected.Keys.Except(questions.Select(question => question.Text("question_key"))))
            problem = $"the card has no question '{unknown}'";
        foreach (var question in questions)
        {
            var name = question.Text("question_key");
            var options = Entries(question["option_list"]).ToList();
            var several = question.Number("mode") == 1;
            var picked = selected.TryGetValue(name, out var given) ? given : Preselected(card, question, options);
            foreach (var unknown in picked.Except(options.Select(option => option.Text("id"))))
                problem = $"question '{name}' has no option '{unknown}'";
            if (picked.Count == 0 || (picked.Count > 1 && !several) || picked.Distinct().Count() != picked.Count)
                problem = $"question '{name}' takes {(several ? "one or more options" : "one option")}";
            chosen.Add((name, picked));
        }
        return problem.Length == 0 ? chosen : null;
    }

    public static bool IsMenuKey(JsonObject card, string key) =>
        Entries(card["action_menu"]?["action_list"]).Any(entry => entry.Text("key") == key);

    public static bool MenuHas(JsonNode? menu, string key) =>
        Entries(menu?["button"]).Any(button => button.Text("key") == key || Entries(button["sub_button"]).Any(inner => inner.Text("key") == key));

    private static IReadOnlyList<string> Preselected(JsonObject card, JsonObject question, List<JsonObject> options)
    {
        if (card["checkbox"] is not null)
            return [.. options.Where(option => option["is_checked"]?.GetValue<bool>() == true).Select(option => option.Text("id"))];
        // A selector shows its first option unless told otherwise.
        var preselected = options.Find(option => option.Text("id") == question.Text("selected_id")) ?? options[0];
        return [preselected.Text("id")];
    }

    private static IEnumerable<string> Keys(JsonObject card) =>
    [
        .. Entries(card["button_list"]).Where(button => button.Number("type") is null or 0).Select(button => button.Text("key")),
        .. card["submit_button"] is JsonObject submit ? [submit.Text("key")] : Array.Empty<string>(),
    ];

    private static IEnumerable<JsonObject> Questions(JsonObject card) =>
        new[] { card["checkbox"], card["button_selection"] }.Concat(Entries(card["select_list"])).OfType<JsonObject>();

    private static IEnumerable<JsonObject> Entries(JsonNode? list) => (list as JsonArray ?? []).OfType<JsonObject>();
}
