using AksEgress.Core.Resources;

namespace AksEgress.Core.NatGateways;

/// <summary>The requested settings of a NAT gateway; null keeps the current value.</summary>
public sealed record NatGatewayRequest
{
    /// <summary>Standard or StandardV2; null for the SKU of the addresses of a new NAT gateway.</summary>
    public string? Sku { get; init; }

    /// <summary>
    /// All its public IP addresses; an empty list detaches them. A name is resolved in the NAT gateway's resource group.
    /// </summary>
    public IReadOnlyList<ArmReference>? PublicIp { get; init; }

    /// <summary>All its public IP prefixes; an empty list detaches them.</summary>
    public IReadOnlyList<ArmReference>? PublicIpPrefix { get; init; }

    /// <summary>Minutes until an idle connection is dropped, 4 to 120.</summary>
    public int? IdleTimeoutInMinutes { get; init; }

    /// <summary>The availability zones; a Standard NAT gateway supports at most one.</summary>
    public IReadOnlyList<string>? Zone { get; init; }
}
