using System.Net;
using System.Text.Json.Nodes;
using AksEgress.Core.Addressing;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Clusters;

/// <summary>What AKS takes as an authorized range, and where the ranges stand in a cluster's document.</summary>
internal static class AuthorizedRangeRules
{
    /// <summary>Lets in the load balancer's outbound address and nobody else; stands alone.</summary>
    public const string LoadBalancerOnly = "0.0.0.0/32";

    /// <summary>Where the ranges stand in a cluster's document.</summary>
    public const string Member = "properties.apiServerAccessProfile.authorizedIPRanges";

    private const string Profile = "apiServerAccessProfile";
    private const string Name = "authorizedIPRanges";

    // The Azure CLI asks Python's ipaddress whether a range is global; these are the blocks for which it says no, and multicast.
    private static readonly IPNetwork[] s_notGlobal =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(block => IPNetwork.Parse(block)),
    ];

    /// <summary>
    /// How many ranges a cluster takes: 2000 where the API server is in the network, 200 elsewhere
    /// (learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges).
    /// </summary>
    public static int Most(Cluster cluster) =>
        cluster.Document.Root.Flag("properties", Profile, "enableVnetIntegration") == true ? 2000 : 200;

    /// <summary>A range as a parameter has it, in the one form in which this module writes it: 1.2.3.4 becomes 1.2.3.4/32.</summary>
    /// <exception cref="EgressException">InvalidValue: no range, bits beyond the prefix, or IPv6.</exception>
    public static string Normalize(string? text)
    {
        var network = Network(text?.Trim()) ?? Cidr.Parse(text?.Trim(), "IpRange");
        return Cidr.IsIPv6(network)
            ? throw EgressErrors.InvalidValue("IpRange", $"'{network}' is an IPv6 range, but authorized IP ranges must be IPv4.", text)
            : network.ToString();
    }

    /// <summary>Refuses a range that the internet does not know: AKS sees callers by their public addresses.</summary>
    /// <param name="range">The range.</param>
    /// <param name="parameter">The parameter that names it.</param>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void RequireGlobal(string range, string parameter = "IpRange")
    {
        if (range != LoadBalancerOnly && Network(range) is { } network && s_notGlobal.Any(block => Cidr.Contains(block, network)))
        {
            throw EgressErrors.InvalidValue(
                parameter, $"'{range}' isn't a public range. The API server sees the public IP address of a client.", range);
        }
    }

    /// <summary>True when two texts mean the same range; 1.2.3.4 and 1.2.3.4/32 do.</summary>
    public static bool Same(string left, string right) => Canonical(left) == Canonical(right);

    /// <summary>True when a range holds all of an address or range.</summary>
    public static bool Covers(string range, string address) =>
        Network(range) is { } outer && Network(address) is { } inner && Cidr.Contains(outer, inner);

    /// <summary>An address or range, or null where the text is neither.</summary>
    public static IPNetwork? Network(string? text) => Cidr.TryParse(text, out var network) ? network
        : Cidr.TryParseAddress(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    /// <summary>The ranges as a document has them.</summary>
    public static IReadOnlyList<string> Read(ArmDocument cluster) => cluster.Root.Texts("properties", Profile, Name);

    /// <summary>Writes the ranges; touches nothing where they stand so already.</summary>
    public static void Write(ArmDocument cluster, IReadOnlyList<string> ranges)
    {
        if (Read(cluster).SequenceEqual(ranges))
        {
            return;
        }

        var access = cluster.Properties.ObjectAt(Profile);
        if (!access.ContainsKey(Name))
        {
            access.Without(Name);
        }

        // An empty list switches the feature off; leaving the member out would keep it as it is.
        access[Name] = new JsonArray([.. ranges.Select(range => (JsonNode)range)]);
    }

    private static string Canonical(string text) => Network(text)?.ToString() ?? text;
}
