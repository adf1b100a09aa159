using System.Net;
using System.Net.Sockets;

namespace AksEgress.Arm.Transport;

/// <summary>
/// Applies the configured proxy to every connection except those to this machine and to the endpoints of managed identities.
/// A request over http shows its token to a proxy, and no proxy leads to these hosts. NO_PROXY doesn't have to name them.
/// </summary>
internal sealed class LocalBypassProxy : IWebProxy
{
    // Azure.Identity reads each of these as the address of an endpoint that receives a secret header or returns a token.
    private static readonly string[] s_identityVariables =
        ["IDENTITY_ENDPOINT", "MSI_ENDPOINT", "IMDS_ENDPOINT", "AZURE_POD_IDENTITY_AUTHORITY_HOST"];

    private readonly IWebProxy? _configured;

    /// <summary>Wraps a proxy.</summary>
    /// <param name="configured">The proxy to apply; null for the process's own, as it is when a connection is made.</param>
    public LocalBypassProxy(IWebProxy? configured = null) => _configured = configured;

    /// <summary>The credentials of the configured proxy.</summary>
    public ICredentials? Credentials
    {
        get => Configured.Credentials;
        set => Configured.Credentials = value;
    }

    private IWebProxy Configured => _configured ?? HttpClient.DefaultProxy;

    /// <summary>True for a host that is always reached directly.</summary>
    public static bool IsDirect(Uri address) =>
        address.IsLoopback || IsLocalName(address.IdnHost.TrimEnd('.')) || IsLocalAddress(address.IdnHost) || IsIdentityEndpoint(address);

    /// <inheritdoc/>
    public Uri? GetProxy(Uri destination) => IsDirect(destination) ? null : Configured.GetProxy(destination);

    /// <inheritdoc/>
    public bool IsBypassed(Uri host) => IsDirect(host) || Configured.IsBypassed(host);

    // RFC 6761: names below localhost are loopback names too.
    private static bool IsLocalName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);

    // Link-local addresses never leave the machine's own link: 169.254.169.254 is the instance metadata service.
    private static bool IsLocalAddress(string host)
    {
        if (!IPAddress.TryParse(host.Trim('[', ']'), out var address))
        {
            return false;
        }

        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return IPAddress.IsLoopback(plain) || plain.IsIPv6LinkLocal
            || (plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes() is [169, 254, ..]);
    }

    private static bool IsIdentityEndpoint(Uri address) => s_identityVariables.Any(variable =>
        Uri.TryCreate(Environment.GetEnvironmentVariable(variable), UriKind.Absolute, out var endpoint)
        && endpoint.Port == address.Port && endpoint.IdnHost.Equals(address.IdnHost, StringComparison.OrdinalIgnoreCase));
}
