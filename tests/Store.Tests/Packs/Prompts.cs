using Store.Packs;
using Xunit;

namespace Store.Tests.Packs;

/// <summary>The files of this repository that tests of packs read.</summary>
internal static class Prompts
{
    public static string Root { get; } = FindRoot();

    public static string Folder { get; } = Path.Combine(Root, "prompts");

    public static string Beside(params string[] path) => Path.Combine([Root, "tests", "Store.Tests", "Packs", .. path]);

    public static Form Form(string id)
    {
        var (form, problems) = FormReader.ReadFile(Path.Combine(Folder, "forms", id + ".yaml"));
        Assert.Empty(problems);
        return form!;
    }

    /// <summary>A form written in a test.</summary>
    public static (Form? Form, IReadOnlyList<Problem> Problems) Read(string yaml)
    {
        var problems = new List<Problem>();
        return (FormReader.Read("form.yaml", yaml, problems), problems);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("no Bot.sln above " + AppContext.BaseDirectory);
    }
}
