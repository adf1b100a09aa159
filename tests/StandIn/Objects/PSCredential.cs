using System.Net;
using System.Security;

namespace System.Management.Automation;

[Flags]
public enum PSCredentialTypes
{
    Generic = 1,
    Domain = 2,
    Default = Generic | Domain,
}

[Flags]
public enum PSCredentialUIOptions
{
    None = 0,
    ValidateUserNameSyntax = 1,
    Default = ValidateUserNameSyntax,
    AlwaysPrompt = 2,
    ReadOnlyUserName = 3,
}

public sealed class PSCredential
{
    private readonly string _userName;
    private readonly SecureString _password;

    public PSCredential(string userName, SecureString password)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        _userName = userName;
        _password = password ?? throw new ArgumentNullException(nameof(password));
    }

    private PSCredential()
    {
        _userName = string.Empty;
        _password = new SecureString();
    }

    public static PSCredential Empty { get; } = new();

    public string UserName => _userName;

    public SecureString Password => _password;

    public NetworkCredential GetNetworkCredential()
    {
        var parts = _userName.Split('\\', 2);
        return parts.Length == 2
            ? new NetworkCredential(parts[1], _password, parts[0])
            : _userName.Split('@') is [{ Length: > 0 } user, { Length: > 0 } domain] ? new NetworkCredential(user, _password, domain)
            : new NetworkCredential(_userName, _password);
    }
}

