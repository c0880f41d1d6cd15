using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Bot.WeCom;
using Store;
using Store.Packs;

namespace Bot.Demo;

/// <summary>/demo: the page to try the bot, and what other programs drive it with.</summary>
public static class DemoEndpoints
{
    private static readonly JsonSerializerOptions Json = new(WireJson.Options) { WriteIndented = true };

    public static void MapDemo(this IEndpointRouteBuilder routes, DemoHost demo)
    {
        routes.MapDemoWeCom(DemoHost.WeComPath, demo.WeCom);
        routes.MapGet("/", () => Results.Redirect("/demo"));
        routes.MapGet("/demo", () => Asset("index.html"));
        routes.MapGet("/demo/{file}.css", (string file) => Asset($"{file}.css"));
        routes.MapGet("/demo/{file}.js", (string file) => Asset($"{file}.js"));
        routes.MapGet("/demo/people", async (Database database, Pack pack) =>
            Results.Json(PeopleList.Of(await database.Read(tx => People.List(tx)))
                .Select(person => new { person.User, person.Name, person.Role, person.Unit, Title = pack.Roles.Find(person.Role)?.Name }), Json));
        routes.MapGet("/demo/clock", () => Results.Json(new { now = demo.Now }, Json));
        routes.MapPost("/demo/clock", (ClockMove move, Pack pack) => Move(demo, move, pack));
        routes.MapGet("/demo/menu", () => Results.Json(demo.WeCom.Menu, Json));
        routes.MapPost("/demo/say", (Utterance said) => Say(demo, said));
        routes.MapGet("/demo/group", () => Results.Json(demo.WeCom.GroupMessages, Json));
        routes.MapGet("/demo/messages", (string user, long after = 0, bool sent = false) => Results.Json(demo.WeCom.ChatOf(user, after)
            .Where(line => sent || !line.FromMember).Select(Shown), Json));
    }

    private static async Task<IResult> Move(DemoHost demo, ClockMove move, Pack pack)
    {
        if (!DateTimeOffset.TryParse(move.To, CultureInfo.InvariantCulture, out var to))
            return Results.Json(new { error = $"'{move.To}' is no time; write it as 2022-08-31T09:00:00+08:00" }, Json, statusCode: 400);
        return await demo.MoveTo(to)
            ? Results.Json(new { now = demo.Now }, Json)
            : Results.Json(new { error = pack.Messages.Say(DemoMessages.ClockGoesForward) }, Json, statusCode: 409);
    }

    private static async Task<IResult> Say(DemoHost demo, Utterance said)
    {
        if (string.IsNullOrEmpty(said.User))
            return Results.Json(new { error = "'user' is missing" }, Json, statusCode: 400);
        var delivery = said switch
        {
            { TaskId: { } task, Key: { } key } => await demo.WeCom.Click(said.User, task, key, said.Selected),
            { Menu: { } menu } => await demo.WeCom.ClickMenu(said.User, menu),
            { Image: { } image } => await demo.WeCom.SendImage(said.User, "photo.jpg", Convert.FromBase64String(image)),
            { Enter: true } => await demo.WeCom.Enter(said.User),
            { Text: { } text } => await demo.Say(said.User, text),
            _ => new DemoDelivery(false, 0, "nothing was said: give text, task_id and key, or menu"),
        };
        return delivery.Delivered
            ? Results.Json(new { ok = true, problem = delivery.Problem }, Json)
            : Results.Json(new { error = delivery.Problem }, Json, statusCode: delivery.Attempts == 0 ? 400 : 502);
    }

    private static object Shown(DemoLine line) => new
    {
        id = line.Message.Id,
        at = ChinaTime.Of(line.Message.At).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture),
        kind = line.FromMember ? "sent" : line.Message.Kind,
        text = line.Message.Text,
        card = line.Message.Card,
        file = line.Message.File,
        task_id = line.Message.TaskId,
    };

    private static IResult Asset(string name)
    {
        var stream = typeof(DemoEndpoints).Assembly.GetManifestResourceStream($"Page/{name}");
        var type = Path.GetExtension(name) switch { ".html" => "text/html", ".css" => "text/css", _ => "text/javascript" };
        return stream is null ? Results.NotFound() : Results.Stream(stream, $"{type}; charset=utf-8");
    }

    private sealed record ClockMove(string To);

    /// <param name="Image">Base64 of a picture.</param>
    private sealed record Utterance(
        string User, string? Text, [property: JsonPropertyName("task_id")] string? TaskId, string? Key, Dictionary<string, IReadOnlyList<string>>? Selected, string? Menu,
        string? Image, bool Enter = false);
}
