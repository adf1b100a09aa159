namespace AksEgress.Core.Egress;

/// <summary>What an address belongs to.</summary>
public enum EgressSource
{
    /// <summary>An outbound rule of the cluster's load balancer.</summary>
    LoadBalancer,

    /// <summary>A NAT gateway that AKS made.</summary>
    ManagedNatGateway,

    /// <summary>A NAT gateway on the user's subnet.</summary>
    NatGateway,

    /// <summary>An Azure Firewall behind the default route.</summary>
    Firewall,

    /// <summary>Another appliance, or a gateway, behind the default route: what it leaves from is not known to Azure.</summary>
    Appliance,

    /// <summary>A route table or NAT gateway that could not be read, so that nobody here knows the way.</summary>
    Unknown,
}
