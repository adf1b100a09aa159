namespace AksEgress.Arm.Transport;

/// <summary>
/// The addresses that may receive this session's bearer token: the endpoint itself, and for addresses from ARM
/// (operations, next pages) its regional hosts too, such as <c>westeurope.management.azure.com</c>.
/// </summary>
internal sealed class TrustedHosts
{
    private readonly Uri _endpoint;

    public TrustedHosts(Uri endpoint) => _endpoint = endpoint;

    /// <summary>True when an endpoint can be used at all: https, or http that stays on this machine.</summary>
    public static bool IsSafeEndpoint(Uri endpoint) =>
        endpoint.IsAbsoluteUri && endpoint.UserInfo.Length == 0
        && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback));

    /// <summary>True for the endpoint's own scheme, host and port.</summary>
    public bool IsEndpoint(Uri address) =>
        address.IsAbsoluteUri && address.UserInfo.Length == 0 && address.Scheme == _endpoint.Scheme
        && address.Port == _endpoint.Port && string.Equals(address.IdnHost, _endpoint.IdnHost, StringComparison.OrdinalIgnoreCase);

    /// <summary>True for the endpoint and for hosts below its name.</summary>
    public bool Contains(Uri address) =>
        IsEndpoint(address)
        || (address.IsAbsoluteUri && address.UserInfo.Length == 0
            && address.Scheme == Uri.UriSchemeHttps && _endpoint.Scheme == Uri.UriSchemeHttps && address.Port == _endpoint.Port
            && _endpoint.HostNameType == UriHostNameType.Dns
            && address.IdnHost.EndsWith("." + _endpoint.IdnHost, StringComparison.OrdinalIgnoreCase));
}
