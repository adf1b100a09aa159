using System.Collections.ObjectModel;
using StandIn.Sessions;

namespace System.Management.Automation;

public class ProviderInfo
{
    internal ProviderInfo(string name) => Name = name;

    public string Name { get; }

    public string Description { get; set; } = string.Empty;

    public string Home { get; set; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    public Collection<PSDriveInfo> Drives => [];

    public string HelpFile => string.Empty;

    public PSModuleInfo? Module => null;

    public string ModuleName => "Microsoft.PowerShell.Core";

    public override string ToString() => $"Microsoft.PowerShell.Core\\{Name}";
}

public class PSDriveInfo : IComparable
{
    public PSDriveInfo(string name, ProviderInfo provider, string root, string description, PSCredential? credential)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Provider = provider ?? throw new PSArgumentNullException(nameof(provider));
        Root = root;
        Description = description;
        Credential = credential ?? PSCredential.Empty;
    }

    public string Name { get; }

    public ProviderInfo Provider { get; }

    public string Root { get; }

    public string Description { get; set; }

    public PSCredential? Credential { get; }

    public string CurrentLocation { get; set; } = string.Empty;

    public int CompareTo(object? obj) => string.Compare(Name, (obj as PSDriveInfo)?.Name, StringComparison.OrdinalIgnoreCase);

    public int CompareTo(PSDriveInfo drive) => CompareTo((object)drive);

    public override bool Equals(object? obj) => obj is PSDriveInfo other && CompareTo(other) == 0;

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    public override string ToString() => Name;
}

public sealed class PathInfo
{
    internal PathInfo(string path, ProviderInfo provider, PSDriveInfo? drive)
    {
        Path = path;
        Provider = provider;
        Drive = drive;
    }

    public string Path { get; }

    public string ProviderPath => Path;

    public ProviderInfo Provider { get; }

    public PSDriveInfo? Drive { get; }

    public override string ToString() => Path;
}

public sealed class PathIntrinsics
{
    private readonly SessionLocation _location;

    internal PathIntrinsics(SessionLocation location) => _location = location;

    public PathInfo CurrentLocation => _location.Current;

    public PathInfo CurrentFileSystemLocation => _location.Current;

    public PathInfo CurrentProviderLocation(string providerName) =>
        providerName.EndsWith(SessionLocation.FileSystem, StringComparison.OrdinalIgnoreCase)
            ? _location.Current
            : throw new ProviderNotFoundException(providerName, SessionStateCategory.CmdletProvider, "ProviderNotFound", ErrorCategory.ObjectNotFound, $"Cannot find a provider with the name '{providerName}'.");

    public string GetUnresolvedProviderPathFromPSPath(string path) => _location.Unresolved(path);

    public string GetUnresolvedProviderPathFromPSPath(string path, out ProviderInfo provider, out PSDriveInfo drive)
    {
        provider = _location.Provider;
        drive = _location.Drive;
        return _location.Unresolved(path);
    }

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider)
    {
        provider = _location.Provider;
        return new Collection<string>(_location.Resolved(path));
    }

    public Collection<PathInfo> GetResolvedPSPathFromPSPath(string path) => new([.. _location.Resolved(path).Select(p => new PathInfo(p, _location.Provider, _location.Drive))]);

    public string Combine(string parent, string child) => IO.Path.Combine(parent, child);

    public bool IsValid(string path) => !string.IsNullOrEmpty(path) && path.IndexOfAny(IO.Path.GetInvalidPathChars()) < 0;

    public string ParseChildName(string path) => IO.Path.GetFileName(path.TrimEnd(IO.Path.DirectorySeparatorChar));

    public string ParseParent(string path, string root) => IO.Path.GetDirectoryName(path) ?? root;

    public PathInfo SetLocation(string path)
    {
        _location.Set(path);
        return _location.Current;
    }
}
