using System.Text.RegularExpressions;

namespace AksEgress.Tests.Architecture;

/// <summary>
/// The declarations and names of a C# file. It must have file-scoped namespaces, and top-level types that start in the first
/// column.
/// </summary>
public sealed partial class SourceFile
{
    private SourceFile(string path, string folder, string code)
    {
        Path = path;
        Folder = folder;
        Namespace = NamespaceDirective().Match(code) is { Success: true } match ? match.Groups["name"].Value : "";
        Usings = [.. UsingDirective().Matches(code).Select(directive => directive.Groups["name"].Value)];
        GlobalUsings = [.. UsingDirective()
            .Matches(code)
            .Where(directive => directive.Groups["global"].Success)
            .Select(directive => directive.Groups["name"].Value)];
        Types = [.. TypeDeclaration().Matches(code).Select(declaration => declaration.Groups["name"].Value)];
        var body = UsingDirective().Replace(NamespaceDirective().Replace(code, ""), "");
        Names = [.. DottedName().Matches(body).Select(name => Spaces().Replace(name.Value, "")).Distinct()];
    }

    /// <summary>The path, relative to the folder that was read.</summary>
    public string Path { get; }

    /// <summary>The first part of the path, or <see cref="LayerReader.Root"/>.</summary>
    public string Folder { get; }

    /// <summary>The namespace, or an empty string.</summary>
    public string Namespace { get; }

    /// <summary>The namespaces and types of the using directives.</summary>
    public IReadOnlyList<string> Usings { get; }

    /// <summary>The using directives that apply to the whole project.</summary>
    public IReadOnlyList<string> GlobalUsings { get; }

    /// <summary>The top-level types.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>All identifiers in code, including dotted names: <c>Documents.Json.Parse</c> is one name.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Reads a file.</summary>
    public static SourceFile Read(string root, string file)
    {
        var path = System.IO.Path.GetRelativePath(root, file).Replace('\\', '/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return new SourceFile(path, slash < 0 ? LayerReader.Root : path[..slash], SourceCode.Strip(File.ReadAllText(file)));
    }

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)\s*;", RegexOptions.Multiline)]
    private static partial Regex NamespaceDirective();

    [GeneratedRegex(
        @"^(?<global>global\s+)?using\s+(?:static\s+)?(?:\w+\s*=\s*)?(?:global::)?(?<name>[A-Za-z_][\w.]*)[^;(\n]*;",
        RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    [GeneratedRegex(
        @"^(?:\[[^\n]*\]\s*)?(?:(?:public|internal|file|static|sealed|abstract|readonly|partial|ref|unsafe)\s+)*"
            + @"(?:class|record(?:\s+(?:struct|class))?|struct|interface|enum|delegate\s+[\w.<>\[\]?,\s]+?)\s+(?<name>[A-Z]\w*)",
        RegexOptions.Multiline)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"(?<![\w.@])(?:global::)?[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*")]
    private static partial Regex DottedName();

    [GeneratedRegex(@"\s+|global::")]
    private static partial Regex Spaces();
}
