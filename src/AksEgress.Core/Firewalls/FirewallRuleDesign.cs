using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Arm;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Firewalls;

/// <summary>Creates the documents of rules from parameters, and rejects values that ARM would reject.</summary>
public static class FirewallRuleDesign
{
    private const int LongestTag = 100;
    // AzureFirewallApplicationRuleProtocol.port of the network schema.
    private const int LargestApplicationPort = 64000;
    private const int LargestPort = 65535;
    private static readonly string[] s_networkProtocols = ["TCP", "UDP", "ICMP", "Any"];
    private static readonly string[] s_applicationProtocols = ["Http", "Https", "Mssql"];

    /// <summary>A network rule.</summary>
    /// <exception cref="EgressException">InvalidValue, InvalidResourceName or ContradictingParameters.</exception>
    public static JsonObject Network(
        string name,
        IReadOnlyList<string> protocols,
        IReadOnlyList<string> sources,
        IReadOnlyList<string>? addresses,
        IReadOnlyList<string>? fqdns,
        IReadOnlyList<string> ports)
    {
        if (addresses is { Count: > 0 } == fqdns is { Count: > 0 })
        {
            throw BothDestinations(name);
        }

        var rule = Begin(name, sources);
        rule["protocols"] = Array(protocols, protocol => OneOf(protocol, s_networkProtocols));
        if (addresses is { Count: > 0 })
        {
            rule["destinationAddresses"] = Array(addresses, address => Address(address, "DestinationAddress", allowTag: true));
        }
        else
        {
            rule["destinationFqdns"] = Array(fqdns!, fqdn => Fqdn(fqdn, "DestinationFqdn", allowWildcard: false));
        }

        rule["destinationPorts"] = Array(ports, port => Ports(port, "DestinationPort"));
        return rule;
    }

    /// <summary>An application rule; protocols are pairs such as <c>Https=443</c>.</summary>
    /// <exception cref="EgressException">InvalidValue, InvalidResourceName or ContradictingParameters.</exception>
    public static JsonObject Application(
        string name,
        IReadOnlyList<string> protocols,
        IReadOnlyList<string> sources,
        IReadOnlyList<string>? fqdns,
        IReadOnlyList<string>? tags)
    {
        if (fqdns is { Count: > 0 } == tags is { Count: > 0 })
        {
            throw BothTargets(name);
        }

        var rule = Begin(name, sources);
        rule["protocols"] = new JsonArray([.. protocols.Distinct(StringComparer.OrdinalIgnoreCase).Select(Pair)]);
        if (fqdns is { Count: > 0 })
        {
            rule["targetFqdns"] = Array(fqdns, fqdn => Fqdn(fqdn, "TargetFqdn", allowWildcard: true));
        }
        else
        {
            rule["fqdnTags"] = Array(tags!, Tag);
        }

        return rule;
    }

    /// <summary>A DNAT rule.</summary>
    /// <exception cref="EgressException">InvalidValue or InvalidResourceName.</exception>
    public static JsonObject Dnat(
        string name,
        IReadOnlyList<string> protocols,
        IReadOnlyList<string> sources,
        IReadOnlyList<string> addresses,
        IReadOnlyList<string> ports,
        string translatedAddress,
        int translatedPort)
    {
        if (addresses.Count == 0)
        {
            throw EgressErrors.InvalidValue("DestinationAddress", "the firewall has no public IP address yet.", name);
        }

        // Azure allows one port, because several destination ports can't share one translated port.
        if (ports.Distinct().Count() != 1)
        {
            throw EgressErrors.InvalidValue(
                "DestinationPort", $"{ports.Count} ports are specified, but a DNAT rule allows one. Create a rule for each port.", name);
        }

        var rule = Begin(name, sources);
        rule["protocols"] = Array(protocols, protocol => OneOf(protocol, s_networkProtocols[..2]));
        rule["destinationAddresses"] = Array(addresses, address => Cidr.ParseAddress(address, "DestinationAddress").ToString());
        rule["destinationPorts"] = Array(
            ports, value => Port(value, "DestinationPort", LargestPort).ToString(CultureInfo.InvariantCulture));
        rule[Cidr.TryParseAddress(translatedAddress, out _) ? "translatedAddress" : "translatedFqdn"] =
            Cidr.TryParseAddress(translatedAddress, out var address)
                ? address.ToString()
                : Fqdn(translatedAddress, "TranslatedAddress", allowWildcard: false);
        rule["translatedPort"] = translatedPort.ToString(CultureInfo.InvariantCulture);
        return rule;
    }

