using AksEgress.Core.Arm;

namespace AksEgress.Core.Relations;

/// <summary>
/// Which resource types a resource leads to when it is piped into another noun's Get- cmdlet. What isn't in the table is refused,
/// so that an object never turns into a listing of its resource group.
/// </summary>
public static class RelationTable
{
    private static readonly string[] OfCluster =
    [
        ResourceTypes.AgentPool, ResourceTypes.Subnet, ResourceTypes.VirtualNetwork, ResourceTypes.RouteTable, ResourceTypes.NatGateway,
        ResourceTypes.Firewall, ResourceTypes.PublicIp, ResourceTypes.UserAssignedIdentity,
    ];

    private static readonly string[] OfSubnet =
    [
        ResourceTypes.ManagedCluster, ResourceTypes.AgentPool, ResourceTypes.VirtualNetwork, ResourceTypes.RouteTable, ResourceTypes.NatGateway,
        ResourceTypes.Firewall, ResourceTypes.PublicIp,
    ];

    private static readonly string[] OfVirtualNetwork =
        [ResourceTypes.ManagedCluster, ResourceTypes.Subnet, ResourceTypes.RouteTable, ResourceTypes.NatGateway, ResourceTypes.Firewall];

    private static readonly string[] OfPublicIp = [ResourceTypes.ManagedCluster, ResourceTypes.NatGateway, ResourceTypes.Firewall];

    // What stands in a resource group of its own accord: no children of a cluster.
    private static readonly string[] OfResourceGroup =
    [
        ResourceTypes.ManagedCluster, ResourceTypes.Subnet, ResourceTypes.VirtualNetwork, ResourceTypes.RouteTable, ResourceTypes.NatGateway,
        ResourceTypes.Firewall, ResourceTypes.FirewallPolicy, ResourceTypes.PublicIp, ResourceTypes.PublicIpPrefix, ResourceTypes.UserAssignedIdentity,
    ];

    /// <summary>The types that a resource of a type leads to, apart from its own; none for a type that leads nowhere.</summary>
    /// <param name="from">The type of the piped resource.</param>
    public static IReadOnlyList<string> Of(string from) =>
        Is(from, ResourceTypes.ManagedCluster) ? OfCluster
        : Is(from, ResourceTypes.Subnet) ? OfSubnet
        : Is(from, ResourceTypes.VirtualNetwork) ? OfVirtualNetwork
        : Is(from, ResourceTypes.PublicIp) ? OfPublicIp
        : Is(from, ResourceTypes.ResourceGroup) ? OfResourceGroup
        : [];

    /// <summary>True when a resource of one type leads to resources of the other.</summary>
    public static bool Has(string from, string to) => Of(from).Any(type => Is(type, to));

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
