using AksEgress.Core.Arm;

namespace AksEgress.Core.Relations;

/// <summary>
/// Which resource types a resource leads to when it is piped into another noun's Get- cmdlet. What isn't in the table is refused,
/// so that an object never turns into a listing of its resource group.
/// </summary>
public static class RelationTable
{
    private static readonly string[] s_ofCluster =
    [
        ResourceTypes.AgentPools, ResourceTypes.Subnets, ResourceTypes.VirtualNetworks, ResourceTypes.RouteTables,
        ResourceTypes.NatGateways, ResourceTypes.Firewalls, ResourceTypes.PublicIps, ResourceTypes.UserAssignedIdentities,
    ];

    private static readonly string[] s_ofSubnet =
    [
        ResourceTypes.ManagedClusters, ResourceTypes.AgentPools, ResourceTypes.VirtualNetworks, ResourceTypes.RouteTables,
        ResourceTypes.NatGateways, ResourceTypes.Firewalls, ResourceTypes.PublicIps,
    ];

    private static readonly string[] s_ofVirtualNetwork =
    [
        ResourceTypes.ManagedClusters, ResourceTypes.Subnets, ResourceTypes.RouteTables, ResourceTypes.NatGateways, ResourceTypes.Firewalls
    ];

    private static readonly string[] s_ofPublicIp = [ResourceTypes.ManagedClusters, ResourceTypes.NatGateways, ResourceTypes.Firewalls];

    // What stands in a resource group of its own accord: no children of a cluster.
    private static readonly string[] s_ofResourceGroup =
    [
        ResourceTypes.ManagedClusters, ResourceTypes.Subnets, ResourceTypes.VirtualNetworks, ResourceTypes.RouteTables,
        ResourceTypes.NatGateways, ResourceTypes.Firewalls, ResourceTypes.FirewallPolicies, ResourceTypes.PublicIps,
        ResourceTypes.PublicIpPrefixes, ResourceTypes.UserAssignedIdentities,
    ];

    /// <summary>The types that a resource of a type leads to, apart from its own; none for a type that leads nowhere.</summary>
    /// <param name="from">The type of the piped resource.</param>
    public static IReadOnlyList<string> Of(string from) =>
        Is(from, ResourceTypes.ManagedClusters) ? s_ofCluster
        : Is(from, ResourceTypes.Subnets) ? s_ofSubnet
        : Is(from, ResourceTypes.VirtualNetworks) ? s_ofVirtualNetwork
        : Is(from, ResourceTypes.PublicIps) ? s_ofPublicIp
        : Is(from, ResourceTypes.ResourceGroups) ? s_ofResourceGroup
        : [];

    /// <summary>True when a resource of one type leads to resources of the other.</summary>
    public static bool Has(string from, string to) => Of(from).Any(type => Is(type, to));

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
