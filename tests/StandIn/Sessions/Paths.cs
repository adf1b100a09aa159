using System.Collections.ObjectModel;
using StandIn.Sessions;

namespace System.Management.Automation;

public class ProviderInfo
{
    internal ProviderInfo(string name) => Name = name;

    public string Name { get; }

    public string Home { get; set; } = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
}

public class PSDriveInfo
{
    public PSDriveInfo(string name, ProviderInfo provider, string root, string description, PSCredential? credential)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        Provider = provider ?? throw new ArgumentNullException(nameof(provider));
        Root = root;
        Description = description;
        Credential = credential ?? PSCredential.Empty;
    }

    public string Name { get; }

    public ProviderInfo Provider { get; }

    public string Root { get; }

    public string Description { get; set; }

    public PSCredential? Credential { get; }
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
}

public sealed class PathIntrinsics
{
    private readonly SessionLocation _location;

    internal PathIntrinsics(SessionLocation location) => _location = location;

    public PathInfo CurrentFileSystemLocation => _location.Current;

    public string GetUnresolvedProviderPathFromPSPath(string path) => _location.Unresolved(path);

    public Collection<string> GetResolvedProviderPathFromPSPath(string path, out ProviderInfo provider)
    {
        provider = _location.Provider;
        return new Collection<string>(_location.Resolved(path));
    }

    public PathInfo SetLocation(string path)
    {
        _location.Set(path);
        return _location.Current;
    }
}
