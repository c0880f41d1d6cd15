using System.Text;

namespace Store.Tests.Packs;

/// <summary>The smallest compound file (the container of .xls) whose directory has streams of these names, all empty.</summary>
internal static class CompoundFile
{
    private const int Sector = 512;

    public static byte[] With(params string[] streams)
    {
        var file = new byte[Sector * 3];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        Word(24, 0x3E);
        Word(26, 3);
        Word(28, 0xFFFE);
        Word(30, 9);
        Word(32, 6);
        Long(44, 1);
        Long(48, 1);
        Long(56, 4096);
        Long(60, -2);
        Long(68, -2);
        Long(76, 0);
        for (var at = 80; at < Sector; at += 4)
            Long(at, -1);
        // Sector 0 is the table of sectors, sector 1 the directory.
        for (var at = 0; at < Sector; at += 4)
            Long(Sector + at, -1);
        Long(Sector, -3);
        Long(Sector + 4, -2);
        Entry(0, "Root Entry", kind: 5, child: 1, right: -1);
        for (var i = 0; i < streams.Length; i++)
            Entry(i + 1, streams[i], kind: 2, child: -1, right: i + 1 < streams.Length ? i + 2 : -1);
        return file;

        void Entry(int number, string name, byte kind, int child, int right)
        {
            var at = Sector * 2 + number * 128;
            Encoding.Unicode.GetBytes(name).CopyTo(file, at);
            Word(at + 64, (name.Length + 1) * 2);
            file[at + 66] = kind;
            file[at + 67] = 1;
            Long(at + 68, -1);
            Long(at + 72, right);
            Long(at + 76, child);
            Long(at + 116, -2);
        }

        void Word(int at, int value) => BitConverter.GetBytes((ushort)value).CopyTo(file, at);

        void Long(int at, int value) => BitConverter.GetBytes(value).CopyTo(file, at);
    }
}
