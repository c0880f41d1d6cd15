using System.Xml;
using System.Xml.Linq;

namespace Bot.WeCom;

/// <summary>Reads XML that anybody may have sent: no DTD, nothing fetched, no deep nesting, no exception.</summary>
internal static class SafeXml
{
    // WeCom nests five deep. XElement.Value recurses, so a megabyte of opening tags would otherwise end the process.
    private const int MaxDepth = 16;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        // A person can paste a control character; it is dropped rather than their message lost.
        CheckCharacters = false,
    };

    public static XElement? Parse(string xml)
    {
        var legal = LegalText.Strip(xml);
        try
        {
            using (var depth = XmlReader.Create(new StringReader(legal), Settings))
                while (depth.Read())
                    if (depth.Depth > MaxDepth)
                        return null;
            using var reader = XmlReader.Create(new StringReader(legal), Settings);
            return XElement.Load(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    /// <summary>The text of a child element; empty when it is missing.</summary>
    public static string Text(this XElement parent, string name) =>
        parent.Element(name) is { } child ? LegalText.Strip(child.Value) : "";

    /// <summary>An element holding CDATA, as WeCom's own samples write text.</summary>
    public static XElement Text(string name, string text) => new(name, new XCData(LegalText.Strip(text)));

    public static string OneLine(this XElement xml) => xml.ToString(SaveOptions.DisableFormatting);
}
