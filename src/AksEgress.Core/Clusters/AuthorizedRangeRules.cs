using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AksEgress.Core.Addressing;
using AksEgress.Core.Documents;
using AksEgress.Core.Errors;

namespace AksEgress.Core.Clusters;

/// <summary>The rules for authorized IP ranges, and their place in a cluster's document.</summary>
internal static partial class AuthorizedRangeRules
{
    /// <summary>Allows the load balancer's outbound IP address only; it can't be combined with other ranges.</summary>
    public const string LoadBalancerOnly = "0.0.0.0/32";

    /// <summary>The path of the ranges in a cluster's document.</summary>
    public const string Member = "properties.apiServerAccessProfile.authorizedIPRanges";

    private const string Profile = "apiServerAccessProfile";
    private const string Name = "authorizedIPRanges";

    // The blocks that Python's ipaddress, which the Azure CLI uses, doesn't consider global, and multicast.
    private static readonly IPNetwork[] s_notGlobal =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(block => IPNetwork.Parse(block)),
    ];

    /// <summary>
    /// The maximum number of ranges: 2000 with API server VNet integration, otherwise 200
    /// (learn.microsoft.com/azure/aks/api-server-authorized-ip-ranges).
    /// </summary>
    public static int MaximumCount(Cluster cluster) =>
        cluster.Document.Root.Flag("properties", Profile, "enableVnetIntegration") == true ? 2000 : 200;

    /// <summary>
    /// True for a service tag, such as AzureCloud or AzureCloud.eastus: a preview of AKS, which accepts one tag and any number of ranges
    /// (learn.microsoft.com/azure/aks/api-server-service-tags).
    /// </summary>
    public static bool IsServiceTag(string? text) => text is { Length: <= 80 } && ServiceTag().IsMatch(text);

    /// <summary>Rejects a second service tag.</summary>
    /// <exception cref="EgressException">InvalidValue.</exception>
    public static void RequireOneServiceTag(IEnumerable<string> ranges, string parameter)
    {
        var tags = ranges.Where(IsServiceTag).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (tags.Count > 1)
        {
            throw EgressErrors.InvalidValue(
                parameter, $"the authorized IP ranges can contain one service tag only, not {string.Join(" and ", tags)}.");
        }
    }

    /// <summary>
    /// Converts a range in a parameter to the format that this module writes: 1.2.3.4 becomes 1.2.3.4/32. A service tag stays as it is.
    /// </summary>
    /// <exception cref="EgressException">InvalidValue: no range, bits beyond the prefix, or IPv6.</exception>
    public static string Normalize(string? text)
    {
        if (IsServiceTag(text?.Trim()))
        {
            return text!.Trim();
        }

        var network = Network(text?.Trim()) ?? Cidr.Parse(text?.Trim(), "IpRange");
        return Cidr.IsIPv6(network)
            ? throw EgressErrors.InvalidValue("IpRange", $"'{network}' is an IPv6 range, but authorized IP ranges must be IPv4.", text)
            : network.ToString();
    }

    /// <summary>Rejects a range that isn't public: AKS sees the public IP addresses of clients.</summary>
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

    /// <summary>True when two texts are the same range, such as 1.2.3.4 and 1.2.3.4/32.</summary>
    public static bool Same(string left, string right) => Canonical(left) == Canonical(right);

    /// <summary>True when a range contains an address or another range.</summary>
    public static bool Covers(string range, string address) =>
        Network(range) is { } outer && Network(address) is { } inner && Cidr.Contains(outer, inner);

    /// <summary>Parses an address or range; null for any other text.</summary>
    public static IPNetwork? Network(string? text) => Cidr.TryParse(text, out var network) ? network
        : Cidr.TryParseAddress(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;

    /// <summary>The ranges in a document.</summary>
    public static IReadOnlyList<string> Read(ArmDocument cluster) => cluster.Root.Texts("properties", Profile, Name);

    /// <summary>Writes the ranges to a document that has other ranges.</summary>
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

        // An empty list disables the feature. Without the property, AKS would keep the current ranges.
        access[Name] = new JsonArray([.. ranges.Select(range => (JsonNode)range)]);
    }

    // Names of tags are words with capitals, such as AzureFrontDoor.Backend or AzureCloud.westeurope.
    [GeneratedRegex(@"\A[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*)+(?:\.[A-Za-z0-9]+)*\z")]
    private static partial Regex ServiceTag();

    private static string Canonical(string text) => Network(text)?.ToString() ?? text;
}
