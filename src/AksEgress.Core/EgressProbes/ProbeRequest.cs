using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Core.EgressProbes;

/// <summary>A requested test with validated values, which are safe in a shell command.</summary>
public sealed partial record ProbeRequest
{
    /// <summary>The default echo services; the second one is used if the first one doesn't respond.</summary>
    public static readonly IReadOnlyList<string> DefaultEchoUris = ["https://api.ipify.org", "https://ipv4.icanhazip.com"];

    private const int MaximumOwn = 50;
    private const int MaximumEchos = 5;
    private const int HttpsPort = 443;

    /// <summary>The services that return the caller's IP address.</summary>
    public IReadOnlyList<string> EchoUris { get; private init; } = DefaultEchoUris;

    /// <summary>Additional endpoints.</summary>
    public IReadOnlyList<ProbeHost> Own { get; private init; } = [];

    /// <summary>The expected egress IP addresses; null to use those in Azure.</summary>
    public IReadOnlyList<string>? Expected { get; private init; }

    /// <summary>True to skip the endpoints that AKS requires.</summary>
    public bool SkipRequired { get; private init; }

    /// <summary>Validates the values of a user.</summary>
    /// <param name="endpoints"><c>host</c> or <c>host:port</c> each; the default port is 443.</param>
    /// <param name="echoUris">http or https addresses without query, or null for the default ones.</param>
    /// <param name="expected">IPv4 addresses or CIDRs, or null.</param>
    /// <param name="skipRequired">True to skip the endpoints that AKS requires.</param>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static ProbeRequest Create(
        IReadOnlyList<string>? endpoints, IReadOnlyList<string>? echoUris, IReadOnlyList<string>? expected, bool skipRequired)
    {
        if (endpoints?.Count > MaximumOwn)
        {
            throw Wrong("Endpoint", $"at most {MaximumOwn} endpoints are allowed, because the pod tests them one after another.");
        }

        if (echoUris?.Count is 0 or > MaximumEchos)
        {
            throw Wrong("EchoUri", $"1 to {MaximumEchos} services are allowed.");
        }

        return new ProbeRequest
        {
            Own = [.. (endpoints ?? []).Select(Endpoint).Distinct()],
            EchoUris = [.. (echoUris ?? DefaultEchoUris).Select(Echo).Distinct()],
            Expected = expected is null
                ? null
                : [.. expected.Select(text =>
                    Cidr.TryParseAddress(text, out _) || Cidr.TryParse(text, out _)
                        ? text
                        : throw Wrong("ExpectedIpAddress", $"'{ArmNames.Shown(text)}' isn't an IP address or a range in CIDR notation."))],
            SkipRequired = skipRequired,
        };
    }

    /// <summary>True for a DNS name or an IPv4 address without characters that have a meaning for a shell or curl.</summary>
    internal static bool IsHost(string host) => host.Length <= 253 && Name().IsMatch(host)
        && (!Numbers().IsMatch(host)
            || (IPAddress.TryParse(host, out var address)
                && address.AddressFamily == AddressFamily.InterNetwork
                && address.ToString() == host));

    private static ProbeHost Endpoint(string? text)
    {
        var parts = (text ?? string.Empty).Split(':');
        var port = HttpsPort;
        return parts.Length <= 2 && IsHost(parts[0])
            && (parts.Length == 1
                || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out port)
                    && port is > 0 and <= IPEndPoint.MaxPort))
            ? new ProbeHost(parts[0], port)
            : throw Wrong(
                "Endpoint",
                $"'{ArmNames.Shown(text)}' isn't in the form host or host:port, with a DNS name or an IPv4 address, and a port from 1 to "
                    + "65535.");
    }

    private static string Echo(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && uri.UserInfo.Length == 0 && IsHost(uri.Host) && EchoAddress().IsMatch(text)
            ? text
            : throw Wrong(
                "EchoUri",
                $"'{ArmNames.Shown(text)}' isn't an http or https URI that contains only letters, digits, and . _ ~ / - :, such as "
                    + "https://api.ipify.org.");

    private static EgressException Wrong(string parameter, string why) => EgressErrors.InvalidValue(parameter, why);

    [GeneratedRegex(@"\A(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[0-9.]+\z")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\Ahttps?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/-]{0,200})?\z")]
    private static partial Regex EchoAddress();
}
