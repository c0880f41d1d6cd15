using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Bot.WeCom;

/// <summary>Reads XML that anybody may have sent: no DTD, nothing fetched, no deep nesting, no exception.</summary>
internal static class SafeXml
{
    // WeCom nests five deep. XElement.Value recurses, and adding to an element walks up to its root: a megabyte of opening tags
    // would otherwise end the process.
    private const int MaxDepth = 16;

    private const int UsualLength = 2048;

    // What OneLine writes into: kept, so that a reply does not grow in pieces that are thrown away.
    [ThreadStatic]
    private static StringBuilder? written;

    public static XElement? Parse(string xml)
    {
        // Would the reader see to line ends, it would see to characters as well: a person can paste a control character, which is
        // dropped rather than their message lost.
        var legal = LegalText.Strip(xml).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        try
        {
            // XmlReader.Create takes eight kilobytes whatever it is to read; this one takes what the text does.
            using var reader = new XmlTextReader(legal, XmlNodeType.Document, null) { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
            XElement? root = null, open = null;
            while (reader.Read())
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element when reader.Depth > MaxDepth:
                    // Without a DTD there are no entities but XML's own, which are read as what they stand for.
                    case XmlNodeType.EntityReference:
                        return null;
                    // WeCom's elements have no attributes.
                    case XmlNodeType.Element:
                        var element = new XElement(XName.Get(reader.LocalName, reader.NamespaceURI));
                        open?.Add(element);
                        root ??= element;
                        open = reader.IsEmptyElement ? open : element;
                        break;
                    case XmlNodeType.EndElement:
                        open = open?.Parent;
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                        open?.Add(new XText(reader.Value));
                        break;
                }
            return root;
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

    /// <summary>
    /// An element that has neither attributes nor namespaces, which WeCom's have not. Every turn writes two: a writer of the
    /// platform's takes forty times the memory for each.
    /// </summary>
    public static string OneLine(this XElement xml)
    {
        var line = (written ??= new StringBuilder(UsualLength)).Clear();
        Write(line, xml);
        return line.ToString();
    }

    private static void Write(StringBuilder line, XNode node)
    {
        switch (node)
        {
            case XCData data:
                line.Append("<![CDATA[").Append(data.Value.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)).Append("]]>");
                break;
            case XText text:
                line.Append(text.Value.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal));
                break;
            case XElement element:
                line.Append('<').Append(element.Name.LocalName).Append('>');
                for (var child = element.FirstNode; child is not null; child = child.NextNode)
                    Write(line, child);
                line.Append("</").Append(element.Name.LocalName).Append('>');
                break;
            default:
                throw new NotSupportedException(node.NodeType.ToString());
        }
    }
}