    private static JsonObject Begin(string name, IReadOnlyList<string> sources)
    {
        ArmNames.Check(name, ArmNames.MaximumLength, "Name");
        return new JsonObject
        {
            ["name"] = name,
            ["sourceAddresses"] = Array(sources, source => Address(source, "SourceAddress", allowTag: false))
        };
    }

    private static JsonArray Array(IReadOnlyList<string> values, Func<string, string> check) =>
        new([.. values.Select(check).Distinct(StringComparer.OrdinalIgnoreCase).Select(value => JsonValue.Create(value))]);

    private static string OneOf(string value, string[] all) =>
        all.FirstOrDefault(one => string.Equals(one, value, StringComparison.OrdinalIgnoreCase))
            ?? throw Invalid("Protocol", value, "must be one of " + string.Join(", ", all));

    private static JsonNode Pair(string pair)
    {
        var parts = pair.Split('=', ':');
        var type = s_applicationProtocols.FirstOrDefault(one => string.Equals(one, parts[0].Trim(), StringComparison.OrdinalIgnoreCase));
        return type is not null && parts.Length == 2
            ? new JsonObject { ["protocolType"] = type, ["port"] = Port(parts[1].Trim(), "Protocol", LargestApplicationPort) }
            : throw Invalid("Protocol", pair, $"must be a pair such as Https=443, with one of {string.Join(", ", s_applicationProtocols)}");
    }

    private static string Address(string value, string parameter, bool allowTag)
    {
        var ends = value.Split('-');
        if (value == "*"
            || (ends.Length == 2
                && Cidr.TryParseAddress(ends[0], out var first)
                && Cidr.TryParseAddress(ends[1], out var last)
                && InOrder(first, last))
            || Cidr.TryParseAddress(value, out _)
            || Cidr.TryParse(value, out _))
        {
            return value;
        }

        // A service tag can end with a period and a region.
        return allowTag && IsTag(value)
            ? value
            : throw Invalid(
                parameter,
                value,
                "must be an IP address, a range in CIDR notation or as first-last, " + (allowTag ? "a service tag, or *" : "or *"));
    }

    private static bool InOrder(IPAddress first, IPAddress last) =>
        first.AddressFamily == last.AddressFamily && first.GetAddressBytes().AsSpan().SequenceCompareTo(last.GetAddressBytes()) <= 0;

    private static bool IsTag(string value) =>
        value.Length is > 0 and <= LongestTag && char.IsAsciiLetter(value[0]) && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '.');

    private static string Fqdn(string value, string parameter, bool allowWildcard)
    {
        var bare = allowWildcard && value.StartsWith('*') ? value[1..].TrimStart('.') : value;
        return (value == "*" && allowWildcard) || (bare.Length > 0 && Uri.CheckHostName(bare) == UriHostNameType.Dns)
            ? value
            : throw Invalid(
                parameter, value, allowWildcard ? "must be an FQDN, with * only at its beginning" : "must be an FQDN without wildcards");
    }

    private static string Ports(string value, string parameter)
    {
        if (value == "*")
        {
            return value;
        }

        var ends = value.Split('-').Select(end => Port(end, parameter, LargestPort)).ToList();
        return ends.Count == 1 || (ends.Count == 2 && ends[0] <= ends[1])
            ? value
            : throw Invalid(parameter, value, "must be a port, a range such as 8000-8080, or *");
    }

    private static int Port(string value, string parameter, int largest) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port >= 1 && port <= largest
            ? port
            : throw Invalid(parameter, value, $"must be a port from 1 to {largest}");

    private static EgressException Invalid(string parameter, string value, string rule) =>
        EgressErrors.InvalidValue(parameter, $"'{ArmNames.Shown(value)}' {rule}.", value);
}
