namespace AksEgress.Core.Topologies;

/// <summary>The ways out that New-AksEgressTopology builds whole.</summary>
public enum TopologyKind : long
{
    /// <summary>An own network whose traffic leaves through an Azure Firewall: outbound type userDefinedRouting.</summary>
    FirewallRouting,

    /// <summary>An own network with an own NAT gateway: outbound type userAssignedNATGateway.</summary>
    NatGateway,

    /// <summary>A network and a NAT gateway that AKS makes: outbound type managedNATGateway.</summary>
    ManagedNatGateway,

    /// <summary>A network and a load balancer that AKS makes: outbound type loadBalancer.</summary>
    LoadBalancer,
}
