using System.Management.Automation;

namespace StandIn.Sessions;

/// <summary>The session's current directory; relative paths are relative to it, not to the process's.</summary>
internal sealed class SessionLocation
{
    public const string FileSystem = "FileSystem";
    private string _current = Environment.CurrentDirectory;

    public SessionLocation()
    {
        Provider = new ProviderInfo(FileSystem);
        Drive = new PSDriveInfo(Path.GetPathRoot(_current)!.TrimEnd('\\', ':'), Provider, Path.GetPathRoot(_current)!, string.Empty, null);
    }

    public ProviderInfo Provider { get; }

    public PSDriveInfo Drive { get; }

    public PathInfo Current => new(_current, Provider, Drive);

    public void Set(string path) => _current = Directory.Exists(Unresolved(path)) ? Unresolved(path) : throw NotFound(path);

    public string Unresolved(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var qualified = path.IndexOf("::", StringComparison.Ordinal);
        if (qualified >= 0)
        {
            var provider = path[..qualified];
            path = provider.EndsWith(FileSystem, StringComparison.OrdinalIgnoreCase)
                ? path[(qualified + 2)..]
                : throw new ProviderNotFoundException(
                    provider,
                    SessionStateCategory.CmdletProvider,
                    "ProviderNotFound",
                    ErrorCategory.ObjectNotFound,
                    $"Cannot find a provider with the name '{provider}'.");
        }

        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal))
        {
            path = Provider.Home + path[1..];
        }

        var colon = path.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && !Path.IsPathRooted(path))
        {
            var drive = path[..colon];
            throw new System.Management.Automation.DriveNotFoundException(
                drive,
                SessionStateCategory.Drive,
                "DriveNotFound",
                ErrorCategory.ObjectNotFound,
                $"Cannot find drive. A drive with the name '{drive}' does not exist.");
        }

        return Path.GetFullPath(path, _current);
    }

    public List<string> Resolved(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            var single = Unresolved(WildcardPattern.Unescape(path));
            return Path.Exists(single) ? [single] : throw NotFound(single);
        }

        var full = Unresolved(path);
        var found = new List<string> { Path.GetPathRoot(full)! };
        foreach (var part in full[found[0].Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!WildcardPattern.ContainsWildcardCharacters(part))
            {
                var plain = WildcardPattern.Unescape(part);
                found = [.. found.Select(f => Path.Combine(f, plain)).Where(Path.Exists)];
                continue;
            }

            var pattern = new WildcardPattern(part, WildcardOptions.IgnoreCase);
            found = [.. found
                .Where(Directory.Exists)
                .SelectMany(Directory.GetFileSystemEntries)
                .Where(e => pattern.IsMatch(Path.GetFileName(e)))
                .Order(StringComparer.OrdinalIgnoreCase)];
        }

        return found;
    }

    private static ItemNotFoundException NotFound(string path) =>
        new(
            path,
            SessionStateCategory.Drive,
            "PathNotFound",
            ErrorCategory.ObjectNotFound,
            $"Cannot find path '{path}' because it does not exist.");
}
