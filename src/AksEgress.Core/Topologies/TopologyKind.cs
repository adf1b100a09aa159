namespace AksEgress.Core.Topologies;

/// <summary>The kinds of topologies that New-AksEgressTopology creates.</summary>
public enum TopologyKind : long
{
    /// <summary>A BYO virtual network that egresses through an Azure Firewall: outbound type userDefinedRouting.</summary>
    FirewallRouting,

    /// <summary>A BYO virtual network with the user's NAT gateway: outbound type userAssignedNATGateway.</summary>
    NatGateway,

    /// <summary>A virtual network and a NAT gateway managed by AKS: outbound type managedNATGateway.</summary>
    ManagedNatGateway,

    /// <summary>A virtual network and a load balancer managed by AKS: outbound type loadBalancer.</summary>
    LoadBalancer,
}
