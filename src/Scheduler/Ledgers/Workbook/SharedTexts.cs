using System.Globalization;
using System.Xml;

namespace Scheduler.Ledgers.Workbook;

/// <summary>Every different text of the workbook once, as Excel itself stores them; a cell holds its number.</summary>
internal sealed class SharedTexts
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];
    private int uses;

    public int NumberOf(string clean)
    {
        uses++;
        if (numbers.TryGetValue(clean, out var number))
            return number;
        numbers.Add(clean, texts.Count);
        texts.Add(clean);
        return texts.Count - 1;
    }

    public void Write(Stream stream)
    {
        using var writer = XmlWriter.Create(stream, SheetXml.Settings);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(SheetXml.Prefix, "sst", SheetXml.Namespace);
        writer.WriteAttributeString("count", uses.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("uniqueCount", texts.Count.ToString(CultureInfo.InvariantCulture));
        foreach (var text in texts)
        {
            writer.WriteStartElement(SheetXml.Prefix, "si", SheetXml.Namespace);
            writer.WriteStartElement(SheetXml.Prefix, "t", SheetXml.Namespace);
            writer.WriteAttributeString("xml", "space", null, "preserve");
            writer.WriteString(text);
            writer.WriteEndElement();
            writer.WriteEndElement();
        }
        writer.WriteEndElement();
    }
}
