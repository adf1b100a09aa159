using System.Globalization;
using System.Net;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;
using AksEgress.Core.RequiredEndpoints;

namespace AksEgress.Core.Paths;

/// <summary>
/// A destination of an egress path: <c>host</c>, <c>address</c>, <c>cidr</c>, or <c>ServiceTag:Name</c>, each with an optional
/// <c>:port</c>. IPv6 addresses with a port are in brackets.
/// </summary>
public sealed record PathDestination
{
    /// <summary>The level of a destination that was specified.</summary>
    internal const string UserLevel = "user";

    private const string TagPrefix = "ServiceTag:";
    private const int MaximumLength = 300;

    private static readonly (string Name, int? Port)[] s_protocols = [("HTTPS", 443), ("HTTP", 80), ("TCP", null), ("UDP", null)];

    // Tags of the network itself, and of health probes.
    private static readonly string[] s_noDestinations = ["VirtualNetwork", "AzureLoadBalancer"];

    private PathDestination(string text, string protocol, int port) => (Text, Protocol, Port) = (text, protocol, port);

    /// <summary>The destination without its port.</summary>
    public string Text { get; }

    /// <summary>HTTPS, HTTP, TCP, or UDP.</summary>
    public string Protocol { get; }

    /// <summary>The port, 1 to 65535.</summary>
    public int Port { get; }

    /// <summary>required, conditional, or recommended; user for a destination that was specified.</summary>
    public string Level { get; init; } = UserLevel;

    /// <summary>The feature that requires it; null for a destination that was specified.</summary>
    public string? Feature { get; init; }

    /// <summary>The condition for it, or null.</summary>
    public string? Condition { get; init; }

    /// <summary>The address or range; null for a name or tag.</summary>
    internal AddressInterval? Address { get; private init; }

    /// <summary>The service tag; null for any other destination.</summary>
    internal string? Tag { get; private init; }

    /// <summary>The name in lower case; null for an address or tag.</summary>
    internal string? Host { get; private init; }

    /// <summary>Reads a destination.</summary>
    /// <param name="text">The destination.</param>
    /// <param name="protocol">
    /// HTTPS, HTTP, TCP, or UDP; null to derive it from the port: 443 or none is HTTPS, 80 is HTTP, else TCP.
    /// </param>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static PathDestination Parse(string text, string? protocol)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaximumLength)
        {
            throw Invalid(text);
        }

        var (name, port) = Split(trimmed);
        var known = s_protocols.FirstOrDefault(item => string.Equals(item.Name, protocol, StringComparison.OrdinalIgnoreCase));
        var kind = protocol is null ? port switch { null or 443 => "HTTPS", 80 => "HTTP", _ => "TCP" } : known.Name ?? throw Invalid(text);
        var usual = s_protocols.First(item => item.Name == kind).Port;
        return Create(name, kind, port ?? usual ?? throw EgressErrors.InvalidValue(
            "Destination", $"'{ArmNames.Shown(text)}' has no port, which {kind} requires: specify {ArmNames.Shown(name)}:<port>.", text))
            ?? throw Invalid(text);
    }

    /// <summary>The destination of an endpoint that clusters require; null for a placeholder that isn't known.</summary>
    internal static PathDestination? Of(RequiredEndpoint endpoint) =>
        Create(endpoint.Destination, endpoint.Protocol.ToUpperInvariant(), endpoint.Port) is { } destination
            ? destination with { Level = endpoint.Level, Feature = endpoint.Feature, Condition = endpoint.Condition }
            : null;

    /// <summary>The destination in one line.</summary>
    public override string ToString() =>
        Text.Contains(':', StringComparison.Ordinal) && Tag is null ? $"[{Text}]:{Port}" : $"{Text}:{Port}";

    private static PathDestination? Create(string name, string protocol, int port)
    {
        var destination = new PathDestination(name, protocol, port);
        if (name.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase))
        {
            var tag = name[TagPrefix.Length..];
            return tag.Length > 0
                && !s_noDestinations.Contains(tag, StringComparer.OrdinalIgnoreCase)
                && char.IsAsciiLetter(tag[0])
                && tag.All(c => char.IsAsciiLetterOrDigit(c) || c == '.')
                ? destination with { Tag = tag }
                : null;
        }

        if (name.Contains('/', StringComparison.Ordinal))
        {
            return Cidr.TryParse(name, out var range) ? destination with { Address = AddressInterval.Of(range) } : null;
        }

        if (Cidr.TryParseAddress(name, out var address))
        {
            return destination with { Address = AddressInterval.Of(address) };
        }

        var bare = name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name;
        var host = name.TrimEnd('.').ToLowerInvariant();
        var isNumber = bare.Length > 0 && bare.All(c => char.IsAsciiDigit(c) || c == '.');
        return !isNumber && !IPAddress.TryParse(bare, out _) && Uri.CheckHostName(bare.TrimEnd('.')) == UriHostNameType.Dns
            ? destination with { Host = host }
            : null;
    }

    private static (string Name, int? Port) Split(string text)
    {
        if (text.StartsWith('['))
        {
            var end = text.IndexOf(']', StringComparison.Ordinal);
            return end < 0 || (end + 1 < text.Length && text[end + 1] != ':') ? throw Invalid(text)
                : (text[1..end], end + 1 == text.Length ? null : PortOf(text[(end + 2)..], text));
        }

        var body = text.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) ? TagPrefix.Length : 0;
        var first = text.IndexOf(':', body);
        return first < 0 || text.IndexOf(':', first + 1) >= 0 ? (text, null) : (text[..first], PortOf(text[(first + 1)..], text));
    }

    private static int PortOf(string text, string whole) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= PortInterval.Largest
            ? port
            : throw Invalid(whole);

    private static EgressException Invalid(string text) => EgressErrors.InvalidValue(
        "Destination",
        $"'{ArmNames.Shown(text)}' isn't a host name, an IP address, a range in CIDR notation, or ServiceTag:<name>, with an optional "
            + ":<port>.",
        text);
}
