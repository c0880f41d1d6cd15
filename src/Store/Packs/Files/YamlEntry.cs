using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Store.Packs;

/// <summary>
/// One place in a YAML file that still knows its file and line, so that whoever reads it can complain precisely.
/// Every reader in this folder goes through it; problems are collected, never thrown.
/// </summary>
public sealed class YamlEntry
{
    private readonly YamlNode node;
    private readonly List<Problem> problems;

    private YamlEntry(string file, YamlNode node, List<Problem> problems)
    {
        File = file;
        this.node = node;
        this.problems = problems;
    }

    public string File { get; }

    public int Line => (int)node.Start.Line;

    /// <summary>The scalar's text; null for a list or a mapping. An empty scalar is an empty string.</summary>
    public string? Text => (node as YamlScalarNode)?.Value;

    public bool IsMapping => node is YamlMappingNode;

    public bool IsList => node is YamlSequenceNode;

    /// <summary>The items of a list, in order; nothing for anything else.</summary>
    public IEnumerable<YamlEntry> Items =>
        node is YamlSequenceNode list ? list.Children.Select(Wrap) : [];

    /// <summary>The pairs of a mapping, in the order of the file; nothing for anything else.</summary>
    public IEnumerable<(YamlEntry Key, YamlEntry Value)> Pairs =>
        node is YamlMappingNode map ? map.Children.Select(pair => (Wrap(pair.Key), Wrap(pair.Value))) : [];

    /// <summary>The value under <paramref name="key"/>, or null.</summary>
    public YamlEntry? this[string key] =>
        node is YamlMappingNode map && map.Children.TryGetValue(new YamlScalarNode(key), out var value) ? Wrap(value) : null;

    /// <summary>Reads a file's only document; null (with a problem) where it is not YAML or is empty.</summary>
    public static YamlEntry? Read(string file, string content, List<Problem> problems)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(content));
        try
        {
            stream.Load(new ShallowParser(parser));
        }
        catch (YamlException broken)
        {
            problems.Add(new Problem(file, (int)broken.Start.Line, $"not readable as YAML: {broken.Message}"));
            return null;
        }
        catch (InvalidOperationException)
        {
            // The scanner gives up like this on some unclosed brackets, without a place; the last thing understood is the nearest there is.
            problems.Add(new Problem(file, (int)(parser.Current?.End.Line ?? 1), "not readable as YAML from here on; look for an unclosed bracket or quote"));
            return null;
        }
        if (stream.Documents.Count == 1)
            return new YamlEntry(file, stream.Documents[0].RootNode, problems);
        problems.Add(new Problem(file, 1, stream.Documents.Count == 0 ? "the file is empty" : "the file holds more than one YAML document"));
        return null;
    }

    public void Complain(string message) => problems.Add(new Problem(File, Line, message));

    /// <summary>Complains of another line of the same file.</summary>
    public void Complain(int line, string message) => problems.Add(new Problem(File, line, message));

    /// <summary>The text under <paramref name="key"/>; complains and gives "" where it is missing or no scalar.</summary>
    public string Required(string key)
    {
        var value = this[key];
        if (value?.Text is { Length: > 0 } text)
            return text;
        (value ?? this).Complain($"'{key}' is missing");
        return "";
    }

    public string? Optional(string key) => this[key]?.Text is { Length: > 0 } text ? text : null;

    /// <summary>Complains of every key that is not among <paramref name="known"/>, naming the nearest known one.</summary>
    public void OnlyKnows(params string[] known)
    {
        foreach (var (key, _) in Pairs)
            if (key.Text is not { } name || !known.Contains(name, StringComparer.Ordinal))
                key.Complain($"unknown key '{key.Text}'; known here: {string.Join(", ", known)}");
    }

    /// <summary>Refuses what would recurse until the stack is gone: [[[[[[…</summary>
    private sealed class ShallowParser(Parser parser) : IParser
    {
        private const int Deepest = 64;
        private int depth;

        public ParsingEvent? Current => parser.Current;

        public bool MoveNext()
        {
            if (!parser.MoveNext())
                return false;
            depth += parser.Current!.NestingIncrease;
            return depth <= Deepest ? true : throw new YamlException(parser.Current.Start, parser.Current.End, $"nested more than {Deepest} deep");
        }
    }

    private YamlEntry Wrap(YamlNode child) => new(File, child, problems);
}
