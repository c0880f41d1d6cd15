namespace Store.Packs;

/// <summary>The files that a form takes with it: beside it, or in the folder FORM-media.</summary>
/// <param name="find">Path relative to the form's folder → content; null where there is no such file. A problem with it is added by whoever reads it.</param>
internal sealed class FormFiles(string form, Func<string, string?> find, FormIssues issues)
{
    private readonly Dictionary<string, DelimitedFile?> read = new(StringComparer.Ordinal);

    /// <summary>Name and content of all that was read, so that the form's version can follow them.</summary>
    public IEnumerable<string> Contents => read.Values.OfType<DelimitedFile>().Select(file => file.Content);

    /// <summary>Null where there is no such file.</summary>
    public DelimitedFile? Find(string name)
    {
        if (read.TryGetValue(name, out var known))
            return known;
        if (name.Contains("..", StringComparison.Ordinal) || Path.IsPathRooted(name))
            return null;
        foreach (var path in (string[])[$"{Path.GetFileNameWithoutExtension(form)}-media/{name}", name])
            if (find(path) is { } content)
                return read[name] = Read(Beside(path), content);
        return read[name] = null;
    }

    private DelimitedFile Read(string path, string content) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".xml" => AttachedTables.ReadXml(path, content, issues),
        ".geojson" => AttachedTables.ReadGeoJson(path, content, issues),
        _ => DelimitedFile.Read(path, content, issues),
    };

    private string Beside(string path) => form.LastIndexOfAny(['/', '\\']) is >= 0 and var end ? $"{form[..end]}/{path}" : path;
}
