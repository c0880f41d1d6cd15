using System.Text.Json.Nodes;
using Bot.Forms;
using Store.Packs;
using Testing;
using Row = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace Bot.Tests.Forms;

/// <summary>The product's own forms, filled without a chat.</summary>
internal static class Paper
{
    public static readonly DateTimeOffset Now = new(2020, 4, 20, 9, 0, 0, TimeSpan.FromHours(8));

    public static Form Form(string id) => Repository.Pack.Form(id)!;

    /// <param name="answers">"q4=1 q4_1=2"; + joins several choices: "h_type=1+4".</param>
    /// <param name="to">What stands before them, e.g. a whole filled form.</param>
    public static Dictionary<string, string> With(string answers, IReadOnlyDictionary<string, string>? to = null)
    {
        var given = new Dictionary<string, string>(to ?? new Dictionary<string, string>());
        foreach (var pair in answers.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=')))
            given[pair[0]] = pair[1].Replace('+', ' ');
        return given;
    }

    public static FormRun Fill(string id, IReadOnlyDictionary<string, string> answers)
    {
        var form = Form(id);
        var json = new JsonObject([.. answers.Select(answer => KeyValuePair.Create<string, JsonNode?>(answer.Key, answer.Value))]);
        return FormRun.Fill(form, GivenAnswers.Read(form, json.Deserialized()), null, Now);
    }

    public static FormRun Fill(string id, string answers) => Fill(id, With(answers));

    public static string? Answer(FormRun run, string name) => (string?)run.ToJson()["answers"]![name];

    /// <summary>A draft as a conversation starts it, with what the store knows.</summary>
    /// <param name="subject">The household's id; "" where none was named yet.</param>
    public static Draft Start(string id, string subject, Row? household = null, Row? person = null, params (string Table, Row Row)[] further)
    {
        var data = further.ToDictionary(entry => entry.Table, entry => (IReadOnlyList<Row>)[entry.Row]);
        if (household is not null)
            data["household"] = [household];
        if (person is not null)
            data["person"] = [person];
        return Filling.Start(Form(id), new Draft { Form = id, Subject = subject, Data = PrintedType.In(data, Repository.Pack.HouseholdTypes(Form(id))), StartedAt = Now }, person?["userid"] ?? "", Now);
    }

    public static Draft Say(Draft draft, string answers) =>
        With(answers).Aggregate(draft, (said, answer) => Filling.Answer(Form(draft.Form), said, answer.Key, answer.Value, Now));

    /// <summary>What the draft holds for a question; "" where nothing.</summary>
    public static string Of(this Draft draft, string name) => draft.Answers.GetValueOrDefault(name, "");

    public static FilledForm Filled(Draft draft) => new(Form(draft.Form), draft, Now);

    private static System.Text.Json.JsonElement Deserialized(this JsonObject json) =>
        System.Text.Json.JsonSerializer.Deserialize<System.Text.Json.JsonElement>(json.ToJsonString());
}
