using Bot;
using Store.Packs;

namespace Testing;

/// <summary>The repository that the tests were built from: its root, and the prompts that the product ships with.</summary>
public static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Prompts { get; } = Path.Combine(Root, "prompts");

    public static Pack Pack { get; } = BotSetup.Pack(Prompts);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"no Bot.sln above {AppContext.BaseDirectory}");
    }
}
