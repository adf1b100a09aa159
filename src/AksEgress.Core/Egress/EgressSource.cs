namespace AksEgress.Core.Egress;

/// <summary>What an address belongs to.</summary>
public enum EgressSource : long
{
    /// <summary>An outbound rule of the cluster's load balancer.</summary>
    LoadBalancer,

    /// <summary>A NAT gateway that AKS created.</summary>
    ManagedNatGateway,

    /// <summary>A NAT gateway that is associated with the BYO subnet.</summary>
    NatGateway,

    /// <summary>An Azure Firewall that the default route points to.</summary>
    Firewall,

    /// <summary>Another appliance or a gateway that the default route points to: Azure doesn't know its egress IP address.</summary>
    Appliance,

    /// <summary>A route table or NAT gateway that can't be read, so the egress path is unknown.</summary>
    Unknown,
}
