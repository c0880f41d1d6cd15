using System.Text;
using DocumentFormat.OpenXml;
using Xlsx = DocumentFormat.OpenXml.Spreadsheet;

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
        using var writer = OpenXmlWriter.Create(stream, Encoding.UTF8);
        writer.WriteStartDocument(standalone: true);
        writer.WriteStartElement(new Xlsx.SharedStringTable { Count = (uint)uses, UniqueCount = (uint)texts.Count });
        foreach (var text in texts)
            writer.WriteElement(new Xlsx.SharedStringItem(new Xlsx.Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        writer.WriteEndElement();
    }
}
