using AksEgress.Core.Arm;
using AksEgress.Core.Clusters;
using AksEgress.Core.OutboundTypes;

namespace AksEgress.Core.Topologies;

/// <summary>A whole way out that is to be: the network, what it leaves by, and the cluster.</summary>
/// <param name="Kind">Which way out.</param>
/// <param name="ClusterId">The cluster; the other parts' names begin with its name and go into its resource group.</param>
/// <param name="Cluster">The cluster's own settings; subnet and identity are filled in.</param>
public sealed record TopologyRequest(TopologyKind Kind, ArmResourceId ClusterId, ClusterRequest Cluster)
{
    /// <summary>The range of a network that is made when none is named.</summary>
    public const string UsualAddressPrefix = "10.42.0.0/16";

    /// <summary>The region; null takes the resource group's, which must exist then.</summary>
    public string? Location { get; init; }

    /// <summary>Tags for every part that takes some.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The own network's range as CIDR.</summary>
    public string AddressPrefix { get; init; } = UsualAddressPrefix;

    /// <summary>The nodes' subnet as CIDR.</summary>
    public string SubnetPrefix { get; init; } = "10.42.1.0/24";

    /// <summary>The firewall's subnet as CIDR, /26 or larger.</summary>
    public string FirewallSubnetPrefix { get; init; } = "10.42.2.0/26";

    /// <summary>The firewall's tier: Standard or Premium.</summary>
    public string FirewallTier { get; init; } = "Standard";

    /// <summary>Minutes until an own NAT gateway drops an idle connection, 4 to 120; null leaves it to Azure.</summary>
    public int? IdleTimeoutInMinutes { get; init; }

    /// <summary>Goes on with parts of these names that are there already and are not of this topology.</summary>
    public bool Force { get; init; }

    /// <summary>The outbound type that a kind means.</summary>
    public static string OutboundTypeOf(TopologyKind kind) => kind switch
    {
        TopologyKind.FirewallRouting => OutboundTypeNames.UserDefinedRouting,
        TopologyKind.NatGateway => OutboundTypeNames.UserAssignedNatGateway,
        TopologyKind.ManagedNatGateway => OutboundTypeNames.ManagedNatGateway,
        _ => OutboundTypeNames.LoadBalancer,
    };
}
