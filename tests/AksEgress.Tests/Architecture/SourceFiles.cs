using AksEgress.Hosting;

namespace AksEgress.Tests.Architecture;

/// <summary>The C# files of the repository, without build output.</summary>
internal static class SourceFiles
{
    /// <summary>Each file below the folders, with its path relative to the repository's root.</summary>
    public static IEnumerable<(string Name, string File)> Below(params string[] folders) =>
        from folder in folders
        from file in Directory.EnumerateFiles(Path.Combine(Engine.Root, folder), "*.cs", SearchOption.AllDirectories)
        let name = Path.GetRelativePath(Engine.Root, file).Replace('\\', '/')
        where !name.Split('/').Any(part => part is "bin" or "obj")
        select (name, file);
}
