using AksEgress.Core.Resources;

namespace AksEgress.Core.NatGateways;

/// <summary>What a NAT gateway is to be; null leaves what is there.</summary>
public sealed record NatGatewayRequest
{
    /// <summary>Standard or StandardV2; for a new gateway null means the SKU of its addresses.</summary>
    public string? Sku { get; init; }

    /// <summary>
    /// Its public IP addresses, all of them; none takes them off. A bare name is looked for in the gateway's resource group.
    /// </summary>
    public IReadOnlyList<ArmReference>? PublicIp { get; init; }

    /// <summary>Its public IP prefixes, all of them; none takes them off.</summary>
    public IReadOnlyList<ArmReference>? PublicIpPrefix { get; init; }

    /// <summary>Minutes until an idle connection is dropped, 4 to 120.</summary>
    public int? IdleTimeoutInMinutes { get; init; }

    /// <summary>The availability zones; a Standard gateway takes one at the most.</summary>
    public IReadOnlyList<string>? Zone { get; init; }
}
