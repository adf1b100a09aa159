namespace AksEgress.Core.Paths;

/// <summary>What nodes egress through without an appliance, in order of precedence.</summary>
internal enum DirectEgress
{
    /// <summary>Nothing: the traffic is dropped.</summary>
    Nothing,

    /// <summary>The outbound type block: AKS denies traffic to the Internet.</summary>
    Blocked,

    /// <summary>The NAT gateway of the subnet.</summary>
    NatGateway,

    /// <summary>The NAT gateway that AKS manages.</summary>
    ManagedNatGateway,

    /// <summary>The public IP address of each node.</summary>
    NodePublicIp,

    /// <summary>The outbound rules of the cluster's load balancer.</summary>
    LoadBalancer,

    /// <summary>The default outbound access of Azure: addresses that belong to Azure and can change.</summary>
    DefaultOutboundAccess,
}
