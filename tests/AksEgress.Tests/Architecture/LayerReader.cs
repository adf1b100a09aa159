namespace AksEgress.Tests.Architecture;

/// <summary>
/// Finds the references between folders in C# source: through using directives, and through type names that need none (in enclosing
/// namespaces, or qualified). Comments and literals don't count.
/// </summary>
/// <example><code>
/// var reader = LayerReader.Read("src/AksEgress.Core");
/// Assert.Empty(reader.UnassignedFolders(layers));
/// Assert.Empty(reader.UpwardReferences(layers));   // layers: lowest first
/// Assert.Empty(reader.Cycles());
/// </code></example>
public sealed class LayerReader
{
    /// <summary>The name for the files directly in the folder that is read.</summary>
    public const string Root = ".";

    private readonly Dictionary<(string Namespace, string Type), string> _types = [];
    private readonly Dictionary<string, HashSet<string>> _folders = new(StringComparer.Ordinal);

    private LayerReader(IReadOnlyList<SourceFile> files)
    {
        foreach (var file in files)
        {
            foreach (var type in file.Types)
            {
                _types[(file.Namespace, type)] = file.Folder;
            }

            if (file.Types.Count > 0)
            {
                _folders.TryAdd(file.Namespace, []);
                _folders[file.Namespace].Add(file.Folder);
            }
        }

        string[] global = [.. files.SelectMany(file => file.GlobalUsings).Distinct()];
        Folders = [.. files.Select(file => file.Folder).Distinct().Order(StringComparer.Ordinal)];
        References = [.. files
            .SelectMany(file => ReferencesOf(file, [.. file.Usings, .. global]))
            .Where(reference => reference.From != reference.To)
            .Distinct()
            .OrderBy(reference => reference.From, StringComparer.Ordinal)
            .ThenBy(reference => reference.To, StringComparer.Ordinal)
            .ThenBy(reference => reference.File, StringComparer.Ordinal)
            .ThenBy(reference => reference.Target, StringComparer.Ordinal)];
    }

    /// <summary>The folders with source files.</summary>
    public IReadOnlyList<string> Folders { get; }

    /// <summary>All references from one folder to another.</summary>
    public IReadOnlyList<LayerReference> References { get; }

    /// <summary>Reads all C# files below a folder, without build output.</summary>
    /// <param name="folder">A project's folder, or a folder in it whose subfolders are checked.</param>
    public static LayerReader Read(string folder)
    {
        var root = Path.GetFullPath(folder);
        return new([.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(file => Path.GetRelativePath(root, file).Replace('\\', '/').Split('/')[0] is not ("bin" or "obj"))
            .Select(file => SourceFile.Read(root, file))]);
    }

    /// <summary>The references from a folder to one of a higher layer.</summary>
    /// <param name="layers">The layers, the lowest first.</param>
    public IReadOnlyList<LayerReference> UpwardReferences(IReadOnlyList<Layer> layers)
    {
        var heights = layers
            .SelectMany((layer, height) => layer.Folders.Select(folder => (folder, height)))
            .ToDictionary(pair => pair.folder, pair => pair.height);
        return [.. References.Where(reference =>
            heights.TryGetValue(reference.From, out var from) && heights.TryGetValue(reference.To, out var to) && to > from)];
    }

    /// <summary>The folders that belong to no layer, and the layers' folders without source files.</summary>
    public IReadOnlyList<string> UnassignedFolders(IReadOnlyList<Layer> layers)
    {
        string[] assigned = [.. layers.SelectMany(layer => layer.Folders)];
        return [.. Folders.Except(assigned), .. assigned.Except(Folders)];
    }

    /// <summary>The groups of folders that reference each other, directly or indirectly, each with these references.</summary>
    public IReadOnlyList<string> Cycles()
    {
        var reached = Folders.ToDictionary(folder => folder, Reach);
        return [.. Folders.Where(folder => reached[folder].Contains(folder))
            .GroupBy(folder =>
                string.Join(", ", Folders.Where(other => reached[folder].Contains(other) && reached[other].Contains(folder))))
            .Select(cycle =>
                $"{cycle.Key}:\n  "
                    + string.Join("\n  ", References.Where(reference => cycle.Contains(reference.From) && cycle.Contains(reference.To))))];
    }

    private HashSet<string> Reach(string folder)
    {
        var targets = References.ToLookup(reference => reference.From, reference => reference.To);
        HashSet<string> reached = [];
        Stack<string> open = new(targets[folder]);
        while (open.TryPop(out var next))
        {
            if (reached.Add(next))
            {
                foreach (var target in targets[next])
                {
                    open.Push(target);
                }
            }
        }

        return reached;
    }

    private IEnumerable<LayerReference> ReferencesOf(SourceFile file, string[] usings)
    {
        foreach (var directive in file.Usings)
        {
            // A namespace spread over several folders identifies none of them; its types do.
            if (_folders.TryGetValue(directive, out var folders))
            {
                if (folders.Count == 1)
                {
                    yield return new LayerReference(file.Path, file.Folder, folders.First(), directive);
                }
            }
            else if (Find(directive.Split('.'), [""]) is { } found)
            {
                yield return new LayerReference(file.Path, file.Folder, found.Folder, found.Type);
            }
        }

        string[] enclosing = [.. Enclosing(file.Namespace)];
        foreach (var name in file.Names)
        {
            // The compiler's order: the enclosing namespaces from the inside out, then the using directives.
            var parts = name.Split('.');
            if ((Find(parts, enclosing) ?? Find(parts, usings)) is { } found)
            {
                yield return new LayerReference(file.Path, file.Folder, found.Folder, found.Type);
            }
        }
    }

    // The first type that a dotted name can mean in the given namespaces: its first parts can be a namespace below them.
    private (string Folder, string Type)? Find(string[] parts, IEnumerable<string> namespaces)
    {
        foreach (var start in namespaces)
        {
            var space = start;
            foreach (var part in parts)
            {
                if (_types.TryGetValue((space, part), out var folder))
                {
                    return (folder, part);
                }

                space = space.Length == 0 ? part : $"{space}.{part}";
            }
        }

        return null;
    }

    private static IEnumerable<string> Enclosing(string space)
    {
        for (; space.Length > 0; space = space.LastIndexOf('.') is var dot and >= 0 ? space[..dot] : "")
        {
            yield return space;
        }

        yield return "";
    }
}
