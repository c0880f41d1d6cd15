using System.Text;

namespace Store.Tests.Packs;

/// <summary>An .xls as Excel 5 left it: cells in records one after the other, texts in the code page of the machine.</summary>
internal sealed class OldWorkbook
{
    private readonly List<(string Name, List<object?[]> Rows)> sheets = [];

    static OldWorkbook() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public OldWorkbook Sheet(string name, params object?[][] rows)
    {
        sheets.Add((name, [.. rows]));
        return this;
    }

    public byte[] Save()
    {
        var gbk = Encoding.GetEncoding(936);
        var bodies = sheets.Select(sheet => Body(sheet.Rows, gbk)).ToList();
        var globals = Globals(offsets: new int[sheets.Count], gbk);
        var offsets = new int[sheets.Count];
        for (var (i, at) = (0, globals.Length); i < offsets.Length; at += bodies[i++].Length)
            offsets[i] = at;
        return [.. Globals(offsets, gbk), .. bodies.SelectMany(body => body)];
    }

    private byte[] Globals(int[] offsets, Encoding encoding)
    {
        using var stream = new MemoryStream();
        Record(stream, 0x0809, [.. Word(0x0500), .. Word(0x0005), .. Word(0), .. Word(0)]);
        Record(stream, 0x0042, Word(936));
        for (var i = 0; i < sheets.Count; i++)
            Record(stream, 0x0085, [.. BitConverter.GetBytes(offsets[i]), .. Word(0), (byte)encoding.GetByteCount(sheets[i].Name), .. encoding.GetBytes(sheets[i].Name)]);
        Record(stream, 0x000A, []);
        return stream.ToArray();
    }

    private static byte[] Body(List<object?[]> rows, Encoding encoding)
    {
        using var stream = new MemoryStream();
        Record(stream, 0x0809, [.. Word(0x0500), .. Word(0x0010), .. Word(0), .. Word(0)]);
        Record(stream, 0x0200, [.. Word(0), .. Word(rows.Count), .. Word(0), .. Word(rows.Max(row => row.Length)), .. Word(0)]);
        for (var row = 0; row < rows.Count; row++)
            for (var column = 0; column < rows[row].Length; column++)
                if (rows[row][column] is string text)
                    Record(stream, 0x0204, [.. Word(row), .. Word(column), .. Word(0), .. Word(encoding.GetByteCount(text)), .. encoding.GetBytes(text)]);
                else if (rows[row][column] is int number)
                    Record(stream, 0x0203, [.. Word(row), .. Word(column), .. Word(0), .. BitConverter.GetBytes((double)number)]);
        Record(stream, 0x000A, []);
        return stream.ToArray();
    }

    private static void Record(MemoryStream stream, int id, byte[] content)
    {
        stream.Write([.. Word(id), .. Word(content.Length), .. content]);
    }

    private static byte[] Word(int value) => BitConverter.GetBytes((ushort)value);
}
