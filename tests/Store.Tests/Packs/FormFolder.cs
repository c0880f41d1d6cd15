using Store.Packs;
using Store.Tests.Rosters;

namespace Store.Tests.Packs;

/// <summary>A folder with a form and what lies beside it, gone after the test.</summary>
internal sealed class FormFolder : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("forms").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public FormFolder Put(string name, string content) => Put(name, System.Text.Encoding.UTF8.GetBytes(content));

    public FormFolder Put(string name, byte[] content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return this;
    }

    public FormFolder Put(string name, Workbook workbook) => Put(name, workbook.Save().ToArray());

    public FormCheck Check(string name) => FormReader.Check(Path.Combine(folder, name));

    /// <summary>What is wrong, as it is printed, without the folder.</summary>
    public IReadOnlyList<string> Problems(string name) => Shown(Check(name).Problems);

    public IReadOnlyList<string> Notes(string name) => Shown(Check(name).Notes);

    private List<string> Shown(IEnumerable<Problem> problems) => [.. problems.Select(problem => problem.ToString()[(folder.Length + 1)..])];
}
