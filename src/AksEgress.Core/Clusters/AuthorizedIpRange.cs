namespace AksEgress.Core.Clusters;

/// <summary>One range of addresses that may call a cluster's API server.</summary>
/// <param name="IpRange">The range as the cluster has it; 0.0.0.0/32 lets in the load balancer's outbound address alone.</param>
/// <param name="ClusterName">The cluster.</param>
/// <param name="ResourceGroupName">The cluster's resource group.</param>
/// <param name="SubscriptionId">The subscription's GUID.</param>
/// <param name="Covers">Those of the addresses that the cluster itself leaves from, that are in the range.</param>
public sealed record AuthorizedIpRange(
    string IpRange, string ClusterName, string ResourceGroupName, string SubscriptionId, IReadOnlyList<string> Covers)
{
    /// <summary>The range.</summary>
    public override string ToString() => IpRange;
}
