namespace AksEgress.Core.Egress;

/// <summary>One address, or range of addresses, from which a cluster's traffic leaves.</summary>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="IpAddress">
/// The address, or a CIDR for a whole prefix; null when it is not known, as behind an appliance or where it could not be read.
/// </param>
/// <param name="Source">What the address belongs to.</param>
/// <param name="Via">Where traffic goes first: the name of a gateway or firewall, or the next hop's address.</param>
/// <param name="Subnet">The node or pod subnet that leaves this way; null where all do.</param>
/// <param name="PublicIpId">The id of the public IP or prefix; null when it isn't known.</param>
public sealed record EgressAddress(
    string ClusterName, string ResourceGroupName, string? IpAddress, EgressSource Source, string Via, string? Subnet, string? PublicIpId)
{
    /// <summary>The cluster's subscription, a GUID.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>Known, or Unknown where <see cref="IpAddress"/> is null: an appliance's address, or one that couldn't be read.</summary>
    public string AddressState => IpAddress is null ? "Unknown" : "Known";

    /// <summary>The address, or what stands for an unknown one.</summary>
    public override string ToString() => IpAddress ?? $"(behind {Via})";
}
