using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Store.Packs;

/// <summary>The other files that choices are read from, as the rows of a .csv would be: ODK's .xml of items, and .geojson.</summary>
internal static class AttachedTables
{
    // A point is written as a geopoint is answered; other shapes have no place in a chat.
    private const string Geometry = "geometry";

    /// <summary>root / item / column; what the elements are called does not matter.</summary>
    public static DelimitedFile ReadXml(string file, string content, FormIssues issues)
    {
        var top = new FormPlace(issues, file, 1);
        try
        {
            using var reader = XmlReader.Create(new StringReader(content.TrimStart('\uFEFF')), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var items = XDocument.Load(reader, LoadOptions.SetLineInfo).Root!.Elements().ToList();
            return Table(content, top, items.Select(item => (
                At: new FormPlace(issues, file, ((IXmlLineInfo)item).LineNumber),
                Cells: item.Elements().DistinctBy(cell => cell.Name.LocalName).ToDictionary(cell => cell.Name.LocalName, cell => SheetText.Trim(cell.Value)))));
        }
        catch (XmlException broken)
        {
            new FormPlace(issues, file, broken.LineNumber).Complain($"this is no XML: {broken.Message}");
            return new DelimitedFile(content, [], [], top);
        }
    }

    /// <summary>A feature is a row: its id, its properties, and where it is.</summary>
    public static DelimitedFile ReadGeoJson(string file, string content, FormIssues issues)
    {
        var top = new FormPlace(issues, file, 1);
        try
        {
            using var json = JsonDocument.Parse(content.TrimStart('\uFEFF'));
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("features", out var features) || features.ValueKind != JsonValueKind.Array)
            {
                top.Complain("there are no features: it wants {\"type\": \"FeatureCollection\", \"features\": […]}");
                return new DelimitedFile(content, [], [], top);
            }
            return Table(content, top, features.EnumerateArray().Where(feature => feature.ValueKind == JsonValueKind.Object).Select(feature => (top, Cells(feature))));
        }
        catch (JsonException broken)
        {
            new FormPlace(issues, file, (int)(broken.LineNumber ?? 0) + 1).Complain("this is no JSON");
            return new DelimitedFile(content, [], [], top);
        }
    }

    private static Dictionary<string, string> Cells(JsonElement feature)
    {
        var cells = new Dictionary<string, string>();
        if (feature.TryGetProperty("properties", out var properties) && properties.ValueKind == JsonValueKind.Object)
            foreach (var property in properties.EnumerateObject())
                cells[property.Name] = SheetText.Trim(property.Value.ToString());
        if (feature.TryGetProperty("id", out var id))
            cells["id"] = id.ToString();
        if (feature.TryGetProperty(Geometry, out var geometry) && geometry.ValueKind == JsonValueKind.Object
            && geometry.TryGetProperty("type", out var type) && type.ValueEquals("Point")
            && geometry.TryGetProperty("coordinates", out var place) && place.ValueKind == JsonValueKind.Array && place.GetArrayLength() >= 2)
            cells[Geometry] = $"{place[1]} {place[0]} 0 0";
        return cells;
    }

    private static DelimitedFile Table(string content, FormPlace top, IEnumerable<(FormPlace At, Dictionary<string, string> Cells)> rows)
    {
        var read = rows.ToList();
        List<string> header = [.. read.SelectMany(row => row.Cells.Keys).Distinct()];
        if (read.Count == 0)
            top.Complain("there is no row in this file");
        return new DelimitedFile(content, header, [.. read.Select(row => new DelimitedFile.Row(row.At, [.. header.Select(column => row.Cells.GetValueOrDefault(column, ""))]))], top);
    }
}
