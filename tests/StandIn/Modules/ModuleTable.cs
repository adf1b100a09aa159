using System.Management.Automation;
using StandIn.Sessions;

namespace StandIn.Modules;

/// <summary>The modules of a session: found by path or name, imported, removed.</summary>
internal sealed class ModuleTable(Session session)
{
    private readonly List<LoadedModule> _modules = [];

    public IEnumerable<PSModuleInfo> All => _modules.Select(m => m.Info);

    public IEnumerable<PSModuleInfo> Matching(string pattern)
    {
        var wildcard = new WildcardPattern(pattern, WildcardOptions.IgnoreCase);
        return All.Where(m => wildcard.IsMatch(m.Name));
    }

    public void Import(string nameOrPath)
    {
        var path = Locate(nameOrPath);
        if (!_modules.Exists(m => m.Info.Path.Equals(path, StringComparison.Ordinal)))
        {
            _modules.Add(new ModuleLoader(session).Load(path));
        }
    }

    public void Remove(PSModuleInfo module)
    {
        if (_modules.Find(m => m.Info == module) is not { } loaded)
        {
            return;
        }

        _modules.Remove(loaded);
        loaded.Unload(session);
    }

    public void RemoveAll()
    {
        foreach (var module in _modules.ToArray())
        {
            Remove(module.Info);
        }
    }

    public string Locate(string nameOrPath)
    {
        var isPath = nameOrPath.AsSpan().IndexOfAny('/', '\\') >= 0
            || Path.HasExtension(nameOrPath) && File.Exists(session.Location.Unresolved(nameOrPath));
        var found = isPath
            ? AtPath(session.Location.Unresolved(nameOrPath))
            : (Environment.GetEnvironmentVariable("PSModulePath") ?? string.Empty)
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(root => AtPath(Path.Combine(root, nameOrPath)))
                .FirstOrDefault(p => p is not null);
        return found ?? throw new RuntimeException(
            "Modules_ModuleNotFound",
            ErrorCategory.ResourceUnavailable,
            nameOrPath,
            $"The specified module '{nameOrPath}' was not loaded because no valid module file was found in any module directory.",
            new FileNotFoundException(
                $"The specified module '{nameOrPath}' was not loaded because no valid module file was found in any module directory.",
                nameOrPath));
    }

    private static string? AtPath(string path)
    {
        if (File.Exists(path))
        {
            return path;
        }

        if (Directory.Exists(path))
        {
            var name = Path.GetFileName(path.TrimEnd(Path.DirectorySeparatorChar));
            return new[] { ".psd1", ".dll" }.Select(e => Path.Combine(path, name + e)).FirstOrDefault(File.Exists)
                ?? Directory.GetDirectories(path)
                    .Where(d => Version.TryParse(Path.GetFileName(d), out _))
                    .OrderByDescending(d => Version.Parse(Path.GetFileName(d)))
                    .Select(d => Path.Combine(d, name + ".psd1"))
                    .FirstOrDefault(File.Exists);
        }

        return new[] { ".psd1", ".dll" }.Select(e => path + e).FirstOrDefault(File.Exists);
    }
}
