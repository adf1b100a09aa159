using AksEgress.Core.Arm;

namespace AksEgress.Core.Relations;

/// <summary>
/// The resource types that are related to a resource that is piped to the Get- cmdlet of another noun. Other pairs are rejected, so an
/// object never lists its resource group.
/// </summary>
public static class RelationTable
{
    private static readonly string[] s_ofCluster =
    [
        ResourceTypes.AgentPools, ResourceTypes.Subnets, ResourceTypes.VirtualNetworks, ResourceTypes.RouteTables,
        ResourceTypes.NatGateways, ResourceTypes.Firewalls, ResourceTypes.PublicIps, ResourceTypes.UserAssignedIdentities,
        ResourceTypes.NetworkSecurityGroups,
    ];

    private static readonly string[] s_ofSubnet =
    [
        ResourceTypes.ManagedClusters, ResourceTypes.AgentPools, ResourceTypes.VirtualNetworks, ResourceTypes.RouteTables,
        ResourceTypes.NatGateways, ResourceTypes.Firewalls, ResourceTypes.PublicIps, ResourceTypes.NetworkSecurityGroups,
    ];

    private static readonly string[] s_ofVirtualNetwork =
    [
        ResourceTypes.ManagedClusters, ResourceTypes.Subnets, ResourceTypes.RouteTables, ResourceTypes.NatGateways, ResourceTypes.Firewalls,
        ResourceTypes.NetworkSecurityGroups,
    ];

    private static readonly string[] s_ofPublicIp = [ResourceTypes.ManagedClusters, ResourceTypes.NatGateways, ResourceTypes.Firewalls];

    // The resources in a resource group, without child resources of a cluster.
    private static readonly string[] s_ofResourceGroup =
    [
        ResourceTypes.ManagedClusters, ResourceTypes.Subnets, ResourceTypes.VirtualNetworks, ResourceTypes.RouteTables,
        ResourceTypes.NatGateways, ResourceTypes.Firewalls, ResourceTypes.FirewallPolicies, ResourceTypes.PublicIps,
        ResourceTypes.PublicIpPrefixes, ResourceTypes.UserAssignedIdentities, ResourceTypes.NetworkSecurityGroups,
    ];

    /// <summary>The types that are related to a type, except for the type itself.</summary>
    /// <param name="from">The type of the piped resource.</param>
    public static IReadOnlyList<string> Of(string from) =>
        Is(from, ResourceTypes.ManagedClusters) ? s_ofCluster
        : Is(from, ResourceTypes.Subnets) ? s_ofSubnet
        : Is(from, ResourceTypes.VirtualNetworks) ? s_ofVirtualNetwork
        : Is(from, ResourceTypes.PublicIps) ? s_ofPublicIp
        : Is(from, ResourceTypes.ResourceGroups) ? s_ofResourceGroup
        : [];

    /// <summary>True when the types are related.</summary>
    public static bool Has(string from, string to) => Of(from).Any(type => Is(type, to));

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
