using AksEgress.Core.Resources;

namespace AksEgress.Core.Subnets;

/// <summary>The parameters of New- and Set-AksEgressSubnet; a name without an ID is looked up in the subnet's resource group.</summary>
public sealed record SubnetRequest
{
    /// <summary>The ranges of a new subnet, as CIDR.</summary>
    public IReadOnlyList<string> AddressPrefix { get; init; } = [];

    /// <summary>The route table, or null to keep the current one.</summary>
    public ArmReference? RouteTable { get; init; }

    /// <summary>The NAT gateway, or null to keep the current one.</summary>
    public ArmReference? NatGateway { get; init; }

    /// <summary>The network security group, or null to keep the current one.</summary>
    public ArmReference? NetworkSecurityGroup { get; init; }

    /// <summary>Removes the association with the route table.</summary>
    public bool NoRouteTable { get; init; }

    /// <summary>Removes the association with the NAT gateway.</summary>
    public bool NoNatGateway { get; init; }

    /// <summary>Removes the association with the network security group.</summary>
    public bool NoNetworkSecurityGroup { get; init; }

    /// <summary>False for a private subnet, without default outbound access; null for the current setting, or Azure's default.</summary>
    public bool? DefaultOutboundAccess { get; init; }

    /// <summary>Allows an existing association to be replaced.</summary>
    public bool Replace { get; init; }
}
