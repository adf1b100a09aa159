using AksEgress.Core.Resources;

namespace AksEgress.Core.Subnets;

/// <summary>What New- and Set-AksEgressSubnet ask for; a bare name is looked for in the subnet's resource group.</summary>
public sealed record SubnetRequest
{
    /// <summary>The ranges of a new subnet, as CIDR.</summary>
    public IReadOnlyList<string> AddressPrefix { get; init; } = [];

    /// <summary>The route table, or null to leave it.</summary>
    public ArmReference? RouteTable { get; init; }

    /// <summary>The NAT gateway, or null to leave it.</summary>
    public ArmReference? NatGateway { get; init; }

    /// <summary>The network security group, or null to leave it.</summary>
    public ArmReference? NetworkSecurityGroup { get; init; }

    /// <summary>Takes the route table off.</summary>
    public bool NoRouteTable { get; init; }

    /// <summary>Takes the NAT gateway off.</summary>
    public bool NoNatGateway { get; init; }

    /// <summary>Takes the network security group off.</summary>
    public bool NoNetworkSecurityGroup { get; init; }

    /// <summary>Allows another one's place to be taken.</summary>
    public bool Replace { get; init; }
}
