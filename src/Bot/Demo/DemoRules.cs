using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bot.WeCom;

namespace Bot.Demo;

/// <summary>What WeCom refuses at a glance, with its error codes; null where it would not. Pure.</summary>
internal static class DemoRules
{
    private static readonly string[] SendFields =
    [
        "touser", "toparty", "totag", "msgtype", "agentid", "safe", "enable_id_trans", "enable_duplicate_check", "duplicate_check_interval",
    ];

    public static JsonObject? WrongFields(JsonObject body)
    {
        if (body.Select(field => field.Key).FirstOrDefault(name => !SendFields.Contains(name) && name != body.Text("msgtype")) is { } unknown)
            return DemoAnswer.Refused(40058, $"{unknown} is no field of message/send with msgtype {body.Text("msgtype")}");
        foreach (var name in (string[])["touser", "toparty", "totag"])
            if (body[name] is { } ids && ids.GetValueKind() != JsonValueKind.String)
                return DemoAnswer.Refused(40058, $"{name} is a text of ids joined by |");
        if (body.Text("toparty").Split('|').Length > 100)
            return DemoAnswer.Refused(82002, "more than 100 parties");
        if (body.Text("totag").Split('|').Length > 100)
            return DemoAnswer.Refused(82003, "more than 100 tags");
        return body.Number("duplicate_check_interval") is > 14400
            ? DemoAnswer.Refused(40058, "duplicate_check_interval is at most 4 hours")
            : null;
    }

    public static JsonObject? WrongCard(JsonObject card, bool replacing) =>
        CardRules.Check(card, replacing) is [var problem, ..] ? DemoAnswer.Refused(problem.ErrCode, problem.ToString()) : null;

    public static JsonObject? WrongAgent(JsonObject body, WeComSettings settings) => body.Number("agentid") switch
    {
        null => body.ContainsKey("agentid") ? DemoAnswer.Refused(40056, "invalid agentid") : DemoAnswer.Refused(41011, "agentid missing"),
        var agent when agent != settings.AgentId => DemoAnswer.Refused(301002, "agentid does not belong to the token"),
        _ => null,
    };

    public static JsonObject? WrongMenu(JsonArray? buttons, int max, int code)
    {
        if (buttons is null || buttons.Count == 0 || buttons.Count > max)
            return DemoAnswer.Refused(code, $"1 to {max} buttons");
        foreach (var button in buttons.OfType<JsonObject>())
        {
            if (Encoding.UTF8.GetByteCount(button.Text("name")) is 0 or > 16)
                return DemoAnswer.Refused(40018, $"button name '{button.Text("name")}' is not 1 to 16 bytes long");
            var wrong = (button["sub_button"], button.Text("type")) switch
            {
                (JsonArray inner, _) => max == 3 ? WrongMenu(inner, 5, 40023) : DemoAnswer.Refused(40022, "two levels at most"),
                (_, "view") => button.Text("url").Length > 0 ? null : DemoAnswer.Refused(40020, "url missing"),
                (_, "click") => Encoding.UTF8.GetByteCount(button.Text("key")) is > 0 and <= 128 ? null : DemoAnswer.Refused(40019, "key is not 1 to 128 bytes long"),
                _ => DemoAnswer.Refused(40017, "invalid button type"),
            };
            if (wrong is not null)
                return wrong;
        }
        return null;
    }
}
