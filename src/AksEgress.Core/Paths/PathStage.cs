namespace AksEgress.Core.Paths;

/// <summary>The part of a path that decides.</summary>
internal enum PathStage
{
    /// <summary>A network security group.</summary>
    SecurityGroup,

    /// <summary>The platform of the node's host, and rules that name its service tags.</summary>
    Platform,

    /// <summary>The route.</summary>
    Route,

    /// <summary>A network rule of the firewall.</summary>
    NetworkRule,

    /// <summary>An application rule of the firewall.</summary>
    ApplicationRule,

    /// <summary>The firewall denies what no rule matches.</summary>
    DefaultDeny,

    /// <summary>The egress without an appliance: NAT gateway, node public IP, load balancer, default outbound access, or nothing.</summary>
    Direct,
}
