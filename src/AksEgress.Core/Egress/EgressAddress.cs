namespace AksEgress.Core.Egress;

/// <summary>An egress IP address of a cluster, or a range of them.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="IpAddress">
/// The address, or the CIDR of a prefix; null if it's unknown, such as behind a network virtual appliance, or if it can't be read.
/// </param>
/// <param name="Source">What the address belongs to.</param>
/// <param name="Via">The first hop: the name of a NAT gateway or firewall, or the IP address of the next hop.</param>
/// <param name="Subnet">The node or pod subnet that uses the address; null for all subnets.</param>
/// <param name="PublicIpId">The ID of the public IP address or prefix; null if it's unknown.</param>
public sealed record EgressAddress(
    string ClusterName, string ResourceGroupName, string? IpAddress, EgressSource Source, string Via, string? Subnet, string? PublicIpId)
{
    /// <summary>The cluster's subscription, a GUID.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The cluster's outbound type; traffic may egress past it, which <see cref="Source"/> tells.</summary>
    public string? OutboundType { get; init; }

    /// <summary>Known; or Unknown if <see cref="IpAddress"/> is null: an appliance's address, or one that can't be read.</summary>
    public string AddressState => IpAddress is null ? "Unknown" : "Known";

    /// <summary>The address, or <c>(behind x)</c> for an unknown one.</summary>
    public override string ToString() => IpAddress ?? $"(behind {Via})";
}
