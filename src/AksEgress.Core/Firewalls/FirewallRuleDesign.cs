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

        var port = DnatPort(ports, name);
        var rule = Begin(name, sources);
        rule["protocols"] = Array(protocols, protocol => OneOf(protocol, s_networkProtocols[..2]));
        rule["destinationAddresses"] = Array(addresses, DnatAddress);
        rule["destinationPorts"] = Array([port], static one => one);
        Translate(rule, translatedAddress);
        rule["translatedPort"] = translatedPort.ToString(CultureInfo.InvariantCulture);
        return rule;
    }

    /// <summary>
    /// The properties that a change of a rule sets, as in classic rules; null for a property that another one replaces.
    /// </summary>
    /// <exception cref="EgressException">ContradictingParameters for a parameter of another kind of rule, or InvalidValue.</exception>
    public static JsonObject Members(string name, FirewallRuleKind kind, FirewallRuleEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        CheckKind(name, kind, edit);
        var members = new JsonObject();
        Set(members, "sourceAddresses", edit.SourceAddress, source => Address(source, "SourceAddress", allowTag: false));
        if (kind == FirewallRuleKind.Application)
        {
            if (edit.Protocol is not null)
            {
                members["protocols"] = new JsonArray([.. edit.Protocol.Distinct(StringComparer.OrdinalIgnoreCase).Select(Pair)]);
            }

            Replace(
                members,
                "targetFqdns",
                edit.TargetFqdn,
                fqdn => Fqdn(fqdn, "TargetFqdn", allowWildcard: true),
                "fqdnTags",
                edit.FqdnTag,
                Tag);
            return members;
        }

        var protocols = kind == FirewallRuleKind.Dnat ? s_networkProtocols[..2] : s_networkProtocols;
        Set(members, "protocols", edit.Protocol, protocol => OneOf(protocol, protocols));
        if (kind == FirewallRuleKind.Network)
        {
            Replace(
                members,
                "destinationAddresses",
                edit.DestinationAddress,
                address => Address(address, "DestinationAddress", allowTag: true),
                "destinationFqdns",
                edit.DestinationFqdn,
                fqdn => Fqdn(fqdn, "DestinationFqdn", allowWildcard: false));
            Set(members, "destinationPorts", edit.DestinationPort, port => Ports(port, "DestinationPort"));
            return members;
        }

        Set(members, "destinationAddresses", edit.DestinationAddress, DnatAddress);
        Set(members, "destinationPorts", edit.DestinationPort is null ? null : [DnatPort(edit.DestinationPort, name)], port => port);
        if (edit.TranslatedAddress is not null)
        {
            var isAddress = Translate(members, edit.TranslatedAddress);
            members[isAddress ? "translatedFqdn" : "translatedAddress"] = null;
        }

        if (edit.TranslatedPort is { } translatedPort)
        {
            members["translatedPort"] = translatedPort.ToString(CultureInfo.InvariantCulture);
        }

        return members;
    }

    private static string DnatAddress(string address) => Cidr.ParseAddress(address, "DestinationAddress").ToString();

    private static string DnatPort(IReadOnlyList<string> ports, string name)
    {
        // Azure allows one port, because several destination ports can't share one translated port.
        if (ports.Distinct().Count() != 1)
        {
            throw EgressErrors.InvalidValue(
                "DestinationPort", $"{ports.Count} ports are specified, but a DNAT rule allows one. Create a rule for each port.", name);
        }

        return Port(ports[0], "DestinationPort", LargestPort).ToString(CultureInfo.InvariantCulture);
    }

    // True for an address, false for an FQDN.
    private static bool Translate(JsonObject rule, string translatedAddress)
    {
        var isAddress = Cidr.TryParseAddress(translatedAddress, out var address);
        rule[isAddress ? "translatedAddress" : "translatedFqdn"] =
            isAddress ? address!.ToString() : Fqdn(translatedAddress, "TranslatedAddress", allowWildcard: false);
        return isAddress;
    }

    private static string Tag(string tag) =>
        IsTag(tag) ? tag : throw Invalid("FqdnTag", tag, "must be a tag such as AzureKubernetesService");

    private static EgressException BothDestinations(string name) => EgressErrors.ContradictingParameters(
        "A network rule has either destination addresses or destination FQDNs.",
        "Specify either -DestinationAddress or -DestinationFqdn.",
        name);

    private static EgressException BothTargets(string name) => EgressErrors.ContradictingParameters(
        "An application rule has either target FQDNs or FQDN tags.", "Specify either -TargetFqdn or -FqdnTag.", name);

    private static void CheckKind(string name, FirewallRuleKind kind, FirewallRuleEdit edit)
    {
        (string Parameter, bool IsGiven, FirewallRuleKind[] Kinds)[] parameters =
        [
            ("DestinationAddress", edit.DestinationAddress is not null, [FirewallRuleKind.Network, FirewallRuleKind.Dnat]),
            ("DestinationFqdn", edit.DestinationFqdn is not null, [FirewallRuleKind.Network]),
            ("DestinationPort", edit.DestinationPort is not null, [FirewallRuleKind.Network, FirewallRuleKind.Dnat]),
            ("TargetFqdn", edit.TargetFqdn is not null, [FirewallRuleKind.Application]),
            ("FqdnTag", edit.FqdnTag is not null, [FirewallRuleKind.Application]),
            ("TranslatedAddress", edit.TranslatedAddress is not null, [FirewallRuleKind.Dnat]),
            ("TranslatedPort", edit.TranslatedPort is not null, [FirewallRuleKind.Dnat]),
        ];
        if (parameters.FirstOrDefault(one => one.IsGiven && !one.Kinds.Contains(kind)).Parameter is { } parameter)
        {
            throw EgressErrors.ContradictingParameters(
                $"-{parameter} doesn't apply to '{name}', which is of kind {kind}.", $"Remove -{parameter}.", name);
        }

        if (edit.DestinationAddress is not null && edit.DestinationFqdn is not null)
        {
            throw BothDestinations(name);
        }

        if (edit.TargetFqdn is not null && edit.FqdnTag is not null)
        {
            throw BothTargets(name);
        }
    }

    private static void Set(JsonObject members, string member, IReadOnlyList<string>? values, Func<string, string> check)
    {
        if (values is not null)
        {
            members[member] = Array(values, check);
        }
    }

    // A rule has one of the two properties: the specified one replaces the other.
    private static void Replace(
        JsonObject members,
        string one,
        IReadOnlyList<string>? ones,
        Func<string, string> checkOne,
        string other,
        IReadOnlyList<string>? others,
        Func<string, string> checkOther)
    {
        Set(members, one, ones, checkOne);
        Set(members, other, others, checkOther);
        if (ones is not null || others is not null)
        {
            members[ones is null ? one : other] = null;
        }
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
