using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Bot.WeCom;

/// <summary>
/// A card as a passive reply carries it: the JSON's names in PascalCase, a list as its element repeated.
/// Source: developer.work.weixin.qq.com/document/path/90241.
/// </summary>
internal static class CardXml
{
    // Where PascalCase is not simply the parts of the JSON name.
    private static readonly (string Json, string Xml)[] Irregular = [("checkbox", "CheckBox"), ("keyname", "KeyName"), ("userid", "UserId")];

    private static readonly string[] Numbers = ["type", "style", "mode", "desc_color"];
    private static readonly string[] Flags = ["disable", "is_checked"];

    public static XElement Write(JsonObject card) => new("TemplateCard", Fields(card));

    /// <summary>The card's JSON, for what receives one. A value that is no number where one belongs stays text.</summary>
    public static JsonObject Read(XElement card)
    {
        var json = new JsonObject();
        foreach (var elements in card.Elements().GroupBy(element => JsonName(element.Name.LocalName)))
            json[elements.Key] = elements.Key.EndsWith("_list", StringComparison.Ordinal)
                ? new JsonArray([.. elements.Select(Read)])
                : Value(elements.Key, elements.First());
        return json;
    }

    private static IEnumerable<XElement> Fields(JsonObject block) => block.SelectMany(field => field.Value switch
    {
        null => [],
        JsonArray list => list.Select(entry => new XElement(XmlName(field.Key), Fields(entry!.AsObject()))),
        JsonObject inner => [new XElement(XmlName(field.Key), Fields(inner))],
        JsonValue value when value.TryGetValue<string>(out var text) => [SafeXml.Text(XmlName(field.Key), text)],
        var value => [new XElement(XmlName(field.Key), value.ToJsonString())],
    });

    private static JsonNode Value(string name, XElement element)
    {
        if (element.HasElements)
            return Read(element);
        if (Numbers.Contains(name) && int.TryParse(element.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return number;
        if (Flags.Contains(name) && bool.TryParse(element.Value, out var flag))
            return flag;
        return element.Value;
    }

    private static string XmlName(string json) =>
        Array.Find(Irregular, name => name.Json == json).Xml
        ?? string.Concat(json.Split('_').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    private static string JsonName(string xml) =>
        Array.Find(Irregular, name => name.Xml == xml).Json
        ?? string.Concat(xml.Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));
}
